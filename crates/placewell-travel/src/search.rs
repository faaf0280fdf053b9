//! Earliest arrival by number of rides: rounds over patterns (RAPTOR), with two labels a stop.
//!
//! `ride` is when a vehicle brings one to the stop, and only from there do walks start; `board` is
//! when one is ready to board: after the change time, or after a walk from another stop's `ride`
//! and the change time. With one label, walks that are not closed transitively would chain.

#![expect(
    clippy::indexing_slicing,
    reason = "stops, patterns and places come from the day that sized the arrays"
)]

use super::day::{ALIGHT, BOARD, Day, Lane, NEVER};
use super::footpaths::Footpaths;
use super::network::Link;

/// One question on one day's axis.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// Ways on foot from the origin.
    pub access: &'a [Link],
    /// Ways on foot to the destination; empty when every stop is asked for.
    pub egress: &'a [Link],
    /// Leave the origin no earlier, minute of the axis.
    pub start: u16,
    /// Arrive no later, minute of the axis.
    pub bound: u16,
    /// Rides at most.
    pub rides: usize,
    /// Minutes that every change takes at least, after a walk too.
    pub change: u16,
}

/// One ride of a journey, by the day's numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ride {
    /// The pattern.
    pub pattern: u32,
    /// The trip within it.
    pub trip: u32,
    /// The place of boarding within the pattern's stops.
    pub board: u32,
    /// The place of alighting.
    pub alight: u32,
}

const NOWHERE: u32 = u32::MAX;

/// The search and its reusable arrays.
#[derive(Clone, Debug, Default)]
pub struct Search {
    ride: Vec<u16>,
    board: Vec<u16>,
    egress: Vec<u16>,
    marked: Vec<u32>,
    is_marked: Vec<bool>,
    alighted: Vec<u32>,
    is_alighted: Vec<bool>,
    queue: Vec<u32>,
    queued_from: Vec<u32>,
    /// By round and stop: the ride that brought one there.
    rides: Vec<Ride>,
    /// By round and stop: the stop from which one walked, itself when none.
    walked_from: Vec<u32>,
    /// By round: earliest arrival at the destination and the stop before it.
    arrivals: Vec<(u16, u32)>,
}

impl Search {
    /// Runs a query. Afterwards [`arrivals`](Self::arrivals) and [`rides`](Self::rides) answer.
    pub fn run(&mut self, day: &Day, footpaths: &Footpaths, query: &Query<'_>) {
        self.reset(day, query);
        for link in query.access {
            let ready = query.start.saturating_add(link.minutes);
            if ready <= query.bound && ready < self.board[link.stop as usize] {
                self.board[link.stop as usize] = ready;
                self.walked_from[link.stop as usize] = link.stop;
                mark(link.stop, &mut self.marked, &mut self.is_marked);
            }
        }
        // Strictly earlier than this is worth going on with.
        let mut limit = query.bound.saturating_add(1);
        for round in 1..=query.rides {
            self.collect(day);
            if self.queue.is_empty() {
                break;
            }
            self.scan(day, round, limit);
            self.arrivals[round] = self.arrivals[round - 1];
            limit = self.finish_round(footpaths, query, round, limit);
        }
    }

    fn reset(&mut self, day: &Day, query: &Query<'_>) {
        let stops = day.stops();
        refill(&mut self.ride, stops, NEVER);
        refill(&mut self.board, stops, NEVER);
        refill(&mut self.is_marked, stops, false);
        refill(&mut self.is_alighted, stops, false);
        refill(&mut self.queued_from, day.patterns(), NOWHERE);
        self.marked.clear();
        self.alighted.clear();
        let labels = stops * (query.rides + 1);
        self.rides.resize(labels.max(self.rides.len()), Ride { pattern: 0, trip: 0, board: 0, alight: 0 });
        self.walked_from.resize(labels.max(self.walked_from.len()), NOWHERE);
        refill(&mut self.arrivals, query.rides + 1, (NEVER, NOWHERE));
        if self.egress.len() == stops {
            // Only what the last query set needs clearing, but it is not remembered.
            self.egress.fill(NEVER);
        } else {
            refill(&mut self.egress, stops, NEVER);
        }
        for link in query.egress {
            let known = &mut self.egress[link.stop as usize];
            *known = link.minutes.min(*known);
        }
    }

    /// Queues every pattern that calls at a marked stop, from its first such call.
    fn collect(&mut self, day: &Day) {
        self.queue.clear();
        for stop in self.marked.drain(..) {
            self.is_marked[stop as usize] = false;
            for (pattern, place) in day.serving(stop) {
                let from = &mut self.queued_from[*pattern as usize];
                if *from == NOWHERE {
                    self.queue.push(*pattern);
                }
                *from = (*place).min(*from);
            }
        }
    }

