//! The pages of evidence tables.

use chrono::{DateTime, Utc};

/// A date that cannot be read.
pub const WRONG_DATE: &str = "must be a date, such as 2 March 2026";

/// What stands in the list of learners before somebody has been chosen.
pub const CHOOSE: &str = "Choose a learner";
/// What stands there for somebody who is shown and not among those listed.
pub const THE_ONE_SHOWN: &str = "The learner shown below";

/// The moment of which a table tells.
#[must_use]
pub fn as_at(at: DateTime<Utc>) -> String {
    format!("As at {}", super::moment(at))
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
