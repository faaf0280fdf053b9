//! How long one learner's best matches take, over generated offers.
//!
//! `cargo bench -p placewell-matching --bench ranking -- [OFFERS ...]` ranks 1,000 and 10,000 offers, or as many as are
//! given, for 60 learners each: the best 50 by value from the Monday on, journeys by estimate. It prints the
//! milliseconds of a query and how many offers were assessed in full, at the median, the 95th percentile and the
//! worst, and first checks for ten of the learners, over 200 offers, that the page is the one that assessing every
//! offer gives.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing, dead_code)]

extern crate placewell_matching as placewell;

#[path = "../../../tests/it/generate/mod.rs"]
mod generate;

use std::time::Instant;

use placewell_matching::domain::learner::LearnerFacts;
use placewell_matching::ranking::{Match, MatchSort, Query, Snapshot, assess_offer, rank};
use placewell_matching::suitability::Weights;
use placewell_matching::travel::estimate::Estimate;

use generate::{learner, monday, offers};

const LEARNERS: u64 = 60;
const CHECKED: u64 = 10;
const CHECKED_OFFERS: u64 = 200;

fn main() {
    let given: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let counts = if given.is_empty() { vec![1_000, 10_000] } else { given };
    println!(
        "{:>8} {:>8}  {:>30}  {:>22}",
        "offers", "hardness", "ms: median, p95, worst", "assessed in full"
    );
    for count in counts {
        for hardness in [0, 30] {
            measure(count, hardness);
        }
    }
}

fn measure(count: u64, hardness: u8) {
    let snapshot = Snapshot::build(offers(1, hardness, count));
    let query = Query::from(monday(), 50);
    let few = Snapshot::build(offers(1, hardness, CHECKED_OFFERS));
    for seed in 0..CHECKED {
        let learner = learner(seed, hardness);
        let page = rank(&few, &learner, &Estimate, &Weights::default(), &query).matches;
        assert_eq!(page, by_hand(&few, &learner, &query), "learner {seed}");
    }
    let (mut spent, mut assessed) = (Vec::new(), Vec::new());
    for seed in 0..LEARNERS {
        let learner = learner(seed, hardness);
        let begun = Instant::now();
        let ranked = rank(&snapshot, &learner, &Estimate, &Weights::default(), &query);
        spent.push(begun.elapsed().as_secs_f64() * 1_000.0);
        assessed.push(ranked.assessed);
    }
    spent.sort_by(f64::total_cmp);
    assessed.sort_unstable();
    let at = |percent: usize| (spent.len() - 1) * percent / 100;
    println!(
        "{count:>8} {hardness:>8}  {:>10.2}{:>10.2}{:>10.2}  {:>8}{:>7}{:>7}",
        spent[at(50)],
        spent[at(95)],
        spent[at(100)],
        assessed[at(50)],
        assessed[at(95)],
        assessed[at(100)]
    );
}

fn by_hand(snapshot: &Snapshot, learner: &LearnerFacts, query: &Query) -> Vec<Match> {
    let weights = Weights::default();
    let mut all: Vec<Match> = snapshot
        .iter()
        .map(|offer| assess_offer(offer.facts(), learner, &Estimate, &weights, query))
        .filter(|one| query.outcomes.contains(one.assessment.outcome))
        .collect();
    all.sort_by_key(|one| one.place(MatchSort::Value));
    all.truncate(query.limit);
    all
}
