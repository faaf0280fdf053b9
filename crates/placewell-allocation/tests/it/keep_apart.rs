//! Learners who are kept apart, against the enumeration of all answers.

use placewell_allocation::{Allocation, Apart, CohortBuilder, CohortError, Objective};

use super::model::{Dice, Model, OBJECTIVES, cases};

fn random_apart(model: &Model, dice: &mut Dice) -> Apart {
    let count = model.learners.len();
    let mut pairs = Vec::new();
    for _ in 0..dice.roll(4) {
        pairs.push((dice.roll(count) as u32, dice.roll(count) as u32));
    }
    pairs.retain(|(one, other)| one != other);
    Apart { pairs, places: model.seats.iter().map(|_| dice.roll(3) as u32).collect() }
}

fn meet(apart: &Apart, places: &[Option<u32>]) -> bool {
    let at = |learner: u32| places[learner as usize].map(|offer| apart.places[offer as usize]);
    apart.pairs.iter().any(|(one, other)| at(*one).is_some() && at(*one) == at(*other))
}

#[test]
fn nobody_meets_and_nothing_better_keeps_them_apart() {
    let mut met = 0;
    for seed in 0..cases(1000) as u64 {
        let mut dice = Dice(seed);
        let model = Model::random(&mut dice);
        let apart = random_apart(&model, &mut dice);
        for objective in OBJECTIVES {
            let mut best: Option<Vec<i64>> = None;
            model.every(&mut |places| {
                if !meet(&apart, places) {
                    best = best.take().max(Some(model.worth(places, objective)));
                }
            });
            let relaxed = Allocation::solve(model.cohort().unwrap(), objective);
            met += usize::from(apart.meeting(&relaxed).is_some());
            match (relaxed.kept_apart(&apart), best) {
                (Err(CohortError::PinnedTogether { .. }), None) => {}
                (Ok(kept), Some(best)) => {
                    let answer = kept.allocation.answer();
                    assert!(model.allows(&answer.places) && !meet(&apart, &answer.places), "seed {seed}");
                    assert!(kept.proved && kept.at_best == answer.figures, "seed {seed} {objective}");
                    assert_eq!(model.worth(&answer.places, objective), best, "seed {seed} {objective}");
                }
                (other, best) => panic!("seed {seed} {objective}: {other:?} {best:?}"),
            }
        }
    }
    assert!(met > 100, "only {met} answers had to be parted");
}

#[test]
fn a_search_that_is_given_up_still_keeps_everybody_apart() {
    let (learners, offers) = (40, 60);
    let mut builder = CohortBuilder::new(learners, vec![1; offers]);
    let mut dice = Dice(7);
    for learner in 0..learners as u32 {
        for offer in 0..offers as u32 {
            builder.pair(learner, offer, 500 + dice.roll(500) as u32).unwrap();
        }
    }
    let pairs = (0..learners as u32).flat_map(|one| (0..one).map(move |other| (other, one))).collect();
    let apart = Apart { pairs, places: (0..offers as u32).map(|offer| offer / 3).collect() };
    let kept = Allocation::solve(builder.build().unwrap(), Objective::Total).kept_apart(&apart).unwrap();
    assert!(apart.meeting(&kept.allocation).is_none() && !kept.proved);
    let (found, most) = (kept.allocation.figures(), kept.at_best);
    assert!(found.placed <= most.placed && found.placed >= 15, "{found:?} of {most:?}");
}
