//! How long a week takes to plan, and how long it takes to see whether it can be planned: every offer of the
//! sample with every learner, on one core.
//!
//! `cargo bench -p placewell-domain --bench planner` prints the median, the 95th percentile and the
//! slowest of each, in milliseconds, and fails when the median plan takes longer than promised.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use placewell_domain::learner::Profile;
use placewell_domain::offer::Offer;
use placewell_domain::workload::{HourLimits, WorkInput, gaps, measure};
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The promise: the median week.
const PROMISE: Duration = Duration::from_millis(5);
/// The best of so many runs of each week counts.
const RUNS: usize = 3;
/// Days of a placement that count as a week here: what one search looks at.
const DAYS: usize = 6;

fn main() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let offers: Vec<Offer> = all(&sample.join("offers"), &["offer"]);
    let learners: Vec<Profile> = all(&sample.join("learners"), &["learner", "profile"]);
    let nothing = BTreeSet::new();
    let (mut plans, mut looks, mut whole) = (Vec::new(), Vec::new(), 0_u32);
    for offer in &offers {
        for profile in &learners {
            let window = &offer.windows[0];
            let Some(start) = window.starts(offer.pattern, window.dates.from, &[]).next() else { continue };
            let Some(days) = window.placement_days(offer.pattern, start, &[]) else { continue };
            let days = &days[..days.len().min(DAYS)];
            let input = WorkInput::new(offer, window, days, &nothing, profile, HourLimits::UNDER_18);
            whole += u32::from(measure(&input).is_enough());
            plans.push(best_of(|| drop(black_box(measure(black_box(&input))))));
            looks.push(best_of(|| drop(black_box(gaps(black_box(&input))))));
        }
    }
    println!("{} weeks of up to {DAYS} days, {whole} of them filled", plans.len());
    let median = told("to plan a week", plans);
    told("to see whether it can be planned", looks);
    assert!(median <= PROMISE, "the median week takes longer than {PROMISE:?}");
}

fn best_of(once: impl Fn()) -> Duration {
    let timed = |_| {
        let begin = Instant::now();
        once();
        begin.elapsed()
    };
    (0..RUNS).map(timed).min().unwrap()
}

/// Prints the times and returns the median.
fn told(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    let shown = |time: Duration| time.as_secs_f64() * 1_000.0;
    println!(
        "{what}: median {:.2} ms, 95th percentile {:.2} ms, slowest {:.2} ms",
        shown(at(50)),
        shown(at(95)),
        shown(at(100))
    );
    at(50)
}

/// Every document of a folder, in the order of file names, by the path to what is wanted.
fn all<T: DeserializeOwned>(folder: &Path, path: &[&str]) -> Vec<T> {
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let one = |file: &std::path::PathBuf| {
        let document: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let wanted = path.iter().fold(&document, |value, key| &value[*key]);
        serde_json::from_value(wanted.clone()).unwrap()
    };
    files.iter().map(one).collect()
}
