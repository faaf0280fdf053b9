//! Tests of ranking: the order, the pages, and that bounds never change the answer.

use placewell::domain::code::{Code, CodeSet};
use placewell::domain::learner::LearnerFacts;
use placewell::ranking::{Match, Query, Snapshot, assess_offer, rank};
use placewell::suitability::{Blocker, Outcome, Weights};
use placewell::travel::estimate::Estimate;
use proptest::prelude::*;

use crate::generate::{any_learner, learner, monday, offer, offers};

fn every_outcome() -> CodeSet<Outcome> {
    Outcome::ALL.iter().copied().collect()
}

/// Every offer assessed, sorted and cut: what a ranking must equal.
fn by_hand(snapshot: &Snapshot, learner: &LearnerFacts, query: &Query) -> Vec<Match> {
    let weights = Weights::default();
    let mut all: Vec<Match> = snapshot
        .iter()
        .map(|(_, offer)| assess_offer(offer, learner, &Estimate, &weights, query))
        .filter(|one| query.outcomes.contains(one.assessment.outcome))
        .collect();
    all.sort_by_key(Match::cursor);
    all.truncate(query.limit);
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_ranking_equals_assessing_every_offer(
        learner in any_learner(),
        seed in any::<u64>(),
        hardness in 0..=100_u8,
        limit in 1_usize..12,
        unsuitable in any::<bool>(),
    ) {
        let snapshot = Snapshot::build(offers(seed, hardness, 20));
        let mut query = Query::from(monday(), limit);
        if unsuitable {
            query.outcomes = every_outcome();
        }
        let ranked = rank(&snapshot, &learner, &Estimate, &Weights::default(), &query);
        prop_assert_eq!(&ranked.matches, &by_hand(&snapshot, &learner, &query));
        let funnel = ranked.funnel;
        let counted = funnel.no_dates + funnel.already_placed + funnel.no_seats + funnel.not_for_this_learner + funnel.essential_missing
            + funnel.exposed + funnel.no_way_there + funnel.assessed;
        prop_assert_eq!(counted, funnel.offers);
        for limit in [1, 50] {
            let other = rank(&snapshot, &learner, &Estimate, &Weights::default(), &Query { limit, ..query.clone() });
            prop_assert_eq!(other.funnel, funnel);
        }
        let beyond = Blocker::Journey { notes: Vec::new() };
        let all = Query { outcomes: every_outcome(), limit: 100, ..query.clone() };
        let all = by_hand(&snapshot, &learner, &all);
        let blocked = all.iter().filter(|one| one.assessment.blockers.iter().any(|blocker| {
            std::mem::discriminant(blocker) == std::mem::discriminant(&beyond)
        }));
        let blocked = blocked.count();
        prop_assert!(unsuitable || (funnel.no_way_there as usize) <= blocked, "{funnel:?} {blocked}");
    }

    #[test]
    fn pages_join_without_a_seam(learner in any_learner(), seed in any::<u64>(), limit in 2_usize..6) {
        let snapshot = Snapshot::build(offers(seed, 30, 10));
        let all = Query { outcomes: every_outcome(), ..Query::from(monday(), 100) };
        let whole = rank(&snapshot, &learner, &Estimate, &Weights::default(), &all).matches;
        let mut query = Query { limit, ..all };
        let mut joined = Vec::new();
        loop {
            let page = rank(&snapshot, &learner, &Estimate, &Weights::default(), &query);
            joined.extend(page.matches);
            query.after = page.next;
            if query.after.is_none() {
                break;
            }
        }
        prop_assert_eq!(joined, whole);
    }
}

#[test]
fn bounds_spare_most_of_the_work_on_a_short_page() {
    let snapshot = Snapshot::build(offers(5, 20, 400));
    let ranked = rank(&snapshot, &learner(3, 20), &Estimate, &Weights::default(), &Query::from(monday(), 5));
    assert_eq!(ranked.matches.len(), 5);
    assert!(ranked.assessed * 2 < ranked.funnel.assessed, "{} of {:?}", ranked.assessed, ranked.funnel);
}

#[test]
fn the_snapshot_is_named_by_its_content_and_keeps_the_latest_version() {
    let some = offers(1, 10, 8);
    let mut backwards = some.clone();
    backwards.reverse();
    assert_eq!(Snapshot::build(some.clone()).version(), Snapshot::build(backwards).version());
    let mut changed = some.clone();
    changed[0].version = 2;
    let both = Snapshot::build(some.iter().cloned().chain(changed.clone()).collect());
    assert_eq!((both.len(), both.get(&some[0].id).unwrap().version), (8, 2));
    assert_ne!(both.version(), Snapshot::build(some).version());
    assert!(Snapshot::build(Vec::new()).is_empty());
}

#[test]
fn the_earliest_start_is_named_and_a_wanted_start_is_kept() {
    let it = offer(2, 0);
    let from = it.offer.windows[0].dates.from;
    let learner = learner(2, 0);
    let weights = Weights::default();
    let earliest = assess_offer(&it, &learner, &Estimate, &weights, &Query::from(from, 1));
    let later = earliest.days[0] + chrono::Days::new(7);
    let query = Query { start: Some(later), ..Query::from(from, 1) };
    let wanted = assess_offer(&it, &learner, &Estimate, &weights, &query);
    assert_eq!(wanted.days.first(), Some(&later));
    let never = Query { start: Some(from - chrono::Days::new(1)), ..Query::from(from, 1) };
    let missed = assess_offer(&it, &learner, &Estimate, &weights, &never);
    assert_eq!((missed.window, missed.days.len(), missed.assessment.outcome), (None, 0, Outcome::Unsuitable));
}

#[test]
fn the_providers_closed_dates_are_never_placement_days() {
    let it = offer(2, 0);
    let from = it.offer.windows[0].dates.from;
    let mut learner = learner(2, 0);
    let query = Query::from(from, 1);
    let open = assess_offer(&it, &learner, &Estimate, &Weights::default(), &query);
    learner.closed = vec![open.days[1]];
    let moved = assess_offer(&it, &learner, &Estimate, &Weights::default(), &query);
    assert!(!moved.days.is_empty() && !moved.days.contains(&learner.closed[0]));
}

#[test]
fn a_placement_begins_on_the_earliest_dates_that_have_a_seat() {
    let (learner, weights) = (learner(3, 0), Weights::default());
    let mut it = offer(7, 0);
    let query = Query::from(monday(), 5);
    let free = assess_offer(&it, &learner, &Estimate, &weights, &query);
    let window = free.window.clone().unwrap();
    it.full.entry(window.clone()).or_default().insert(free.days[1]);
    let later = assess_offer(&it, &learner, &Estimate, &weights, &query);
    assert!(later.days.first() > Some(&free.days[1]), "{:?}", later.days);
    let wanted = Query { start: free.days.first().copied(), ..query.clone() };
    let refused = assess_offer(&it, &learner, &Estimate, &weights, &wanted);
    assert_eq!(refused.assessment.blockers[0], Blocker::NoSeats);

    for window in &it.offer.windows {
        it.full.insert(window.id.clone(), window.dates.days().collect());
    }
    let none = assess_offer(&it, &learner, &Estimate, &weights, &query);
    assert_eq!((none.window, none.days.len(), none.assessment.outcome), (None, 0, Outcome::Unsuitable));
    assert!(none.assessment.blockers.contains(&Blocker::NoSeats));
    let ranked = rank(&Snapshot::build(vec![it]), &learner, &Estimate, &weights, &query);
    assert_eq!((ranked.matches.len(), ranked.funnel.no_seats), (0, 1));
}
