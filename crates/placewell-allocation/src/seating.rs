//! Who sits where.
#![expect(clippy::indexing_slicing, reason = "hot loops over arrays sized together at construction")]

use super::divisible::Divisible;

/// Not an index: no learner, no offer, no pool.
pub(crate) const NONE: u32 = u32::MAX;
/// In place of a learner's offer: the learner takes no part (withdrawn, or pinned).
pub(crate) const ABSENT: u32 = u32::MAX - 1;

/// One learner's seat, and the neighbours in the list of the offer's occupants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seat {
    /// The offer, [`NONE`] or [`ABSENT`].
    pub(crate) at: u32,
    pub(crate) shortfall: u16,
    next: u32,
    previous: u32,
}

/// One offer: its seats, how many are taken, its pool, the first of its occupants.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window {
    first: u32,
    pub(crate) load: u32,
    pub(crate) capacity: u32,
    pub(crate) pool: u32,
    /// Of the load, how much is held for pinned learners.
    pub(crate) held: u32,
}

/// One pool: places, and how many are taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool {
    pub(crate) load: u32,
    pub(crate) capacity: u32,
    /// Of the load, how much is held for pinned learners.
    pub(crate) held: u32,
    /// The offers that draw on it.
    pub(crate) members: Vec<u32>,
}

/// Learners on seats.
#[derive(Clone, Debug)]
pub(crate) struct Seating {
    pub(crate) seats: Vec<Seat>,
    pub(crate) windows: Vec<Window>,
    pub(crate) pools: Vec<Pool>,
}

impl Seating {
    /// Nobody seated. `pool_of` is by offer, `places` by pool.
    pub(crate) fn new(learners: usize, capacities: &[u32], pool_of: &[Option<u32>], places: &[u32]) -> Self {
        let mut pools: Vec<Pool> =
            places.iter().map(|&capacity| Pool { capacity, ..Pool::default() }).collect();
        let mut windows = Vec::with_capacity(capacities.len());
        for (offer, (&capacity, pool)) in capacities.iter().zip(pool_of).enumerate() {
            let pool = pool.unwrap_or(NONE);
            windows.push(Window { first: NONE, load: 0, capacity, pool, held: 0 });
            if pool != NONE {
                pools[pool as usize].members.push(offer as u32);
            }
        }
        let seat = Seat { at: NONE, shortfall: 0, next: NONE, previous: NONE };
        Self { seats: vec![seat; learners], windows, pools }
    }

    /// Counts one more unit (a pinned learner's, or one on its way out) at an offer.
    pub(crate) fn load(&mut self, offer: u32) {
        let window = &mut self.windows[offer as usize];
        window.load += 1;
        if window.pool != NONE {
            self.pools[window.pool as usize].load += 1;
        }
    }

    /// Holds a unit already counted at an offer for a pinned learner, or stops holding it.
    pub(crate) fn hold(&mut self, offer: u32, on: bool) {
        let window = &mut self.windows[offer as usize];
        let step = |held: &mut u32| *held = if on { *held + 1 } else { *held - 1 };
        step(&mut window.held);
        if window.pool != NONE {
            step(&mut self.pools[window.pool as usize].held);
        }
    }

    /// A place for learners up to this index, those added waiting.
    pub(crate) fn admit(&mut self, learner: u32) {
        let wanted = learner as usize + 1;
        if self.seats.len() < wanted {
            self.seats.resize(wanted, Seat { at: ABSENT, shortfall: 0, next: NONE, previous: NONE });
        }
    }

    /// Whether one more learner fits: a seat free, and a place in the pool.
    #[inline]
    pub(crate) fn has_room(&self, offer: u32) -> bool {
        let window = &self.windows[offer as usize];
        window.load < window.capacity && self.pool_has_room(window.pool)
    }

    #[inline]
    pub(crate) fn pool_has_room(&self, pool: u32) -> bool {
        pool == NONE || {
            let pool = &self.pools[pool as usize];
            pool.load < pool.capacity
        }
    }

    /// Seats a learner who has none.
    pub(crate) fn sit(&mut self, learner: u32, offer: u32, shortfall: u16) {
        let window = &mut self.windows[offer as usize];
        let next = std::mem::replace(&mut window.first, learner);
        window.load += 1;
        if window.pool != NONE {
            self.pools[window.pool as usize].load += 1;
        }
        if next != NONE {
            self.seats[next as usize].previous = learner;
        }
        self.seats[learner as usize] = Seat { at: offer, shortfall, next, previous: NONE };
    }

    /// Takes a seated learner off their seat.
    pub(crate) fn stand(&mut self, learner: u32) {
        let Seat { at, next, previous, .. } = self.seats[learner as usize];
        if next != NONE {
            self.seats[next as usize].previous = previous;
        }
        let window = &mut self.windows[at as usize];
        if previous == NONE {
            window.first = next;
        } else {
            self.seats[previous as usize].next = next;
        }
        window.load -= 1;
        if window.pool != NONE {
            self.pools[window.pool as usize].load -= 1;
        }
        self.seats[learner as usize].at = NONE;
    }

    /// Moves a learner, seated or not, to an offer.
    pub(crate) fn shift(&mut self, learner: u32, offer: u32, shortfall: u16) {
        if self.is_seated(learner) {
            self.stand(learner);
        }
        self.sit(learner, offer, shortfall);
    }

    /// Whether the learner has a seat.
    pub(crate) fn is_seated(&self, learner: u32) -> bool {
        self.seats[learner as usize].at < ABSENT
    }

    /// Whether the learner waits for a seat.
    pub(crate) fn is_waiting(&self, learner: u32) -> bool {
        self.seats[learner as usize].at == NONE
    }

    /// Those seated at an offer.
    #[inline]
    pub(crate) fn occupants(&self, offer: u32) -> Occupants<'_> {
        Occupants { seats: &self.seats, at: self.windows[offer as usize].first }
    }

    /// The next occupant of the same offer.
    #[inline]
    pub(crate) fn after(&self, learner: u32) -> Option<u32> {
        Some(self.seats[learner as usize].next).filter(|&next| next != NONE)
    }

    /// How many learners are seated.
    pub(crate) fn seated(&self) -> usize {
        self.seats.iter().filter(|seat| seat.at < ABSENT).count()
    }
}

impl Divisible for Seating {
    fn leave_out(&mut self, learner: u32) {
        self.seats[learner as usize].at = ABSENT;
    }

    fn adopt(&mut self, other: &Self, learners: &[u32], nodes: &[u32]) {
        for &learner in learners {
            self.seats[learner as usize] = other.seats[learner as usize];
        }
        for &node in nodes {
            let node = node as usize;
            match node.checked_sub(self.windows.len()) {
                Some(pool) => self.pools[pool].load = other.pools[pool].load,
                None => self.windows[node] = other.windows[node],
            }
        }
    }
}

/// The occupants of one offer.
#[derive(Clone, Debug)]
pub(crate) struct Occupants<'a> {
    seats: &'a [Seat],
    at: u32,
}

impl Iterator for Occupants<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        let learner = self.at;
        let seat = self.seats.get(learner as usize)?;
        self.at = seat.next;
        Some(learner)
    }
}
