//! The trips that run on a date, on its axis.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, TimeZone};
use chrono_tz::Tz;

use super::{HORIZON, MIDNIGHT};
use crate::gtfs::{Feed, Frequency};
use crate::network::Network;

/// Tomorrow's trips are part of the day when they begin before this minute of tomorrow: late
/// shifts end past midnight.
const TOMORROW_MINUTES: i32 = 360;

/// One trip on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Run {
    /// The feed.
    pub feed: u32,
    /// The trip in that feed.
    pub trip: u32,
    /// Minutes from the trip's own clock to the axis.
    pub shift: i32,
    /// Minutes that one may have to wait at a stop for a vehicle of which only the headway is
    /// known; nought for a timetable's.
    pub wait: u16,
}

/// The runs of one date, sorted. Dates with equal sets share one [`Day`](super::Day).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TripSet(pub(super) Vec<Run>);

impl TripSet {
    /// The runs of a date: its own, yesterday's that go past midnight, and tomorrow's first.
    #[must_use]
    pub fn on(network: &Network, date: NaiveDate) -> Self {
        Self::read(network, &|_, _| Some(date))
    }

    /// The runs of one day that each line is read for by a date of its own: `on` gives the date by
    /// the numbers of feed and line, `None` to leave the line out.
    #[must_use]
    pub fn read(network: &Network, on: &dyn Fn(usize, u32) -> Option<NaiveDate>) -> Self {
        let mut runs = Vec::new();
        for (number, feed) in network.feeds.iter().enumerate() {
            let dates: Vec<Option<NaiveDate>> =
                (0u32..).zip(&feed.routes).map(|(route, _)| on(number, route)).collect();
            let mut repeated: BTreeMap<u32, Vec<Frequency>> = BTreeMap::new();
            for frequency in &feed.frequencies {
                repeated.entry(frequency.trip).or_default().push(*frequency);
            }
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            for date in dates.iter().flatten().copied().collect::<BTreeSet<_>>() {
                let reading = Reading { feed, number, date, dates: &dates, repeated: &repeated };
                for day in [date.pred_opt(), Some(date), date.succ_opt()].into_iter().flatten() {
                    reading.service_day(day, &mut runs);
                }
            }
        }
        runs.sort_unstable();
        runs.dedup();
        Self(runs)
    }

    /// Whether nothing runs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The lines of one feed that are read for one date.
struct Reading<'a> {
    feed: &'a Feed,
    number: u32,
    date: NaiveDate,
    /// By line.
    dates: &'a [Option<NaiveDate>],
    repeated: &'a BTreeMap<u32, Vec<Frequency>>,
}

impl Reading<'_> {
    /// What runs of one service day's trips.
    fn service_day(&self, day: NaiveDate, runs: &mut Vec<Run>) {
        let Self { feed, number, date, .. } = *self;
        let shift = shift(feed.zone, date, day);
        let running: Vec<bool> = feed.services.iter().map(|service| service.runs_on(day)).collect();
        for (trip, known) in (0u32..).zip(&feed.trips) {
            let runs_today = running.get(known.service as usize).copied().unwrap_or_default();
            if !runs_today || self.dates.get(known.route as usize) != Some(&Some(date)) {
                continue;
            }
            let calls = feed.calls_of(known);
            let Some((first, last)) = calls.first().zip(calls.last()) else { continue };
            let wanted = |run: &Run| {
                let (starts, ends) =
                    (i32::from(first.depart) + run.shift, i32::from(last.arrive) + run.shift);
                let today = i32::from(MIDNIGHT);
                match day.cmp(&date) {
                    Ordering::Less => ends + i32::from(run.wait) >= today,
                    Ordering::Equal => true,
                    Ordering::Greater => starts < 2 * today + TOMORROW_MINUTES,
                }
            };
            let shifts = match self.repeated.get(&trip) {
                Some(frequencies) => repeats(frequencies, i32::from(first.depart), shift),
                None => vec![(shift, 0)],
            };
            let run = |(shift, wait)| Run { feed: number, trip, shift, wait };
            runs.extend(shifts.into_iter().map(run).filter(wanted));
        }
    }
}

/// The shifts of a trip's repetitions that begin on the axis, each with the wait that it may take.
/// Of a headway without a timetable every minute is one at which somebody may come to the stop and
/// wait for as long as the headway.
fn repeats(frequencies: &[Frequency], first: i32, shift: i32) -> Vec<(i32, u16)> {
    let mut shifts = Vec::new();
    for frequency in frequencies {
        let span = u32::from(frequency.until.saturating_sub(frequency.from));
        let (seconds, step, wait) = if frequency.exact {
            (span * 60, frequency.headway_seconds, 0)
        } else {
            let wait = frequency.headway_seconds.div_ceil(60).min(span);
            ((span - wait) * 60 + 1, 60, u16::try_from(wait).unwrap_or(u16::MAX))
        };
        if span == 0 {
            continue;
        }
        let minutes = (0..seconds)
            .step_by(step as usize)
            .map(|seconds| i32::from(frequency.from) + i32::try_from(seconds / 60).unwrap_or(0));
        let on_axis = minutes.take_while(|minute| minute + shift <= i32::from(HORIZON));
        shifts.extend(on_axis.map(|minute| (minute - first + shift, wait)));
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
