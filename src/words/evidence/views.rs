//! What learners say of their placements.

use super::{EMPLOYER, Heading, LEARNER, RECORD, column};
use crate::domain::code::vocabulary;

/// What the table is called.
pub const TITLE: &str = "What learners say, term by term";
/// What it is for.
pub const ABOUT: &str = "Each placement that has begun, with what the learner said of it.";

const SAID: &str = "What the learner said last, on their own page";

/// Its columns.
pub const COLUMNS: [Heading; 10] = [
    column("term", "Term", "The last planned day so far"),
    column("learner", "Learner", LEARNER),
    column("reference", "Reference", RECORD),
    column("employer", "Employer", EMPLOYER),
    column("face", "How it was", SAID),
    column("best", "Liked, or did well", SAID),
    column("hard", "Found hard, or would change", SAID),
    column("next", "Would like to do next", SAID),
    column("said_on", "Said on", SAID),
    column("written_by", "Written down by", SAID),
];

/// What is no term.
pub const NO_TERM: &str = "must be a year and a term, such as 2026-spring, 2026-summer or 2026-autumn";

/// The learner wrote it.
pub const OWN_HAND: &str = "the learner";

/// A term of a school year, named by the year in which it lies.
#[must_use]
pub fn term(term: SchoolTerm, year: i32) -> String {
    let name = match term {
        SchoolTerm::Autumn => "Autumn",
        SchoolTerm::Spring => "Spring",
        SchoolTerm::Summer => "Summer",
    };
    format!("{name} term {year}")
}

vocabulary! {
    /// A term, in the order in which they lie in a calendar year.
    SchoolTerm {
        /// January to the Easter holiday.
        Spring = "spring",
        /// From the Easter holiday to August.
        Summer = "summer",
        /// September to December.
        Autumn = "autumn",
    }
}

/// How many of a term said something.
#[must_use]
pub fn said(term: &str, said: usize, of: usize) -> String {
    format!("{term}: the learner commented on {said} of {of} placements.")
}

/// What the table counts by.
pub const NOTES: [&str; 1] =
    ["The spring term ends where the usual Easter holiday begins, which may not be your own date."];
