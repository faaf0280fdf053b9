//! Which day of a line's data answers for a date.

use chrono::{Datelike, Days, NaiveDate};

use crate::answer::Note;
use crate::gtfs::{Feed, Period, Speaks, Validity};
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

/// By line, the day that answers for a date; `None` for a line without any service.
pub(crate) fn days(feed: &Feed, date: NaiveDate) -> Vec<Option<LineDay>> {
    feed.validity.iter().map(|validity| day(validity, date)).collect()
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
