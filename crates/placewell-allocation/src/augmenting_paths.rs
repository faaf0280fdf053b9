//! The most learners that can be placed at all, and the proof: augmenting paths.
//!
//! A learner from whom no chain of moves reaches a free seat never gets one later, and neither
//! does anyone through the offers that search saw. Those offers are *short*: every seat of theirs
//! fills, and the learners who depend on them (the Dulmage-Mendelsohn over-demanded part) are too
//! many. Each offer becomes short at most once, so all failing searches together read each pair once.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::rows::Rows;
use super::seating::{ABSENT, NONE, Seating};

#[derive(Clone, Copy, Debug)]
struct Step {
    search: u32,
    mover: u32,
    from: u32,
    shortfall: u16,
}

const SHORT: u32 = u32::MAX;

/// Searches for free seats over one seating.
#[derive(Debug)]
pub(crate) struct Reach<'a> {
    rows: &'a Rows,
    limit: u16,
    seating: &'a mut Seating,
    steps: Vec<Step>,
    queue: Vec<u32>,
    search: u32,
    /// Pairs read by searches from the learners' side.
    read: usize,
    /// How many learners were found to have no seat.
    pub(crate) surplus: usize,
}

impl<'a> Reach<'a> {
    /// Over the pairs whose shortfall is at most `limit`.
    pub(crate) fn new(rows: &'a Rows, limit: u16, seating: &'a mut Seating) -> Self {
        let nodes = seating.windows.len() + seating.pools.len();
        let steps = vec![Step { search: 0, mover: NONE, from: NONE, shortfall: 0 }; nodes];
        Self { rows, limit, seating, steps, queue: Vec::new(), search: 0, read: 0, surplus: 0 }
    }

    /// Seats as many waiting learners as can be, from the learners' side; stops early once more than
    /// `allowed` have no seat, or once more than `patience` pairs were read. Whether it ran to the
    /// end: then [`Self::short`] is complete.
    pub(crate) fn seek_all(&mut self, allowed: usize, patience: usize) -> bool {
        for learner in 0..self.seating.seats.len() as u32 {
            if self.seating.is_waiting(learner) && !self.seek(learner) {
                self.surplus += 1;
                if self.surplus > allowed {
                    return false;
                }
            }
            if self.read > patience {
                return false;
            }
        }
        true
    }

    /// Seats as many waiting learners as can be, from the side of the free seats at the offers that
    /// are `own`.
    pub(crate) fn draw_all(&mut self, columns: &Rows, own: impl Fn(u32) -> bool) {
        for offer in (0..self.seating.windows.len() as u32).filter(|offer| own(*offer)) {
            while self.seating.has_room(offer) && self.draw(columns, offer) {}
        }
        self.steps.iter_mut().for_each(|step| step.search = 0);
        (self.search, self.surplus, self.read) = (0, 0, 0);
    }

    /// How many offers there are.
    pub(crate) fn offers(&self) -> usize {
        self.seating.windows.len()
    }

    /// Offers, then pools, that are short.
    pub(crate) fn short(&self) -> Vec<bool> {
        self.steps.iter().map(|step| step.search == SHORT).collect()
    }

    /// A first seating: learners with few options choose first.
    pub(crate) fn start(&mut self) {
        const FEW: usize = 5;
        for few in [true, false] {
            for learner in 0..self.seating.seats.len() as u32 {
                let row = self.rows.row(learner);
                if (row.len() < FEW) != few || !self.seating.is_waiting(learner) {
                    continue;
                }
                let free = row
                    .iter()
                    .take_while(|pair| pair.shortfall() <= self.limit)
                    .find(|pair| self.seating.has_room(pair.other()));
                if let Some(pair) = free {
                    self.seating.sit(learner, pair.other(), pair.shortfall());
                }
            }
        }
    }

