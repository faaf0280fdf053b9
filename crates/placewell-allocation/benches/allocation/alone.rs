//! One cohort built and solved once by a process of its own, so that time and memory are its own.

use std::process::Command;
use std::time::Instant;

use placewell_allocation::{Allocation, Objective, Sharing};
use rustix::time::{ClockId, clock_gettime};

use crate::table::Case;

/// The word that makes this program measure one case.
pub(crate) const WORD: &str = "--alone";

/// This program, to measure one case.
pub(crate) fn command(case: &Case<'_>, at_once: bool) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.arg(WORD).arg(case.path).arg(case.objective.to_string());
    command.arg(if at_once { "two" } else { "one" }).args(case.pools.then_some("pools"));
    command
}

/// Prints placed, total, minimum, CPU seconds, wall seconds and megabytes at the peak.
pub(crate) fn solve(words: &[String]) {
    let objective: Objective = words[1].parse().unwrap();
    let builder = crate::read(words[0].as_ref(), words.iter().any(|word| word == "pools"));
    let sharing = Sharing { at_once: words[2] == "two", ..Sharing::default() };
    let (start, before) = (Instant::now(), cpu());
    let allocation = Allocation::solve_shared(builder.build().unwrap(), objective, sharing);
    let (wall, cpu) = (start.elapsed().as_secs_f64(), cpu() - before);
    let figures = allocation.figures();
    let minimum = figures.minimum.map_or_else(|| "-".to_owned(), |minimum| minimum.to_string());
    println!("{} {} {minimum} {cpu:.5} {wall:.5} {}", figures.placed, figures.total, peak());
}

/// CPU seconds of all threads of this process so far.
fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 * 1e-9
}

/// Megabytes that this process has had in memory at most.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or_default().div_ceil(1024)
}
