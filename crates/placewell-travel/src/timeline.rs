//! One day in the order in which its vehicles call, and the walks between them: what a sweep
//! through the day reads once from front to back.
//!
//! A vehicle of which only the headway is known stands at two minutes at once: that by which one
//! must be at the stop, and that at which it comes at the latest. A sweep may carry somebody from
//! the one to the other out of the order of the stops, so what it tells of such lines is never too
//! late to leave, and may be too good: a search decides.

use super::day::{ALIGHT, BOARD, Day, HORIZON, Lane};
use super::footpaths::{CLOSED, Footpaths};
use super::network::Link;

/// A vehicle at a stop: whoever is to alight does, then whoever is to board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Call {
    /// The trip, numbered by when it sets out: those under way at the same time lie close.
    pub(super) trip: u32,
    stop_and_rules: u32,
}

impl Call {
    fn new(trip: u32, stop: u32, rules: u8) -> Self {
        Self { trip, stop_and_rules: stop << 2 | u32::from(rules & (BOARD | ALIGHT)) }
    }

    /// The stop.
    pub(super) fn stop(self) -> u32 {
        self.stop_and_rules >> 2
    }

    /// Whether one may board.
    pub(super) fn boards(self) -> bool {
        self.stop_and_rules & u32::from(BOARD) != 0
    }

    /// Whether one may alight.
    pub(super) fn alights(self) -> bool {
        self.stop_and_rules & u32::from(ALIGHT) != 0
    }
}

/// A way from where one alights to where one may board, staying at the stop included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Walk {
    pub(super) minutes: u16,
    /// What the whole change takes at least.
    pub(super) least: u16,
    pub(super) stop: u32,
}

/// A day's calls by minute, and its walks by stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timeline {
    trips: usize,
    /// By minute of the axis, where its calls begin; one more at the end.
    first: Vec<u32>,
    calls: Vec<Call>,
    /// By stop, where its walks begin; one more at the end.
    first_walk: Vec<u32>,
    /// Shortest first.
    walks: Vec<Walk>,
    longest_walk: u16,
}

impl Timeline {
    /// Sorts a day's calls by minute. Walks that lead to no vehicle that one could not as well
    /// board nearer or further back on its way are left out.
    #[must_use]
    pub fn new(day: &Day, footpaths: &Footpaths) -> Self {
        let numbers = by_setting_out(day);
        let mut first = vec![0u32; usize::from(HORIZON) + 2];
        for_each(day, &numbers, |minute, _| {
            if let Some(count) = first.get_mut(usize::from(minute) + 1) {
                *count += 1;
            }
        });
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        let mut calls = vec![Call::new(0, 0, 0); sum as usize];
        let mut next = first.clone();
        for_each(day, &numbers, |minute, call| {
            if let Some(next) = next.get_mut(usize::from(minute))
                && let Some(place) = calls.get_mut(*next as usize)
            {
                *place = call;
                *next += 1;
            }
        });
        let (first_walk, walks) = useful_walks(day, footpaths);
        let longest_walk = walks.iter().map(|walk| walk.minutes.max(walk.least)).max().unwrap_or(0);
        Self { trips: day.trips(), first, calls, first_walk, walks, longest_walk }
    }

    /// How many stops the network has.
    #[must_use]
    pub fn stops(&self) -> usize {
        self.first_walk.len() - 1
    }

    /// Minutes of the longest walk from stop to stop.
    pub(super) fn longest_walk(&self) -> u16 {
        self.longest_walk
    }

    /// How many trips run.
    #[must_use]
    pub fn trips(&self) -> usize {
        self.trips
    }

