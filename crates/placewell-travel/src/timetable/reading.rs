//! Which day of each feed answers for a date.

use std::sync::Arc;

use chrono::{Datelike, Days, NaiveDate};

use crate::answer::{Basis, Note};
use crate::day::TripSet;
use crate::gtfs::Feed;
use crate::itinerary::Itinerary;
use crate::network::Network;
use placewell_domain::calendar::{is_bank_holiday, is_usual_school_holiday};

/// How many weeks are looked through for one in term.
const WEEKS: u64 = 12;

/// The day of one feed that is read for a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FeedDay {
    pub(super) on: NaiveDate,
    pub(super) note: Option<Note>,
}

/// The trips that answer for a date.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    /// By feed; `None` for a feed without any service.
    pub(super) feeds: Vec<Option<FeedDay>>,
    pub(super) set: Arc<TripSet>,
    /// Names the set for as long as the timetable lives.
    pub(super) set_number: u64,
}

impl Reading {
    /// What an answer stands on, and what to say about the days that were read: those of the feeds
    /// that the journey rides by, of all feeds where there is no journey.
    pub(super) fn tell(&self, network: &Network, journey: Option<&Itinerary>) -> (Basis, Vec<Note>) {
        let ridden = |number: usize| {
            journey.is_none_or(|journey| journey.rides().any(|ride| ride.feed as usize == number))
        };
        let feeds = network.feeds.iter().zip(&self.feeds).enumerate();
        let mut used: Vec<(&Feed, FeedDay)> = feeds
            .filter(|(number, _)| ridden(*number))
            .filter_map(|(_, (feed, day))| Some((feed, (*day)?)))
            .collect();
        // A feed that speaks for the date itself is named before one that is projected.
        used.sort_by_key(|(_, day)| day.note.is_some());
        let basis = used.first().map_or(Basis::Estimate, |(feed, day)| Basis::Timetable {
            feed: feed.name.clone(),
            version: feed.version.clone(),
            date: day.on,
        });
        let projected = used.iter().filter(|_| journey.is_some()).filter_map(|(_, day)| day.note);
        let only = used.first().filter(|_| journey.is_none()).and_then(|(_, day)| day.note);
        let redated = used.iter().filter(|(feed, _)| feed.redated_weeks != 0);
        let redated = redated.map(|(feed, _)| Note::TimetableRedated { weeks: feed.redated_weeks });
        (basis, projected.chain(only).chain(redated).collect())
    }
}

/// The day of each feed that answers for a date; `None` when none does.
pub(super) fn days(network: &Network, date: NaiveDate) -> Option<Vec<Option<FeedDay>>> {
    let days: Vec<Option<FeedDay>> = network.feeds.iter().map(|feed| day(feed, date)).collect();
    days.iter().any(Option::is_some).then_some(days)
}

/// The date itself where the feed covers it, else the same weekday of the nearest week of the feed
/// that is in term.
fn day(feed: &Feed, date: NaiveDate) -> Option<FeedDay> {
    if feed.covers(date) {
        return Some(FeedDay { on: date, note: None });
    }
    let (from, until) = feed.valid?;
    let expired = date > until;
    let apart = |a: NaiveDate, b: NaiveDate| {
        let days =
            i64::from(a.weekday().num_days_from_monday()) - i64::from(b.weekday().num_days_from_monday());
        u64::try_from(days.rem_euclid(7)).unwrap_or(0)
    };
    let candidate = |week: u64| {
        let on = if expired {
            until.checked_sub_days(Days::new(apart(until, date) + 7 * week))
        } else {
            from.checked_add_days(Days::new(apart(date, from) + 7 * week))
        };
        on.filter(|on| feed.covers(*on))
    };
    let on = (0..WEEKS).filter_map(candidate).find(|on| in_term(*on)).or_else(|| candidate(0))?;
    let note = if expired { Note::TimetableExpired { until } } else { Note::TimetableNotYetValid { from } };
    Some(FeedDay { on, note: Some(note) })
}

/// Whether a date lies in a week of school without a bank holiday.
fn in_term(date: NaiveDate) -> bool {
    let week = date.week(chrono::Weekday::Mon).first_day().iter_days().take(5);
    !is_usual_school_holiday(date) && !week.into_iter().any(is_bank_holiday)
}
