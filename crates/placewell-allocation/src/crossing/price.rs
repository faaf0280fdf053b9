//! What coaches ask for their slots, and the best answer at these prices.

use std::collections::BTreeMap;

use super::Crossing;
use crate::answer::Answer;
use crate::cohort::{Cohort, CohortBuilder, CohortError};
use crate::objective::Objective;
use crate::pair::FULL_SCORE;
use crate::plan::Allocation;

/// Prices are kept in fractions of a point, so that small steps add up.
const FRACTIONS: i64 = 256;

/// What is bounded.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Worth {
    /// How many are placed, in thousandths.
    Placed,
    /// The total of the scores.
    Total,
    /// The mean of the two: its answers are good by both, its bound says little.
    Both,
}

impl Worth {
    /// What an answer is worth.
    pub(super) fn of(self, answer: &Answer) -> u64 {
        match self {
            Self::Placed => answer.figures.placed * u64::from(FULL_SCORE),
            Self::Total => answer.figures.total,
            Self::Both => (Self::Placed.of(answer) + Self::Total.of(answer)) / 2,
        }
    }

    /// What a pair is worth.
    fn of_pair(self, score: u16) -> u16 {
        match self {
            Self::Placed => FULL_SCORE,
            Self::Total => score,
            Self::Both => (FULL_SCORE + score) / 2,
        }
    }

    /// Whether no answer can be worth more than one that is known.
    pub(super) fn meets(self, reached: u64, bound: u64) -> bool {
        let whole = if self == Self::Placed { u64::from(FULL_SCORE) } else { 1 };
        bound < reached + whole
    }
}

/// What each coach asks in each slot that has a limit, and where that is going.
pub(super) struct Prices {
    of: BTreeMap<(u32, u32), Price>,
    /// The length of a step, in fractions of Polyak's.
    stride: i128,
    /// The lowest ceiling so far, and for how many rounds none was lower.
    least: u64,
    stale: u32,
}

#[derive(Clone, Copy, Default)]
struct Price {
    /// In fractions of a point.
    asks: i64,
    /// How much the limit was overrun (below 0: not used up) of late, in fractions of a learner.
    trend: i64,
}

impl Prices {
    /// Nothing is asked.
    pub(super) fn new(crossing: &Crossing) -> Self {
        let of = crossing.places.keys().map(|&key| (key, Price::default())).collect();
        Self { of, stride: i128::from(FRACTIONS), least: u64::MAX, stale: 0 }
    }

    /// The price of a place, in points.
    fn of(&self, key: (u32, u32)) -> i64 {
        self.of.get(&key).map_or(0, |price| (price.asks + FRACTIONS / 2) / FRACTIONS)
    }

    /// What all places would bring.
    pub(super) fn rent(&self, crossing: &Crossing) -> u64 {
        crossing.places.iter().map(|(&key, &places)| self.of(key).unsigned_abs() * u64::from(places)).sum()
    }

    /// Raises what is overrun and lowers what is not used up: the more, the further the ceiling at
    /// these prices is above what is reached (the step of Polyak, along an average of the last
    /// rounds, since learners all rush to whichever slot is cheapest). Whether any price moves.
    pub(super) fn adjust(
        &mut self,
        crossing: &Crossing,
        places: &[Option<u32>],
        ceiling: u64,
        reached: u64,
    ) -> bool {
        const PATIENCE: u32 = 4;
        self.stale = if ceiling < self.least { 0 } else { self.stale + 1 };
        self.least = self.least.min(ceiling);
        if self.stale == PATIENCE {
            (self.stride, self.stale) = (self.stride / 2, 0);
        }
        let used = crossing.used(places);
        let mut norm = 0;
        for (key, price) in &mut self.of {
            let used = i64::from(used.get(key).copied().unwrap_or(0));
            let over = used.saturating_sub(i64::from(crossing.limit(*key)));
            price.trend = (3 * over * FRACTIONS + 7 * price.trend) / 10;
            if price.asks > 0 || price.trend > 0 {
                norm += i128::from(price.trend) * i128::from(price.trend);
            }
        }
        if norm == 0 {
            return false;
        }
        let push = i128::from(ceiling.saturating_sub(reached)) * i128::from(FRACTIONS) * self.stride;
        for price in self.of.values_mut() {
            let full = i64::from(FULL_SCORE) * FRACTIONS;
            let change = push * i128::from(price.trend) / norm;
            let asks = (i128::from(price.asks) + change).clamp(0, i128::from(full));
            price.asks = i64::try_from(asks).unwrap_or(full);
        }
        true
    }
}

/// The best answer when coaches charge for their slots, and what it brings after paying them. Every
/// learner may also stay at home for nothing, so that the total alone decides.
pub(super) fn priced(
    cohort: &Cohort,
    crossing: &Crossing,
    worth: Worth,
    prices: &Prices,
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
            let price = crossing.key(learner, offer).map_or(0, |key| prices.of(key));
            let left = i64::from(worth.of_pair(score)) - price;
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
