//! The pages of evidence tables.

use chrono::{DateTime, Utc};
use chrono_tz::Europe::London;

use crate::words::amount::date;

/// A date that cannot be read.
pub const WRONG_DATE: &str = "must be a date, such as 2 March 2026";

/// The moment of which a table tells.
#[must_use]
pub fn as_at(at: DateTime<Utc>) -> String {
    let here = at.with_timezone(&London);
    format!("As at {}, {}", date(here.date_naive()), here.format("%H:%M"))
}

/// How many rows a table has.
#[must_use]
pub fn rows(count: usize) -> String {
    match count {
        0 => "No rows".to_owned(),
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    }
}
