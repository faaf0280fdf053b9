//! What is said to suit can be planned: of generated pairs.

use std::collections::BTreeSet;

use placewell::domain::workload::WorkInput;
use placewell::programme::{check, plan};
use placewell::suitability::Outcome;
use placewell::suitability::assess::hour_limits;

use crate::generate;
use crate::suitability::{assessed, first_dates};

/// How many pairs of an offer and a learner are assessed.
const PAIRS: u64 = 2_000;

#[test]
fn everything_that_suits_now_or_with_changes_has_a_programme() {
    let (mut suitable, mut others) = (0_u64, 0_u64);
    for seed in 0..PAIRS {
        let hardness = u8::try_from(seed % 60).unwrap();
        let offer = generate::offer(seed, hardness);
        let learner = generate::learner(seed.wrapping_mul(17), hardness);
        let (window, days) = first_dates(&offer).unwrap();
        let answer = assessed(&learner, &offer);
        if answer.outcome == Outcome::Unsuitable {
            continue;
        }
        let carved: BTreeSet<_> = answer.carved.iter().map(|one| one.task.clone()).collect();
        let limits = hour_limits(learner.date_of_birth, days[0]);
        let input = WorkInput {
            starts_later_minutes: answer.starts_later_minutes,
            ..WorkInput::new(&offer.offer, window, &days, &carved, &learner.profile, limits)
        };
        let programme = plan(&input).unwrap_or_else(|short| panic!("seed {seed}: {:?}", short.missing));
        assert_eq!(check(&programme, &input), vec![], "seed {seed}");
        if answer.outcome == Outcome::Suitable { suitable += 1 } else { others += 1 }
    }
    println!("{suitable} suitable, {others} with answers or changes");
    assert!(suitable > 20 && others > 100, "{suitable} and {others}: too few to show anything");
}
