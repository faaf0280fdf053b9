//! Other solvers, run as programs that print `placed total seconds megabytes`.

use std::path::Path;
use std::process::Command;

const LEMON: &str = "PLACEWELL_BENCH_LEMON";
const PYTHON: &str = "PLACEWELL_BENCH_PYTHON";

/// Says which peers will not be run.
pub(crate) fn say_which() {
    for (name, variable) in [("LEMON", LEMON), ("OR-Tools", PYTHON)] {
        if std::env::var_os(variable).is_none() {
            println!("{name} NOT RUN: {variable} is not set");
        }
    }
}

/// Runs every peer on the file, once, and prints how many times longer it took.
pub(crate) fn compare(path: &Path, pools: bool, label: &str, ours: f64, expected: (u64, u64)) {
    let mut peers = Vec::new();
    if let Some(program) = std::env::var_os(LEMON) {
        for method in ["simplex", "capacity"] {
            let mut command = Command::new(&program);
            command.arg(path).arg(method);
            peers.push((format!("LEMON {method}"), command));
        }
    }
    if let Some(program) = std::env::var_os(PYTHON) {
        let mut command = Command::new(program);
        command.arg(concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/ortools_flow.py")).arg(path);
        peers.push(("OR-Tools".to_owned(), command));
    }
    for (peer, mut command) in peers {
        // Capacity scaling takes minutes where seats are scarce or scores tie; it wins only here.
        if peer == "LEMON capacity" && !label.contains("loose") {
            continue;
        }
        if pools {
            command.arg("pools");
        }
        let output = command.output().unwrap();
        let printed = String::from_utf8_lossy(&output.stdout).into_owned();
        let words: Vec<f64> = printed.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        let [placed, total, seconds, megabytes] = words[..] else {
            println!("{label:<24} {peer:<16} failed: {}", String::from_utf8_lossy(&output.stderr));
            continue;
        };
        let same = (placed as u64, total as u64) == expected;
        let verdict = if same { "same optimum" } else { "ANOTHER OPTIMUM" };
        let ratio = seconds / ours;
        println!(
            "{label:<24} {peer:<16} {placed:>6} {total:>9}       {seconds:>9.4} s cpu {megabytes:>5} MB {ratio:>7.1} x ours, {verdict}"
        );
    }
}
