//! From feeds and a date to a day's arrays.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeZone};
use chrono_tz::Tz;

use super::{ALIGHT, BOARD, Day, HORIZON, MIDNIGHT, Pattern, Run};
use crate::gtfs::{Feed, Frequency, StopTime};
use crate::lookup::Lookup;
use crate::network::Network;

/// Tomorrow's trips are part of the day when they begin before this minute of tomorrow: late
/// shifts end past midnight.
const TOMORROW_MINUTES: i32 = 360;

/// The runs of one date, sorted. Dates with equal sets share one [`Day`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TripSet(Vec<Run>);

/// The calls of one run on the axis, as a restriction sees and may change them.
pub struct RunCalls<'a> {
    /// The run.
    pub run: Run,
    /// Its feed.
    pub feed: &'a Feed,
    /// Its calls; stops are the network's numbers and minutes are on the axis.
    pub calls: &'a mut Vec<StopTime>,
}

impl TripSet {
    /// The runs of a date: its own, yesterday's that go past midnight, and tomorrow's first.
    #[must_use]
    pub fn on(network: &Network, date: NaiveDate) -> Self {
        Self::read(network, &|_| Some(date))
    }

    /// The runs of one day that each feed is read for by a date of its own: `on` gives the date by
    /// the feed's number, `None` to leave the feed out.
    #[must_use]
    pub fn read(network: &Network, on: &dyn Fn(usize) -> Option<NaiveDate>) -> Self {
        let mut runs = Vec::new();
        let feeds =
            network.feeds.iter().enumerate().filter_map(|(number, feed)| Some((number, feed, on(number)?)));
        for (number, feed, date) in feeds {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let mut repeated: BTreeMap<u32, Vec<Frequency>> = BTreeMap::new();
            for frequency in &feed.frequencies {
                repeated.entry(frequency.trip).or_default().push(*frequency);
            }
            for day in [date.pred_opt(), Some(date), date.succ_opt()].into_iter().flatten() {
                let shift = shift(feed.zone, date, day);
                let running: Vec<bool> = feed.services.iter().map(|service| service.runs_on(day)).collect();
                for (trip, known) in (0u32..).zip(&feed.trips) {
                    if !running.get(known.service as usize).copied().unwrap_or_default() {
                        continue;
                    }
                    let calls = feed.calls_of(known);
                    let Some((first, last)) = calls.first().zip(calls.last()) else { continue };
                    let wanted = |shift: i32| {
                        let (starts, ends) =
                            (i32::from(first.depart) + shift, i32::from(last.arrive) + shift);
                        let today = i32::from(MIDNIGHT);
                        match day.cmp(&date) {
                            Ordering::Less => ends >= today,
                            Ordering::Equal => true,
                            Ordering::Greater => starts < 2 * today + TOMORROW_MINUTES,
                        }
                    };
                    let shifts = match repeated.get(&trip) {
                        Some(frequencies) => repeats(frequencies, i32::from(first.depart), shift),
                        None => vec![shift],
                    };
                    let run = |shift: i32| Run { feed: number, trip, shift };
                    runs.extend(shifts.into_iter().filter(|shift| wanted(*shift)).map(run));
                }
            }
        }
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }
}

/// The shifts of a trip's repetitions that begin on the axis, each minute once.
fn repeats(frequencies: &[Frequency], first: i32, shift: i32) -> Vec<i32> {
    let mut shifts = Vec::new();
    for frequency in frequencies {
        let span = u32::from(frequency.until.saturating_sub(frequency.from)) * 60;
        let seconds = (0..span).step_by(frequency.headway_seconds as usize);
        let minutes =
            seconds.map(|seconds| i32::from(frequency.from) + i32::try_from(seconds / 60).unwrap_or(0));
        let on_axis = minutes.take_while(|minute| minute + shift <= i32::from(HORIZON));
        shifts.extend(on_axis.map(|minute| minute - first + shift));
        shifts.dedup();
    }
    shifts
}

