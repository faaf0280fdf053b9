//! Dates, hours and money as people write them.

use chrono::{Datelike, NaiveDate};

use super::label::Label;
use crate::domain::time::Weekday;

/// "March".
#[must_use]
pub fn month(date: NaiveDate) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.into_iter().nth(date.month0() as usize).unwrap_or_default()
}

/// A date with its weekday: `Friday 26 June 2026`.
#[must_use]
pub fn date(date: NaiveDate) -> String {
    format!("{} {} {} {}", Weekday::of(date).label(), date.day(), month(date), date.year())
}

/// A minute of the day as a clock shows it; past midnight it begins again.
#[must_use]
pub fn clock(minute: u16) -> String {
    format!("{:02}:{:02}", minute / 60 % 24, minute % 60)
}

/// A length of time: `45 minutes`, `1 hour`, `7 hours 30 minutes`.
#[must_use]
pub fn hours(minutes: impl Into<u32>) -> String {
    let minutes: u32 = minutes.into();
    let unit = |count: u32, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    match (minutes / 60, minutes % 60) {
        (0, rest) => unit(rest, "minute", "minutes"),
        (whole, 0) => unit(whole, "hour", "hours"),
        (whole, rest) => format!("{} {}", unit(whole, "hour", "hours"), unit(rest, "minute", "minutes")),
    }
}

/// An amount of money: `£5,000,000`.
#[must_use]
pub fn pounds(pounds: impl Into<u64>) -> String {
    let digits = pounds.into().to_string();
    let length = digits.len();
    let grouped: String = digits
        .chars()
        .enumerate()
        .flat_map(|(at, digit)| {
            let comma = at > 0 && (length - at).is_multiple_of(3);
            comma.then_some(',').into_iter().chain([digit])
        })
        .collect();
    format!("£{grouped}")
}

/// Several things in a row: `a, b and c`.
#[must_use]
pub fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}

/// Several of which there is one.
pub(in crate::words) fn any_of(people: &[&str]) -> String {
    match people {
        [some @ .., last] if !some.is_empty() => format!("{} or {last}", some.join(", ")),
        people => people.join(", "),
    }
}

/// A text with a small first letter, as it stands within a sentence.
pub(in crate::words) fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}", first.to_lowercase(), letters.as_str()))
}
