//! Reviews of a supported internship, on the page of a placement.

/// Adds one.
pub const RECORD: &str = "Add a review";
/// The form.
pub const HELD_ON: &str = "When was it held?";
/// See [`HELD_ON`].
pub const TOOK_PART: &str = "Who took part?";
/// See [`HELD_ON`].
pub const COACH_DAYS: &str = "On how many days was a job coach there since the last review? (optional)";
/// See [`HELD_ON`].
pub const COACH_DAYS_HINT: &str =
    "For the first review, count from the first day. Leave it empty if nobody counted.";
/// See [`HELD_ON`].
pub const SAID: &str = "How is it going, in their words? (optional)";
/// See [`HELD_ON`].
pub const NEXT: &str = "What changes until the next review? (optional)";
/// What to do.
pub const ENTER_DAY: &str = "Enter the day on which the review was held, such as 18 March 2026";
/// See [`ENTER_DAY`].
pub const SELECT_TOOK_PART: &str = "Select everybody who took part";
/// See [`ENTER_DAY`].
pub const ENTER_COACH_DAYS: &str = "Enter a whole number of days from 0 to 120";

/// A review: when, with whom, and on how many days a job coach was there.
#[must_use]
pub fn line(day: &str, with: &str, coach_days: Option<u8>) -> String {
    let coached = match coach_days {
        None => String::new(),
        Some(0) => " No job coach was there since the review before.".to_owned(),
        Some(1) => " A job coach was there on one day since the review before.".to_owned(),
        Some(days) => format!(" A job coach was there on {days} days since the review before."),
    };
    format!("{day}, with {with}.{coached}")
}

/// What changes.
#[must_use]
pub fn next(words: &str) -> String {
    format!("Until the next review: {words}")
}

/// When the next one is due.
#[must_use]
pub fn due(day: &str) -> String {
    format!("A review is due by {day}.")
}
