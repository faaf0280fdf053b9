//! The cohort solver beside its peers, on the same cohorts in the same run.
//!
//! `cargo bench --bench allocation -- [FILE.alloc ...]` measures the files given and four families
//! of its own (plentiful, scarce, exactly balanced, heavy ties; no geography, so few short cuts).
//! Peers run when the environment names them, else it says that they did not:
//! - `PLACEWELL_BENCH_LEMON`: the program made from `benches/peers/lemon.cpp`;
//! - `PLACEWELL_BENCH_PYTHON`: a Python with OR-Tools, for `benches/peers/ortools_flow.py`.
//!
//! Times are CPU seconds of all threads to build and solve, reading excluded; ratios are peer / ours.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing)]

#[path = "allocation/families.rs"]
mod families;
#[path = "allocation/peers.rs"]
mod peers;
#[path = "allocation/what_if.rs"]
mod what_if;

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};
use std::time::Instant;

use placewell::allocation::{Allocation, CohortBuilder, Figures, Objective, text};

fn main() {
    let given = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let mut files: Vec<PathBuf> = given.map(PathBuf::from).collect();
    let folder = tempfile::tempdir().unwrap();
    for (name, cohort) in families::all() {
        let path = folder.path().join(format!("{name}.alloc"));
        text::write(&cohort, BufWriter::new(File::create(&path).unwrap())).unwrap();
        files.push(path);
    }
    peers::say_which();
    for path in &files {
        for pools in [false, true] {
            if !pools || path.parent() != Some(folder.path()) {
                compare(path, pools);
            }
        }
    }
    for path in &files {
        for objective in [Objective::Total, Objective::Fair] {
            what_if::measure(&name(path), read(path, false), objective);
        }
    }
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn read(path: &Path, pools: bool) -> CohortBuilder {
    text::read(BufReader::new(File::open(path).unwrap()), pools).unwrap()
}

/// CPU seconds and wall seconds of one run, and what it found.
fn ours(builder: &CohortBuilder, objective: Objective) -> (f64, f64, Figures) {
    let (mut runs, mut wall, mut best, mut figures) = (0_u32, 0.0, f64::MAX, Figures::default());
    let before = cpu();
    let mut spare = 0.0;
    while runs < 3 || (wall < 1.0 && runs < 200) {
        let cloning = Instant::now();
        let builder = builder.clone();
        spare += cloning.elapsed().as_secs_f64();
        let start = Instant::now();
        figures = Allocation::solve(builder.build().unwrap(), objective).figures();
        let seconds = start.elapsed().as_secs_f64();
        (wall, best, runs) = (wall + seconds, best.min(seconds), runs + 1);
    }
    ((cpu() - before - spare).max(0.0) / f64::from(runs), best, figures)
}

/// User and system time of this process so far, in seconds.
fn cpu() -> f64 {
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or("").split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / TICKS
}

fn compare(path: &Path, pools: bool) {
    let builder = read(path, pools);
    let label = format!("{}{}", name(path), if pools { " pools" } else { "" });
    for objective in [Objective::Total, Objective::Fair, Objective::Generous, Objective::Convex] {
        let (cpu, wall, Figures { placed, total, minimum }) = ours(&builder, objective);
        let minimum = minimum.map_or_else(|| "-".to_owned(), |minimum| minimum.to_string());
        println!(
            "{label:<24} {objective:<16} {placed:>6} {total:>9} {minimum:>5} {cpu:>9.4} s cpu {wall:>9.4} s best wall"
        );
        if objective == Objective::Total {
            peers::compare(path, pools, &label, cpu, (placed, total));
        }
    }
}
