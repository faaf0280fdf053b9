//! How placements are often made by hand, to compare with.

use super::answer::Answer;
use super::cohort::Cohort;

/// The best pair of all is placed first, then the best that is still possible, and so on. Ties go
/// to the lower learner, then the lower offer. Pins come first.
pub fn greedy(cohort: &Cohort) -> Answer {
    let mut pairs: Vec<(u16, u32, u32)> = (0..cohort.learners() as u32)
        .flat_map(|learner| cohort.options(learner).map(move |(offer, score)| (1000 - score, learner, offer)))
        .collect();
    pairs.sort_unstable();
    in_turn(cohort, pairs.into_iter().map(|(_, learner, offer)| (learner, offer)))
}

/// Each learner in turn takes the best that is left. Pins come first.
pub fn first_choices(cohort: &Cohort) -> Answer {
    let learners = 0..cohort.learners() as u32;
    in_turn(
        cohort,
        learners.flat_map(|learner| cohort.options(learner).map(move |(offer, _)| (learner, offer))),
    )
}

fn in_turn(cohort: &Cohort, wishes: impl Iterator<Item = (u32, u32)>) -> Answer {
    let mut seats = cohort.capacities().to_vec();
    let mut pools = cohort.pools().to_vec();
    let mut places = vec![None; cohort.learners()];
    for (learner, offer) in cohort.pins().iter().copied().chain(wishes) {
        let pool = cohort.pool_of(offer).and_then(|pool| pools.get_mut(pool as usize));
        let (Some(seat), Some(place)) = (seats.get_mut(offer as usize), places.get_mut(learner as usize))
        else {
            continue;
        };
        if place.is_some() || *seat == 0 || pool.as_ref().is_some_and(|pool| **pool == 0) {
            continue;
        }
        *seat -= 1;
        pool.into_iter().for_each(|pool| *pool -= 1);
        *place = Some(offer);
    }
    Answer::of(cohort, places)
}
