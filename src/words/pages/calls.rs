//! Planned calls.

/// Plans a call.
pub const PLAN: &str = "Plan a call";
/// Calls one off.
pub const OFF: &str = "Cancel this call";
/// The form.
pub const WHOM: &str = "Who will you ring?";
/// See [`WHOM`].
pub const DAY: &str = "Day";
/// See [`WHOM`].
pub const TIME: &str = "Time";
/// See [`WHOM`].
pub const TIME_HINT: &str = "Such as 14:00";
/// What to do.
pub const SELECT: &str = "Select who you will ring";
/// See [`SELECT`].
pub const ENTER_DAY: &str = "Enter the day of the call, such as 18 March 2026";
/// See [`SELECT`].
pub const ENTER_TIME: &str = "Enter the time of the call, such as 14:00";

/// When somebody is rung.
#[must_use]
pub fn call(day: &str, at: &str, who: &str) -> String {
    format!("{day}, {at}: ring {who}")
}
