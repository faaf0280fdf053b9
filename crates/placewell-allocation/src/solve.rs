//! From nothing to the best answer.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::bisection::{Halves, Sharing};
use super::cover::Cover;
use super::divisible::Divisible;
use super::measure::Measure;
use super::network::Network;
use super::pair::Pair;
use super::seating::NONE;

/// A short seat takes a search among the many who want it; any other learner's is brief.
const EFFORT_WHERE_SHORT: u64 = 8;

impl<K: Measure> Network<K> {
    /// Brings a network in which nobody is placed to its optimum.
    ///
    /// The learners who are not `confined` all find a seat outside the short offers, so they are
    /// placed one by one. The short offers fill to the last seat, so these are filled one by one
    /// from among the confined. No search ever fails, and none leaves the piece it began in, a piece
    /// being what the pairs that these learners can use, and pools, connect.
    pub(crate) fn solve(&mut self, cover: &Cover, sharing: Sharing) {
        let vacancies = self.hold(cover);
        if !vacancies.is_empty() {
            self.want_columns();
        }
        let counts = |learner: u32, pair: Pair| {
            let free = self.prices[pair.other() as usize] == K::ZERO;
            pair.shortfall() <= self.limit && (free || cover.confined[learner as usize])
        };
        let effort = |learner| if cover.confined[learner as usize] { EFFORT_WHERE_SHORT } else { 1 };
        let halves = Halves::cut(&self.rows, &self.seating, sharing, counts, effort);
        match halves {
            None => self.finish(cover, vacancies),
            Some(halves) => {
                halves.each(self, |half, second| {
                    let own = vacancies.iter().copied().filter(|(node, _)| halves.holds(*node, second));
                    half.finish(cover, own);
                });
            }
        }
    }

    fn finish(&mut self, cover: &Cover, vacancies: impl IntoIterator<Item = (u32, u32)>) {
        for learner in 0..self.seating.seats.len() as u32 {
            if self.seating.is_waiting(learner) && !cover.confined[learner as usize] {
                self.place(learner);
            }
        }
        for (node, count) in vacancies {
            for _ in 0..count {
                self.fill(node);
            }
        }
    }

    /// Holds every short seat with nobody on it, at the price of leaving a learner unplaced.
    fn hold(&mut self, cover: &Cover) -> Vec<(u32, u32)> {
        let offers = self.offers();
        let mut vacancies = Vec::new();
        for pool in 0..self.seating.pools.len() as u32 {
            if cover.counts_pool(pool, &self.seating) {
                let node = offers + pool;
                let own = &mut self.seating.pools[pool as usize];
                vacancies.push((node, own.capacity - own.load));
                own.load = own.capacity;
                self.prices[node as usize] = K::UNPLACED;
                for &member in &own.members {
                    self.prices[member as usize] = K::UNPLACED;
                }
            }
        }
        for offer in 0..offers {
            if cover.counts_offer(offer, &self.seating) {
                let window = &mut self.seating.windows[offer as usize];
                let vacant = window.capacity - window.load;
                window.load = window.capacity;
                vacancies.push((offer, vacant));
                self.prices[offer as usize] = K::UNPLACED;
                if window.pool != NONE {
                    self.seating.pools[window.pool as usize].load += vacant;
                }
            }
        }
        vacancies
    }
}

impl<K: Measure> Divisible for Network<K> {
    fn leave_out(&mut self, learner: u32) {
        self.seating.leave_out(learner);
    }

    fn adopt(&mut self, other: &Self, learners: &[u32], nodes: &[u32]) {
        self.seating.adopt(&other.seating, learners, nodes);
        for &learner in learners {
            self.pays[learner as usize] = other.pays[learner as usize];
        }
        for &node in nodes {
            self.prices[node as usize] = other.prices[node as usize];
        }
        self.repriced.extend(&other.repriced);
        self.shifted.extend(&other.shifted);
    }
}