/// Minutes from a service day's own clock to the axis of a date. The specification counts from
/// twelve hours before noon, so a night when clocks change is 23 or 25 hours long.
fn shift(zone: Tz, date: NaiveDate, service_day: NaiveDate) -> i32 {
    let noon = |day: NaiveDate| {
        let local = day.and_hms_opt(12, 0, 0)?;
        zone.from_local_datetime(&local).earliest().map(|at| at.timestamp() / 60)
    };
    let apart = noon(service_day).zip(noon(date)).map_or(0, |(service_day, date)| service_day - date);
    i32::from(MIDNIGHT) + i32::try_from(apart).unwrap_or(0)
}

#[derive(PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    feed: u32,
    route: u32,
    wheelchair: u8,
    stops: Vec<u32>,
    rules: Vec<u8>,
}

struct Timed {
    run: Run,
    arrives: Vec<u16>,
    departs: Vec<u16>,
}

impl Day {
    /// Builds the arrays for a set of runs. `restrict` may change what a run's calls allow, or
    /// leave the run out by answering false: the learner's limits, before any search.
    #[must_use]
    pub fn build(
        network: &Network,
        date: NaiveDate,
        set: &TripSet,
        restrict: &dyn Fn(&mut RunCalls<'_>) -> bool,
    ) -> Self {
        let mut groups: Lookup<Key, Vec<Timed>> = Lookup::new();
        let mut calls = Vec::new();
        for run in &set.0 {
            let Some(feed) = network.feeds.get(run.feed as usize) else { continue };
            let Some(trip) = feed.trips.get(run.trip as usize) else { continue };
            if !place_calls(network, feed, *run, &mut calls) {
                continue;
            }
            if !restrict(&mut RunCalls { run: *run, feed, calls: &mut calls }) {
                continue;
            }
            let last = calls.len().saturating_sub(1);
            let rule = |(place, call): (usize, &StopTime)| {
                let board = if call.board && place < last { BOARD } else { 0 };
                let alight = if call.alight && place > 0 { ALIGHT } else { 0 };
                board | alight
            };
            let key = Key {
                feed: run.feed,
                route: trip.route,
                wheelchair: trip.wheelchair as u8,
                stops: calls.iter().map(|call| call.stop).collect(),
                rules: calls.iter().enumerate().map(rule).collect(),
            };
            let timed = Timed {
                run: *run,
                arrives: calls.iter().map(|call| call.arrive).collect(),
                departs: calls.iter().map(|call| call.depart).collect(),
            };
            groups.entry(key).or_default().push(timed);
        }
        let mut groups: Vec<(Key, Vec<Timed>)> = groups.into_iter().collect();
        groups.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        assemble(network.stops.len(), date, groups)
    }
}

/// Puts a trip's calls on the axis; false when they fall off it.
fn place_calls(network: &Network, feed: &Feed, run: Run, calls: &mut Vec<StopTime>) -> bool {
    calls.clear();
    let Some(trip) = feed.trips.get(run.trip as usize) else { return false };
    let on_axis = |minute: u16| {
        let moved = i32::from(minute) + run.shift;
        u16::try_from(moved).ok().filter(|minute| *minute <= HORIZON)
    };
    for call in feed.calls_of(trip) {
        let placed =
            network.number(run.feed as usize, call.stop).zip(on_axis(call.arrive).zip(on_axis(call.depart)));
        let Some((stop, (arrive, depart))) = placed else { return false };
        calls.push(StopTime { stop, arrive, depart, ..*call });
    }
    calls.len() >= 2
}

fn assemble(stops: usize, date: NaiveDate, groups: Vec<(Key, Vec<Timed>)>) -> Day {
    let mut day = Day {
        date,
        stops,
        patterns: Vec::new(),
        pattern_stops: Vec::new(),
        rules: Vec::new(),
        departs: Vec::new(),
        arrives: Vec::new(),
        runs: Vec::new(),
        serving_first: Vec::new(),
        serving: Vec::new(),
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
    day.runs.extend(chain.iter().map(|trip| trip.run));
}
