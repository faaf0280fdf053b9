//! Crossing limits against the enumeration of all answers.

use std::collections::BTreeMap;

use placewell::allocation::{Crossing, Objective, solve_crossing};

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
