//! Adding one learner to an optimal state: the cheapest chain of moves to a free seat, or to
//! someone who can best be left unplaced.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::measure::Measure;
use super::network::{Network, cost_of};
use super::seating::NONE;

/// Where a chain of moves ends.
#[derive(Clone, Copy, Debug)]
enum End {
    /// At an offer with room.
    Seat(u32),
    /// With a learner, found at the offer, who gives way.
    GivesWay(u32),
}

impl<K: Measure> Network<K> {
    /// Adds `learner`, who takes part and has no seat. A shortest path by reduced costs (Dijkstra)
    /// with the prices as potentials; it stops at the first end that nothing can undercut.
    pub(crate) fn place(&mut self, learner: u32) {
        self.frontier.begin();
        let mut best = self.unplaced(learner);
        let mut end = End::GivesWay(learner);
        self.offer_all(learner, K::ZERO, K::ZERO, NONE, &mut best, &mut end);
        self.spread(&mut best, &mut end);
        self.reprice(best, true);
        self.follow(Some(learner), end);
    }

    /// Counts one more unit at `node` (an offer, or offers + pool, with at least one learner or a
    /// place left), moving others on as is best for all. No learner sits there: the unit is held.
    pub(crate) fn reserve(&mut self, node: u32) {
        let offers = self.offers();
        let has_room = if node < offers {
            self.seating.has_room(node)
        } else {
            self.seating.pool_has_room(node - offers)
        };
        if !has_room {
            self.frontier.begin();
            let mut best = K::FAR;
            let mut end = End::Seat(node);
            self.frontier.improve(node, K::ZERO, NONE, NONE, 0);
            self.frontier.queue(node, K::ZERO, K::ZERO);
            self.spread(&mut best, &mut end);
            self.reprice(best, true);
            self.follow(None, end);
        }
        if node < offers {
            self.seating.load(node);
        } else {
            self.seating.pools[(node - offers) as usize].load += 1;
        }
    }

    /// Settles nodes in the order of their distance until nothing can undercut `best`.
    fn spread(&mut self, best: &mut K, end: &mut End) {
        let mut now = K::ZERO;
        let offers = self.offers();
        while let Some((distance, node)) = self.frontier.nearest(now) {
            if distance >= *best {
                break;
            }
            now = distance;
            self.frontier.settled.push(node);
            if node < offers {
                self.pass_offer(node, now, best, end);
            } else {
                self.pass_pool(node, now, *best);
            }
        }
    }

    /// From an offer: its occupants may give way or move on; a seat left means its pool is full.
    fn pass_offer(&mut self, offer: u32, now: K, best: &mut K, end: &mut End) {
        let mut at = self.seating.occupants(offer).next();
        while let Some(occupant) = at {
            let distance = now + self.unplaced(occupant) - self.pays[occupant as usize];
            if distance < *best {
                *best = distance;
                *end = End::GivesWay(occupant);
            }
            at = self.seating.after(occupant);
        }
        let mut at = self.seating.occupants(offer).next();
        while let Some(occupant) = at {
            if now >= *best {
                return;
            }
            self.offer_all(occupant, now - self.pays[occupant as usize], now, offer, best, end);
            at = self.seating.after(occupant);
        }
        let window = self.seating.windows[offer as usize];
        if window.pool != NONE && window.load < window.capacity {
            let pool = self.offers() + window.pool;
            let distance = now + self.prices[pool as usize] - self.prices[offer as usize];
            if distance < *best && self.frontier.improve(pool, distance, NONE, offer, 0) {
                self.frontier.queue(pool, distance, now);
            }
        }
    }

    /// From a full pool: a place is freed at any of its offers that has someone.
    fn pass_pool(&mut self, pool: u32, now: K, best: K) {
        let base = now - self.prices[pool as usize];
        for &member in &self.seating.pools[(pool - self.seating.windows.len() as u32) as usize].members {
            let window = self.seating.windows[member as usize];
            if window.load == window.held {
                continue;
            }
            let distance = base + self.prices[member as usize];
            if distance < best && self.frontier.improve(member, distance, NONE, pool, 0) {
                self.frontier.queue(member, distance, now);
            }
        }
    }

    /// Everything a learner could take, `base` being the distance less what they pay now.
    #[inline]
    fn offer_all(&mut self, learner: u32, base: K, now: K, from: u32, best: &mut K, end: &mut End) {
        let told = self.told[learner as usize];
        for &pair in self.rows.row(learner) {
            let low = base + cost_of(&self.tariff, pair);
            if low >= *best || pair.shortfall() > self.limit {
                break;
            }
            let offer = pair.other();
            let low = if told == NONE || told == offer { low } else { low + K::MOVED };
            let distance = low + self.prices[offer as usize];
            if distance >= *best || !self.frontier.improve(offer, distance, learner, from, pair.shortfall()) {
                continue;
            }
            if self.seating.has_room(offer) {
                *best = distance;
                *end = End::Seat(offer);
            } else {
                self.frontier.queue(offer, distance, now);
            }
        }
    }

    /// Makes the moves of the chain found, from its end back to the learner added, if any.
    fn follow(&mut self, added: Option<u32>, end: End) {
        let mut node = match end {
            End::Seat(offer) => offer,
            End::GivesWay(last) if Some(last) == added => return,
            End::GivesWay(last) => {
                let at = self.seating.seats[last as usize].at;
                self.seating.stand(last);
                self.note_pay(last);
                self.shifted.push(last);
                at
            }
        };
        while node != NONE {
            let mark = self.frontier.marks[node as usize];
            if mark.mover != NONE {
                self.seating.shift(mark.mover, node, mark.shortfall);
                self.note_pay(mark.mover);
                self.shifted.push(mark.mover);
            }
            node = mark.from;
        }
    }
}
