//! How fast timetables load, a home's whole morning is tabled, and a million offers are joined to it; beside other
//! routers on the same feeds in the same run. Medians of the working time of one thread.
//!
//! Newport is in the sample. Larger networks are measured when the environment names them, else it is said that they
//! were not (paths joined by `:`; docs/TESTING.md says where the feeds come from):
//! - `PLACEWELL_BENCH_SUBWAY`: the New York subway;
//! - `PLACEWELL_BENCH_NEW_YORK`: the subway and all buses of New York;
//! - `PLACEWELL_BENCH_DATE`: a Tuesday in the feeds of New York, `2026-10-06` when left out.
//!
//! Peers, likewise:
//! - `PLACEWELL_BENCH_VULTURE`: the program made from `benches/peers/vulture`;
//! - `PLACEWELL_BENCH_PYTHON`: a Python with pynigiri, for `benches/peers/nigiri.py`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing)]

#[path = "travel/city.rs"]
mod city;
#[path = "travel/peers.rs"]
mod peers;

use std::process::Command;

use city::City;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    match words.as_slice() {
        [name, date, zone, feeds @ ..] if !feeds.is_empty() => {
            City { name, date: date.parse().unwrap(), zone, feeds }.measure();
        }
        _ => every_city(),
    }
}

/// Measures each in a process of its own, so that what is resident is its own.
fn every_city() {
    peers::say_which();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sample/newport-20230613_gtfs.zip");
    let date = std::env::var("PLACEWELL_BENCH_DATE").unwrap_or_else(|_| "2026-10-06".to_owned());
    let mut cities = vec![("Newport", "2023-09-13".to_owned(), "Europe/London", sample.to_owned())];
    for (name, variable) in
        [("New York subway", "PLACEWELL_BENCH_SUBWAY"), ("all New York", "PLACEWELL_BENCH_NEW_YORK")]
    {
        match std::env::var(variable) {
            Ok(feeds) => cities.push((name, date.clone(), "America/New_York", feeds)),
            Err(_) => println!("{name} NOT MEASURED: {variable} is not set"),
        }
    }
    for (name, date, zone, feeds) in cities {
        let program = std::env::current_exe().unwrap();
        let status = Command::new(program).args([name, &date, zone]).args(feeds.split(':')).status().unwrap();
        assert!(status.success(), "{name}: {status}");
    }
}