    /// Rides each queued pattern on, as far as its first trip comes before the limit.
    fn scan(&mut self, day: &Day, round: usize, limit: u16) {
        let layer = round * day.stops();
        for index in 0..self.queue.len() {
            let pattern = self.queue[index];
            let from = std::mem::replace(&mut self.queued_from[pattern as usize], NOWHERE);
            let Some(lane) = day.lane(pattern) else { continue };
            let mut trip = lane.trips;
            let mut boarded = 0u32;
            for place in from as usize..lane.stops.len() {
                let stop = lane.stops[place];
                let rule = lane.rules[place];
                if trip < lane.trips && rule & ALIGHT != 0 {
                    let arrive = lane.arrives[trip * lane.stops.len() + place];
                    if arrive >= limit {
                        if trip == 0 {
                            break;
                        }
                    } else if arrive < self.ride[stop as usize] {
                        self.ride[stop as usize] = arrive;
                        self.rides[layer + stop as usize] =
                            Ride { pattern, trip: trip as u32, board: boarded, alight: place as u32 };
                        mark(stop, &mut self.alighted, &mut self.is_alighted);
                    }
                }
                if rule & BOARD != 0 {
                    if trip == 1 && lane.departs[place * lane.trips] >= limit {
                        break;
                    }
                    let ready = self.board[stop as usize];
                    if let Some(earlier) = catch(&lane, place, trip, ready) {
                        (trip, boarded) = (earlier, place as u32);
                    }
                }
            }
        }
    }

    /// Walks from where vehicles brought one: to the destination, and to boarding stops.
    fn finish_round(
        &mut self,
        footpaths: &Footpaths,
        query: &Query<'_>,
        round: usize,
        mut limit: u16,
    ) -> u16 {
        let layer = round * self.ride.len();
        for index in 0..self.alighted.len() {
            let stop = self.alighted[index] as usize;
            let there = self.ride[stop].saturating_add(self.egress[stop]);
            if there < limit && self.egress[stop] != NEVER {
                limit = there;
                self.arrivals[round] = (there, stop as u32);
            }
        }
        for index in 0..self.alighted.len() {
            let stop = self.alighted[index];
            self.is_alighted[stop as usize] = false;
            let arrived = self.ride[stop as usize];
            let stay = query.change.max(footpaths.stay(stop));
            self.ready(stop, stop, arrived.saturating_add(stay), layer, limit);
            let least = footpaths.least(stop);
            for (way, link) in footpaths.from(stop).iter().enumerate() {
                let mut takes = link.minutes.saturating_add(query.change);
                if let Some(least) = least.get(way) {
                    takes = takes.max(*least);
                }
                self.ready(link.stop, stop, arrived.saturating_add(takes), layer, limit);
            }
        }
        self.alighted.clear();
        limit
    }

    fn ready(&mut self, stop: u32, from: u32, minute: u16, layer: usize, limit: u16) {
        if minute < limit && minute < self.board[stop as usize] {
            self.board[stop as usize] = minute;
            self.walked_from[layer + stop as usize] = from;
            mark(stop, &mut self.marked, &mut self.is_marked);
        }
    }

    /// Earliest arrival at the destination with at most so many rides, by number of rides from
    /// one; only strict improvements.
    pub fn arrivals(&self) -> impl Iterator<Item = (usize, u16)> {
        let steps = self.arrivals.iter().enumerate().skip(1).zip(&self.arrivals);
        steps.filter(|((_, now), before)| now.0 < before.0).map(|((rides, now), _)| (rides, now.0))
    }

    /// When a vehicle brings one to a stop at the earliest, with any number of rides asked for.
    #[must_use]
    pub fn arrival_at(&self, stop: u32) -> Option<u16> {
        self.ride.get(stop as usize).copied().filter(|minute| *minute != NEVER)
    }

    /// The rides of the journey that arrives with exactly so many rides, first to last.
    #[must_use]
    pub fn rides(&self, day: &Day, rides: usize) -> Vec<Ride> {
        let mut found = Vec::new();
        let mut stop = self.arrivals.get(rides).map_or(NOWHERE, |(_, stop)| *stop);
        for round in (1..=rides).rev() {
            let Some(ride) = self.rides.get(round * day.stops() + stop as usize).copied() else { break };
            found.push(ride);
            let boarded = day.lane(ride.pattern).and_then(|lane| lane.stops.get(ride.board as usize));
            let before = (round - 1) * day.stops() + boarded.map_or(0, |stop| *stop as usize);
            stop = self.walked_from.get(before).copied().unwrap_or(NOWHERE);
        }
        found.reverse();
        found
    }
}

/// The earliest trip that can be boarded at a place by somebody ready at a minute, if it is earlier
/// than the one already ridden (`trip`, or the number of trips when none).
fn catch(lane: &Lane<'_>, place: usize, trip: usize, ready: u16) -> Option<usize> {
    let departs = &lane.departs[place * lane.trips..place * lane.trips + trip];
    if departs.last().is_none_or(|last| *last < ready) {
        return None;
    }
    Some(departs.partition_point(|depart| *depart < ready))
}

fn mark(stop: u32, list: &mut Vec<u32>, marks: &mut [bool]) {
    if !std::mem::replace(&mut marks[stop as usize], true) {
        list.push(stop);
    }
}

fn refill<T: Clone>(list: &mut Vec<T>, len: usize, value: T) {
    list.clear();
    list.resize(len, value);
}
