//! The proof that no more can be placed.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::rows::Rows;
use super::seating::{ABSENT, NONE, Seating};

/// A bound on how many can be placed, in the manner of König: every placed learner is outside
/// `confined`, or takes a seat or a place that is counted in `value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cover {
    /// Offers, then pools, that are short.
    pub(crate) short: Vec<bool>,
    /// Learners whose every admissible offer is short.
    pub(crate) confined: Vec<bool>,
    /// The shortfall beyond which a pair is not admissible.
    pub(crate) limit: u16,
    /// No more learners than this can be placed.
    pub(crate) value: i64,
}

impl Cover {
    /// The bound that a set of short offers and pools gives.
    pub(crate) fn new(rows: &Rows, limit: u16, seating: &Seating, short: Vec<bool>) -> Self {
        let mut cover = Self { short, confined: vec![false; rows.len()], limit, value: 0 };
        for (learner, seat) in seating.seats.iter().enumerate() {
            if seat.at != ABSENT {
                cover.admit(rows, learner as u32);
            }
        }
        for offer in 0..seating.windows.len() {
            if cover.counts_offer(offer as u32, seating) {
                let window = seating.windows[offer];
                cover.value += i64::from(window.capacity) - i64::from(window.held);
            }
        }
        let pools = seating.pools.iter().zip(&cover.short[seating.windows.len()..]);
        for (pool, _) in pools.filter(|(_, short)| **short) {
            cover.value += i64::from(pool.capacity) - i64::from(pool.held);
        }
        cover
    }

    /// Whether every seat of the offer fills.
    pub(crate) fn is_short(&self, offer: u32) -> bool {
        self.short[offer as usize]
    }

    /// Whether the bound counts this offer's seats (and not its pool's places in their stead).
    pub(crate) fn counts_offer(&self, offer: u32, seating: &Seating) -> bool {
        let pool = seating.windows[offer as usize].pool;
        self.short[offer as usize] && (pool == NONE || !self.short[seating.windows.len() + pool as usize])
    }

    /// Whether the bound counts this pool's places.
    pub(crate) fn counts_pool(&self, pool: u32, seating: &Seating) -> bool {
        self.short[seating.windows.len() + pool as usize]
    }

    /// Counts a learner who takes part.
    pub(crate) fn admit(&mut self, rows: &Rows, learner: u32) {
        let confined = rows
            .row(learner)
            .iter()
            .take_while(|pair| pair.shortfall() <= self.limit)
            .all(|pair| self.short[pair.other() as usize]);
        if self.confined.len() <= learner as usize {
            self.confined.resize(learner as usize + 1, false);
        }
        self.confined[learner as usize] = confined;
        self.value += i64::from(!confined);
    }

    /// Stops counting a learner.
    pub(crate) fn dismiss(&mut self, learner: u32) {
        self.value -= i64::from(!self.confined[learner as usize]);
    }
}
