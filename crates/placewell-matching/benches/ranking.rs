//! How long one learner's best matches take, over generated offers, beside assessing every offer.
//!
//! `cargo bench -p placewell-matching --bench ranking -- [national] [OFFERS ...]` ranks 1,000 and 10,000 offers, or as many as are
//! given, for 60 learners each: the best 50 by value from the Monday on, and the best one, journeys by estimate. It
//! prints the milliseconds of a query at the median, the 99th percentile and the worst, how many offers were assessed
//! in full, how long each stage takes by itself, and the bytes that an offer takes packed. In the same run it assesses every one of up to 1,000 offers for
//! six of the learners, checks that the page is the same, and prints how many times as long that took; less than
//! three times at the median is an error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, clippy::indexing_slicing, dead_code)]

extern crate placewell_matching as placewell;

#[path = "../../../tests/it/generate/mod.rs"]
mod generate;
#[path = "ranking/peers.rs"]
mod peers;
#[path = "ranking/stages.rs"]
mod stages;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use placewell_matching::domain::learner::LearnerFacts;
use placewell_matching::domain::offer::OfferFacts;
use placewell_matching::ranking::{Match, MatchSort, Prepared, Query, Snapshot, assess_offer, rank, survey};
use placewell_matching::suitability::Weights;
use placewell_matching::travel::estimate::Estimate;

use generate::{learner, monday, offers};

const LEARNERS: u64 = 60;
const CHECKED: u64 = 6;
const CHECKED_OFFERS: u64 = 1_000;
const LEAST_RATIO: f64 = 3.0;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    if let [peers, folder, count] = words.as_slice()
        && peers == "peers"
    {
        let snapshot = Snapshot::build(spread_out(offers(1, 30, count.parse().unwrap())));
        let learners: Vec<_> = (0..LEARNERS).map(|seed| learner(seed, 30)).collect();
        peers::export(folder.as_ref(), &snapshot, &learners);
        return;
    }
    let national = words.iter().any(|word| word == "national");
    let given: Vec<u64> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let counts = if given.is_empty() { vec![1_000, 10_000] } else { given };
    for hardness in [0, 30] {
        let few = Snapshot::build(offers(1, hardness, CHECKED_OFFERS));
        beside_every_offer(&few, hardness);
        for count in &counts {
            measure(*count, hardness, national);
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

/// The offers of one town, over as many towns as a country has: one in 200 stays.
fn spread_out(mut offers: Vec<OfferFacts>) -> Vec<OfferFacts> {
    for (nth, offer) in offers.iter_mut().enumerate() {
        let town = i32::try_from(nth % 200).unwrap();
        let (row, column) = (town / 10, town % 10);
        if let Some(at) = &mut offer.offer.site.coordinates {
            (at.lat_udeg, at.lon_udeg) = (at.lat_udeg + 250_000 * row, at.lon_udeg + 400_000 * column);
        }
    }
    offers
}

fn measure(count: u64, hardness: u8, national: bool) {
    let mut offers = offers(1, hardness, count);
    if national {
        offers = spread_out(offers);
    }
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
        if limit > 1 {
            where_time_goes(&snapshot, hardness, &query);
            surveyed(&snapshot, hardness);
        }
    }
}

/// A survey of every offer: what stands in the way, and what would open most.
fn surveyed(snapshot: &Snapshot, hardness: u8) {
    let of = |seed| {
        let (learner, query) = (learner(seed, hardness), Query::from(monday(), 50));
        milliseconds(|| survey(snapshot, &learner, &Estimate, &Weights::default(), &query)).0
    };
    let [median, _, worst] = spread((0..CHECKED).map(of).collect());
    println!("    survey with what would open more: {median:.0} ms, worst {worst:.0}");
}

fn where_time_goes(snapshot: &Snapshot, hardness: u8, query: &Query) {
    let of = |seed| stages::of(snapshot, &learner(seed, hardness), &Weights::default(), query);
    let all: Vec<_> = (0..LEARNERS).map(of).collect();
    for (nth, name) in stages::NAMES.iter().enumerate() {
        let some = all.iter().map(|stages| stages[nth].as_secs_f64() * 1_000.0).collect();
        let [median, p99, _] = spread(some);
        println!("    {name}: {median:.2} ms, p99 {p99:.2}");
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
