//! The flow network of a cohort with its prices: the state that every search works on.
//!
//! Learners take seats at offers; offers draw on pools. Each offer and each pool has a price. A
//! learner pays the cost of the placement and the price of the offer (which includes its pool's),
//! and the state is optimal when
//! - every learner has the cheapest offer, or is unplaced where even that costs more than
//!   [`Measure::UNPLACED`];
//! - an offer with a seat left asks no more than its pool, and a pool with a place left asks nothing.
//!
//! [`super::place`] adds a learner and [`super::fill`] removes one; both keep the state optimal.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::measure::Measure;
use super::objective::Objective;
use super::pair::{FULL_SCORE, Pair};
use super::rows::Rows;
use super::seating::{NONE, Seating};

/// A shortfall has ten bits, so a masked one is always inside the tariff.
const TARIFF: usize = 1024;

/// Costs by shortfall.
pub(crate) type Tariff<K> = Arc<[K; TARIFF]>;

/// The costs of an objective.
pub(crate) fn tariff<K: Measure>(objective: Objective) -> Tariff<K> {
    let mut costs = [K::ZERO; TARIFF];
    for (shortfall, cost) in (0..=FULL_SCORE).zip(costs.iter_mut()) {
        *cost = K::of(objective, shortfall);
    }
    Arc::new(costs)
}

#[inline]
pub(crate) fn cost_of<K: Measure>(tariff: &[K; TARIFF], pair: Pair) -> K {
    tariff[usize::from(pair.shortfall()) & (TARIFF - 1)]
}

/// How a search came to an offer or pool.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark<K> {
    pub(crate) distance: K,
    search: u32,
    /// The learner who moves; [`NONE`] between an offer and its pool.
    pub(crate) mover: u32,
    /// The node (offer, or offers + pool) before this one.
    pub(crate) from: u32,
    pub(crate) shortfall: u16,
}

/// Reused room for one search after another.
#[derive(Clone, Debug)]
pub(crate) struct Frontier<K> {
    pub(crate) marks: Vec<Mark<K>>,
    pub(crate) heap: BinaryHeap<Reverse<(K, u32)>>,
    /// Nodes reached at exactly the distance in hand: no need to queue.
    pub(crate) level: Vec<u32>,
    pub(crate) settled: Vec<u32>,
    search: u32,
}

impl<K: Measure> Frontier<K> {
    fn new(nodes: usize) -> Self {
        let mark = Mark { distance: K::ZERO, search: 0, mover: NONE, from: NONE, shortfall: 0 };
        Self {
            marks: vec![mark; nodes],
            heap: BinaryHeap::new(),
            level: Vec::new(),
            settled: Vec::new(),
            search: 0,
        }
    }

    /// Forgets the last search.
    pub(crate) fn begin(&mut self) {
        self.heap.clear();
        self.level.clear();
        self.settled.clear();
        if self.search == u32::MAX {
            self.marks.iter_mut().for_each(|mark| mark.search = 0);
            self.search = 0;
        }
        self.search += 1;
    }

    /// Records a way to a node unless one as short is known; whether it was recorded.
    #[inline]
    pub(crate) fn improve(&mut self, node: u32, distance: K, mover: u32, from: u32, shortfall: u16) -> bool {
        let mark = &mut self.marks[node as usize];
        if mark.search == self.search && mark.distance <= distance {
            return false;
        }
        *mark = Mark { distance, search: self.search, mover, from, shortfall };
        true
    }

    /// Queues a node reached from a node at distance `now`.
    #[inline]
    pub(crate) fn queue(&mut self, node: u32, distance: K, now: K) {
        if distance <= now {
            self.level.push(node);
        } else {
            self.heap.push(Reverse((distance, node)));
        }
    }

    /// The nearest node not yet settled, with its distance.
    #[inline]
    pub(crate) fn nearest(&mut self, now: K) -> Option<(K, u32)> {
        if let Some(node) = self.level.pop() {
            return Some((now, node));
        }
        while let Some(Reverse((distance, node))) = self.heap.pop() {
            if self.marks[node as usize].distance == distance {
                return Some((distance, node));
            }
        }
        None
    }
}

