//! Making one change, or finding why it cannot be made.

use crate::change::Change;
use crate::cohort::{CohortError as Error, MOST_LEARNERS};
use crate::cover::Cover;
use crate::pair::{FULL_SCORE, MOST_INDICES, Pair};
use crate::plan::Allocation;
use crate::seating::{ABSENT, Seating};

impl Allocation {
    /// Makes one change, or finds why it cannot be made and changes nothing.
    pub(crate) fn change(&mut self, change: &Change) -> Result<(), Error> {
        match *change {
            Change::Withdraw { learner } => self.withdraw(learner),
            Change::Join { learner, ref options } => self.join(learner, options),
            Change::Pin { learner, offer } => self.pin(learner, offer),
            Change::Unpin { learner } => self.unpin(learner),
            Change::Forbid { learner, offer } => {
                self.known_offer(offer)?;
                self.rescore(learner, offer, None)
            }
            Change::Seats { offer, seats } => self.seats(offer, seats),
            Change::Places { pool, places } => self.places(pool, places),
            Change::Score { learner, offer, score } => {
                self.known_offer(offer)?;
                if score > FULL_SCORE {
                    return Err(Error::ScoreTooHigh { learner, offer, score: u32::from(score) });
                }
                self.rescore(learner, offer, Some(FULL_SCORE - score))
            }
        }
    }

    /// The learner takes part, pinned or not.
    fn here(&self, learner: u32) -> Result<(), Error> {
        let seat = self.engine.seating().seats.get(learner as usize);
        let seat = seat.ok_or(Error::NoSuchLearner(learner))?;
        if seat.at == ABSENT && !self.pins.contains_key(&learner) {
            return Err(Error::Withdrawn(learner));
        }
        Ok(())
    }

    /// The learner takes part and the offer is known.
    pub(crate) fn known(&self, learner: u32, offer: u32) -> Result<(), Error> {
        self.here(learner)?;
        self.known_offer(offer)
    }

    fn known_offer(&self, offer: u32) -> Result<(), Error> {
        let known = (offer as usize) < self.engine.seating().windows.len();
        if known { Ok(()) } else { Err(Error::NoSuchOffer(offer)) }
    }

    fn each_cover(&mut self, with: impl Fn(&mut Cover, &Seating)) {
        let seating = self.engine.seating();
        if let Some(bounds) = &mut self.bounds {
            for cover in std::iter::once(&mut bounds.all).chain(&mut bounds.below) {
                with(cover, seating);
            }
        }
    }

    fn dismiss(&mut self, learner: u32) {
        self.each_cover(|cover, _| cover.dismiss(learner));
    }

    fn count_in(&mut self, learner: u32) {
        let rows = self.engine.rows().clone();
        self.each_cover(|cover, _| cover.admit(&rows, learner));
    }

    /// The covers gain or lose one unit at an offer.
    fn count_unit(&mut self, offer: u32, step: i64) {
        self.each_cover(|cover, seating| {
            let pool = seating.windows.get(offer as usize).map(|window| window.pool);
            let pooled = pool.filter(|pool| (*pool as usize) < seating.pools.len());
            if cover.counts_offer(offer, seating)
                || pooled.is_some_and(|pool| cover.counts_pool(pool, seating))
            {
                cover.value += step;
            }
        });
    }

    fn withdraw(&mut self, learner: u32) -> Result<(), Error> {
        self.here(learner)?;
        if let Some(offer) = self.pins.remove(&learner) {
            self.count_unit(offer, 1);
            self.engine.unpin(offer);
            self.repin(learner);
        } else {
            self.dismiss(learner);
            self.engine.withdraw(learner);
        }
        Ok(())
    }

    fn join(&mut self, learner: u32, options: &[(u32, u16)]) -> Result<(), Error> {
        let learners = self.engine.seating().seats.len();
        if learner as usize > learners || learner as usize >= MOST_LEARNERS {
            return Err(Error::NoSuchLearner(learner));
        }
        if self.here(learner).is_ok() {
            return Err(Error::AlreadyIn(learner));
        }
        let mut seen = std::collections::BTreeSet::new();
        for &(offer, score) in options {
            self.known_offer(offer)?;
            if score > FULL_SCORE || offer as usize >= MOST_INDICES {
                return Err(Error::ScoreTooHigh { learner, offer, score: u32::from(score) });
            }
            if !seen.insert(offer) {
                return Err(Error::Repeated { learner, offer });
            }
        }
        let pairs = options.iter().map(|&(offer, score)| Pair::new(offer, FULL_SCORE - score)).collect();
        self.engine.rewrite(learner, pairs);
        self.count_in(learner);
        self.engine.admit(learner);
        Ok(())
    }

