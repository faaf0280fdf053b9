//! What all learners share: the network, and the days that were built from it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::NaiveDate;

use super::day_key::{DayKey, Mask};
use super::layers::{LayerDay, layers};
use super::reading::{ReadSet, Reading};
use super::walking;
use crate::day::{Day, TripSet};
use crate::footpaths::Footpaths;
use crate::network::{Network, Walking};
use crate::planner::{BothWays, Planner};
use crate::profile::Profile;
use crate::restrict::{Layer, allows};
use crate::timeline::Timeline;

/// Dates, and built days, that are kept before they are dropped and made anew.
const KEPT_DATES: usize = 1_024;
const KEPT_DAYS: usize = 24;

/// Days by the minute that are kept likewise; each is larger than the day itself.
const KEPT_TIMELINES: usize = 6;

/// Feeds joined to a network, with what was built from them for the dates asked so far. What it
/// answers never changes; safe to share between threads.
#[derive(Debug)]
pub struct Timetable {
    network: Network,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    readings: BTreeMap<NaiveDate, Option<Arc<Reading>>>,
    sets: BTreeMap<Arc<TripSet>, u64>,
    next_set: u64,
    days: BTreeMap<(u64, Mask), Arc<BothWays<Day>>>,
    timelines: BTreeMap<DayKey, Arc<BothWays<Timeline>>>,
    footpaths: BTreeMap<Walking, Arc<BothWays<Footpaths>>>,
}

impl Timetable {
    /// Builds nothing yet: each day is built when it is first asked for.
    #[must_use]
    pub fn new(network: Network) -> Self {
        Self { network, kept: Mutex::default() }
    }

    /// The stops and feeds.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The trips that answer for a date; `None` when no feed has any service.
    pub(super) fn reading(&self, date: NaiveDate) -> Option<Arc<Reading>> {
        if let Some(known) = self.kept().readings.get(&date) {
            return known.clone();
        }
        let reading = Reading::new(&self.network, date, &|set| self.named(set)).map(Arc::new);
        let mut kept = self.kept();
        if kept.readings.len() >= KEPT_DATES {
            let next_set = kept.next_set;
            *kept = Kept { next_set, ..Kept::default() };
        }
        kept.readings.insert(date, reading.clone());
        reading
    }

    /// The same set as one known already, and its number.
    fn named(&self, set: TripSet) -> (Arc<TripSet>, u64) {
        let mut kept = self.kept();
        if let Some((known, number)) = kept.sets.get_key_value(&set) {
            return (known.clone(), *number);
        }
        let (set, number) = (Arc::new(set), kept.next_set);
        kept.next_set += 1;
        kept.sets.insert(set.clone(), number);
        (set, number)
    }

    /// The day of a set as far as a learner's limits allow, layer by layer.
    pub(super) fn prepare(&self, set: &ReadSet, date: NaiveDate, profile: &Profile) -> Vec<LayerDay> {
        let footpaths = self.footpaths(walking(profile));
        let made = |layer| {
            let key = DayKey { set: set.number, mask: Mask::of(profile, layer), walking: walking(profile) };
            let day = self.day(set, date, profile, layer);
            let footpaths = if day.forwards.variants().is_empty() {
                footpaths.clone()
            } else {
                Arc::new(BothWays::from(Footpaths::on(&self.network, walking(profile), &day.forwards)))
            };
            LayerDay::new(layer, key, Planner::from_shared(day, footpaths))
        };
        layers(profile).into_iter().map(made).collect()
    }

    /// A day by the minute, which is only needed for as long as tables are filled from it.
    pub(super) fn timelines(&self, key: &DayKey, planner: &Planner) -> Arc<BothWays<Timeline>> {
        if let Some(known) = self.kept().timelines.get(key) {
            return known.clone();
        }
        let made = Arc::new(planner.timelines());
        let mut kept = self.kept();
        if kept.timelines.len() >= KEPT_TIMELINES {
            kept.timelines.clear();
        }
        kept.timelines.insert(key.clone(), made.clone());
        made
    }

    fn footpaths(&self, walking: Walking) -> Arc<BothWays<Footpaths>> {
        if let Some(known) = self.kept().footpaths.get(&walking) {
            return known.clone();
        }
        let made = Arc::new(BothWays::from(Footpaths::new(&self.network, walking)));
        let mut kept = self.kept();
        if kept.footpaths.len() >= KEPT_DAYS {
            kept.footpaths.clear();
        }
        kept.footpaths.insert(walking, made.clone());
        made
    }

    fn day(&self, set: &ReadSet, date: NaiveDate, profile: &Profile, layer: Layer) -> Arc<BothWays<Day>> {
        let key = (set.number, Mask::of(profile, layer));
        if let Some(known) = self.kept().days.get(&key) {
            return known.clone();
        }
        let restricted =
            Day::build(&self.network, date, &set.set, &|run| allows(&self.network, profile, layer, run));
        let made = Arc::new(BothWays::from(restricted));
        let mut kept = self.kept();
        if kept.days.len() >= KEPT_DAYS {
            kept.days.clear();
        }
        kept.days.insert(key, made.clone());
        made
    }
}
