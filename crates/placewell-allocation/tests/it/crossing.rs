//! Crossing limits against the enumeration of all answers.

use std::collections::BTreeMap;

use placewell_allocation::{CohortBuilder, Crossing, CrossingError, Objective, solve_crossing};

use super::model::{Dice, Model, cases};

fn within(crossing: &Crossing, places: &[Option<u32>]) -> bool {
    let mut used: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    for (learner, offer) in places.iter().enumerate() {
        let slot = offer.and_then(|offer| crossing.slot_of[offer as usize]);
        if let (Some(coach), Some(slot)) = (crossing.coach_of[learner], slot) {
            *used.entry((coach, slot)).or_default() += 1;
        }
    }
    used.iter().all(|(key, used)| crossing.places.get(key).is_none_or(|places| used <= places))
}

#[test]
fn answers_keep_to_crossing_limits_and_the_bounds_hold() {
    let (mut runs, mut best_placed) = (0, 0);
    for seed in 0..cases(300) as u64 {
        let mut dice = Dice(seed ^ 0xC055);
        let mut model = Model::random(&mut dice);
        model.pins.iter_mut().for_each(|pin| *pin = None);
        let mut some = |sides| Some(dice.roll(sides) as u32).filter(|index| *index < 2);
        let crossing = Crossing {
            coach_of: model.learners.iter().map(|_| some(3)).collect(),
            slot_of: model.seats.iter().map(|_| some(3)).collect(),
            places: [((0, 0), 1), ((0, 1), 0), ((1, 0), 1)].into(),
        };
        let (mut placed, mut total) = (0, 0);
        model.every(&mut |places| {
            if within(&crossing, places) {
                let worth = model.worth(places, Objective::Total);
                placed = placed.max(worth[0] as u64);
                total = total.max(worth[1] as u64);
            }
        });
        let found = solve_crossing(&model.cohort().unwrap(), &crossing, 30).unwrap();
        let context = format!("seed {seed} {model:?} {crossing:?} {found:?}");
        assert!(model.allows(&found.answer.places) && within(&crossing, &found.answer.places), "{context}");
        let worth = model.worth(&found.answer.places, Objective::Total);
        assert_eq!(
            (worth[0] as u64, worth[1] as u64),
            (found.answer.figures.placed, found.answer.figures.total),
            "{context}"
        );
        assert!(found.most_placed >= placed && found.most_total >= total, "{context}: {placed} {total}");
        runs += 1;
        best_placed += usize::from(found.answer.figures.placed == placed);
    }
    assert!(best_placed * 20 >= runs * 19, "{best_placed} of {runs} placed as many as can be");
}

#[test]
fn scarce_coaches_are_proved_to_be_what_holds_the_number_placed() {
    let mut builder = CohortBuilder::new(40, vec![1; 40]);
    for learner in 0..40 {
        for offer in 0..40 {
            builder.pair(learner, offer, (learner * 7 + offer * 13) % 1001).unwrap();
        }
    }
    let crossing = Crossing {
        coach_of: (0..40).map(|learner| Some(learner / 10)).collect(),
        slot_of: (0..40).map(|offer| Some(offer % 5)).collect(),
        places: (0..20).map(|key| ((key / 5, key % 5), 1)).collect(),
    };
    let found = solve_crossing(&builder.build().unwrap(), &crossing, 60).unwrap();
    assert_eq!((found.answer.figures.placed, found.most_placed), (20, 20));
}

#[test]
fn pins_that_overrun_a_coach_are_named() {
    let mut builder = CohortBuilder::new(2, vec![2]);
    for learner in 0..2 {
        builder.pair(learner, 0, 500).unwrap().pin(learner, 0);
    }
    let crossing =
        Crossing { coach_of: vec![Some(4); 2], slot_of: vec![Some(6)], places: [((4, 6), 1)].into() };
    let found = solve_crossing(&builder.build().unwrap(), &crossing, 20);
    let clash = CrossingError::OverPinned { coach: 4, slot: 6, places: 1, learners: vec![0, 1] };
    assert_eq!(found, Err(clash));
}
