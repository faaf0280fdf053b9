//! What the figures are held to.

use placewell_allocation::Objective;

use crate::table::{Row, Table};
use crate::what_if::Slowest;

/// A cohort this large counts as large.
const LARGE: u64 = 45_000;

/// Prints each target with what was measured and whether it holds; those without a measurement say so.
pub(crate) fn print(table: &Table, what_ifs: &[Slowest]) {
    let total = |row: &&Row| row.objective == Objective::Total && !row.solver.starts_with("one after");
    let rows = || table.0.iter().filter(total).filter(|row| row.solver != "Placewell");
    let peer = |name: &'static str| move |row: &&Row| row.solver == name;
    let large =
        |row: &&Row| row.given && !row.pools && row.found.as_ref().is_ok_and(|found| found.placed >= LARGE);
    at_least(
        "every file given, no pools, beside any peer",
        4.0,
        rows().filter(|row| row.given && !row.pools),
    );
    at_least("large files, beside LEMON simplex", 10.0, rows().filter(large).filter(peer("LEMON simplex")));
    at_least("large files, beside OR-Tools", 25.0, rows().filter(large).filter(peer("OR-Tools")));
    at_least(
        "with pools, beside LEMON simplex",
        4.0,
        rows().filter(|row| row.pools).filter(peer("LEMON simplex")),
    );
    let balanced = rows().filter(|row| row.name == "expander-balanced");
    at_least("the balanced expander, beside any peer", 1.5, balanced);
    let memory = rows().filter(peer("LEMON simplex")).filter_map(|row| row.ratio).map(|(_, memory)| memory);
    line("memory of LEMON simplex / ours", memory.reduce(f64::min), 2.0, |own, least| own >= least);
    let others = table.0.iter().filter(|row| !row.same).count() as f64;
    line("optima that differ from a peer's", Some(others), 0.0, |own, most| own <= most);
    let differ = what_ifs.iter().filter(|slowest| !slowest.same).count() as f64;
    line("what-ifs that differ from fresh answers", Some(differ), 0.0, |own, most| own <= most);
    for objective in [Objective::Total, Objective::Fair] {
        let large = |slowest: &&Slowest| slowest.learners as u64 >= LARGE && slowest.objective == objective;
        let p99 = what_ifs.iter().filter(large).map(|slowest| slowest.p99 / 1000.0).reduce(f64::max);
        let most = if objective == Objective::Total { 1.0 } else { f64::INFINITY };
        line(&format!("what-if p99 in ms of CPU, large files, {objective}"), p99, most, |own, most| {
            own <= most
        });
    }
}

/// The least ratio of CPU seconds among these.
fn at_least<'a>(name: &str, least: f64, rows: impl Iterator<Item = &'a Row>) {
    let ratio = rows.filter_map(|row| row.ratio).map(|(seconds, _)| seconds).reduce(f64::min);
    line(&format!("{name}: CPU seconds / ours"), ratio, least, |own, least| own >= least);
}

fn line(name: &str, measured: Option<f64>, target: f64, holds: fn(f64, f64) -> bool) {
    let verdict = match measured {
        None => "not measured".to_owned(),
        Some(own) => format!("{own:>8.2}  {}", if holds(own, target) { "holds" } else { "DOES NOT HOLD" }),
    };
    println!("{name:<66} {target:>6} {verdict}");
}
