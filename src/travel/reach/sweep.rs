//! One pass through a day that knows, at every minute, the latest departure from home with which
//! one is anywhere.
//!
//! Whoever left home later and is at the same place at the same minute after as many rides is
//! better off in every way, so one number a stop and number of rides is all there is to carry.
//! The clock runs forwards: what is carried at a minute answers every deadline at that minute,
//! and each connection is looked at once.

#![expect(
    clippy::indexing_slicing,
    reason = "stops, trips and minutes come from the timeline that sized the arrays"
)]

use super::Range;
use super::leaves::Leaves;
use crate::travel::timeline::{Connection, Timeline};

/// Where one may board.
#[derive(Clone, Copy)]
struct Platform<L> {
    /// Minutes of walk from home; `u16::MAX` beyond a walk.
    walk: u16,
    /// The latest departures for boarding as the ride of that number after another; the first
    /// ride follows only the walk.
    leaves: L,
}

/// What happens at coming minutes.
struct Agenda<T> {
    slots: Vec<Vec<T>>,
    /// Emptied lists for later minutes.
    spare: Vec<Vec<T>>,
}

impl<T: Copy> Agenda<T> {
    fn new(slots: usize) -> Self {
        Self { slots: (0..slots).map(|_| Vec::new()).collect(), spare: Vec::new() }
    }

    /// Writes an item down, or not: which of the two cannot be foreseen, so there is no branch.
    fn put_if(&mut self, wanted: bool, slot: usize, item: T) {
        let list = &mut self.slots[slot];
        if list.capacity() == 0
            && let Some(spare) = self.spare.pop()
        {
            *list = spare;
        }
        let length = list.len() + usize::from(wanted);
        list.push(item);
        list.truncate(length);
    }

    fn take(&mut self, slot: usize) -> Vec<T> {
        std::mem::take(&mut self.slots[slot])
    }

    fn give_back(&mut self, mut list: Vec<T>) {
        if list.capacity() > 0 {
            list.clear();
            self.spare.push(list);
        }
    }
}

/// The rows of a table: minute after minute, every stop's latest departure.
pub(super) fn rows<L: Leaves>(timeline: &Timeline, range: &Range<'_>) -> Vec<u16> {
    let mut sweep = Sweep::<L>::new(timeline, range);
    for minute in range.earliest..=range.latest {
        sweep.pass(minute);
    }
    sweep.rows
}

struct Sweep<'a, L> {
    timeline: &'a Timeline,
    range: &'a Range<'a>,
    rides: usize,
    /// By trip: for being on board.
    aboard: Vec<L>,
    platforms: Vec<Platform<L>>,
    /// By stop: for having alighted there.
    alighted: Vec<L>,
    arrivals: Agenda<(u32, L)>,
    boardings: Agenda<(u32, L)>,
    rows: Vec<u16>,
}

impl<'a, L: Leaves> Sweep<'a, L> {
    fn new(timeline: &'a Timeline, range: &'a Range<'a>) -> Self {
        let (stops, slots) = (timeline.stops(), range.slots());
        let mut platforms = vec![Platform { walk: u16::MAX, leaves: L::NONE }; stops];
        for link in range.access {
            let walk = &mut platforms[link.stop as usize].walk;
            *walk = link.minutes.min(*walk);
        }
        Self {
            timeline,
            range,
            rides: range.rides.min(L::RIDES),
            aboard: vec![L::NONE; timeline.trips()],
            platforms,
            alighted: vec![L::NONE; stops],
            arrivals: Agenda::new(slots),
            boardings: Agenda::new(slots),
            rows: Vec::with_capacity(slots * stops),
        }
    }

    fn pass(&mut self, minute: u16) {
        let slot = usize::from(minute - self.range.earliest);
        match self.rows.len().checked_sub(self.timeline.stops()) {
            Some(last) => self.rows.extend_from_within(last..),
            None => self.rows.resize(self.timeline.stops(), 0),
        }
        if self.range.change > 0 {
            self.step(minute, slot);
            return;
        }
        // With no change time one may alight and board again within the minute, so the minute is
        // gone through once a ride; whoever boards further on was not aboard before.
        let trips = self.timeline.leaving(minute).chunk_by(|a, b| a.trip == b.trip);
        let trips: Vec<usize> = trips.filter_map(|steps| Some(steps.first()?.trip as usize)).collect();
        let entering: Vec<L> = trips.iter().map(|trip| self.aboard[*trip]).collect();
        for _ in 0..self.rides {
            trips.iter().zip(&entering).for_each(|(trip, leaves)| self.aboard[*trip] = *leaves);
            self.step(minute, slot);
        }
    }

    fn step(&mut self, minute: u16, slot: usize) {
        let ready = self.boardings.take(slot);
        for (stop, leaves) in &ready {
            let known = &mut self.platforms[*stop as usize].leaves;
            *known = known.later(*leaves);
        }
        self.boardings.give_back(ready);
        for connection in self.timeline.leaving(minute) {
            self.ride(minute, connection);
        }
        let arrived = self.arrivals.take(slot);
        for (stop, leaves) in &arrived {
            self.alight(slot, *stop, *leaves);
        }
        self.arrivals.give_back(arrived);
    }

    fn ride(&mut self, minute: u16, connection: &Connection) {
        let aboard = &mut self.aboard[connection.trip as usize];
        if connection.board {
            let platform = &self.platforms[connection.from as usize];
            let fresh = minute.saturating_sub(platform.walk);
            let fresh = if fresh < self.range.earliest { 0 } else { fresh };
            *aboard = aboard.later(platform.leaves).later(L::every(fresh, self.rides));
        }
        let arrive = connection.arrive;
        let longest = arrive.saturating_sub(self.range.minutes).max(1);
        if !(connection.alight & (arrive <= self.range.latest) & (aboard.of(self.rides) >= longest)) {
            return;
        }
        let leaves = aboard.since(longest);
        let better = leaves.beats(self.alighted[connection.to as usize]);
        let slot = usize::from(arrive - self.range.earliest);
        self.arrivals.put_if(better, slot, (connection.to, leaves));
    }

    fn alight(&mut self, slot: usize, stop: u32, leaves: L) {
        let alighted = &mut self.alighted[stop as usize];
        let (before, after) = (*alighted, alighted.later(leaves));
        *alighted = after;
        self.rows[slot * self.timeline.stops() + stop as usize] = after.of(self.rides);
        let next = after.boarding(self.rides);
        if !next.beats(before.boarding(self.rides)) {
            return;
        }
        let (free, slots) = (slot + usize::from(self.range.change), self.range.slots());
        for walk in self.timeline.walks(stop) {
            let ready = free + usize::from(walk.minutes);
            if ready >= slots {
                break;
            }
            let better = next.beats(self.platforms[walk.stop as usize].leaves);
            self.boardings.put_if(better, ready, (walk.stop, next));
        }
    }
}
