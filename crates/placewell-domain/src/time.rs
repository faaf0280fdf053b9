//! Civil times of a working day in Europe/London, weekdays, and ranges of dates.

use std::fmt;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::{Code, CodeSet, vocabulary};
use super::text::Invalid;

/// A minute of the day, 00:00 to 23:59; in JSON `"HH:MM"`.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schema(value_type = String, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "09:30")]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The time so many minutes after midnight; `None` from 1440 on.
    #[must_use]
    pub const fn from_minutes(minutes: u16) -> Option<Self> {
        if minutes < 1440 { Some(Self(minutes)) } else { None }
    }

    /// Reads `HH:MM`.
    ///
    /// # Errors
    /// [`Invalid`] for any other shape.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let two = |part: &str| (part.len() == 2).then(|| part.parse::<u16>().ok()).flatten();
        text.is_ascii()
            .then(|| text.split_once(':'))
            .flatten()
            .and_then(|(hours, minutes)| Some((two(hours)?, two(minutes)?)))
            .filter(|(hours, minutes)| *hours < 24 && *minutes < 60 && !text.contains('+'))
            .map(|(hours, minutes)| Self(hours * 60 + minutes))
            .ok_or_else(|| Invalid::new("not a time of day, such as 09:30"))
    }

    /// Minutes after midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.0
    }

    /// This time so many minutes later, at the latest 23:59.
    #[must_use]
    pub fn plus(self, minutes: u16) -> Self {
        Self(self.0.saturating_add(minutes).min(1439))
    }

    /// Minutes from `earlier` to this time; 0 when it is not earlier.
    #[must_use]
    pub fn since(self, earlier: Self) -> u16 {
        self.0.saturating_sub(earlier.0)
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

/// A stretch of one day: `from` inclusive, `to` exclusive, `from` before `to`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "RawSpan", deny_unknown_fields)]
#[schema(example = json!({"from": "09:30", "to": "15:00"}))]
pub struct Span {
    /// When it begins.
    pub from: TimeOfDay,
    /// When it has ended.
    #[schema(value_type = String, pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$", example = "15:00")]
    pub to: TimeOfDay,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpan {
    from: TimeOfDay,
    to: TimeOfDay,
}

impl TryFrom<RawSpan> for Span {
    type Error = Invalid;

    fn try_from(raw: RawSpan) -> Result<Self, Invalid> {
        Self::new(raw.from, raw.to)
    }
}

impl Span {
    /// A stretch of time.
    ///
    /// # Errors
    /// [`Invalid`] when `to` is not after `from`.
    pub fn new(from: TimeOfDay, to: TimeOfDay) -> Result<Self, Invalid> {
        if from < to { Ok(Self { from, to }) } else { Err(Invalid::new("`to` must be after `from`")) }
    }

    /// Its length in minutes.
    #[must_use]
    pub fn minutes(self) -> u16 {
        self.to.since(self.from)
    }

    /// Whether the other lies wholly inside.
    #[must_use]
    pub fn covers(self, other: Self) -> bool {
        self.from <= other.from && other.to <= self.to
    }

    /// Whether the two share a minute.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }

    /// The minutes that both have, if any.
    #[must_use]
    pub fn intersection(self, other: Self) -> Option<Self> {
        Self::new(self.from.max(other.from), self.to.min(other.to)).ok()
    }
}

vocabulary! {
    /// A day of the week.
    Weekday {
        /// Monday.
        Mon = "mon",
        /// Tuesday.
        Tue = "tue",
        /// Wednesday.
        Wed = "wed",
        /// Thursday.
        Thu = "thu",
        /// Friday.
        Fri = "fri",
        /// Saturday.
        Sat = "sat",
        /// Sunday.
        Sun = "sun",
    }
}

impl Weekday {
    /// The weekday of a date.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        let index = usize::try_from(date.weekday().num_days_from_monday()).unwrap_or_default();
        Self::ALL.get(index).copied().unwrap_or(Self::Mon)
    }
}

/// A set of weekdays.
pub type Weekdays = CodeSet<Weekday>;

/// Dates from `from` to `to`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "RawDates", deny_unknown_fields)]
pub struct DateRange {
    /// The first date.
    pub from: NaiveDate,
    /// The last date.
    pub to: NaiveDate,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDates {
    from: NaiveDate,
    to: NaiveDate,
}

impl TryFrom<RawDates> for DateRange {
    type Error = Invalid;

    fn try_from(raw: RawDates) -> Result<Self, Invalid> {
        Self::new(raw.from, raw.to)
    }
}

impl DateRange {
    /// The longest range, in days: no placement runs longer than an internship year with room to spare.
    pub const MOST_DAYS: i64 = 800;

    /// A range of dates between the years 2000 and 2200.
    ///
    /// # Errors
    /// [`Invalid`] when `to` is before `from`, the range is over [`Self::MOST_DAYS`] days, or a year is out of range.
    pub fn new(from: NaiveDate, to: NaiveDate) -> Result<Self, Invalid> {
        if to < from {
            return Err(Invalid::new("`to` must not be before `from`"));
        }
        if from.year() < 2000 || to.year() > 2200 {
            return Err(Invalid::new("dates must lie between the years 2000 and 2200"));
        }
        if (to - from).num_days() >= Self::MOST_DAYS {
            return Err(Invalid::new(format!("must not be longer than {} days", Self::MOST_DAYS)));
        }
        Ok(Self { from, to })
    }

    /// Whether the date is inside.
    #[must_use]
    pub fn contains(self, date: NaiveDate) -> bool {
        self.from <= date && date <= self.to
    }

    /// Every date, in order.
    pub fn days(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |date| *date <= self.to)
    }
}
