//! How long one learner's best matches take, over generated offers, beside assessing every offer.
//!
//! `cargo bench -p placewell-matching --bench ranking -- [OFFERS ...]` ranks 1,000 and 10,000 offers, or as many as are
//! given, for 60 learners each: the best 50 by value from the Monday on, and the best one, journeys by estimate. It
//! prints the milliseconds of a query at the median, the 99th percentile and the worst, how many offers were assessed
//! in full, and the bytes that an offer takes packed. In the same run it assesses every one of up to 1,000 offers for
//! six of the learners, checks that the page is the same, and prints how many times as long that took; less than
//! three times at the median is an error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing, dead_code)]

extern crate placewell_matching as placewell;

#[path = "../../../tests/it/generate/mod.rs"]
mod generate;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use placewell_matching::domain::learner::LearnerFacts;
use placewell_matching::domain::offer::OfferFacts;
use placewell_matching::ranking::{Match, MatchSort, Prepared, Query, Snapshot, assess_offer, rank};
use placewell_matching::suitability::Weights;
use placewell_matching::travel::estimate::Estimate;

use generate::{learner, monday, offers};

const LEARNERS: u64 = 60;
const CHECKED: u64 = 6;
const CHECKED_OFFERS: u64 = 1_000;
const LEAST_RATIO: f64 = 3.0;

fn main() {
    let given: Vec<u64> = std::env::args().filter_map(|word| word.parse().ok()).collect();
    let counts = if given.is_empty() { vec![1_000, 10_000] } else { given };
    for hardness in [0, 30] {
        let few = Snapshot::build(offers(1, hardness, CHECKED_OFFERS));
        beside_every_offer(&few, hardness);
        for count in &counts {
            measure(*count, hardness);
        }
    }
}

fn milliseconds<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let done = work();
    (begun.elapsed().as_secs_f64() * 1_000.0, done)
}

/// The median, the 99th percentile and the worst.
fn spread(mut some: Vec<f64>) -> [f64; 3] {
    some.sort_by(f64::total_cmp);
    [50, 99, 100].map(|percent| some[(some.len() - 1) * percent / 100])
}

fn beside_every_offer(few: &Snapshot, hardness: u8) {
    let query = Query::from(monday(), 50);
    let ratio = |seed| {
        let learner = learner(seed, hardness);
        let (ranked, page) = milliseconds(|| rank(few, &learner, &Estimate, &Weights::default(), &query));
        let (every, all) = milliseconds(|| by_hand(few, &learner, &query));
        assert_eq!(page.matches, all, "learner {seed}");
        every / ranked
    };
    let [median, _, most] = spread((0..CHECKED).map(ratio).collect());
    println!(
        "hardness {hardness}: assessing every one of {CHECKED_OFFERS} offers gives the same pages and takes {median:.1} \
         times as long at the median, {most:.1} at most"
    );
    assert!(median >= LEAST_RATIO, "{median}");
}

fn measure(count: u64, hardness: u8) {
    let offers = offers(1, hardness, count);
    let (built, snapshot) = milliseconds(|| Snapshot::build(offers));
    let changes = (0..LEARNERS).map(|nth| {
        let at = usize::try_from(nth * count / LEARNERS).unwrap();
        let facts = snapshot.iter().nth(at).unwrap().facts().clone();
        let fresh = OfferFacts { version: 2, ..facts };
        milliseconds(|| snapshot.with(vec![Arc::new(Prepared::new(fresh))], &BTreeSet::new())).0
    });
    let [change, _, longest] = spread(changes.collect());
    println!(
        "hardness {hardness}, {count} offers: made in {built:.0} ms, changed by one offer in {change:.2} ms, {longest:.2} \
         at most; {} bytes an offer beside the offers",
        snapshot.bytes_an_offer()
    );
    for limit in [1, 50] {
        let query = Query::from(monday(), limit);
        let (mut spent, mut assessed) = (Vec::new(), Vec::new());
        for seed in 0..LEARNERS {
            let learner = learner(seed, hardness);
            let (took, ranked) =
                milliseconds(|| rank(&snapshot, &learner, &Estimate, &Weights::default(), &query));
            spent.push(took);
            assessed.push(f64::from(ranked.assessed));
        }
        let ([median, p99, worst], [usual, many, most]) = (spread(spent), spread(assessed));
        println!(
            "hardness {hardness}, {count} offers, best {limit}: {median:.2} ms, p99 {p99:.2}, worst {worst:.2}; \
             assessed in full {usual}, p99 {many}, most {most}"
        );
    }
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
