//! Removing one unit from an optimal state: who can best take the seat that is left.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::measure::Measure;
use super::network::{Network, cost_of};
use super::seating::{ABSENT, NONE};

/// Where the chain of moves into the vacancy begins.
#[derive(Clone, Copy, Debug)]
enum Origin {
    /// A seat (or a pool's place) that stays empty.
    Vacant(u32),
    /// An unplaced learner who takes a seat at the offer.
    Waiting { learner: u32, offer: u32, shortfall: u16 },
}

impl<K: Measure> Network<K> {
    /// Makes the columns if no search has needed them yet.
    pub(crate) fn want_columns(&mut self) {
        if self.columns.len() == 0 {
            let offers = self.seating.windows.len();
            self.columns = std::sync::Arc::new(self.rows.transposed(offers));
        }
    }

    /// What the unit at `node` is worth to the others: how much its price is above the best use
    /// that could be made of it. The search of [`Self::fill`], without its moves.
    pub(crate) fn vacancy(&mut self, node: u32) -> K {
        let price = self.prices[node as usize];
        price - self.seek_taker(node).0
    }

    /// Removes the unit held at `node` (an offer, or offers + pool), which is still counted in the
    /// loads though no learner sits there: the cheapest chain of moves into it is made, from an
    /// unplaced learner or from a seat that nobody then needs.
    pub(crate) fn fill(&mut self, node: u32) {
        let (best, origin) = self.seek_taker(node);
        self.reprice(best, false);
        let mut at = match origin {
            Origin::Vacant(at) => at,
            Origin::Waiting { learner, offer, shortfall } => {
                self.seating.sit(learner, offer, shortfall);
                self.note_pay(learner);
                self.shifted.push(learner);
                offer
            }
        };
        while at != node {
            let mark = self.frontier.marks[at as usize];
            if mark.mover != NONE {
                self.seating.shift(mark.mover, mark.from, mark.shortfall);
                self.note_pay(mark.mover);
                self.shifted.push(mark.mover);
            }
            at = mark.from;
        }
        self.release(node);
    }

    /// Stops counting one unit at a node.
    fn release(&mut self, node: u32) {
        let offers = self.offers();
        let pool = if node < offers {
            self.seating.windows[node as usize].load -= 1;
            self.seating.windows[node as usize].pool
        } else {
            node - offers
        };
        if pool != NONE {
            self.seating.pools[pool as usize].load -= 1;
        }
    }

    fn seek_taker(&mut self, start: u32) -> (K, Origin) {
        self.frontier.begin();
        let mut best = K::FAR;
        let mut origin = Origin::Vacant(start);
        let mut now = K::ZERO;
        self.frontier.improve(start, K::ZERO, NONE, NONE, 0);
        self.frontier.queue(start, K::ZERO, now);
        let offers = self.offers();
        while let Some((distance, node)) = self.frontier.nearest(now) {
            if distance >= best {
                break;
            }
            now = distance;
            self.frontier.settled.push(node);
            if node < offers {
                self.ask_offer(node, now, &mut best, &mut origin);
            } else {
                self.ask_pool(node, now, &mut best, &mut origin);
            }
        }
        (best, origin)
    }

    fn ask_offer(&mut self, offer: u32, now: K, best: &mut K, origin: &mut Origin) {
        let price = self.prices[offer as usize];
        let pool = self.seating.windows[offer as usize].pool;
        if pool == NONE {
            if now + price < *best {
                *best = now + price;
                *origin = Origin::Vacant(offer);
            }
        } else {
            let node = self.offers() + pool;
            let distance = now + price - self.prices[node as usize];
            if distance < *best && self.frontier.improve(node, distance, NONE, offer, 0) {
                self.frontier.queue(node, distance, now);
            }
        }
        let base = now + price;
        let least = base - K::UNPLACED - K::MOVED;
        for &pair in self.columns.row(offer) {
            let cost = cost_of(&self.tariff, pair);
            if least + cost >= *best || pair.shortfall() > self.limit {
                break;
            }
            let learner = pair.other();
            let pays = self.pays[learner as usize];
            if base + cost - pays >= *best {
                continue;
            }
            let at = self.seating.seats[learner as usize].at;
            if at == offer || at == ABSENT {
                continue;
            }
            let told = self.told[learner as usize];
            let cost = if told == NONE || told == offer { cost } else { cost + K::MOVED };
            let distance = base + cost - pays;
            if distance >= *best {
                continue;
            }
            if at == NONE {
                *best = distance;
                *origin = Origin::Waiting { learner, offer, shortfall: pair.shortfall() };
            } else if self.frontier.improve(at, distance, learner, offer, pair.shortfall()) {
                self.frontier.queue(at, distance, now);
            }
        }
    }

    fn ask_pool(&mut self, node: u32, now: K, best: &mut K, origin: &mut Origin) {
        let base = now + self.prices[node as usize];
        if base < *best {
            *best = base;
            *origin = Origin::Vacant(node);
        }
        for &member in &self.seating.pools[(node - self.seating.windows.len() as u32) as usize].members {
            let window = self.seating.windows[member as usize];
            let distance = base - self.prices[member as usize];
            if window.load < window.capacity
                && distance < *best
                && self.frontier.improve(member, distance, NONE, node, 0)
            {
                self.frontier.queue(member, distance, now);
            }
        }
    }
}
