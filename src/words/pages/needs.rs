//! The table of what a learner needs beside what is known of a workplace.

use super::form::sentence;

/// Whether a need is met.
pub const MET: &str = "met";
/// See [`MET`].
pub const TO_ARRANGE: &str = "can be arranged";
/// See [`MET`].
pub const NOT_MET: &str = "not met";
/// See [`MET`].
pub const TO_ASK: &str = "to ask";
/// See [`MET`].
pub const KEPT_AWAY: &str = "can be kept away";
/// What to do about a form in which other than two were selected.
pub const SELECT_TWO: &str = "Select two placements to compare";

/// The absence of something.
#[must_use]
pub fn without(exposure: &str) -> String {
    format!("Without: {exposure}")
}

/// What is known, as a sentence.
#[must_use]
pub fn state(label: &str) -> String {
    sentence(label)
}

/// What is known of something that is to be kept away: at the site, and which tasks bring it.
#[must_use]
pub fn exposed(site: &str, tasks: &[&str]) -> String {
    let site = format!("At the site: {site}");
    if tasks.is_empty() { site } else { format!("{site}. Tasks that bring it: {}", tasks.join("; ")) }
}
