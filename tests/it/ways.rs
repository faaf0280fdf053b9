//! What it would take for offers to suit: each set of changes is tried out here by other means than in the code.

use std::collections::BTreeMap;

use placewell::domain::code::Code;
use placewell::domain::fact::{Availability, Stated};
use placewell::domain::insurance::Insurance;
use placewell::domain::learner::LearnerFacts;
use placewell::domain::need::Wanted;
use placewell::domain::offer::OfferFacts;
use placewell::domain::provision::Provision;
use placewell::domain::travel_profile::TravelMode;
use placewell::ranking::survey::Unlock;
use placewell::ranking::{Barrier, Query, Snapshot, assess_offer, survey, ways};
use placewell::suitability::{Arrangement, Change, Outcome, Weights};
use placewell::travel::estimate::Estimate;
use proptest::prelude::*;

use crate::generate::{any_learner, essential, line, monday, offers};
use crate::suitability::{near, somebody};

/// The facts once a change is made for good; `None` where facts cannot show it.
fn made(change: &Change, offer: &OfferFacts, learner: &LearnerFacts) -> Option<(OfferFacts, LearnerFacts)> {
    let (mut offer, mut learner) = (offer.clone(), learner.clone());
    match &change.what {
        Arrangement::Provide { provision } => {
            offer.offer.provisions.0.insert(*provision, Stated::plain(Availability::Yes));
        }
        Arrangement::Insure => {
            offer.insurance = Some(Insurance::Policy {
                insurer: line("Another Made Up Mutual"),
                number: None,
                cover_pounds: 10_000_000,
                expires: monday() + chrono::Days::new(2_000),
                insurer_told: true,
            });
        }
        Arrangement::Escort => learner.profile.travel.modes.insert(TravelMode::Escorted),
        Arrangement::Taxi => learner.profile.travel.modes.insert(TravelMode::Taxi),
        Arrangement::KeepAway { .. } | Arrangement::KeepAwayInTask { .. } => {}
        _ => return None,
    }
    Some((offer, learner))
}

/// Whether a change is one without which the offer does not suit, rather than one that it has agreed to.
fn lifts(change: &Change, offer: &OfferFacts) -> bool {
    match &change.what {
        Arrangement::Provide { provision } => offer.offer.provisions.get(*provision) == Availability::No,
        Arrangement::Insure | Arrangement::Escort | Arrangement::Taxi => true,
        _ => false,
    }
}

fn outcome(offer: &OfferFacts, learner: &LearnerFacts, query: &Query) -> Outcome {
    assess_offer(offer, learner, &Estimate, &Weights::default(), query).assessment.outcome
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 25, ..ProptestConfig::default() })]

    #[test]
    fn the_survey_counts_what_assessing_every_offer_counts(
        learner in any_learner(),
        seed in any::<u64>(),
        hardness in 0..=100_u8,
    ) {
        let snapshot = Snapshot::build(offers(seed, hardness, 15));
        let (weights, query) = (Weights::default(), Query::from(monday(), 5));
        let found = survey(&snapshot, &learner, &Estimate, &weights, &query);
        let (mut suit, mut several, mut only) = (0, 0, BTreeMap::<u32, (Barrier, u32)>::new());
        let mut opened = Vec::new();
        for offer in snapshot.iter().map(placewell::ranking::Prepared::facts) {
            let one = assess_offer(offer, &learner, &Estimate, &weights, &query);
            let kinds = Barrier::among(&one.assessment.blockers);
            prop_assert!(!(one.days.is_empty() && kinds.contains(Barrier::Work)), "no work lacks on no days");
            match kinds.iter().next() {
                None => suit += 1,
                Some(kind) if kinds.len() == 1 => only.entry(kind.index()).or_insert((kind, 0)).1 += 1,
                Some(_) => several += 1,
            }
            if one.assessment.outcome == Outcome::Unsuitable {
                for way in ways(&one, offer, &learner, &Estimate, &weights, &query) {
                    opened.push((offer.id.clone(), way.changes, way.questions, way.value));
                }
            }
        }
        prop_assert_eq!((found.suit, found.fail_several), (suit, several));
        prop_assert_eq!(found.fail_only, only.into_values().collect::<Vec<_>>());
        let told = |unlock: &Unlock| {
            let parts = unlock.opens.clone().into_iter();
            let whole = (unlock.changes.clone(), unlock.questions.clone());
            parts.map(move |one| (one.offer, whole.0.clone(), whole.1.clone(), one.value)).collect::<Vec<_>>()
        };
        let mut listed: Vec<_> = found.unlocks.iter().flat_map(told).collect();
        listed.sort();
        opened.sort();
        prop_assert_eq!(listed, opened);
    }

    #[test]
    fn a_way_suits_once_it_is_made_and_without_a_part_of_it_it_does_not(
        learner in any_learner(),
        seed in any::<u64>(),
        hardness in 20..=100_u8,
    ) {
        let query = Query::from(monday(), 5);
        for offer in offers(seed, hardness, 6) {
            let one = assess_offer(&offer, &learner, &Estimate, &Weights::default(), &query);
            if one.assessment.outcome != Outcome::Unsuitable {
                continue;
            }
            for way in ways(&one, &offer, &learner, &Estimate, &Weights::default(), &query) {
                prop_assert!(way.value <= i32::from(way.score));
                let after = |without: Option<&Change>| {
                    let changes = way.changes.iter().filter(|change| Some(*change) != without);
                    changes.into_iter().try_fold((offer.clone(), learner.clone()), |(offer, learner), change| {
                        made(change, &offer, &learner)
                    })
                };
                for change in way.changes.iter().filter(|change| lifts(change, &offer)) {
                    let Some((then, theirs)) = after(Some(change)) else { continue };
                    prop_assert_eq!(outcome(&then, &theirs, &query), Outcome::Unsuitable, "{:?}", way);
                }
                let Some((then, theirs)) = after(None) else { continue };
                prop_assert_ne!(outcome(&then, &theirs, &query), Outcome::Unsuitable, "{:?}", way);
            }
        }
    }
}

#[test]
fn an_adjustment_that_the_employer_does_not_have_yet_is_what_it_would_take() {
    let learner = somebody("2006-05-04", vec![essential(Wanted::Provision(Provision::QuietSpace))]);
    let mut shop = near("Office and post room", &learner);
    shop.offer.provisions.0.insert(Provision::QuietSpace, Stated::plain(Availability::No));
    let query = Query::from(monday(), 5);
    let one = assess_offer(&shop, &learner, &Estimate, &Weights::default(), &query);
    assert_eq!(one.assessment.outcome, Outcome::Unsuitable);
    let ways = ways(&one, &shop, &learner, &Estimate, &Weights::default(), &query);
    let quiet = Change::usual(Arrangement::Provide { provision: Provision::QuietSpace });
    assert!(ways[0].changes.contains(&quiet), "{ways:?}");
    let mut too_old = learner.clone();
    too_old.date_of_birth = "1990-05-04".parse().unwrap();
    let one = assess_offer(&shop, &too_old, &Estimate, &Weights::default(), &query);
    let none = placewell::ranking::ways(&one, &shop, &too_old, &Estimate, &Weights::default(), &query);
    assert_eq!(none, [], "nobody changes an age");
}
