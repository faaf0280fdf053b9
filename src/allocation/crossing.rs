//! Limits that cross: a job coach belongs to a learner, a time slot to an offer, and each coach can
//! support only so many learners in each slot.
//!
//! These limits are no network, so the flow alone cannot keep to them. They are priced: what a coach
//! asks in an overrun slot rises until few want it (Lagrangian relaxation). What the priced problem
//! brings, plus the prices of all places, is never less than the best answer brings: that is the
//! bound. The priced answers are then repaired to keep to every limit, and the best of them is given.

use std::collections::BTreeMap;

use super::answer::{Answer, Figures};
use super::cohort::{Cohort, CohortBuilder, CohortError};
use super::objective::Objective;
use super::pair::FULL_SCORE;
use super::plan::Allocation;

/// Who supports whom and when.
#[derive(Clone, Debug, Default)]
pub struct Crossing {
    /// The coach of each learner, by learner; `None` needs no coach.
    pub coach_of: Vec<Option<u32>>,
    /// The slot of each offer, by offer; `None` is in no slot.
    pub slot_of: Vec<Option<u32>>,
    /// How many learners a coach can support in a slot; where nothing is said, any number.
    pub places: BTreeMap<(u32, u32), u32>,
}

/// An answer that keeps to every limit, and how much better one could be at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounded {
    /// The answer.
    pub answer: Answer,
    /// No answer places more than this.
    pub most_placed: u64,
    /// No answer has a higher total than this, whatever its number placed.
    pub most_total: u64,
}

impl Crossing {
    /// The limit that a pair counts against.
    fn key(&self, learner: u32, offer: u32) -> Option<(u32, u32)> {
        let coach = self.coach_of.get(learner as usize).copied().flatten()?;
        let slot = self.slot_of.get(offer as usize).copied().flatten()?;
        self.places.contains_key(&(coach, slot)).then_some((coach, slot))
    }

    fn used(&self, places: &[Option<u32>]) -> BTreeMap<(u32, u32), u32> {
        let mut used = BTreeMap::new();
        for (learner, offer) in (0..).zip(places) {
            if let Some(key) = offer.and_then(|offer| self.key(learner, offer)) {
                *used.entry(key).or_insert(0) += 1;
            }
        }
        used
    }
}

/// What is bounded: how many are placed (in thousandths), or the total.
#[derive(Clone, Copy, PartialEq)]
enum Worth {
    Placed,
    Total,
}

/// Finds a good answer within crossing limits: placed first, then the total. `rounds` of pricing
/// (20 to 100) tighten the bounds and the answer. Pins must keep to the crossing limits themselves;
/// pools count.
///
/// # Errors
/// A [`CohortError`] when the cohort cannot be built again, which a cohort once built does not give.
pub fn solve_crossing(cohort: &Cohort, crossing: &Crossing, rounds: u32) -> Result<Bounded, CohortError> {
    let mut best: Option<Answer> = None;
    let mut bounds = [u64::MAX; 2];
    for (bound, worth) in bounds.iter_mut().zip([Worth::Placed, Worth::Total]) {
        let mut prices: BTreeMap<(u32, u32), i64> = crossing.places.keys().map(|&key| (key, 0)).collect();
        for round in 0..rounds.max(1) {
            let (places, value) = priced(cohort, crossing, worth, &prices)?;
            let rent: i64 = prices.iter().map(|(key, price)| price * i64::from(limit(crossing, *key))).sum();
            *bound = (*bound).min(value.saturating_add_signed(rent));
            if round % 8 == 0 || round + 1 == rounds {
                let answer = repaired(cohort, crossing, places.clone())?;
                let rank = |answer: &Answer| (answer.figures.placed, answer.figures.total);
                if best.as_ref().is_none_or(|best| rank(&answer) > rank(best)) {
                    best = Some(answer);
                }
            }
            let step = 1 + i64::from(200 / (1 + round));
            let used = crossing.used(&places);
            for (key, price) in &mut prices {
                let over = i64::from(used.get(key).copied().unwrap_or(0)) - i64::from(limit(crossing, *key));
                *price = (*price + over.signum() * step).clamp(0, i64::from(FULL_SCORE));
            }
        }
    }
    let [placed, total] = bounds;
    let answer = best.unwrap_or(Answer { places: Vec::new(), figures: Figures::default() });
    Ok(Bounded { answer, most_placed: placed / u64::from(FULL_SCORE), most_total: total })
}

fn limit(crossing: &Crossing, key: (u32, u32)) -> u32 {
    crossing.places.get(&key).copied().unwrap_or(u32::MAX)
}

/// The best answer when coaches charge for their slots, and what it brings after paying them. Every
/// learner may also stay at home for nothing, so that the total alone decides.
fn priced(
    cohort: &Cohort,
    crossing: &Crossing,
    worth: Worth,
    prices: &BTreeMap<(u32, u32), i64>,
) -> Result<(Vec<Option<u32>>, u64), CohortError> {
    let (learners, offers) = (cohort.learners() as u32, cohort.offers() as u32);
    let mut seats = cohort.capacities().to_vec();
    seats.extend((0..learners).map(|_| 1));
    let mut pool_of: Vec<Option<u32>> = (0..offers).map(|offer| cohort.pool_of(offer)).collect();
    pool_of.resize(seats.len(), None);
    let mut builder = CohortBuilder::new(learners as usize, seats);
    builder.pools(pool_of, cohort.pools().to_vec());
    let pins: BTreeMap<u32, u32> = cohort.pins().iter().copied().collect();
    let mut paid_by_pins = 0;
    for learner in 0..learners {
        for (offer, score) in cohort.options(learner) {
            let worth = if worth == Worth::Placed { FULL_SCORE } else { score };
            let price = crossing.key(learner, offer).and_then(|key| prices.get(&key)).copied().unwrap_or(0);
            let left = i64::from(worth) - price;
            if pins.get(&learner) == Some(&offer) {
                paid_by_pins += left;
                builder.pair(learner, offer, 0)?.pin(learner, offer);
            } else if left > 0 {
                builder.pair(learner, offer, left as u32)?;
            }
        }
        builder.pair(learner, offers + learner, 0)?;
    }
    let answer = Allocation::solve(builder.build()?, Objective::Total).answer();
    let places = answer.places.into_iter().map(|place| place.filter(|offer| *offer < offers)).collect();
    Ok((places, answer.figures.total.saturating_add_signed(paid_by_pins)))
}

/// Keeps the best pairs that fit the limits, then places whom it can of the others.
fn repaired(cohort: &Cohort, crossing: &Crossing, places: Vec<Option<u32>>) -> Result<Answer, CohortError> {
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
                if *count >= limit(crossing, key) && !pins.contains_key(&learner) {
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
            let open = key.is_none_or(|key| used.get(&key).copied().unwrap_or(0) < limit(crossing, key));
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
