//! The page for the wall.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::day_month;
use crate::domain::time::TimeOfDay;

/// "18 January", the Monday of a week.
#[must_use]
pub fn week_of(monday: NaiveDate) -> String {
    monday.format("%-d %B").to_string()
}

/// "Tue A, Wed B, Thu C".
#[must_use]
pub fn sheets(days: &BTreeMap<NaiveDate, char>) -> String {
    let each: Vec<String> =
        days.iter().map(|(date, letter)| format!("{} {letter}", date.format("%a"))).collect();
    each.join(", ")
}

/// What is shown on the last day: "Friday 22 January, 14:30. Show what was made: trays of herbs, to Nia."
#[must_use]
pub fn at_the_end(last: NaiveDate, from: TimeOfDay, what: &str, to: &str) -> String {
    format!("{}, {from}. {}, to {to}.", day_month(last), what.trim_end_matches('.'))
}
