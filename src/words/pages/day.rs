//! The page of the learners who are expected today.

/// How a learner's day stands.
pub const NOT_YET: &str = "not ticked yet";
/// See [`NOT_YET`].
pub const ALERT: &str = "not known to have arrived: ring now";
/// See [`NOT_YET`].
pub const DEALT_WITH: &str = "not known to have arrived";
/// The time is not known.
pub const NO_TIME: &str = "time not known";
/// The learner's name is not for the reader.
pub const A_LEARNER: &str = "a learner";
/// What to do about a form in which nothing was selected.
pub const SELECT: &str = "Select each learner whose arrival you are following up";
/// Somebody else was quicker.
pub const CHANGED: &str = "One of these has changed since you opened the page. The table shows how it stands now; select it again if you still need to";

/// Who deals with an alert.
#[must_use]
pub fn dealt_with_by(name: &str) -> String {
    format!("{name} is dealing with it")
}

/// Who is rung today, and when.
#[must_use]
pub fn ring(at: &str, who: &str) -> String {
    format!("{at}: ring {who}")
}
