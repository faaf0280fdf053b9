//! Planned calls.

/// The heading.
pub const HEADING: &str = "Planned calls";
/// Plans one.
pub const PLAN: &str = "Say when you ring";
/// Calls one off.
pub const OFF: &str = "Call it off";
/// The form.
pub const WHOM: &str = "Whom do you ring?";
/// See [`WHOM`].
pub const DAY: &str = "On which day";
/// See [`WHOM`].
pub const TIME: &str = "At what time";
/// See [`WHOM`].
pub const TIME_HINT: &str = "Like 14:00";
/// What to do.
pub const SELECT: &str = "Select whom you ring";
/// See [`SELECT`].
pub const ENTER_DAY: &str = "Enter the day on which you ring, such as 18 March 2026";
/// See [`SELECT`].
pub const ENTER_TIME: &str = "Enter the time at which you ring, like 14:00";

/// When somebody is rung.
#[must_use]
pub fn call(day: &str, at: &str, who: &str) -> String {
    format!("{day}, {at}: ring {who}")
}
