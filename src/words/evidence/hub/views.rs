//! What learners said of the placements of a term.

use super::outcomes::{GROUP, NAME, PLACED, TERM};
use crate::words::evidence::{Heading, column};

/// What the table is called.
pub const TITLE: &str = "What learners said of placements of the term";
/// What it is for.
pub const ABOUT: &str =
    "How learners found their placement, as they said it themselves, by provider and by year group.";

const SAID: &str = "What the learner said last, on their own page";

/// Its columns.
pub const COLUMNS: [Heading; 8] = [
    TERM,
    GROUP,
    NAME,
    PLACED,
    column("good", "Said that it was good", SAID),
    column("mixed", "Said that some of it was", SAID),
    column("bad", "Said that it was not good", SAID),
    column("silent", "Have said nothing", SAID),
];

/// What the table counts by.
pub const NOTES: [&str; 2] = [
    "Each learner is counted once, by their last placement of the term.",
    "No words of a learner stand here: those are their provider’s to read.",
];
