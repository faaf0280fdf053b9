//! From an answer that overruns crossing limits to one that keeps to them.

use std::collections::BTreeSet;

use super::Crossing;
use crate::answer::Answer;
use crate::cohort::{Cohort, CohortBuilder, CohortError};
use crate::objective::Objective;
use crate::pair::FULL_SCORE;
use crate::plan::Allocation;

/// Where each learner is to go, by learner.
type Places = Vec<Option<u32>>;

/// Keeps the best pairs that fit the limits, places whom it can of the others, and then deals the
/// offers of each slot again among those who are in it.
pub(super) fn repaired(cohort: &Cohort, crossing: &Crossing, places: Places) -> Result<Answer, CohortError> {
    let pinned: BTreeSet<u32> = cohort.pins().iter().map(|(learner, _)| *learner).collect();
    let mut kept = vec![None; places.len()];
    let mut wishes = places;
    while keep(cohort, crossing, &pinned, &wishes, &mut kept) {
        let used = crossing.used(&kept);
        let open = |learner: u32, offer: u32| {
            crossing
                .key(learner, offer)
                .is_none_or(|key| used.get(&key).copied().unwrap_or(0) < crossing.limit(key))
        };
        let settled = (0..).zip(&kept).filter_map(|(learner, offer)| Some((learner, (*offer)?)));
        wishes =
            best_of(cohort, settled, |learner, offer| match kept.get(learner as usize).copied().flatten() {
                Some(own) => own == offer,
                None => open(learner, offer),
            })?;
    }
    let dealt = best_of(cohort, cohort.pins().iter().copied(), |learner, offer| {
        let own = kept.get(learner as usize).copied().flatten();
        let key = crossing.key(learner, offer);
        key.is_none() || own.is_some_and(|own| crossing.key(learner, own) == key)
    })?;
    Ok(Answer::of(cohort, dealt))
}

/// Adds wishes to what is kept, pins first and then the best scores, as far as the limits allow.
/// Whether any was added.
fn keep(
    cohort: &Cohort,
    crossing: &Crossing,
    pinned: &BTreeSet<u32>,
    wishes: &[Option<u32>],
    kept: &mut [Option<u32>],
) -> bool {
    let mut used = crossing.used(kept);
    let mut order: Vec<(bool, u16, u32, u32)> = (0..)
        .zip(wishes)
        .filter_map(|(learner, offer)| {
            let offer = (*offer)?;
            let score = cohort.score(learner, offer)?;
            Some((!pinned.contains(&learner), FULL_SCORE - score, learner, offer))
        })
        .collect();
    order.sort_unstable();
    let mut added = false;
    for (_, _, learner, offer) in order {
        let Some(place) = kept.get_mut(learner as usize).filter(|place| place.is_none()) else { continue };
        if let Some(key) = crossing.key(learner, offer) {
            let count = used.entry(key).or_insert(0);
            if *count >= crossing.limit(key) {
                continue;
            }
            *count += 1;
        }
        *place = Some(offer);
        added = true;
    }
    added
}

/// The best answer over the pairs that are open, some of them settled.
fn best_of(
    cohort: &Cohort,
    settled: impl Iterator<Item = (u32, u32)>,
    open: impl Fn(u32, u32) -> bool,
) -> Result<Places, CohortError> {
    let mut builder = CohortBuilder::new(cohort.learners(), cohort.capacities().to_vec());
    let pool_of = (0..cohort.offers() as u32).map(|offer| cohort.pool_of(offer)).collect();
    builder.pools(pool_of, cohort.pools().to_vec());
    for learner in 0..cohort.learners() as u32 {
        for (offer, score) in cohort.options(learner).filter(|(offer, _)| open(learner, *offer)) {
            builder.pair(learner, offer, u32::from(score))?;
        }
    }
    for (learner, offer) in settled {
        builder.pin(learner, offer);
    }
    Ok(Allocation::solve(builder.build()?, Objective::Total).answer().places)
}
