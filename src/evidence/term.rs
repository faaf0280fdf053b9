//! The terms of a school year: the spans of time for which figures are told.

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use crate::domain::calendar::is_usual_school_holiday;
use crate::domain::code::Code;
use crate::domain::text::Invalid;
use crate::words::evidence::views as words;
use crate::words::evidence::views::SchoolTerm;

/// A term of a calendar year; in JSON its code, such as `2026-summer`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
pub struct TermOfYear {
    year: i32,
    term: SchoolTerm,
}

impl TermOfYear {
    /// The term in which a date lies. The spring term ends with the first day of the usual Easter holiday.
    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        let year = date.year();
        let term = match date.month() {
            9.. => SchoolTerm::Autumn,
            _ if date >= easter_holiday(year).unwrap_or(date) => SchoolTerm::Summer,
            _ => SchoolTerm::Spring,
        };
        Self { year, term }
    }

    /// The term before.
    #[must_use]
    pub fn before(self) -> Self {
        let Self { year, term } = self;
        match term {
            SchoolTerm::Spring => Self { year: year - 1, term: SchoolTerm::Autumn },
            SchoolTerm::Summer => Self { year, term: SchoolTerm::Spring },
            SchoolTerm::Autumn => Self { year, term: SchoolTerm::Summer },
        }
    }

    /// Its first date; `None` where the calendar ends.
    #[must_use]
    pub fn first(self) -> Option<NaiveDate> {
        match self.term {
            SchoolTerm::Spring => NaiveDate::from_ymd_opt(self.year, 1, 1),
            SchoolTerm::Summer => easter_holiday(self.year),
            SchoolTerm::Autumn => NaiveDate::from_ymd_opt(self.year, 9, 1),
        }
    }

    /// Its last date; `None` where the calendar ends.
    #[must_use]
    pub fn last(self) -> Option<NaiveDate> {
        match self.term {
            SchoolTerm::Spring => easter_holiday(self.year)?.pred_opt(),
            SchoolTerm::Summer => NaiveDate::from_ymd_opt(self.year, 8, 31),
            SchoolTerm::Autumn => NaiveDate::from_ymd_opt(self.year, 12, 31),
        }
    }

    /// What programs call it, such as `2026-summer`.
    #[must_use]
    pub fn code(self) -> String {
        format!("{}-{}", self.year, self.term.code())
    }

    /// The term that programs call so.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        let (year, term) = code.split_once('-')?;
        let digits = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
        Some(Self { year: year.parse().ok().filter(|_| digits)?, term: SchoolTerm::named(term)? })
    }

    /// What people call it.
    #[must_use]
    pub fn words(self) -> String {
        words::term(self.term, self.year)
    }
}

impl TryFrom<String> for TermOfYear {
    type Error = Invalid;

    fn try_from(code: String) -> Result<Self, Invalid> {
        Self::named(&code).ok_or_else(|| Invalid::new(words::NO_TERM))
    }
}

fn easter_holiday(year: i32) -> Option<NaiveDate> {
    let spring = NaiveDate::from_ymd_opt(year, 2, 1)?;
    spring.iter_days().take(120).find(|day| is_usual_school_holiday(*day))
}