    /// The calls at a minute; a trip's own stand side by side in their order.
    pub(super) fn calls(&self, minute: u16) -> &[Call] {
        let bounds = self.first.get(usize::from(minute)).zip(self.first.get(usize::from(minute) + 1));
        bounds.and_then(|(from, to)| self.calls.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The ways to stops where one may board next, the stop itself among them.
    pub(super) fn walks(&self, stop: u32) -> &[Walk] {
        let bounds = self.first_walk.get(stop as usize).zip(self.first_walk.get(stop as usize + 1));
        bounds.and_then(|(from, to)| self.walks.get(*from as usize..*to as usize)).unwrap_or_default()
    }
}

/// By the day's number of a trip, its place in the order in which they set out.
fn by_setting_out(day: &Day) -> Vec<u32> {
    let lanes = (0..).map_while(|pattern| day.lane(pattern));
    let departs = lanes.flat_map(|lane| lane.departs.get(..lane.trips).unwrap_or_default());
    let mut order: Vec<(u16, u32)> = departs.copied().zip(0..).collect();
    order.sort_unstable();
    let mut numbers = vec![0; order.len()];
    for ((_, trip), number) in order.into_iter().zip(0..) {
        if let Some(place) = numbers.get_mut(trip as usize) {
            *place = number;
        }
    }
    numbers
}

/// Tells each call with its minute. One at which the vehicle waits is two: one alights when it
/// comes and boards when it goes.
fn for_each(day: &Day, numbers: &[u32], mut tell: impl FnMut(u16, Call)) {
    let mut numbers = numbers.iter().copied();
    for lane in (0..).map_while(|pattern| day.lane(pattern)) {
        let (stops, last) = (lane.stops.len(), lane.stops.len().saturating_sub(1));
        for (trip, arrives) in lane.arrives.chunks_exact(stops).enumerate() {
            let Some(number) = numbers.next() else { return };
            let departs = lane.departs.iter().skip(trip).step_by(lane.trips);
            let times = arrives.iter().zip(departs);
            for (place, ((stop, rules), (arrive, depart))) in
                lane.stops.iter().zip(lane.rules).zip(times).enumerate()
            {
                let alight = if place == 0 { 0 } else { rules & ALIGHT };
                let board = if place == last { 0 } else { rules & BOARD };
                if alight != 0 && (arrive != depart || board == 0) {
                    tell(*arrive, Call::new(number, *stop, alight));
                }
                if board != 0 {
                    let alight = if arrive == depart { alight } else { 0 };
                    tell(*depart, Call::new(number, *stop, board | alight));
                }
            }
        }
    }
}

/// By stop, the ways that some trip makes worth going; shortest first.
fn useful_walks(day: &Day, footpaths: &Footpaths) -> (Vec<u32>, Vec<Walk>) {
    let (mut first, mut walks) = (vec![0], Vec::new());
    let (mut ways, mut boardings) = (Vec::new(), Vec::new());
    for stop in (0u32..).take(day.stops()) {
        ways.clear();
        let stay = footpaths.stay(stop);
        if stay != CLOSED {
            ways.push(Walk { minutes: 0, least: stay, stop });
        }
        let least = footpaths.least(stop).iter().copied().chain(std::iter::repeat(0));
        let way = |(link, least): (&Link, u16)| Walk { minutes: link.minutes, least, stop: link.stop };
        ways.extend(footpaths.from(stop).iter().zip(least).map(way));
        ways.sort_unstable();
        boardings.clear();
        for (way, walk) in ways.iter().enumerate() {
            let calls = day.serving(walk.stop).iter();
            boardings.extend(calls.map(|(pattern, place)| Boarding {
                pattern: *pattern,
                place: *place,
                minutes: walk.minutes,
                least: walk.least,
                way,
            }));
        }
        boardings.sort_unstable();
        let mut useful = vec![false; ways.len()];
        for same in boardings.chunk_by(|a, b| a.pattern == b.pattern) {
            let Some(lane) = same.first().and_then(|boarding| day.lane(boarding.pattern)) else { continue };
            for (number, boarding) in same.iter().enumerate() {
                let mut earlier = same.get(..number).unwrap_or_default().iter().rev();
                if let Some(useful) = useful.get_mut(boarding.way)
                    && lane.rules.get(boarding.place as usize).is_some_and(|rule| rule & BOARD != 0)
                {
                    *useful = *useful || !earlier.any(|earlier| earlier.spares(boarding, &lane));
                }
            }
        }
        walks.extend(ways.iter().zip(&useful).filter(|(_, useful)| **useful).map(|(walk, _)| *walk));
        first.push(u32::try_from(walks.len()).unwrap_or(u32::MAX));
    }
    (first, walks)
}

/// Where a way leads to boarding a pattern.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Boarding {
    pattern: u32,
    place: u32,
    minutes: u16,
    least: u16,
    way: usize,
}

impl Boarding {
    /// Whether boarding here always catches what boarding later along the same line would: the
    /// longer walk there never gains on the vehicle.
    fn spares(&self, later: &Self, lane: &Lane<'_>) -> bool {
        let column = |boarding: &Self| {
            let from = boarding.place as usize * lane.trips;
            lane.departs.get(from..from + lane.trips).unwrap_or_default()
        };
        // How much sooner somebody is here depends on their change time, where a least is stated.
        if self.least > 0 {
            return false;
        }
        let boards = lane.rules.get(self.place as usize).is_some_and(|rule| rule & BOARD != 0);
        let Some(longer) = later.minutes.checked_sub(self.minutes).filter(|_| boards) else { return false };
        column(self).iter().zip(column(later)).all(|(here, there)| there - here <= longer)
    }
}
