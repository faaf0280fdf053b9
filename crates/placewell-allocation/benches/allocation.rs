//! The cohort solver beside its peers, on the same cohorts in the same run, in one table.
//!
//! `cargo bench --bench allocation -- [FILE.alloc ...]` measures the files given, without and with
//! their pools, and five families of its own: plentiful, scarce and exactly balanced expanders, heavy
//! ties, and regions that nothing connects. Peers run when the environment names them, else it says
//! that they did not:
//! - `PLACEWELL_BENCH_LEMON`: the program made from `benches/peers/lemon.cpp`;
//! - `PLACEWELL_BENCH_PYTHON`: a Python with OR-Tools and highspy, for `benches/peers/*.py`.
//!
//! Every measurement is a process of its own that reads the file, then builds and solves once: CPU
//! seconds of all threads and wall seconds without the reading, and the peak memory of the whole. The
//! best of several runs counts. One that takes longer than `PLACEWELL_BENCH_LIMIT` seconds (60),
//! reading included, is stopped.
//! Then what-ifs, crossing limits, and the targets that the figures are held to.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing)]

#[path = "allocation/alone.rs"]
mod alone;
#[path = "allocation/crossing.rs"]
mod crossing;
#[path = "allocation/families.rs"]
mod families;
#[path = "allocation/peers.rs"]
mod peers;
#[path = "allocation/table.rs"]
mod table;
#[path = "allocation/targets.rs"]
mod targets;
#[path = "allocation/what_if.rs"]
mod what_if;

use std::fs::File;
use std::io::{BufReader, BufWriter};
use std::path::{Path, PathBuf};

use placewell_allocation::{CohortBuilder, Objective, text};

use table::{Case, Table};

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if words.first().is_some_and(|word| word == alone::WORD) {
        alone::solve(&words[1..]);
        return;
    }
    let given: Vec<PathBuf> = words.iter().map(PathBuf::from).collect();
    let folder = tempfile::tempdir().unwrap();
    let mut made = Vec::new();
    for (name, cohort) in families::all() {
        let path = folder.path().join(format!("{name}.alloc"));
        text::write(&cohort, BufWriter::new(File::create(&path).unwrap())).unwrap();
        made.push(path);
    }
    let mut table = Table::begin();
    for path in &given {
        measure(&mut table, path, false, true);
        measure(&mut table, path, true, true);
    }
    for path in &made {
        measure(&mut table, path, false, false);
    }
    println!("\nwhat-ifs, one change at a time, the answer kept:");
    let files = given.iter().chain(&made);
    let slow: Vec<_> = files
        .flat_map(|path| [Objective::Total, Objective::Fair].map(|objective| (path, objective)))
        .map(|(path, objective)| what_if::measure(&name(path), read(path, false), objective))
        .collect();
    println!("\ncrossing limits (a coach for each learner, a slot for each offer):");
    crossing::measure();
    println!("\ntargets:");
    targets::print(&table, &slow);
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn read(path: &Path, pools: bool) -> CohortBuilder {
    text::read(BufReader::new(File::open(path).unwrap()), pools).unwrap()
}

fn measure(table: &mut Table, path: &Path, pools: bool, given: bool) {
    for objective in [Objective::Total, Objective::Fair, Objective::Generous, Objective::Convex] {
        let case = Case { path, name: name(path), pools, given, objective };
        table.add(&case, "Placewell", peers::best(&mut || alone::command(&case, true)));
        if case.name == "regions" {
            table.add(&case, "one after another", peers::best(&mut || alone::command(&case, false)));
        }
        for (peer, command) in peers::of(&case) {
            table.add(&case, peer, peers::best(&mut || command(&case)));
        }
    }
}
