//! Reminders of a placement: what an employer's contact is reminded of, on which day, and how often at most.

use chrono::{Days, NaiveDate, NaiveTime, Timelike};

use super::calendar::is_working_day;
use super::code::vocabulary;

/// The hours of a day, in London, within which a reminder goes: from the first up to the second.
pub const HOURS: (u32, u32) = (8, 18);

/// How many reminders somebody gets within 24 hours at most, over all placements.
pub const MOST_A_DAY: usize = 2;

/// How many reminders somebody gets within seven days at most, over all placements. One placement alone has at most
/// four.
pub const MOST_A_WEEK: usize = 6;

/// The working days before the first day on which somebody is reminded of it.
const BEFORE: usize = 2;

/// From how many days on a placement has a middle that is worth a word.
const LONG: usize = 4;

vocabulary! {
    /// When somebody is reminded.
    ReminderOccasion {
        /// Two working days before the first day.
        Before = "before",
        /// On the first day.
        FirstDay = "first_day",
        /// On the day in the middle, of four or more.
        HalfWay = "half_way",
        /// On the last day.
        LastDay = "last_day",
        /// On the first working day after the last day.
        After = "after",
    }
}

vocabulary! {
    /// What became of a reminder that was due.
    ReminderOutcome {
        /// It was written.
        Sent = "sent",
        /// There was nothing left to remind of.
        Needless = "needless",
        /// The contact wants none.
        Stopped = "stopped",
        /// The contact had got as many as anybody gets.
        Capped = "capped",
    }
}

impl ReminderOccasion {
    /// The day on which it falls, for the days of a placement in their order; `None` where it has none.
    #[must_use]
    pub fn day(self, days: &[NaiveDate]) -> Option<NaiveDate> {
        let (first, last) = (days.first().copied()?, days.last().copied()?);
        match self {
            Self::Before => {
                let back = (1..=30).filter_map(|back| first.checked_sub_days(Days::new(back)));
                back.filter(|day| is_working_day(*day)).nth(BEFORE - 1)
            }
            Self::FirstDay => Some(first),
            Self::HalfWay if days.len() >= LONG => days.get(days.len() / 2).copied(),
            Self::HalfWay => None,
            Self::LastDay => (last != first).then_some(last),
            Self::After => last.iter_days().skip(1).take(30).find(|day| is_working_day(*day)),
        }
    }

    /// The occasion that falls on a day.
    #[must_use]
    pub fn on(day: NaiveDate, days: &[NaiveDate]) -> Option<Self> {
        let all = <Self as super::code::Code>::ALL;
        all.iter().copied().find(|occasion| occasion.day(days) == Some(day))
    }
}

/// Whether it is an hour at which a reminder may go.
#[must_use]
pub fn is_waking_hour(at: NaiveTime) -> bool {
    (HOURS.0..HOURS.1).contains(&at.hour())
}
