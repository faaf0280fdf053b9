//! Limits that cross: a job coach belongs to a learner, a time slot to an offer, and each coach can
//! support only so many learners in each slot.
//!
//! These limits are no network, so the flow alone cannot keep to them. They are priced: what a coach
//! asks in an overrun slot rises until few want it (Lagrangian relaxation). What the priced problem
//! brings, plus the prices of all places, is never less than the best answer brings: that is the
//! bound. The priced answers are then repaired to keep to every limit, and the best of them is given.

mod price;
mod repair;

use std::collections::BTreeMap;

use thiserror::Error;

use super::answer::{Answer, Figures};
use super::cohort::{Cohort, CohortError};
use super::pair::FULL_SCORE;
use price::{Prices, Worth, priced};
use repair::repaired;

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

/// Why no answer can be given within crossing limits.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CrossingError {
    /// More learners of a coach pinned to the offers of a slot than the coach can support in it.
    #[error("coach {coach} has {places} places in slot {slot} for the {} learners pinned there", learners.len())]
    OverPinned {
        /// The coach.
        coach: u32,
        /// The slot.
        slot: u32,
        /// The learners whom the coach can support in it.
        places: u32,
        /// The learners pinned there.
        learners: Vec<u32>,
    },
    /// The cohort cannot be built again, which a cohort once built does not give.
    #[error(transparent)]
    Cohort(#[from] CohortError),
}

impl Crossing {
    /// The limit that a pair counts against.
    fn key(&self, learner: u32, offer: u32) -> Option<(u32, u32)> {
        let coach = self.coach_of.get(learner as usize).copied().flatten()?;
        let slot = self.slot_of.get(offer as usize).copied().flatten()?;
        self.places.contains_key(&(coach, slot)).then_some((coach, slot))
    }

    /// The most a limit allows.
    fn limit(&self, key: (u32, u32)) -> u32 {
        self.places.get(&key).copied().unwrap_or(u32::MAX)
    }

    /// How much of each limit an answer uses.
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

/// Finds a good answer within crossing limits: placed first, then the total. `rounds` of pricing
/// (20 to 100) tighten the bounds and the answer; fewer are made where the bound is met. Pools count.
///
/// # Errors
/// [`CrossingError::OverPinned`] when the pins alone overrun a limit.
pub fn solve_crossing(cohort: &Cohort, crossing: &Crossing, rounds: u32) -> Result<Bounded, CrossingError> {
    check_pins(cohort, crossing)?;
    const ROUNDS_A_REPAIR: u32 = 4;
    let mut best = Answer { places: vec![None; cohort.learners()], figures: Figures::default() };
    let mut most_of = |worth: Worth| -> Result<u64, CrossingError> {
        let mut prices = Prices::new(crossing);
        let (mut bound, mut reached) = (u64::MAX, 0);
        for round in 0..rounds.max(1) {
            let (places, brought) = priced(cohort, crossing, worth, &prices)?;
            let ceiling = brought + prices.rent(crossing);
            bound = bound.min(ceiling);
            if round % ROUNDS_A_REPAIR == 0 || round + 1 == rounds {
                let answer = repaired(cohort, crossing, places.clone())?;
                reached = reached.max(worth.of(&answer));
                let rank = |answer: &Answer| (answer.figures.placed, answer.figures.total);
                if rank(&answer) > rank(&best) {
                    best = answer;
                }
            }
            if worth.meets(reached, bound) || !prices.adjust(crossing, &places, ceiling, reached) {
                break;
            }
        }
        Ok(bound)
    };
    let most_placed = most_of(Worth::Placed)? / u64::from(FULL_SCORE);
    let most_total = most_of(Worth::Total)?;
    most_of(Worth::Both)?;
    Ok(Bounded { answer: best, most_placed, most_total })
}

fn check_pins(cohort: &Cohort, crossing: &Crossing) -> Result<(), CrossingError> {
    let mut pinned: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for &(learner, offer) in cohort.pins() {
        if let Some(key) = crossing.key(learner, offer) {
            pinned.entry(key).or_default().push(learner);
        }
    }
    match pinned.into_iter().find(|(key, learners)| learners.len() > crossing.limit(*key) as usize) {
        Some(((coach, slot), learners)) => {
            Err(CrossingError::OverPinned { coach, slot, places: crossing.limit((coach, slot)), learners })
        }
        None => Ok(()),
    }
}
