//! How long the four copies of a plan take, and whether those of many plans are as they must be.
//!
//! `cargo bench --bench copies -- [PLANS]` composes and prints the copies of 200 generated plans, or as many as are
//! given, each once, and prints the median, the 95th percentile and the slowest in milliseconds of one core's time.
//! Two threads then print employers' packs, by the clock. Each plan's copies, and those of every pair of the sample that
//! suits, are held to what `tests/it/briefing/measured.rs` says: plain, at most four pages, no page nearly empty, no box
//! cut, the wall page of a week legible, nothing told too much. It fails when one is not, or a promise is not kept.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::indexing_slicing,
    dead_code
)]

#[path = "../tests/it/briefing/agreement.rs"]
mod agreement;
#[path = "../tests/it/briefing/fixture.rs"]
mod fixture;
#[path = "../tests/it/generate/mod.rs"]
mod generate;
#[path = "../tests/it/briefing/measured.rs"]
mod measured;
#[path = "../tests/it/briefing/pairs.rs"]
mod pairs;
#[path = "../tests/it/briefing/plans.rs"]
mod plans;

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use placewell::briefing::editions;
use placewell::briefing::pack::Pack;
use rustix::time::{ClockId, clock_gettime};

use measured::Made;

/// The promise: the four copies of the median plan, of one core's time.
const COPIES: Duration = Duration::from_millis(60);
/// The promise: employers' packs a second, printed by two threads.
const PACKS: f64 = 100.0;

fn main() {
    let given = std::env::args().find_map(|word| word.parse().ok());
    let plans: Vec<_> = plans::plans().take(given.unwrap_or(200).max(1)).collect();
    let (mut times, mut tally, mut packs) = (Vec::new(), Tally::default(), Vec::new());
    drop(measured::make(&plans[0].1));
    for (seed, plan) in &plans {
        let begin = spent();
        let made = measured::make(plan);
        times.push(spent() - begin);
        tally.note(&format!("seed {seed}"), &made, made.faults(plan));
        packs.push(made.pack);
    }
    tally.tell("generated plans");
    let median = told("the four copies of a plan", times);
    let a_second = packs_a_second(&packs);
    let mut sample = Tally::default();
    for (name, prepared) in pairs::suited() {
        let programme = prepared.programme.clone();
        let made = Made::from(prepared);
        sample.note(&name, &made, made.faults_of_print(&programme));
    }
    sample.tell("pairs of the sample");
    assert!(sample.plans > 0, "no pair of the sample suits");
    assert!(tally.faults.is_empty() && sample.faults.is_empty(), "not all copies are as they must be");
    assert!(median <= COPIES, "the four copies of the median plan take longer than {COPIES:?}");
    assert!(a_second >= PACKS, "{a_second:.0} packs a second are fewer than {PACKS}");
}

/// What was seen of many plans.
#[derive(Default)]
struct Tally {
    plans: usize,
    weeks: usize,
    documents: usize,
    pages: usize,
    most_pages: usize,
    least_fill: Option<u8>,
    wall_type: Option<f64>,
    faults: BTreeMap<&'static str, Vec<String>>,
}

impl Tally {
    fn note(&mut self, name: &str, made: &Made, faults: Vec<(&'static str, String)>) {
        self.plans += 1;
        self.most_pages = self.most_pages.max(made.employer.pdf.pages);
        for (_, pdf) in made.pdfs() {
            self.documents += 1;
            self.pages += pdf.pages;
            self.least_fill = pdf.looks.iter().map(|look| look.fill).chain(self.least_fill).min();
        }
        if made.is_a_week() {
            self.weeks += 1;
            let smallest = self.wall_type.unwrap_or(f64::INFINITY);
            self.wall_type = Some(smallest.min(made.wall_type()));
        }
        for (what, fault) in faults {
            self.faults.entry(what).or_default().push(format!("{name}: {fault}"));
        }
    }

    fn tell(&self, what: &str) {
        println!(
            "{} {what}: {} documents of {} pages; an employer's pack has {} pages at most; the emptiest page is {} % \
             full; the smallest wall type of {} weeks is {:.1} pt",
            self.plans,
            self.documents,
            self.pages,
            self.most_pages,
            self.least_fill.unwrap_or_default(),
            self.weeks,
            self.wall_type.unwrap_or_default()
        );
        for (what, faults) in &self.faults {
            println!("  {what}: {}", faults.len());
            faults.iter().for_each(|fault| println!("    {fault}"));
        }
    }
}

fn packs_a_second(packs: &[Pack]) -> f64 {
    let (one, other) = packs.split_at(packs.len() / 2);
    let print = |packs: &[Pack]| {
        for pack in packs {
            drop(editions::employer(fixture::press(), pack, &[], plans::stamp()).unwrap());
        }
    };
    let begin = Instant::now();
    thread::scope(|scope| {
        scope.spawn(|| print(one));
        print(other);
    });
    let a_second = packs.len() as f64 / begin.elapsed().as_secs_f64();
    println!("employers' packs printed by two threads: {a_second:.0} a second");
    a_second
}

/// What this process has taken of its cores so far: the type-setter works with threads of its own.
fn spent() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}

/// Prints the times and returns the median.
fn told(what: &str, mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() - 1) * part / 100];
    let shown = |part: usize| at(part).as_secs_f64() * 1_000.0;
    println!(
        "{what}: median {:.1} ms, 95th percentile {:.1} ms, slowest {:.1} ms",
        shown(50),
        shown(95),
        shown(100)
    );
    at(50)
}
