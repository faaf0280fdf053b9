//! Which day of a line's data answers for a date.

use chrono::{Datelike, Days, NaiveDate};

use crate::answer::Note;
use crate::day::TripSet;
use crate::gtfs::{Period, Speaks, Validity};
use crate::network::Network;
use placewell_domain::calendar::{is_bank_holiday, is_usual_school_holiday};

/// How many weeks are looked through for one in term.
const WEEKS: u64 = 12;

/// The day of one line that is read for a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LineDay {
    pub(crate) on: NaiveDate,
    /// Where it is another than the date: why.
    pub(crate) note: Option<Note>,
}

/// The day of every line that answers for a date, by feed and line.
#[derive(Clone, Debug)]
pub(crate) struct LineDays(Vec<Vec<Option<LineDay>>>);

impl LineDays {
    pub(crate) fn new(network: &Network, date: NaiveDate) -> Self {
        let lines = network.feeds.iter().map(|feed| &feed.validity);
        Self(lines.map(|lines| lines.iter().map(|line| day(line, date)).collect()).collect())
    }

    /// That of one line; `None` for a line without any service.
    pub(crate) fn of(&self, feed: usize, route: u32) -> Option<LineDay> {
        self.0.get(feed)?.get(route as usize).copied().flatten()
    }

    /// By feed, those of its lines.
    pub(crate) fn by_feed(&self) -> impl Iterator<Item = &[Option<LineDay>]> {
        self.0.iter().map(Vec::as_slice)
    }

    /// Whether no line has any service.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().flatten().flatten().next().is_none()
    }

    /// Whether some line's data do not speak for the date.
    pub(crate) fn any_lapsed(&self) -> bool {
        self.0.iter().flatten().flatten().any(|day| day.note.is_some())
    }

    /// What runs on the date itself of the lines whose data speak for it.
    pub(crate) fn speaking(&self, network: &Network) -> TripSet {
        let on = |feed: usize, route: u32| self.of(feed, route).filter(|day| day.note.is_none());
        TripSet::read(network, &|feed, route| on(feed, route).map(|day| day.on))
    }

    /// What runs of all lines, each on the day that answers for the date.
    pub(crate) fn projected(&self, network: &Network) -> TripSet {
        TripSet::read(network, &|feed, route| self.of(feed, route).map(|day| day.on))
    }
}

/// The date itself where the data speak for it, else the same weekday of the nearest week of the
/// data that is in term.
fn day(validity: &Validity, date: NaiveDate) -> Option<LineDay> {
    validity.extent()?;
    let itself = LineDay { on: date, note: None };
    let read = match validity.lapses(date) {
        None | Some(Speaks::Yes) => None,
        Some(Speaks::Ended(period)) => {
            let on = nearest(period, date, true);
            on.map(|on| LineDay { on, note: Some(Note::TimetableExpired { until: period.1 }) })
        }
        Some(Speaks::NotYet(period)) => {
            let on = nearest(period, date, false);
            on.map(|on| LineDay { on, note: Some(Note::TimetableNotYetValid { from: period.0 }) })
        }
    };
    Some(read.unwrap_or(itself))
}

fn nearest((from, until): Period, date: NaiveDate, has_ended: bool) -> Option<NaiveDate> {
    let apart = |a: NaiveDate, b: NaiveDate| {
        let days =
            i64::from(a.weekday().num_days_from_monday()) - i64::from(b.weekday().num_days_from_monday());
        u64::try_from(days.rem_euclid(7)).unwrap_or(0)
    };
    let candidate = |week: u64| {
        let on = if has_ended {
            until.checked_sub_days(Days::new(apart(until, date) + 7 * week))
        } else {
            from.checked_add_days(Days::new(apart(date, from) + 7 * week))
        };
        on.filter(|on| from <= *on && *on <= until)
    };
    (0..WEEKS).filter_map(candidate).find(|on| in_term(*on)).or_else(|| candidate(0))
}

/// Whether a date lies in a week of school without a bank holiday.
fn in_term(date: NaiveDate) -> bool {
    let week = date.week(chrono::Weekday::Mon).first_day().iter_days().take(5);
    !is_usual_school_holiday(date) && !week.into_iter().any(is_bank_holiday)
}
