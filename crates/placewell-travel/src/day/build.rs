//! From feeds and a date to a day's arrays.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::blocks::Onward;
use super::{ALIGHT, BOARD, Day, HORIZON, Pattern, Run, TripSet, Variants};
use crate::gtfs::{Feed, StopTime};
use crate::lookup::Lookup;
use crate::network::Network;

/// The calls of one run on the axis, as a restriction sees and may change them.
pub struct RunCalls<'a> {
    /// The run.
    pub run: Run,
    /// Its feed.
    pub feed: &'a Feed,
    /// Its calls; stops are the network's numbers and minutes are on the axis: those by which
    /// somebody must be there to board, and at which somebody alights at the latest.
    pub calls: &'a mut Vec<StopTime>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    feed: u32,
    route: u32,
    wheelchair: u8,
    /// Lines and vehicles that it goes on as.
    onward: Vec<(u32, u8)>,
    stops: Vec<u32>,
    rules: Vec<u8>,
}

struct Timed {
    run: Run,
    onward: Vec<(u32, Run)>,
    arrives: Vec<u16>,
    departs: Vec<u16>,
}

type Restrict<'a> = dyn Fn(&mut RunCalls<'_>) -> bool + 'a;

impl Day {
    /// Builds the arrays for a set of runs. `restrict` may change what a run's calls allow, or
    /// leave the run out by answering false: the learner's limits, before any search.
    #[must_use]
    pub fn build(network: &Network, date: NaiveDate, set: &TripSet, restrict: &Restrict<'_>) -> Self {
        let mut building = Building {
            network,
            restrict,
            groups: Lookup::new(),
            variants: Variants::new(network.stops.len()),
            calls: Vec::new(),
        };
        let onward = Onward::new(network, &set.0);
        for run in &set.0 {
            if onward.is_empty() {
                building.add_alone(*run);
            } else {
                onward.ways(*run).iter().for_each(|way| building.add(way));
            }
        }
        let Building { groups, variants, .. } = building;
        let mut groups: Vec<(Key, Vec<Timed>)> = groups.into_iter().collect();
        groups.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        assemble(network.stops.len(), variants, date, groups)
    }
}

struct Building<'a> {
    network: &'a Network,
    restrict: &'a Restrict<'a>,
    groups: Lookup<Key, Vec<Timed>>,
    variants: Variants,
    calls: Vec<StopTime>,
}

impl Building<'_> {
    /// Adds the trips that one vehicle makes one after another. A trip that may not be ridden parts
    /// those before it from those after.
    fn add(&mut self, way: &[Run]) {
        let mut parts: Vec<(u32, Run)> = Vec::new();
        let mut calls = Vec::new();
        for run in way {
            if !self.place(*run) {
                self.close(&parts, &calls);
                parts.clear();
                calls.clear();
                continue;
            }
            if let Some(last) = calls.last_mut() {
                leave_only(last, self.calls.first_mut());
            }
            parts.push((u32::try_from(calls.len()).unwrap_or(u32::MAX), *run));
            calls.append(&mut self.calls);
        }
        self.close(&parts, &calls);
    }

    /// Adds a trip that goes on as no other, as nearly all do.
    fn add_alone(&mut self, run: Run) {
        if self.place(run) {
            let calls = std::mem::take(&mut self.calls);
            self.close(&[(0, run)], &calls);
            self.calls = calls;
        }
    }

    /// Puts the calls of a run on the axis and limits them; false when it may not be ridden.
    fn place(&mut self, run: Run) -> bool {
        let Self { network, restrict, variants, calls, .. } = self;
        let Some(feed) = network.feeds.get(run.feed as usize) else { return false };
        let Some(trip) = feed.trips.get(run.trip as usize) else { return false };
        if !place_calls(network, feed, run, calls) || !restrict(&mut RunCalls { run, feed, calls }) {
            return false;
        }
        let rules = network.interchange.naming(run.feed, run.trip, trip.route);
        if !rules.is_empty() {
            for call in calls.iter_mut() {
                if let Some(class) = network.interchange.class(call.stop, run.trip, trip.route, &rules) {
                    call.stop = variants.number(call.stop, class);
                }
            }
        }
        true
    }

    /// Adds what one vehicle calls at to the trips that call alike.
    fn close(&mut self, parts: &[(u32, Run)], calls: &[StopTime]) {
        if let Some((_, run)) = parts.first().copied() {
            let trip = |run: Run| self.network.feeds.get(run.feed as usize)?.trips.get(run.trip as usize);
            let line = |run: Run| trip(run).map(|trip| (trip.route, trip.wheelchair as u8));
            let last = calls.len().saturating_sub(1);
            let rule = |(place, call): (usize, &StopTime)| {
                let board = if call.board && place < last { BOARD } else { 0 };
                let alight = if call.alight && place > 0 { ALIGHT } else { 0 };
                board | alight
            };
            let onward: Vec<(u32, Run)> = parts.iter().skip(1).copied().collect();
            if let Some((route, wheelchair)) = line(run) {
                let key = Key {
                    feed: run.feed,
                    route,
                    wheelchair,
                    onward: onward.iter().filter_map(|(_, run)| line(*run)).collect(),
                    stops: calls.iter().map(|call| call.stop).collect(),
                    rules: calls.iter().enumerate().map(rule).collect(),
                };
                let timed = Timed {
                    run,
                    onward,
                    arrives: calls.iter().map(|call| call.arrive).collect(),
                    departs: calls.iter().map(|call| call.depart).collect(),
                };
                self.groups.entry(key).or_default().push(timed);
            }
        }
    }
}

