//! The page that finds needs in a text.

use crate::domain::need::Wanted;
use crate::words::label::Label;

/// What the page is for.
pub const HEADING: &str = "Find needs in a text";
/// See [`HEADING`].
pub const TEXT: &str = "What has been written about the learner’s needs?";
/// See [`HEADING`].
pub const TEXT_HINT: &str =
    "Paste up to 2,000 characters, such as part of a plan or a profile. The text is not kept.";
/// See [`HEADING`].
pub const ENTER_TEXT: &str = "Enter what has been written about the learner’s needs";
/// See [`HEADING`].
pub const FIND: &str = "Find needs";
/// See [`HEADING`].
pub const FIND_AGAIN: &str = "Change the text";

/// What was found.
pub const FOUND: &str = "What the text may mean";
/// See [`FOUND`].
pub const ABOUT_FOUND: &str = "Decide each one. Only what you tick goes on the record.";
/// See [`FOUND`].
pub const NOTHING_FOUND: &str = "The text suggests no need that is not on the record.";
/// See [`FOUND`].
pub const ACCEPT: &str = "Add what is ticked";
/// See [`FOUND`].
pub const TICK_ONE: &str = "Tick at least one need, or go back to the record";
/// See [`FOUND`].
pub const ESSENTIAL: &str = "Essential";
/// See [`FOUND`].
pub const HELPFUL: &str = "Helpful";
/// See [`FOUND`].
pub const NOT_A_NEED: &str = "Not a need";

/// What was left aside.
pub const NOT_NEEDED: &str = "Read as no trouble, or not needed";
/// See [`NOT_NEEDED`].
pub const CONDITIONS: &str = "Names of conditions";
/// See [`NOT_NEEDED`].
pub const ABOUT_CONDITIONS: &str =
    "A condition does not say what this learner needs at work. Ask them, their family or their teachers.";
/// See [`NOT_NEEDED`].
pub const UNREAD: &str = "Not understood";
/// See [`NOT_NEEDED`].
pub const ABOUT_UNREAD: &str = "If one of these is a need, add it on the record yourself.";

/// What to keep away from.
#[must_use]
pub fn away(exposure: &str) -> String {
    format!("To keep away from: {exposure}")
}

/// What a need is called.
#[must_use]
pub fn wanted(wanted: Wanted) -> String {
    match wanted {
        Wanted::Provision(provision) => provision.label().to_owned(),
        Wanted::Avoid(exposure) => away(exposure.label()),
    }
}

/// A suggestion that nobody has decided.
pub const DECIDE: &str = "Select how much it matters, or that it is not a need";

/// The words that a suggestion came from.
#[must_use]
pub fn from(words: &str) -> String {
    format!("From “{words}”")
}
