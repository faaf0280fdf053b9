//! Certificates, explanations, shortages and gains against the enumeration of all answers.

use std::collections::BTreeSet;

use placewell_allocation::{Allocation, Change, Flaw, Objective, Verdict};

use super::model::{Dice, Model, OBJECTIVES, cases};

fn best(model: &Model, objective: Objective) -> Vec<i64> {
    let mut best = Vec::new();
    model.every(&mut |places| best = best.clone().max(model.worth(places, objective)));
    best
}

#[test]
fn certificates_hold_and_do_not_prove_a_worse_answer() {
    let mut refused = 0;
    for seed in 0..cases(500) as u64 {
        let model = Model::random(&mut Dice(seed ^ 0x5EED));
        let cohort = model.cohort().unwrap();
        for objective in OBJECTIVES {
            let allocation = Allocation::solve(cohort.clone(), objective);
            let (certificate, answer) = (allocation.certificate(), allocation.answer());
            assert_eq!(
                certificate.check(&cohort, &answer),
                Ok(()),
                "seed {seed} {objective} {model:?} {certificate:?}"
            );
            let worth = model.worth(&answer.places, objective);
            model.every(&mut |places| {
                if model.worth(places, objective) < worth {
                    let mut worse = answer.clone();
                    worse.places = places.to_vec();
                    assert!(certificate.check(&cohort, &worse).is_err(), "seed {seed} {objective}");
                    refused += 1;
                }
            });
        }
    }
    assert!(refused > 1000);
}

#[test]
fn certificates_hold_after_changes() {
    for seed in 0..cases(200) as u64 {
        let mut dice = Dice(seed ^ 0xFACE);
        let mut model = Model::random(&mut dice);
        let objective = OBJECTIVES[seed as usize % OBJECTIVES.len()];
        let mut allocation = Allocation::solve(model.cohort().unwrap(), objective);
        for _ in 0..10 {
            let offer = dice.roll(model.seats.len());
            let old = std::mem::replace(&mut model.seats[offer], dice.roll(4) as u32);
            if !model.pins_fit() {
                model.seats[offer] = old;
            }
            let change = Change::Seats { offer: offer as u32, seats: model.seats[offer] };
            allocation.what_if(&[change]).unwrap();
            let checked = allocation.certificate().check(&model.cohort().unwrap(), &allocation.answer());
            assert_eq!(checked, Ok(()), "seed {seed} {objective} {model:?}");
        }
    }
}

#[test]
fn a_certificate_for_another_cohort_is_refused() {
    let model = Model::random(&mut Dice(1));
    let mut larger = model.clone();
    larger.learners.push(Some(Vec::new()));
    larger.pins.push(None);
    let allocation = Allocation::solve(model.cohort().unwrap(), Objective::Total);
    let checked = allocation.certificate().check(&larger.cohort().unwrap(), &allocation.answer());
    assert_eq!(checked, Err(Flaw::Size));
}

#[test]
fn why_tells_what_giving_an_offer_would_come_to() {
    for seed in 0..cases(300) as u64 {
        let mut dice = Dice(seed ^ 0xB0B);
        let model = Model::random(&mut dice);
        let objective = OBJECTIVES[seed as usize % OBJECTIVES.len()];
        let allocation = Allocation::solve(model.cohort().unwrap(), objective);
        let answer = allocation.answer();
        let learner = dice.roll(model.learners.len());
        let offer = dice.roll(model.seats.len()) as u32;
        let why = allocation.why(learner as u32, offer).unwrap();
        let context = format!("seed {seed} {objective} {learner} to {offer} {model:?}: {why:?}");
        let mut given = model.clone();
        given.pins[learner] = Some(offer);
        match why.verdict {
            Verdict::HasIt => assert_eq!(answer.places[learner], Some(offer), "{context}"),
            Verdict::NotPossible => assert_eq!(model.score(learner, offer), None, "{context}"),
            Verdict::Held => assert!(!given.pins_fit(), "{context}"),
            verdict => {
                let worth = best(&given, objective);
                assert_eq!(worth[0] as u64, why.figures.placed, "{context}");
                let mut places = answer.places.clone();
                let mut change = 0;
                for step in &why.chain {
                    assert_eq!(places[step.moved.learner as usize], step.moved.from, "{context}");
                    places[step.moved.learner as usize] = step.moved.to;
                    change += if step.moved.learner as usize == learner { 0 } else { step.change };
                }
                assert!(given.allows(&places), "{context}");
                assert_eq!(given.worth(&places, objective), worth, "{context}");
                assert_eq!(change, -why.cost_to_others, "{context}");
                assert_eq!(why.chain[0].moved.learner as usize, learner, "{context}");
                if verdict == Verdict::AsGood
                    && model.pins == vec![None; model.pins.len()]
                    && objective == Objective::Total
                {
                    assert_eq!(worth, model.worth(&answer.places, objective), "{context}");
                }
            }
        }
    }
}

#[test]
fn shortages_hold_every_unplaced_learner_and_have_too_few_seats() {
    for seed in 0..cases(500) as u64 {
        let model = Model::random(&mut Dice(seed ^ 0xCAFE));
        let allocation = Allocation::solve(model.cohort().unwrap(), Objective::Fair);
        let answer = allocation.answer();
        let shortages = allocation.shortages();
        let mut seen = BTreeSet::new();
        for shortage in &shortages {
            for learner in &shortage.learners {
                assert!(seen.insert(*learner));
                for (offer, _) in model.learners[*learner as usize].iter().flatten() {
                    assert!(shortage.offers.contains(offer), "seed {seed} {model:?} {shortages:?}");
                }
            }
            let placed = shortage.learners.iter().filter(|l| answer.places[**l as usize].is_some()).count();
            assert_eq!(placed as u64, shortage.seats, "seed {seed} {model:?} {shortages:?}");
            assert_eq!(shortage.lacking, shortage.learners.len() as u64 - shortage.seats);
            assert!(shortage.lacking > 0, "seed {seed} {model:?} {shortages:?}");
        }
        for (learner, place) in answer.places.iter().enumerate() {
            assert!(
                place.is_some() || seen.contains(&(learner as u32)),
                "seed {seed} {model:?} {shortages:?}"
            );
        }
    }
}

#[test]
fn gains_are_what_one_more_seat_brings() {
    for seed in 0..cases(500) as u64 {
        let model = Model::random(&mut Dice(seed ^ 0x6A1));
        let mut allocation = Allocation::solve(model.cohort().unwrap(), Objective::Total);
        let before = best(&model, Objective::Total);
        for offer in 0..model.seats.len() {
            let mut wider = model.clone();
            wider.seats[offer] += 1;
            if let Some(pool) = model.pool_of[offer] {
                wider.places[pool as usize] += 1;
            }
            let after = best(&wider, Objective::Total);
            let gain = allocation.seat_gain(offer as u32).unwrap();
            assert_eq!(
                (gain.placed, gain.total),
                (after[0] - before[0], Some(after[1] - before[1])),
                "seed {seed} {offer} {model:?}"
            );
        }
    }
}
