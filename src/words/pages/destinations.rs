//! Where a learner is some months after a placement.

/// Says where.
pub const TELL: &str = "Add where the learner is now";
/// The form.
pub const AFTER: &str = "How long after the last day?";
/// See [`AFTER`].
pub const WHERE: &str = "Where is the learner?";
/// See [`AFTER`].
pub const WHERE_HINT: &str =
    "The list is your organisation’s own: change it where your organisation’s details stand.";
/// See [`AFTER`].
pub const NOT_CHOSEN: &str = "Nothing chosen";
/// See [`AFTER`].
pub const SOURCE: &str = "Who said so?";
/// See [`AFTER`].
pub const ASKED_ON: &str = "Asked on";
/// See [`AFTER`].
pub const HOURS: &str = "Hours a week, if they were told";
/// See [`AFTER`].
pub const PAID: &str = "Is it paid?";
/// See [`AFTER`].
pub const SAME: &str = "Is it with the employer of this placement?";
/// See [`AFTER`].
pub const NOTE: &str = "Anything else (optional)";
/// What to do.
pub const SELECT_AFTER: &str = "Select how long after the last day it is";
/// See [`SELECT_AFTER`].
pub const SELECT_SOURCE: &str = "Select who said so, or that nobody could say";
/// See [`SELECT_AFTER`].
pub const ENTER_DAY: &str = "Enter the day on which you asked, such as 18 March 2026";
/// See [`SELECT_AFTER`].
pub const ENTER_HOURS: &str = "Enter a whole number of hours from 1 to 60";

/// A yes, a no, or neither.
pub const ANSWERS: [(&str, &str); 3] = [("yes", "Yes"), ("no", "No"), ("", "Nobody said")];

/// What was found out.
#[must_use]
pub fn line(after: &str, place: Option<&str>, more: &[String], source: &str, day: &str) -> String {
    let place = place.unwrap_or("not known");
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    format!("{after}: {place}{more}. {day}: {source}.")
}

/// See [`line()`].
#[must_use]
pub fn hours(hours: u8) -> String {
    format!("{hours} hours a week")
}
/// See [`line()`].
pub const IS_PAID: &str = "paid";
/// See [`line()`].
pub const UNPAID: &str = "not paid";
/// See [`line()`].
pub const WITH_SAME: &str = "with the employer of this placement";
/// See [`line()`].
pub const WITH_OTHER: &str = "with another employer";

/// The provider’s list of codes.
pub const CODES: &str = "Where learners can be after a placement (optional)";
/// See [`CODES`].
pub const CODES_HINT: &str = "One on a line: the code of your returns, then what it means, such as “310 Paid work”. Leave it empty for the usual list.";
/// See [`CODES`].
pub const ENTER_CODES: &str = "Enter a code and what it means on each line, such as “310 Paid work”";
