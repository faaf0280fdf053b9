//! How long a week takes to plan, and how long it takes to see whether it can be planned: every offer of the
//! sample with every learner.
//!
//! `cargo bench -p placewell-domain --bench planner` prints the median, the 95th and 99th percentile and the
//! slowest of each, in milliseconds of one core's time, and fails when the median plan takes longer than promised.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing)]

#[path = "planner/weeks.rs"]
mod weeks;

use std::hint::black_box;
use std::time::Duration;

use placewell_domain::workload::{Workdays, gaps, measure};
use rustix::time::{ClockId, clock_gettime};

/// The promise: the median week.
const PROMISE: Duration = Duration::from_millis(5);
/// The best of so many runs of each week counts.
const RUNS: usize = 3;

fn main() {
    let (mut plans, mut looks, mut whole) = (Vec::new(), Vec::new(), 0_u32);
    weeks::each(&weeks::learners(), |_, input| {
        whole += u32::from(measure(input).is_enough());
        plans.push(best_of(|| drop(black_box(measure(black_box(input))))));
        looks.push(best_of(|| drop(black_box(gaps(black_box(input), &Workdays::new(input.offer))))));
    });
    println!("{} weeks of up to {} days, {whole} of them filled", plans.len(), weeks::DAYS);
    let median = told("to plan a week", plans);
    told("to see whether it can be planned", looks);
    assert!(median <= PROMISE, "the median week takes longer than {PROMISE:?}");
}

fn best_of(once: impl Fn()) -> Duration {
    let timed = |_| {
        let begin = spent();
        once();
        spent() - begin
    };
    (0..RUNS).map(timed).min().unwrap()
}

/// What this thread has taken of a core so far.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}

/// Prints the times and returns the median.
fn told(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    let shown = |part: usize| at(part).as_secs_f64() * 1_000.0;
    println!(
        "{what}: median {:.2} ms, 95th percentile {:.2} ms, 99th percentile {:.2} ms, slowest {:.2} ms",
        shown(50),
        shown(95),
        shown(99),
        shown(100)
    );
    at(50)
}
