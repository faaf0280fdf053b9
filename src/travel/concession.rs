//! When a concessionary bus pass lets one ride free.

use chrono::{Datelike, NaiveDate};

use crate::domain::nation::Nation;

/// The hours of a pass from Monday to Friday; weekends are free all day. A hub may hold its own
/// for an authority that lifts the morning limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassHours {
    /// Free from this minute of the day.
    pub from: u16,
    /// Free until this minute of the day.
    pub until: u16,
}

impl PassHours {
    /// Free at any time.
    pub const ALWAYS: Self = Self { from: 0, until: u16::MAX };

    /// The national scheme. England: 09:30 to 23:00 (Transport Act 2000, section 145A, and the
    /// Concessionary Bus Travel Act 2007); authorities may add to it. Wales: local buses at any time.
    #[must_use]
    pub const fn national(nation: Nation) -> Self {
        match nation {
            Nation::England => Self { from: 9 * 60 + 30, until: 23 * 60 },
            _ => Self::ALWAYS,
        }
    }

    /// The hours on a date.
    #[must_use]
    pub fn on(self, date: NaiveDate) -> Self {
        if date.weekday().num_days_from_monday() >= 5 { Self::ALWAYS } else { self }
    }
}
