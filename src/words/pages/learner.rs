//! The record of a learner.

use crate::domain::learner::EarlierPlacement;
use crate::words::amount::list;
use crate::words::label::Label;

/// Headings, the learner's own words first.
pub const LIKES: &str = "I like and am good at";
/// See [`LIKES`].
pub const WANTS_TO_TRY: &str = "I want to try";
/// See [`LIKES`].
pub const DISLIKES: &str = "I do not like";
/// See [`LIKES`].
pub const STATEMENT: &str = "What I choose to say to the people I work with";
/// See [`LIKES`].
pub const INTERESTS: &str = "Interests";
/// See [`LIKES`].
pub const STRENGTHS: &str = "Strengths";
/// See [`LIKES`].
pub const HELP: &str = "Help with new work starts with";
/// Signs of distress at the beginning.
pub const FIRST_SIGNS: &str = "First signs";
/// What helps at the beginning.
pub const HELPS_EARLY: &str = "What helps then";
/// Signs of distress later.
pub const LATE_SIGNS: &str = "Signs that it has become too much";
/// What helps later.
pub const HELPS_LATE: &str = "What helps by then";
/// How long distress lasts.
pub const PASSES: &str = "It usually passes within";
/// What people do afterwards.
pub const AFTERWARDS: &str = "Afterwards";
/// See [`LIKES`].
pub const STRESS: &str = "Signs of stress";
/// See [`LIKES`].
pub const WHAT_HELPS: &str = "What helps then";
/// See [`LIKES`].
pub const PLEASE_AVOID: &str = "Please avoid";
/// See [`LIKES`].
pub const EARLIER: &str = "Earlier placements";

/// An earlier placement in a line.
#[must_use]
pub fn earlier(placement: &EarlierPlacement) -> String {
    let themes: Vec<_> = placement.themes.iter().map(Label::label).collect();
    match &placement.learnt {
        Some(learnt) => format!("{}: {learnt}", list(&themes)),
        None => list(&themes),
    }
}
