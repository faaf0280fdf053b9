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
use super::agenda::Agenda;
use super::leaves::{Kept, Leaves};
use crate::timeline::Timeline;

/// What is known of a stop at the minute that the sweep has come to.
#[derive(Clone, Copy)]
struct Place<K> {
    /// The latest departures for having alighted here.
    alighted: K,
    /// Those for boarding as the ride of that number after another; the first ride follows only
    /// the walk.
    ready: K,
    /// Minutes of walk from home; `u16::MAX` beyond a walk.
    walk: u16,
}

/// The rows of a table: minute after minute, every stop's latest departure.
pub(super) fn rows<K: Kept>(timeline: &Timeline, range: &Range<'_>) -> Vec<u16> {
    let mut sweep = Sweep::<K>::new(timeline, range);
    for minute in range.earliest..=range.latest {
        sweep.pass(minute);
    }
    sweep.rows
}

struct Sweep<'a, K> {
    timeline: &'a Timeline,
    range: &'a Range<'a>,
    rides: usize,
    /// By trip: for being on board.
    aboard: Vec<K>,
    places: Vec<Place<K>>,
    /// Stops at which one may board later than thought before.
    boardings: Agenda<(u32, K)>,
    /// Stops from which one may go on as of this minute.
    gained: Vec<u32>,
    /// The table's row of this minute.
    row: Vec<u16>,
    rows: Vec<u16>,
}

impl<'a, K: Kept> Sweep<'a, K> {
    fn new(timeline: &'a Timeline, range: &'a Range<'a>) -> Self {
        let stops = timeline.stops();
        let mut places = vec![Place { alighted: K::NONE, ready: K::NONE, walk: u16::MAX }; stops];
        for link in range.access {
            let walk = &mut places[link.stop as usize].walk;
            *walk = link.minutes.min(*walk);
        }
        Self {
            timeline,
            range,
            rides: range.rides.min(K::RIDES),
            aboard: vec![K::NONE; timeline.trips()],
            places,
            boardings: Agenda::new(usize::from(range.change) + usize::from(timeline.longest_walk())),
            gained: Vec::new(),
            row: vec![0; stops],
            rows: Vec::with_capacity(range.slots() * stops),
        }
    }

    fn pass(&mut self, minute: u16) {
        if self.range.change > 0 {
            self.step(minute);
        } else {
            self.repeat(minute);
        }
        self.rows.extend_from_slice(&self.row);
    }

    /// With no change time one may alight and board again within the minute, so the minute is
    /// gone through once a ride; whoever boards further on was not aboard before.
    fn repeat(&mut self, minute: u16) {
        let trips = self.timeline.calls(minute).chunk_by(|a, b| a.trip == b.trip);
        let trips: Vec<usize> = trips.filter_map(|calls| Some(calls.first()?.trip as usize)).collect();
        let entering: Vec<K> = trips.iter().map(|trip| self.aboard[*trip]).collect();
        for _ in 0..self.rides {
            trips.iter().zip(&entering).for_each(|(trip, leaves)| self.aboard[*trip] = *leaves);
            self.step(minute);
        }
    }

    fn step(&mut self, minute: u16) {
        let due = self.boardings.take(minute);
        for (stop, leaves) in &due {
            let ready = &mut self.places[*stop as usize].ready;
            *ready = K::keep(ready.leaves().later(leaves.leaves()));
        }
        self.boardings.give_back(minute, due);
        let gained = self.ride(minute);
        self.walk(minute, gained);
    }

    /// Everybody alights and boards; how many stops stand in `gained`. Who is better off where
    /// cannot be foreseen, so nothing branches on it.
    fn ride(&mut self, minute: u16) -> usize {
        let (rides, calls) = (self.rides, self.timeline.calls(minute));
        if self.gained.len() < calls.len() {
            self.gained.resize(calls.len(), 0);
        }
        let (aboard, places) = (self.aboard.as_mut_slice(), self.places.as_mut_slice());
        let (gained, row) = (self.gained.as_mut_slice(), self.row.as_mut_slice());
        let oldest = Leaves::every(minute.saturating_sub(self.range.minutes).max(1));
        let (going_on, longest) = (Leaves::below(rides), minute - self.range.earliest);
        let mut found = 0;
        for call in calls {
            let stop = call.stop() as usize;
            let (riding, place) = (&mut aboard[call.trip as usize], &mut places[stop]);
            let leaves = riding.leaves();
            let before = place.alighted.leaves();
            let after = before.later(leaves.since(oldest).only_if(call.alights()));
            place.alighted = K::keep(after);
            row[stop] = after.of(rides);
            gained[found] = call.stop();
            found += usize::from(after.chosen(going_on).beats(before));
            let mut boarding = place.ready.leaves();
            if place.walk <= longest {
                boarding = boarding.later(Leaves::every(minute - place.walk));
            }
            *riding = K::keep(leaves.later(boarding.only_if(call.boards())));
        }
        found
    }

    /// From the first so many stops of `gained` to where one may board next.
    fn walk(&mut self, minute: u16, gained: usize) {
        let (free, going_on) = (minute + self.range.change, Leaves::below(self.rides));
        let places = self.places.as_slice();
        for stop in &self.gained[..gained] {
            let next = places[*stop as usize].alighted.leaves().chosen(going_on).boarding();
            let kept = K::keep(next);
            for walk in self.timeline.walks(*stop) {
                let better = next.beats(places[walk.stop as usize].ready.leaves());
                let ready = (free + walk.minutes).max(minute + walk.least);
                self.boardings.put_if(better, ready, (walk.stop, kept));
            }
        }
    }
}
