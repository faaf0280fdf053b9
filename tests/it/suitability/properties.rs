//! What must hold for any learner and any offer.

use std::collections::BTreeSet;

use placewell::domain::code::Code;
use placewell::domain::exposure::Exposure;
use placewell::domain::fact::{Availability, Presence, Stated};
use placewell::domain::insurance::Insurance;
use placewell::domain::learner::LearnerFacts;
use placewell::domain::need::Wanted;
use placewell::domain::offer::OfferFacts;
use placewell::domain::provision::Provision;
use placewell::domain::site::EvacuationRoute;
use placewell::domain::workload::{WorkInput, measure};
use placewell::law::{self, Subject};
use placewell::suitability::assess::hour_limits;
use placewell::suitability::{Arrangement, Asked, Assessment, Change, Outcome};
use proptest::prelude::*;

use super::{assessed, first_dates};
use crate::generate::{Dice, any_pair, essential, helpful};

fn fills(learner: &LearnerFacts, offer: &OfferFacts, assessment: &Assessment) -> bool {
    let (window, days) = first_dates(offer).unwrap();
    let carved: BTreeSet<_> = assessment.carved.iter().map(|one| one.task.clone()).collect();
    let limits = hour_limits(learner.date_of_birth, days[0]);
    let input = WorkInput {
        starts_later_minutes: assessment.starts_later_minutes,
        ..WorkInput::new(&offer.offer, window, &days, &carved, &learner.profile, limits)
    };
    measure(&input).is_enough()
}

/// Of provisions any of which makes the day short enough, or gives enough breaks, one that the learner needs for its own
/// sake is asked about, and none is arranged beside it: a question takes the place of a change.
fn takes_the_place(wanted: Wanted, before: &Assessment, after: &Assessment) -> bool {
    use Provision as P;
    let alike = [&[P::ShorterDay, P::EarlierFinish, P::LaterStart][..], &[P::ExtraBreaks, P::FlexibleBreaks]];
    let Wanted::Provision(wanted) = wanted else { return false };
    let arranged = |one: &Change| match one.what {
        Arrangement::Provide { provision } => {
            alike.iter().any(|all| all.contains(&provision) && all.contains(&wanted))
        }
        _ => false,
    };
    let asked = Asked::Provision { provision: wanted };
    before.changes.iter().any(arranged)
        && after.questions.iter().any(|one| one.decisive && one.asked == asked)
}

