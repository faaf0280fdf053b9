//! Every objective against the enumeration of all answers.

use placewell_allocation::Allocation;

use super::model::{Dice, Model, OBJECTIVES, cases};

#[test]
fn answers_are_the_best_of_all_possible() {
    for seed in 0..cases(1000) as u64 {
        let model = Model::random(&mut Dice(seed));
        let mut best = OBJECTIVES.map(|_| Vec::new());
        model.every(&mut |places| {
            for (best, objective) in best.iter_mut().zip(OBJECTIVES) {
                let worth = model.worth(places, objective);
                if worth > *best {
                    *best = worth;
                }
            }
        });
        for (best, objective) in best.iter().zip(OBJECTIVES) {
            let answer = Allocation::solve(model.cohort().unwrap(), objective).answer();
            assert!(model.allows(&answer.places), "seed {seed} {objective}: {answer:?} {model:?}");
            let worth = model.worth(&answer.places, objective);
            assert_eq!(&worth, best, "seed {seed} {objective}: {answer:?} {model:?}");
            assert_eq!(answer.figures.placed as i64, worth[0], "seed {seed} {objective}");
        }
    }
}
