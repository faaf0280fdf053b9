//! When a concessionary bus pass lets one ride free: by nation, and by authority where a hub knows
//! better. It is told beside a journey and never stands against one.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use placewell_domain::calendar::is_bank_holiday;
use placewell_domain::concession::{AuthorityCode, Concessions, FreeTime};
use placewell_domain::nation::Nation;

/// The minutes of a day in which a ride that begins is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeHours {
    /// From this minute of the day.
    pub from: u16,
    /// Until this minute of the day, itself included.
    pub until: u16,
}

impl FreeHours {
    /// At any time.
    pub const ALWAYS: Self = Self { from: 0, until: u16::MAX };
}

impl From<FreeTime> for FreeHours {
    fn from(time: FreeTime) -> Self {
        match time {
            FreeTime::Always => Self::ALWAYS,
            FreeTime::Between { from, until } => Self { from: from.minutes(), until: until.minutes() },
        }
    }
}

/// The hours of a pass by kind of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassHours {
    /// From Monday to Friday.
    pub weekdays: FreeHours,
    /// On Saturdays, Sundays and bank holidays.
    pub weekends: FreeHours,
}

impl PassHours {
    /// Free at any time.
    pub const ALWAYS: Self = Self { weekdays: FreeHours::ALWAYS, weekends: FreeHours::ALWAYS };

    /// The scheme of a nation, which its authorities may better and not worsen; read in November 2026.
    ///
    /// England: a ride is free that begins from 09:30 to 23:00, and at any time on Saturdays,
    /// Sundays and bank holidays (Transport Act 2000, section 145A, as the Concessionary Bus
    /// Travel Act 2007 made it; the English national concessionary travel scheme).
    ///
    /// Wales: a ride is free that begins at any time, on every day (Transport Act 2000, section
    /// 145B, which restates section 145(1A) as inserted by the Travel Concessions (Extension of
    /// Entitlement) (Wales) Order 2001). It covers local buses within Wales and those that cross
    /// the border without a change in England (terms of the concessionary travel card, Transport
    /// for Wales, 1 June 2019).
    #[must_use]
    pub const fn national(nation: Nation) -> Self {
        match nation {
            Nation::England => {
                let weekdays = FreeHours { from: 9 * 60 + 30, until: 23 * 60 };
                Self { weekdays, weekends: FreeHours::ALWAYS }
            }
            Nation::Wales => Self::ALWAYS,
        }
    }

    /// The hours on a date.
    #[must_use]
    pub fn on(self, date: NaiveDate) -> FreeHours {
        let weekend = date.weekday().num_days_from_monday() >= 5 || is_bank_holiday(date);
        if weekend { self.weekends } else { self.weekdays }
    }
}

/// The hours of passes by the authority that issued them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PassTable(BTreeMap<AuthorityCode, PassHours>);

impl PassTable {
    /// The hours of a learner's pass: those of the issuing authority where the table has them,
    /// else of its nation; of `nation`, where the learner lives, when the authority is not known.
    #[must_use]
    pub fn hours(&self, issuer: Option<&AuthorityCode>, nation: Nation) -> PassHours {
        let known = issuer.and_then(|issuer| self.0.get(issuer)).copied();
        known.unwrap_or_else(|| PassHours::national(issuer.map_or(nation, AuthorityCode::nation)))
    }
}

impl From<&Concessions> for PassTable {
    fn from(known: &Concessions) -> Self {
        let hours = known.authorities.iter().map(|one| {
            let hours = PassHours { weekdays: one.weekdays.into(), weekends: one.weekends.into() };
            (one.authority.clone(), hours)
        });
        Self(hours.collect())
    }
}