/// Turns one thing that nobody has stated into the answer that one hopes for.
fn clear_up(dice: &mut Dice, offer: &OfferFacts) -> OfferFacts {
    let mut offer = offer.clone();
    let it = &mut offer.offer;
    match dice.between(0, 4) {
        0 => {
            let unknown: Vec<Provision> = it.provisions.having(Availability::Unknown).iter().collect();
            for provision in dice.some(&unknown, 5) {
                it.provisions.0.insert(provision, Stated::plain(Availability::Yes));
            }
        }
        1 => {
            let unknown: Vec<Exposure> = it.exposures.having(Presence::Unknown).iter().collect();
            for exposure in dice.some(&unknown, 5) {
                it.exposures.0.insert(exposure, Stated::plain(Presence::Absent));
            }
        }
        2 => {
            let at = dice.between(0, it.tasks.len() as u32 - 1) as usize;
            for exposure in it.tasks[at].exposures.having(Presence::Unknown).iter() {
                it.tasks[at].exposures.0.insert(exposure, Stated::plain(Presence::Absent));
            }
        }
        3 if it.emergency.route == EvacuationRoute::Unknown => {
            it.emergency.route = EvacuationRoute::LevelExit
        }
        _ if offer.insurance.is_none() => offer.insurance = Some(Insurance::Crown),
        _ => {}
    }
    offer
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_answer_is_whole_and_always_the_same((learner, offer) in any_pair()) {
        let answer = assessed(&learner, &offer);
        prop_assert_eq!(&answer, &assessed(&learner, &offer));
        prop_assert_eq!(answer.contributions.len(), 8);
        prop_assert_eq!(answer.score, answer.contributions.iter().map(|part| part.points).sum::<u16>());
        prop_assert_eq!(answer.contributions.iter().map(|part| part.max).sum::<u16>(), 1_000);
        let taken: u32 = answer.deductions.iter().map(|one| one.points).sum();
        prop_assert_eq!(i64::from(answer.value), i64::from(answer.score) - i64::from(taken));
        prop_assert!(answer.deductions.iter().all(|one| one.points > 0));
        prop_assert!(answer.contributions.iter().all(|part| part.points <= part.max));
        let decisive = answer.questions.iter().any(|question| question.decisive);
        match answer.outcome {
            Outcome::Suitable => prop_assert!(!decisive && answer.changes.is_empty()),
            Outcome::SuitableIfConfirmed => prop_assert!(decisive && answer.changes.is_empty()),
            Outcome::SuitableWithChanges => prop_assert!(!answer.changes.is_empty()),
            Outcome::Unsuitable => prop_assert!(!answer.blockers.is_empty() && answer.changes.is_empty()),
        }
        prop_assert_eq!(answer.blockers.is_empty(), answer.outcome != Outcome::Unsuitable);
        prop_assert_eq!(answer.family_band().is_none(), answer.outcome == Outcome::Unsuitable);
    }

    #[test]
    fn what_is_not_unsuitable_has_work_that_fills_it((learner, offer) in any_pair()) {
        let answer = assessed(&learner, &offer);
        prop_assert!(answer.outcome == Outcome::Unsuitable || fills(&learner, &offer, &answer));
    }

    #[test]
    fn tasks_that_the_law_bars_are_left_out((learner, offer) in any_pair()) {
        let answer = assessed(&learner, &offer);
        for finding in answer.findings.iter().filter(|finding| finding.outcome == law::Outcome::Barred) {
            if let Subject::Task { task } = &finding.subject {
                prop_assert!(answer.carved.iter().any(|carved| carved.task == *task), "{task}");
            }
        }
    }

    #[test]
    fn a_good_answer_never_harms((learner, offer) in any_pair(), seed in any::<u64>()) {
        let better = clear_up(&mut Dice::new(seed), &offer);
        let (before, after) = (assessed(&learner, &offer), assessed(&learner, &better));
        prop_assert!(after.outcome <= before.outcome, "{:?} -> {:?}", before.outcome, after.outcome);
        prop_assert!(after.score >= before.score, "{} -> {}", before.score, after.score);
    }

    #[test]
    fn a_further_need_never_helps((learner, offer) in any_pair(), at in 0_usize..1_000, must in any::<bool>()) {
        let every: Vec<Wanted> = Provision::ALL.iter().map(|one| Wanted::Provision(*one))
            .chain(Exposure::ALL.iter().map(|one| Wanted::Avoid(*one))).collect();
        let wanted = every[at % every.len()];
        prop_assume!(learner.profile.needs.iter().all(|need| need.wanted != wanted));
        let mut needier = learner.clone();
        needier.profile.needs.push(if must { essential(wanted) } else { helpful(wanted) });
        let (before, after) = (assessed(&learner, &offer), assessed(&needier, &offer));
        let told = |it: &Assessment| format!("{:?} {:?} {:?} {:?}", it.outcome, it.changes, it.questions, it.carved);
        let holds = after.outcome >= before.outcome || takes_the_place(wanted, &before, &after);
        prop_assert!(holds, "{wanted:?}: {} -> {}", told(&before), told(&after));
        prop_assert!(after.score <= before.score, "{} -> {}", before.score, after.score);
    }
}

#[test]
fn every_outcome_occurs_and_kind_cases_mostly_suit() {
    let tally = |hardness: u8| {
        let mut tally = [0_u32; 4];
        for seed in 0..200 {
            let answer =
                assessed(&crate::generate::learner(seed, hardness), &crate::generate::offer(seed, hardness));
            tally[answer.outcome.index() as usize] += 1;
        }
        tally
    };
    let (kind, hard) = (tally(0), tally(70));
    eprintln!("kind {kind:?} hard {hard:?}");
    assert!(kind[0] > 20, "{kind:?}");
    assert!(hard[3] > kind[3], "{hard:?}");
    assert!((0..4).all(|outcome| kind[outcome] + hard[outcome] > 0), "{kind:?} {hard:?}");
}
