//! Which days of the feeds' lines answer for a date.
//!
//! The lines whose data speak for the date are asked first. Only where they have no journey are the
//! other lines added, each read for the nearest day for which it speaks; a journey found by one of
//! them says which.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::answer::{Basis, Note};
use crate::day::TripSet;
use crate::gtfs::Feed;
use crate::itinerary::Itinerary;
use crate::network::Network;
use crate::projection::{LineDay, LineDays};

/// The trips that answer for a date.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    days: LineDays,
    /// In the order in which they are asked.
    pub(super) sets: Vec<ReadSet>,
}

/// Trips that are asked together.
#[derive(Clone, Debug)]
pub(super) struct ReadSet {
    pub(super) set: Arc<TripSet>,
    /// Names the set for as long as the timetable lives.
    pub(super) number: u64,
    /// Whether lines are read for other days than the date.
    pub(super) projected: bool,
}

impl Reading {
    /// Finds what answers for a date; `None` when no feed has any service. `number` names a set.
    pub(super) fn new(
        network: &Network,
        date: NaiveDate,
        number: &dyn Fn(TripSet) -> (Arc<TripSet>, u64),
    ) -> Option<Self> {
        let days = LineDays::new(network, date);
        if days.is_empty() {
            return None;
        }
        let named = |set: TripSet, projected: bool| {
            let (set, number) = number(set);
            ReadSet { set, number, projected }
        };
        let itself = days.speaking(network);
        let mut sets = Vec::new();
        if !days.any_lapsed() || !itself.is_empty() {
            sets.push(named(itself, false));
        }
        if days.any_lapsed() {
            sets.push(named(days.projected(network), true));
        }
        Some(Self { days, sets })
    }

    /// Names all that is asked.
    pub(super) fn key(&self) -> (u64, u64) {
        let number = |set: Option<&ReadSet>| set.map_or(u64::MAX, |set| set.number);
        (number(self.sets.first()), number(self.sets.get(1)))
    }

    /// What is to be said of a line that is read for another day than the date.
    pub(super) fn lapse(&self, feed: u32, route: u32) -> Option<Note> {
        self.days.of(feed as usize, route).and_then(|day| day.note)
    }

    /// What an answer stands on, and what to say about the days that were read: those of the lines
    /// that the journey rides by, of any line where there is no journey.
    pub(super) fn tell(&self, network: &Network, journey: Option<&Itinerary>) -> (Basis, Vec<Note>) {
        let mut used: Vec<(&Feed, LineDay)> = Vec::new();
        for (number, (feed, lines)) in network.feeds.iter().zip(self.days.by_feed()).enumerate() {
            let ridden = |route: u32| {
                journey.is_none_or(|journey| {
                    journey.rides().any(|ride| ride.feed as usize == number && ride.route == route)
                })
            };
            let lines = (0u32..).zip(lines).filter(|(route, _)| ridden(*route));
            used.extend(lines.filter_map(|(_, day)| Some((feed, (*day)?))));
        }
        // A line that speaks for the date itself is named before one that is projected.
        used.sort_by_key(|(_, day)| day.note.is_some());
        let basis = used.first().map_or(Basis::Estimate, |(feed, day)| Basis::Timetable {
            feed: feed.name.clone(),
            version: feed.version.clone(),
            date: day.on,
        });
        let projections = used.iter().filter(|_| journey.is_some()).filter_map(|(_, day)| day.note);
        let only = used.first().filter(|_| journey.is_none()).and_then(|(_, day)| day.note);
        let redated = used.iter().filter(|(feed, _)| feed.redated_weeks != 0);
        let redated = redated.map(|(feed, _)| Note::TimetableRedated { weeks: feed.redated_weeks });
        (basis, projections.chain(only).chain(redated).collect())
    }
}
