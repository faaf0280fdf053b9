//! From an answer that overruns crossing limits to one that keeps to them.

use std::collections::BTreeMap;

use super::Crossing;
use crate::allocation::answer::{Answer, Figures};
use crate::allocation::cohort::{Cohort, CohortBuilder, CohortError};
use crate::allocation::objective::Objective;
use crate::allocation::pair::FULL_SCORE;
use crate::allocation::plan::Allocation;

/// Keeps the best pairs that fit the limits, then places whom it can of the others.
pub(super) fn repaired(
    cohort: &Cohort,
    crossing: &Crossing,
    places: Vec<Option<u32>>,
) -> Result<Answer, CohortError> {
    let pins: BTreeMap<u32, u32> = cohort.pins().iter().copied().collect();
    let mut kept = vec![None; places.len()];
    let mut wishes = places;
    loop {
        let mut used = crossing.used(&kept);
        let mut order: Vec<(bool, u16, u32, u32)> = (0..)
            .zip(&wishes)
            .filter_map(|(learner, offer)| {
                let offer = (*offer)?;
                let score = cohort.score(learner, offer)?;
                Some((!pins.contains_key(&learner), FULL_SCORE - score, learner, offer))
            })
            .collect();
        order.sort_unstable();
        let mut added = false;
        for (_, _, learner, offer) in order {
            let Some(place) = kept.get_mut(learner as usize).filter(|place| place.is_none()) else {
                continue;
            };
            if let Some(key) = crossing.key(learner, offer) {
                let count = used.entry(key).or_insert(0);
                if *count >= crossing.limit(key) && !pins.contains_key(&learner) {
                    continue;
                }
                *count += 1;
            }
            *place = Some(offer);
            added = true;
        }
        if !added {
            return Ok(judged(cohort, kept));
        }
        wishes = extended(cohort, crossing, &kept)?;
    }
}

/// The best answer that keeps those placed and gives the others only what is still within limits.
fn extended(
    cohort: &Cohort,
    crossing: &Crossing,
    kept: &[Option<u32>],
) -> Result<Vec<Option<u32>>, CohortError> {
    let used = crossing.used(kept);
    let mut builder = CohortBuilder::new(cohort.learners(), cohort.capacities().to_vec());
    let pool_of = (0..cohort.offers() as u32).map(|offer| cohort.pool_of(offer)).collect();
    builder.pools(pool_of, cohort.pools().to_vec());
    for (learner, place) in (0..).zip(kept) {
        for (offer, score) in cohort.options(learner) {
            let key = crossing.key(learner, offer);
            let open = key.is_none_or(|key| used.get(&key).copied().unwrap_or(0) < crossing.limit(key));
            if *place == Some(offer) || (place.is_none() && open) {
                builder.pair(learner, offer, u32::from(score))?;
            }
        }
        if let Some(offer) = *place {
            builder.pin(learner, offer);
        }
    }
    Ok(Allocation::solve(builder.build()?, Objective::Total).answer().places)
}

fn judged(cohort: &Cohort, places: Vec<Option<u32>>) -> Answer {
    let mut figures = Figures::default();
    for (learner, offer) in (0..).zip(&places) {
        let Some(score) = offer.and_then(|offer| cohort.score(learner, offer)) else { continue };
        figures.placed += 1;
        figures.total += u64::from(score);
        if !cohort.pins().iter().any(|(pinned, _)| *pinned == learner) {
            figures.minimum = Some(figures.minimum.map_or(score, |least| least.min(score)));
        }
    }
    Answer { places, figures }
}
