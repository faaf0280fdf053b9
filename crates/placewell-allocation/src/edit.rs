//! Single changes to an optimal state; each leaves it optimal.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use std::cmp::Ordering;
use std::sync::Arc;

use super::measure::Measure;
use super::network::{Network, cost_of};
use super::pair::Pair;
use super::seating::{ABSENT, NONE};

impl<K: Measure> Network<K> {
    /// Takes a learner out; the seat goes where it is best used. Nothing if already absent.
    pub(crate) fn withdraw(&mut self, learner: u32) {
        let seated = self.seating.is_seated(learner);
        let at = self.seating.seats[learner as usize].at;
        if seated {
            self.want_columns();
            self.seating.stand(learner);
            self.seating.load(at);
        }
        self.seating.seats[learner as usize].at = ABSENT;
        self.note_pay(learner);
        self.shifted.push(learner);
        if seated {
            self.fill(at);
        }
    }

    /// Lets an absent learner take part.
    pub(crate) fn admit(&mut self, learner: u32) {
        self.seating.seats[learner as usize].at = NONE;
        self.note_pay(learner);
        self.shifted.push(learner);
        self.place(learner);
    }

    /// Holds a seat for a learner, who no longer takes part otherwise.
    pub(crate) fn pin(&mut self, learner: u32, offer: u32) {
        self.withdraw(learner);
        self.reserve(offer);
        self.seating.hold(offer, true);
    }

    /// Gives back the seat held for a learner, who stays absent.
    pub(crate) fn unpin(&mut self, offer: u32) {
        self.want_columns();
        self.lift_idle(offer);
        self.seating.hold(offer, false);
        self.fill(offer);
    }

    /// Gives a learner who is absent other options, or a place in the list to begin with.
    pub(crate) fn rewrite(&mut self, learner: u32, options: Vec<Pair>) {
        self.want_columns();
        let old: Vec<Pair> = self.rows.row(learner).to_vec();
        let columns = Arc::make_mut(&mut self.columns);
        for pair in old {
            columns.revise(pair.other(), learner, None);
        }
        for pair in &options {
            columns.revise(pair.other(), learner, Some(pair.shortfall()));
        }
        Arc::make_mut(&mut self.rows).replace(learner, options);
        self.seating.admit(learner);
        let wanted = self.seating.seats.len();
        self.told.resize(wanted, NONE);
        self.pays.resize(wanted, K::UNPLACED);
    }

    /// Adds, changes or removes (`None`) one pair.
    pub(crate) fn revise(&mut self, learner: u32, offer: u32, shortfall: Option<u16>) {
        self.want_columns();
        let present = self.seating.seats[learner as usize].at != ABSENT;
        let unsettled = present && self.unsettles(learner, offer, shortfall);
        if unsettled {
            self.withdraw(learner);
        }
        Arc::make_mut(&mut self.rows).revise(learner, offer, shortfall);
        Arc::make_mut(&mut self.columns).revise(offer, learner, shortfall);
        if unsettled {
            self.admit(learner);
        }
    }

    /// Whether a pair's change touches the learner's seat or offers something cheaper.
    fn unsettles(&self, learner: u32, offer: u32, shortfall: Option<u16>) -> bool {
        if self.seating.seats[learner as usize].at == offer {
            return true;
        }
        let Some(shortfall) = shortfall.filter(|shortfall| *shortfall <= self.limit) else { return false };
        self.asks(learner, Pair::new(offer, shortfall)) < self.pays[learner as usize]
    }

    /// What a pair would cost a learner, the offer's price included.
    fn asks(&self, learner: u32, pair: Pair) -> K {
        let told = self.told[learner as usize];
        let cost = cost_of(&self.tariff, pair);
        let cost = if told == NONE || told == pair.other() { cost } else { cost + K::MOVED };
        cost + self.prices[pair.other() as usize]
    }

