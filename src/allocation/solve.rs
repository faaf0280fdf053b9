//! From nothing to the best answer.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::cover::Cover;
use super::measure::Measure;
use super::network::Network;
use super::seating::NONE;

impl<K: Measure> Network<K> {
    /// Brings a network in which nobody is placed to its optimum.
    ///
    /// The learners who are not `confined` all find a seat outside the short offers, so they are
    /// placed one by one. The short offers fill to the last seat, so these are filled one by one
    /// from among the confined. No search ever fails.
    pub(crate) fn solve(&mut self, cover: &Cover) {
        let vacancies = self.hold(cover);
        for learner in 0..self.seating.seats.len() as u32 {
            if self.seating.is_waiting(learner) && !cover.confined[learner as usize] {
                self.place(learner);
            }
        }
        if !vacancies.is_empty() {
            self.want_columns();
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
