//! One day's timetable as compact arrays: what every search scans.
//!
//! Minutes stand on one axis that begins a day before the date's midnight, so that yesterday's
//! trips past midnight and tomorrow's first ones have their places.

mod blocks;
mod build;
mod mirror;
mod runs;
mod variants;

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::network::Link;
pub use build::RunCalls;
pub use runs::{Run, TripSet};
pub(crate) use variants::Variants;

/// Minutes between the axis's nought and the date's midnight.
pub const MIDNIGHT: u16 = 1_440;

/// The axis's end: nothing runs later. Mirrored times count back from here.
pub const HORIZON: u16 = 5 * 1_440;

/// A time that is never reached.
pub const NEVER: u16 = u16::MAX;

/// Trips of one line that call at the same stops under the same rules, none overtaking another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pattern {
    first_stop: u32,
    first_trip: u32,
    first_time: u32,
    /// How many stops.
    pub stops: u32,
    /// How many trips.
    pub trips: u32,
}

/// Whether one may board or alight at a stop of a pattern.
pub(super) const BOARD: u8 = 1;
pub(super) const ALIGHT: u8 = 2;

/// The arrays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    stops: usize,
    patterns: Vec<Pattern>,
    pattern_stops: Vec<u32>,
    rules: Vec<u8>,
    /// By pattern: stop after stop, the departures of all its trips, ascending.
    departs: Vec<u16>,
    /// By pattern: trip after trip, the arrivals at all its stops.
    arrives: Vec<u16>,
    runs: Vec<Run>,
    serving_first: Vec<u32>,
    serving: Vec<(u32, u32)>,
    /// By pattern and trip: what the vehicle goes on as, and from which place.
    onward: BTreeMap<(u32, u32), Vec<(u32, Run)>>,
    variants: Variants,
}

/// One pattern's slices, for scanning.
#[derive(Clone, Copy, Debug)]
pub struct Lane<'a> {
    /// Its stops in order.
    pub stops: &'a [u32],
    pub(super) rules: &'a [u8],
    /// Departures, stop after stop.
    pub departs: &'a [u16],
    /// Arrivals, trip after trip.
    pub arrives: &'a [u16],
    /// How many trips.
    pub trips: usize,
}

impl Day {
    /// How many stops there are: the network's, and those that stand for certain calls at one.
    #[must_use]
    pub fn stops(&self) -> usize {
        self.stops
    }

    /// The network's number of a stop of this day.
    #[must_use]
    pub fn network_stop(&self, stop: u32) -> u32 {
        self.variants.base(stop)
    }

    /// Walks to or from the network's stops as walks to or from all stops of this day that stand
    /// for them.
    #[must_use]
    pub fn at_all_calls<'a>(&self, links: &'a [Link]) -> Cow<'a, [Link]> {
        self.variants.spread(links)
    }

    pub(crate) fn variants(&self) -> &Variants {
        &self.variants
    }

    /// How many patterns there are.
    #[must_use]
    pub fn patterns(&self) -> usize {
        self.patterns.len()
    }

    /// How many trips run.
    #[must_use]
    pub fn trips(&self) -> usize {
        self.runs.len()
    }

    /// How many steps from stop to stop all trips make.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.patterns.iter().map(|pattern| pattern.trips as usize * (pattern.stops as usize - 1)).sum()
    }

    /// The slices of a pattern.
    #[must_use]
    pub fn lane(&self, pattern: u32) -> Option<Lane<'_>> {
        let pattern = self.patterns.get(pattern as usize)?;
        let (stops, trips) = (pattern.stops as usize, pattern.trips as usize);
        let (stop, time) = (pattern.first_stop as usize, pattern.first_time as usize);
        Some(Lane {
            stops: self.pattern_stops.get(stop..stop + stops)?,
            rules: self.rules.get(stop..stop + stops)?,
            departs: self.departs.get(time..time + stops * trips)?,
            arrives: self.arrives.get(time..time + stops * trips)?,
            trips,
        })
    }

    /// The patterns that call at a stop, each with the place of the call.
    #[must_use]
    pub fn serving(&self, stop: u32) -> &[(u32, u32)] {
        let bounds = self.serving_first.get(stop as usize).zip(self.serving_first.get(stop as usize + 1));
        bounds.and_then(|(from, to)| self.serving.get(*from as usize..*to as usize)).unwrap_or_default()
    }

    /// The trip behind one run of a pattern; the first of them where the vehicle goes on as another.
    #[must_use]
    pub fn run(&self, pattern: u32, trip: u32) -> Option<Run> {
        let first = self.patterns.get(pattern as usize)?.first_trip;
        self.runs.get((first + trip) as usize).copied()
    }

    /// The trips that one run is made of, each with its first place in the pattern.
    #[must_use]
    pub fn parts(&self, pattern: u32, trip: u32) -> Vec<(u32, Run)> {
        let onward = self.onward.get(&(pattern, trip)).map_or(&[][..], Vec::as_slice);
        self.run(pattern, trip).map(|run| (0, run)).into_iter().chain(onward.iter().copied()).collect()
    }

    /// When a run of a pattern arrives at its stop, and departs from it.
    #[must_use]
    pub fn times(&self, pattern: u32, trip: u32, place: u32) -> Option<(u16, u16)> {
        let lane = self.lane(pattern)?;
        let arrive = lane.arrives.get(trip as usize * lane.stops.len() + place as usize)?;
        let depart = lane.departs.get(place as usize * lane.trips + trip as usize)?;
        Some((*arrive, *depart))
    }

    fn index_serving(&mut self) {
        let mut calls: Vec<(u32, u32, u32)> = Vec::with_capacity(self.pattern_stops.len());
        for (number, pattern) in (0u32..).zip(&self.patterns) {
            let first = pattern.first_stop as usize;
            let stops = self.pattern_stops.get(first..first + pattern.stops as usize).unwrap_or_default();
            calls.extend((0u32..).zip(stops).map(|(place, stop)| (*stop, number, place)));
        }
        calls.sort_unstable();
        let mut first = vec![0u32; self.stops + 1];
        for (stop, _, _) in &calls {
            if let Some(count) = first.get_mut(*stop as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for count in &mut first {
            sum += *count;
            *count = sum;
        }
        self.serving_first = first;
        self.serving = calls.into_iter().map(|(_, pattern, place)| (pattern, place)).collect();
    }
}
