//! Sequences of changes against answers found from nothing.

use placewell_allocation::{Allocation, Change, Objective};

use super::model::{Dice, Model, OBJECTIVES, cases, random_score};

/// A change that may or may not be possible, and the model after it if it is.
fn random_change(model: &Model, dice: &mut Dice) -> (Change, Option<Model>) {
    let learner = dice.roll(model.learners.len());
    let offer = dice.roll(model.seats.len());
    let (l, o) = (learner as u32, offer as u32);
    let here = model.learners[learner].is_some();
    let mut after = model.clone();
    let possible;
    let change = match dice.roll(8) {
        0 => {
            possible = here;
            after.learners[learner] = None;
            after.pins[learner] = None;
            Change::Withdraw { learner: l }
        }
        1 => {
            let gone = (0..model.learners.len()).find(|l| model.learners[*l].is_none());
            let learner = gone.filter(|_| dice.roll(4) > 0).unwrap_or(model.learners.len().min(6));
            if learner == model.learners.len() {
                after.learners.push(None);
                after.pins.push(None);
            }
            let options = model.random_options(dice);
            possible = after.learners[learner].is_none();
            after.learners[learner] = Some(options.clone());
            Change::Join { learner: learner as u32, options }
        }
        2 => {
            after.pins[learner] = Some(o);
            possible = here
                && model.pins[learner].is_none()
                && model.score(learner, o).is_some()
                && after.pins_fit();
            Change::Pin { learner: l, offer: o }
        }
        3 => {
            possible = model.pins[learner].is_some();
            after.pins[learner] = None;
            Change::Unpin { learner: l }
        }
        4 => {
            possible = here && model.pins[learner] != Some(o);
            after.learners[learner].iter_mut().for_each(|options| options.retain(|(at, _)| *at != o));
            Change::Forbid { learner: l, offer: o }
        }
        5 => {
            after.seats[offer] = dice.roll(4) as u32;
            possible = after.pins_fit();
            Change::Seats { offer: o, seats: after.seats[offer] }
        }
        6 if !model.places.is_empty() => {
            let pool = dice.roll(model.places.len());
            after.places[pool] = dice.roll(5) as u32;
            possible = after.pins_fit();
            Change::Places { pool: pool as u32, places: after.places[pool] }
        }
        _ => {
            let score = random_score(dice);
            possible = here;
            if let Some(options) = &mut after.learners[learner] {
                options.retain(|(at, _)| *at != o);
                options.push((o, score));
            }
            Change::Score { learner: l, offer: o, score }
        }
    };
    (change, possible.then_some(after))
}

/// Learners who knew their offer, and who are neither gone nor pinned, and have another or none.
fn moved(model: &Model, told: &[Option<u32>], places: &[Option<u32>]) -> usize {
    told.iter()
        .zip(places)
        .enumerate()
        .filter(|(learner, (told, place))| {
            told.is_some()
                && told != place
                && model.pins[*learner].is_none()
                && model.learners[*learner].is_some()
        })
        .count()
}

/// The best worth, and the fewest learners moved among the answers that have it.
fn best(model: &Model, told: &[Option<u32>], objective: Objective) -> (Vec<i64>, usize) {
    let mut best = (Vec::new(), usize::MAX);
    model.every(&mut |places| {
        let worth = model.worth(places, objective);
        if worth < best.0 {
            return;
        }
        let moved = moved(model, told, places);
        if worth > best.0 || moved < best.1 {
            best = (worth, moved);
        }
    });
    best
}

#[test]
fn sequences_of_changes_equal_fresh_answers_and_move_the_fewest() {
    for seed in 0..cases(100) as u64 {
        let mut dice = Dice(seed ^ 0xABCD);
        let objective = OBJECTIVES[seed as usize % OBJECTIVES.len()];
        let mut model = Model::random(&mut dice);
        let mut allocation = Allocation::solve(model.cohort().unwrap(), objective);
        for step in 0..50 {
            let told = allocation.answer();
            let mut changes = Vec::new();
            let mut after = Some(model.clone());
            for _ in 0..1 + dice.roll(8) / 6 {
                let (change, next) = random_change(after.as_ref().unwrap_or(&model), &mut dice);
                changes.push(change);
                after = after.and(next);
                if after.is_none() {
                    break;
                }
            }
            let context = format!("seed {seed} step {step} {objective} {changes:?} on {model:?}");
            let result = allocation.what_if(&changes);
            let Some(after) = after else {
                assert!(result.is_err(), "{context}: {result:?}");
                assert_eq!(allocation.answer(), told, "{context}");
                continue;
            };
            model = after;
            let outcome = result.unwrap_or_else(|error| panic!("{context}: {error}"));
            let answer = allocation.answer();
            assert!(model.allows(&answer.places), "{context}: {answer:?}");
            let (worth, fewest) = best(&model, &told.places, objective);
            assert_eq!(model.worth(&answer.places, objective), worth, "{context}: {answer:?} after {told:?}");
            assert_eq!(moved(&model, &told.places, &answer.places), fewest, "{context}: {answer:?} {told:?}");
            let fresh = Allocation::solve(model.cohort().unwrap(), objective).answer().figures;
            assert_eq!((fresh.placed, answer.figures), (outcome.after.placed, outcome.after), "{context}");
            assert_eq!(outcome.before, told.figures, "{context}");
            for moved in &outcome.moves {
                let before = told.places.get(moved.learner as usize).copied().flatten();
                assert_eq!(
                    (moved.from, moved.to),
                    (before, answer.places[moved.learner as usize]),
                    "{context}"
                );
            }
        }
    }
}
