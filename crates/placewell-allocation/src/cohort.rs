//! Who could go where: learners, offer windows with seats, job-coach pools, pins.

mod builder;
mod error;

pub use builder::CohortBuilder;
pub use error::CohortError;

use super::pair::Pair;
use super::rows::Rows;

/// The most learners one cohort may hold: lexicographic costs are packed in 64 bits.
pub const MOST_LEARNERS: usize = 250_000;

/// A cohort: possible pairs with scores, seats, pools and pins. Built by [`CohortBuilder`].
#[derive(Clone, Debug)]
pub struct Cohort {
    pub(crate) rows: Rows,
    pub(crate) capacities: Vec<u32>,
    pub(crate) pool_of: Vec<Option<u32>>,
    pub(crate) pools: Vec<u32>,
    pub(crate) pins: Vec<(u32, u32)>,
}

impl Cohort {
    /// Learners, placed or not.
    pub fn learners(&self) -> usize {
        self.rows.len()
    }

    /// Offer windows.
    pub fn offers(&self) -> usize {
        self.capacities.len()
    }

    /// Possible offers of a learner with their scores, best first, ties by offer.
    pub fn options(&self, learner: u32) -> impl Iterator<Item = (u32, u16)> {
        self.rows.row(learner).iter().map(|pair| (pair.other(), pair.score()))
    }

    /// The score of a possible pair; `None` if it is not one.
    pub fn score(&self, learner: u32, offer: u32) -> Option<u16> {
        self.rows.find(learner, offer).map(Pair::score)
    }

    /// Seats of each offer.
    pub fn capacities(&self) -> &[u32] {
        &self.capacities
    }

    /// Places of each pool (one job coach, or one provider's team, across several offers).
    pub fn pools(&self) -> &[u32] {
        &self.pools
    }

    /// The pool an offer draws on, if any.
    pub fn pool_of(&self, offer: u32) -> Option<u32> {
        self.pool_of.get(offer as usize).copied().flatten()
    }

    /// Learners whose offer is settled, with that offer.
    pub fn pins(&self) -> &[(u32, u32)] {
        &self.pins
    }
}
