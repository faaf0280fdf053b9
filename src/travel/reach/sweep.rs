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
use crate::travel::timeline::{Connection, Timeline};

/// By number of rides, one to `RIDES`, the latest minute to leave home with at most so many;
/// nought where there is none. It never falls from place to place.
type Leaves<const RIDES: usize> = [u16; RIDES];

/// Where one may board.
#[derive(Clone, Copy)]
struct Platform<const RIDES: usize> {
    /// Minutes of walk from home; `u16::MAX` beyond a walk.
    walk: u16,
    /// The latest departures for boarding as the ride of that number after another; the first
    /// ride follows only the walk.
    leaves: Leaves<RIDES>,
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
pub(super) fn rows<const RIDES: usize>(timeline: &Timeline, range: &Range<'_>) -> Vec<u16> {
    let mut sweep = Sweep::<RIDES>::new(timeline, range);
    for minute in range.earliest..=range.latest {
        sweep.pass(minute);
    }
    sweep.rows
}

struct Sweep<'a, const RIDES: usize> {
    timeline: &'a Timeline,
    range: &'a Range<'a>,
    /// By trip: for being on board.
    aboard: Vec<Leaves<RIDES>>,
    platforms: Vec<Platform<RIDES>>,
    /// By stop: for having alighted there.
    alighted: Vec<Leaves<RIDES>>,
    arrivals: Agenda<(u32, Leaves<RIDES>)>,
    boardings: Agenda<(u32, Leaves<RIDES>)>,
    rows: Vec<u16>,
}

impl<'a, const RIDES: usize> Sweep<'a, RIDES> {
    fn new(timeline: &'a Timeline, range: &'a Range<'a>) -> Self {
        let (stops, slots) = (timeline.stops(), range.slots());
        let mut platforms = vec![Platform { walk: u16::MAX, leaves: [0; RIDES] }; stops];
        for link in range.access {
            let walk = &mut platforms[link.stop as usize].walk;
            *walk = link.minutes.min(*walk);
        }
        Self {
            timeline,
            range,
            aboard: vec![[0; RIDES]; timeline.trips()],
            platforms,
            alighted: vec![[0; RIDES]; stops],
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
        let entering: Vec<Leaves<RIDES>> = trips.iter().map(|trip| self.aboard[*trip]).collect();
        for _ in 0..RIDES {
            trips.iter().zip(&entering).for_each(|(trip, leaves)| self.aboard[*trip] = *leaves);
            self.step(minute, slot);
        }
    }

    fn step(&mut self, minute: u16, slot: usize) {
        let ready = self.boardings.take(slot);
        for (stop, leaves) in &ready {
            raise(&mut self.platforms[*stop as usize].leaves, leaves);
        }
        self.boardings.give_back(ready);
        for connection in self.timeline.leaving(minute) {
            self.ride(minute, connection);
        }
        let arrived = self.arrivals.take(slot);
        for (stop, leaves) in &arrived {
            self.alight(slot, *stop, leaves);
        }
        self.arrivals.give_back(arrived);
    }

    fn ride(&mut self, minute: u16, connection: &Connection) {
        let aboard = &mut self.aboard[connection.trip as usize];
        if connection.board {
            let platform = &self.platforms[connection.from as usize];
            let fresh = minute.saturating_sub(platform.walk);
            let fresh = if fresh < self.range.earliest { 0 } else { fresh };
            for (aboard, leave) in aboard.iter_mut().zip(&platform.leaves) {
                *aboard = fresh.max(*leave).max(*aboard);
            }
        }
        let arrive = connection.arrive;
        let longest = arrive.saturating_sub(self.range.minutes).max(1);
        if !(connection.alight & (arrive <= self.range.latest) & (aboard[RIDES - 1] >= longest)) {
            return;
        }
        let alighted = &self.alighted[connection.to as usize];
        let (mut leaves, mut better) = ([0; RIDES], false);
        for ((leave, aboard), known) in leaves.iter_mut().zip(aboard.iter()).zip(alighted) {
            *leave = if *aboard < longest { 0 } else { *aboard };
            better |= *leave > *known;
        }
        let slot = usize::from(arrive - self.range.earliest);
        self.arrivals.put_if(better, slot, (connection.to, leaves));
    }

    fn alight(&mut self, slot: usize, stop: u32, leaves: &Leaves<RIDES>) {
        let alighted = &mut self.alighted[stop as usize];
        // To board the ride of one number is to have alighted from that of the number before.
        let (mut next, mut boards_better) = ([0; RIDES], false);
        for (ride, (known, leave)) in alighted.iter_mut().zip(leaves).enumerate() {
            let (before, after) = (*known, (*leave).max(*known));
            *known = after;
            if ride + 1 < RIDES {
                next[ride + 1] = after;
                boards_better |= after > before;
            } else {
                self.rows[slot * self.timeline.stops() + stop as usize] = after;
            }
        }
        if !boards_better {
            return;
        }
        let (free, slots) = (slot + usize::from(self.range.change), self.range.slots());
        for walk in self.timeline.walks(stop) {
            let ready = free + usize::from(walk.minutes);
            if ready >= slots {
                break;
            }
            let known = &self.platforms[walk.stop as usize].leaves;
            let better =
                next.iter().zip(known).fold(false, |better, (leave, known)| better | (leave > known));
            self.boardings.put_if(better, ready, (walk.stop, next));
        }
    }
}

fn raise<const RIDES: usize>(leaves: &mut Leaves<RIDES>, by: &Leaves<RIDES>) {
    for (leave, by) in leaves.iter_mut().zip(by) {
        *leave = (*by).max(*leave);
    }
}