    /// Gives an offer that is full one seat more.
    fn widen_offer(&mut self, offer: u32) {
        self.want_columns();
        let pool = self.seating.windows[offer as usize].pool;
        if pool != NONE {
            let node = self.offers() + pool;
            if self.seating.pools[pool as usize].capacity == self.seating.pools[pool as usize].held {
                let price = self.prices[offer as usize].max(self.prices[node as usize]);
                self.set_price(node, price);
                self.seating.windows[offer as usize].capacity += 1;
                return;
            }
            self.reserve(node);
            self.lift_idle(offer);
        }
        let window = &mut self.seating.windows[offer as usize];
        window.capacity += 1;
        window.load += 1;
        self.fill(offer);
    }

    /// Takes one seat, not a pinned learner's, from an offer that is full.
    fn narrow_offer(&mut self, offer: u32) {
        self.want_columns();
        self.reserve(offer);
        let window = &mut self.seating.windows[offer as usize];
        window.capacity -= 1;
        window.load -= 1;
        if window.pool != NONE {
            let node = self.offers() + self.seating.windows[offer as usize].pool;
            self.fill(node);
        }
    }

    /// Changes the seats of an offer, not below those held for pinned learners. Once one seat is
    /// left, further seats that are left change nothing.
    pub(crate) fn resize_offer(&mut self, offer: u32, seats: u32) {
        loop {
            let window = &mut self.seating.windows[offer as usize];
            if window.load < window.capacity {
                window.capacity = seats.max(window.load);
            }
            match window.capacity.cmp(&seats) {
                Ordering::Less => self.widen_offer(offer),
                Ordering::Greater => self.narrow_offer(offer),
                Ordering::Equal => return,
            }
        }
    }

    /// Changes the places of a pool, not below those held for pinned learners.
    pub(crate) fn resize_pool(&mut self, pool: u32, places: u32) {
        self.want_columns();
        let node = self.offers() + pool;
        loop {
            let own = &mut self.seating.pools[pool as usize];
            if own.load < own.capacity {
                own.capacity = places.max(own.load);
            }
            match own.capacity.cmp(&places) {
                Ordering::Less => {
                    own.capacity += 1;
                    own.load += 1;
                    self.fill(node);
                }
                Ordering::Greater => {
                    self.reserve(node);
                    self.seating.pools[pool as usize].load -= 1;
                    self.seating.pools[pool as usize].capacity -= 1;
                }
                Ordering::Equal => return,
            }
        }
    }

    /// Changes the largest shortfall a pair may have. Learners whom the new limit unsettles are
    /// taken out first; that lowers prices, which may unsettle more.
    pub(crate) fn relimit(&mut self, limit: u16) {
        self.want_columns();
        let mut out = Vec::new();
        loop {
            let unsettled: Vec<u32> = (0..self.seating.seats.len() as u32)
                .filter(|&learner| self.limit_unsettles(learner, limit))
                .collect();
            if unsettled.is_empty() {
                break;
            }
            for &learner in &unsettled {
                self.withdraw(learner);
            }
            out.extend(unsettled);
        }
        self.limit = limit;
        for learner in out {
            self.admit(learner);
        }
    }

    /// Whether another limit takes a learner's seat or offers something cheaper.
    fn limit_unsettles(&self, learner: u32, limit: u16) -> bool {
        let seat = &self.seating.seats[learner as usize];
        if seat.at == ABSENT {
            return false;
        }
        if self.seating.is_seated(learner) && seat.shortfall > limit {
            return true;
        }
        let row = self.rows.row(learner);
        let known = row.partition_point(|pair| pair.shortfall() <= self.limit);
        let pays = self.pays[learner as usize];
        row[known..]
            .iter()
            .take_while(|pair| pair.shortfall() <= limit)
            .any(|&pair| self.asks(learner, pair) < pays)
    }

    /// An offer on which nobody sits may ask less than its pool; a unit put there may not.
    pub(crate) fn lift_idle(&mut self, offer: u32) {
        let window = self.seating.windows[offer as usize];
        if window.load == window.held && window.pool != NONE {
            let node = self.offers() + window.pool;
            let price = self.prices[offer as usize].max(self.prices[node as usize]);
            self.set_price(offer, price);
        }
    }

    fn set_price(&mut self, node: u32, price: K) {
        self.prices[node as usize] = price;
        self.repriced.push(node);
    }
}