/// See the module.
#[derive(Clone, Debug)]
pub(crate) struct Network<K> {
    pub(crate) rows: Arc<Rows>,
    /// The pairs seen from the offers; empty until a search needs them.
    pub(crate) columns: Arc<Rows>,
    pub(crate) tariff: Tariff<K>,
    /// Pairs with a larger shortfall are out (the threshold of `fair`).
    pub(crate) limit: u16,
    pub(crate) seating: Seating,
    /// The offer each learner had in the last answer; [`NONE`] if none, or none was given.
    pub(crate) told: Vec<u32>,
    /// Prices of the offers, then of the pools.
    pub(crate) prices: Vec<K>,
    /// What each learner who takes part pays (see [`Self::paid`]), or what being unplaced costs.
    pub(crate) pays: Vec<K>,
    pub(crate) frontier: Frontier<K>,
    /// Nodes whose price, and learners whose seat, changed since the last answer was settled.
    pub(crate) repriced: Vec<u32>,
    pub(crate) shifted: Vec<u32>,
}

impl<K: Measure> Network<K> {
    /// Nobody placed, every price nothing.
    pub(crate) fn new(rows: Arc<Rows>, seating: Seating, objective: Objective, limit: u16) -> Self {
        let nodes = seating.windows.len() + seating.pools.len();
        Self {
            told: vec![NONE; seating.seats.len()],
            pays: vec![K::UNPLACED; seating.seats.len()],
            rows,
            columns: Arc::default(),
            tariff: tariff(objective),
            limit,
            seating,
            prices: vec![K::ZERO; nodes],
            frontier: Frontier::new(nodes),
            repriced: Vec::new(),
            shifted: Vec::new(),
        }
    }

    /// Offers: nodes at and above this number are pools.
    #[inline]
    pub(crate) fn offers(&self) -> u32 {
        self.seating.windows.len() as u32
    }

    /// What it costs to leave a learner unplaced.
    #[inline]
    pub(crate) fn unplaced(&self, learner: u32) -> K {
        if self.told[learner as usize] == NONE { K::UNPLACED } else { K::UNPLACED + K::MOVED }
    }

    /// Notes what a learner pays after a change of seat.
    pub(crate) fn note_pay(&mut self, learner: u32) {
        let seated = self.seating.is_seated(learner);
        self.pays[learner as usize] = if seated { self.paid(learner) } else { self.unplaced(learner) };
    }

    /// What a seated learner pays: the placement and the price of its offer.
    fn paid(&self, learner: u32) -> K {
        let seat = &self.seating.seats[learner as usize];
        let cost = self.tariff[usize::from(seat.shortfall) & (TARIFF - 1)];
        let told = self.told[learner as usize];
        let cost = if told == NONE || told == seat.at { cost } else { cost + K::MOVED };
        cost + self.prices[seat.at as usize]
    }

    /// The cheapest a learner could pay, unplaced included.
    pub(crate) fn cheapest(&self, learner: u32) -> K {
        let told = self.told[learner as usize];
        let mut best = self.unplaced(learner);
        for pair in self.rows.row(learner) {
            let low = cost_of(&self.tariff, *pair);
            if low >= best || pair.shortfall() > self.limit {
                break;
            }
            let moved = if told == NONE || told == pair.other() { K::ZERO } else { K::MOVED };
            best = best.min(low + moved + self.prices[pair.other() as usize]);
        }
        best
    }

    /// Moves every settled node's price by what it lacks of `distance`, before anyone moves.
    pub(crate) fn reprice(&mut self, distance: K, raise: bool) {
        let offers = self.offers();
        for index in 0..self.frontier.settled.len() {
            let node = self.frontier.settled[index];
            let gap = distance - self.frontier.marks[node as usize].distance;
            if gap <= K::ZERO {
                continue;
            }
            let shifted = |value: K| if raise { value + gap } else { value - gap };
            self.prices[node as usize] = shifted(self.prices[node as usize]);
            self.repriced.push(node);
            if node < offers {
                for occupant in self.seating.occupants(node) {
                    self.pays[occupant as usize] = shifted(self.pays[occupant as usize]);
                }
            }
        }
    }

    /// Makes the answer in hand the one that later answers are compared with. Returns the learners
    /// whose seat may have changed since.
    pub(crate) fn settle(&mut self) -> Vec<u32> {
        let repriced = std::mem::take(&mut self.repriced);
        for &node in &repriced {
            let price = &mut self.prices[node as usize];
            *price = price.settled();
        }
        let mut shifted = std::mem::take(&mut self.shifted);
        shifted.sort_unstable();
        shifted.dedup();
        for &learner in &shifted {
            let at = self.seating.seats[learner as usize].at;
            self.told[learner as usize] = if self.seating.is_seated(learner) { at } else { NONE };
            self.note_pay(learner);
        }
        let offers = self.offers();
        for node in repriced.into_iter().filter(|node| *node < offers) {
            let mut at = self.seating.occupants(node).next();
            while let Some(occupant) = at {
                self.note_pay(occupant);
                at = self.seating.after(occupant);
            }
        }
        shifted
    }
}