    /// One breadth-first search from a waiting learner; makes the moves if a seat is found.
    fn seek(&mut self, learner: u32) -> bool {
        self.search += 1;
        self.queue.clear();
        if self.look(learner, NONE) {
            return true;
        }
        let offers = self.seating.windows.len() as u32;
        let mut head = 0;
        while let Some(&node) = self.queue.get(head) {
            head += 1;
            if node >= offers {
                self.pass_pool(node - offers, node);
                continue;
            }
            let mut at = self.seating.occupants(node).next();
            while let Some(occupant) = at {
                if self.look(occupant, node) {
                    return true;
                }
                at = self.seating.after(occupant);
            }
            let window = self.seating.windows[node as usize];
            if window.load < window.capacity && window.pool != NONE {
                self.visit(offers + window.pool, NONE, node, 0);
            }
        }
        for &node in &self.queue {
            self.steps[node as usize].search = SHORT;
        }
        false
    }

    fn pass_pool(&mut self, pool: u32, node: u32) {
        for index in 0..self.seating.pools[pool as usize].members.len() {
            let member = self.seating.pools[pool as usize].members[index];
            let window = self.seating.windows[member as usize];
            if window.load > window.held {
                self.visit(member, NONE, node, 0);
            }
        }
    }

    fn visit(&mut self, node: u32, mover: u32, from: u32, shortfall: u16) -> bool {
        let step = &mut self.steps[node as usize];
        if step.search >= self.search {
            return false;
        }
        *step = Step { search: self.search, mover, from, shortfall };
        self.queue.push(node);
        true
    }

    /// Looks at everything a learner could take; whether a free seat was found and taken.
    #[inline]
    fn look(&mut self, learner: u32, from: u32) -> bool {
        let row = self.rows.row(learner);
        self.read += row.len();
        for pair in row {
            if pair.shortfall() > self.limit {
                break;
            }
            let offer = pair.other();
            if self.visit(offer, learner, from, pair.shortfall()) && self.seating.has_room(offer) {
                self.follow(offer);
                return true;
            }
        }
        false
    }

    /// One breadth-first search from an offer with room to a waiting learner; makes the moves if
    /// one is found. What a failing search saw, no waiting learner ever reaches.
    fn draw(&mut self, columns: &Rows, start: u32) -> bool {
        self.search += 1;
        self.queue.clear();
        self.visit(start, NONE, NONE, 0);
        let offers = self.seating.windows.len() as u32;
        let mut head = 0;
        while let Some(&node) = self.queue.get(head) {
            head += 1;
            if node >= offers {
                self.open_pool(node - offers, node);
                continue;
            }
            let pool = self.seating.windows[node as usize].pool;
            if pool != NONE {
                self.visit(offers + pool, NONE, node, 0);
            }
            for pair in columns.row(node) {
                if pair.shortfall() > self.limit {
                    break;
                }
                let learner = pair.other();
                let at = self.seating.seats[learner as usize].at;
                if at == NONE {
                    self.draw_in(learner, node, pair.shortfall());
                    return true;
                }
                if at != ABSENT {
                    self.visit(at, learner, node, pair.shortfall());
                }
            }
        }
        for &node in &self.queue {
            self.steps[node as usize].search = SHORT;
        }
        false
    }

    /// A place freed in a pool can be used at any of its offers with a seat left.
    fn open_pool(&mut self, pool: u32, node: u32) {
        for index in 0..self.seating.pools[pool as usize].members.len() {
            let member = self.seating.pools[pool as usize].members[index];
            let window = self.seating.windows[member as usize];
            if window.load < window.capacity {
                self.visit(member, NONE, node, 0);
            }
        }
    }

    fn draw_in(&mut self, learner: u32, offer: u32, shortfall: u16) {
        self.seating.sit(learner, offer, shortfall);
        let mut node = offer;
        while node != NONE {
            let Step { mover, from, shortfall, .. } = self.steps[node as usize];
            if mover != NONE {
                self.seating.shift(mover, from, shortfall);
            }
            node = from;
        }
    }

    fn follow(&mut self, end: u32) {
        let mut node = end;
        while node != NONE {
            let Step { mover, from, shortfall, .. } = self.steps[node as usize];
            if mover != NONE {
                self.seating.shift(mover, node, shortfall);
            }
            node = from;
        }
    }
}
