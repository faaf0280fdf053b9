//! Compares the week planner with an exact solver that has the same ways to fill every slot of a week.
//!
//! `PLACEWELL_BENCH_PYTHON=python3 cargo bench -p placewell-domain --features bench --bench exact -- [PART ...]`
//! plans every offer of the sample with every learner, and with learners mixed from them, or only the weeks
//! whose names contain one of the parts. `benches/peers/exact.py` finds the best weeks; it needs a Python with
//! OR-Tools. For each week the bench prints the tiers in which the planner's week and the best one differ;
//! at the end how many optima are proved and, tier by tier, how many weeks cost the same and how far the
//! planned total is above the best.
//!
//! Two checks guard the solver's model and stop the run: it must price the planner's week as the planner does,
//! and the planner must price the solver's week as the model does.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

#[path = "planner/weeks.rs"]
mod weeks;

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::process::{Command, Stdio};

use placewell_domain::workload::Searched;
use serde::Deserialize;
use serde_json::json;

const PYTHON: &str = "PLACEWELL_BENCH_PYTHON";

/// The solver's answer for one week.
#[derive(Deserialize)]
struct Answer {
    /// Whether it is optimal in every tier.
    proved: bool,
    chosen: Vec<usize>,
    cost: Vec<u16>,
    /// The planner's week, priced by the model.
    planned: Vec<u16>,
    seconds: f64,
}

/// One tier over all weeks whose optimum is proved.
#[derive(Clone, Default)]
struct Sum {
    equal: u32,
    planned: u32,
    best: u32,
}

fn main() {
    let parts: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let mut all: Vec<(String, Searched)> = Vec::new();
    let mut left_out = 0;
    let mut learners = weeks::learners();
    learners.extend(weeks::mixed(&learners));
    weeks::each(&learners, |name, input| {
        if parts.is_empty() || parts.iter().any(|part| name.contains(part.as_str())) {
            match Searched::of(input) {
                Some(searched) => all.push((name.to_owned(), searched)),
                None => left_out += 1,
            }
        }
    });
    println!("{} weeks; {left_out} more cannot be filled and are left out", all.len());
    let Some(python) = std::env::var_os(PYTHON) else {
        println!("OR-Tools NOT RUN: {PYTHON} is not set");
        return;
    };
    let path = std::env::temp_dir().join(format!("weeks-{}.jsonl", std::process::id()));
    write(&path, &all);
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/exact.py");
    let mut solver = Command::new(python).arg(script).arg(&path).stdout(Stdio::piped()).spawn().unwrap();
    let answers = BufReader::new(solver.stdout.take().unwrap()).lines();
    compare(&all, answers.map(|line| serde_json::from_str(&line.unwrap()).unwrap()));
    assert!(solver.wait().unwrap().success(), "the solver failed");
    std::fs::remove_file(path).unwrap();
}

fn write(path: &std::path::Path, all: &[(String, Searched)]) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    for (_, searched) in all {
        let week = json!({ "problem": searched.problem(), "chosen": searched.chosen() });
        writeln!(file, "{week}").unwrap();
    }
    file.flush().unwrap();
}

fn compare(all: &[(String, Searched)], answers: impl Iterator<Item = Answer>) {
    let tiers = Searched::tiers();
    let mut sums = vec![Sum::default(); tiers.len()];
    let (mut answered, mut proved, mut equal) = (0, 0, 0);
    for ((name, searched), answer) in all.iter().zip(answers) {
        let planned = searched.cost();
        assert_eq!(answer.planned, planned, "{name}: the model prices the planner's week differently");
        let priced = searched.price(&answer.chosen).unwrap();
        assert_eq!(answer.cost, priced, "{name}: the planner prices the solver's week differently");
        assert!(priced <= planned, "{name}: the solver's week is worse than the one it began with");
        answered += 1;
        proved += u32::from(answer.proved);
        equal += u32::from(answer.proved && priced == planned);
        let differ = tiers.iter().zip(planned.iter().zip(priced)).filter(|(_, (ours, best))| *ours != best);
        let differ: Vec<String> =
            differ.map(|(tier, (ours, best))| format!("{tier} {ours} for {best}")).collect();
        let differ = if differ.is_empty() { "equal".to_owned() } else { differ.join(", ") };
        let proof = if answer.proved { "" } else { " NOT PROVED" };
        println!("{name} ({:.1} s){proof}: {differ}", answer.seconds);
        if answer.proved {
            for (sum, (ours, best)) in sums.iter_mut().zip(planned.iter().zip(priced)) {
                sum.equal += u32::from(*ours == best);
                sum.planned += u32::from(*ours);
                sum.best += u32::from(best);
            }
        }
    }
    println!("{answered} weeks, {proved} proved, {equal} of them equal in every tier");
    println!("{:<12} {:>6} {:>8} {:>8} {:>8}", "tier", "equal", "planned", "optimum", "above");
    for (tier, sum) in tiers.iter().zip(&sums) {
        let above = match (sum.planned, sum.best) {
            (planned, best) if planned == best => "0.0 %".to_owned(),
            (_, 0) => "from 0".to_owned(),
            (planned, best) => format!("{:.1} %", (f64::from(planned) / f64::from(best) - 1.0) * 100.0),
        };
        println!("{tier:<12} {:>6} {:>8} {:>8} {above:>8}", sum.equal, sum.planned, sum.best);
    }
    assert_eq!(answered as usize, all.len(), "the solver left weeks out");
}
