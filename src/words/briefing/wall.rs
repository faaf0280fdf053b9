//! The page for the wall.

use std::collections::BTreeMap;

use chrono::NaiveDate;

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