    fn pin(&mut self, learner: u32, offer: u32) -> Result<(), Error> {
        self.here(learner)?;
        self.known_offer(offer)?;
        if let Some(&first) = self.pins.get(&learner) {
            return Err(Error::PinnedTwice { learner, first, second: offer });
        }
        if self.engine.rows().find(learner, offer).is_none() {
            return Err(Error::PinNotPossible { learner, offer });
        }
        self.room_for_pins(offer, Some(learner), None, None)?;
        self.dismiss(learner);
        self.count_unit(offer, -1);
        self.engine.pin(learner, offer);
        self.pins.insert(learner, offer);
        self.repin(learner);
        Ok(())
    }

    /// Whether the pins of an offer and its pool fit, with one more learner, or with other sizes.
    fn room_for_pins(
        &self,
        offer: u32,
        more: Option<u32>,
        seats: Option<u32>,
        places: Option<(u32, u32)>,
    ) -> Result<(), Error> {
        let seating = self.engine.seating();
        let pool_of = |offer: u32| seating.windows.get(offer as usize).map(|window| window.pool);
        let pinned = |fits: &dyn Fn(u32) -> bool| -> Vec<u32> {
            let own = self.pins.iter().filter(|(_, at)| fits(**at)).map(|(&learner, _)| learner);
            own.chain(more).collect()
        };
        if let Some(window) = seating.windows.get(offer as usize) {
            let capacity = seats.unwrap_or(window.capacity);
            if window.held + u32::from(more.is_some()) > capacity {
                let learners = pinned(&|at| at == offer);
                return Err(Error::OfferOverPinned { offer, capacity, learners });
            }
        }
        let pool = places.map(|(pool, _)| pool).or(pool_of(offer));
        if let Some(pool) = pool
            && let Some(own) = seating.pools.get(pool as usize)
        {
            let capacity = places.map_or(own.capacity, |(_, places)| places);
            if own.held + u32::from(more.is_some()) > capacity {
                let learners = pinned(&|at| pool_of(at) == Some(pool));
                return Err(Error::PoolOverPinned { pool, capacity, learners });
            }
        }
        Ok(())
    }

    fn unpin(&mut self, learner: u32) -> Result<(), Error> {
        self.here(learner)?;
        let offer = self.pins.remove(&learner).ok_or(Error::NotPinned(learner))?;
        self.count_unit(offer, 1);
        self.engine.unpin(offer);
        self.repin(learner);
        self.count_in(learner);
        self.engine.admit(learner);
        Ok(())
    }

    fn rescore(&mut self, learner: u32, offer: u32, shortfall: Option<u16>) -> Result<(), Error> {
        self.here(learner)?;
        if let Some(&at) = self.pins.get(&learner) {
            if at == offer && shortfall.is_none() {
                return Err(Error::PinNotPossible { learner, offer });
            }
            self.engine.revise(learner, offer, shortfall);
            self.repin(learner);
            return Ok(());
        }
        self.dismiss(learner);
        self.engine.revise(learner, offer, shortfall);
        self.count_in(learner);
        Ok(())
    }

    fn seats(&mut self, offer: u32, seats: u32) -> Result<(), Error> {
        self.known_offer(offer)?;
        self.room_for_pins(offer, None, Some(seats), None)?;
        let seating = self.engine.seating();
        let old = seating.windows.get(offer as usize).map_or(0, |window| window.capacity);
        self.each_cover(|cover, seating| {
            if cover.counts_offer(offer, seating) {
                cover.value += i64::from(seats) - i64::from(old);
            }
        });
        self.engine.resize_offer(offer, seats);
        Ok(())
    }

    fn places(&mut self, pool: u32, places: u32) -> Result<(), Error> {
        let seating = self.engine.seating();
        let old = seating.pools.get(pool as usize).ok_or(Error::NoSuchPool(pool))?.capacity;
        self.room_for_pins(u32::MAX, None, None, Some((pool, places)))?;
        self.each_cover(|cover, seating| {
            if cover.counts_pool(pool, seating) {
                cover.value += i64::from(places) - i64::from(old);
            }
        });
        self.engine.resize_pool(pool, places);
        Ok(())
    }
}