/// Where a vehicle goes on as another trip, one alights from the one and boards the other.
fn leave_only(last: &mut StopTime, first: Option<&mut StopTime>) {
    last.board = false;
    last.depart = last.arrive;
    if let Some(first) = first {
        first.alight = false;
        first.arrive = first.depart;
    }
}

/// Puts a trip's calls on the axis; false when they fall off it.
fn place_calls(network: &Network, feed: &Feed, run: Run, calls: &mut Vec<StopTime>) -> bool {
    calls.clear();
    let Some(trip) = feed.trips.get(run.trip as usize) else { return false };
    let on_axis = |minute: u16, later: u16| {
        let moved = i32::from(minute) + run.shift + i32::from(later);
        u16::try_from(moved).ok().filter(|minute| *minute <= HORIZON)
    };
    for call in feed.calls_of(trip) {
        let times = on_axis(call.arrive, run.wait).zip(on_axis(call.depart, 0));
        let placed = network.number(run.feed as usize, call.stop).zip(times);
        let Some((stop, (arrive, depart))) = placed else { return false };
        calls.push(StopTime { stop, arrive, depart, ..*call });
    }
    calls.len() >= 2
}

fn assemble(stops: usize, variants: Variants, date: NaiveDate, groups: Vec<(Key, Vec<Timed>)>) -> Day {
    let mut day = Day {
        date,
        stops: stops + variants.len(),
        patterns: Vec::new(),
        pattern_stops: Vec::new(),
        rules: Vec::new(),
        departs: Vec::new(),
        arrives: Vec::new(),
        runs: Vec::new(),
        serving_first: Vec::new(),
        serving: Vec::new(),
        onward: BTreeMap::new(),
        variants,
    };
    for (key, mut timed) in groups {
        timed.sort_unstable_by(|a, b| (&a.departs, &a.arrives, a.run).cmp(&(&b.departs, &b.arrives, b.run)));
        for chain in chains(timed) {
            append(&mut day, &key, &chain);
        }
    }
    day.index_serving();
    day
}

/// Splits trips into chains in which nobody overtakes.
fn chains(timed: Vec<Timed>) -> Vec<Vec<Timed>> {
    let follows = |before: &Timed, after: &Timed| {
        before.departs.iter().zip(&after.departs).all(|(a, b)| a <= b)
            && before.arrives.iter().zip(&after.arrives).all(|(a, b)| a <= b)
    };
    let mut chains: Vec<Vec<Timed>> = Vec::new();
    for trip in timed {
        match chains.iter_mut().find(|chain| chain.last().is_some_and(|last| follows(last, &trip))) {
            Some(chain) => chain.push(trip),
            None => chains.push(vec![trip]),
        }
    }
    chains
}

fn append(day: &mut Day, key: &Key, chain: &[Timed]) {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    day.patterns.push(Pattern {
        first_stop: number(day.pattern_stops.len()),
        first_trip: number(day.runs.len()),
        first_time: number(day.departs.len()),
        stops: number(key.stops.len()),
        trips: number(chain.len()),
    });
    day.pattern_stops.extend(&key.stops);
    day.rules.extend(&key.rules);
    for place in 0..key.stops.len() {
        day.departs.extend(chain.iter().filter_map(|trip| trip.departs.get(place)));
    }
    for trip in chain {
        day.arrives.extend(&trip.arrives);
    }
    let pattern = number(day.patterns.len() - 1);
    for (trip, timed) in (0u32..).zip(chain) {
        day.runs.push(timed.run);
        if !timed.onward.is_empty() {
            day.onward.insert((pattern, trip), timed.onward.clone());
        }
    }
}
