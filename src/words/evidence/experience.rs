//! Hours and skills, learner by learner.

use super::{EMPLOYER, Heading, LEARNER, RECORD, TICKS, column};
use crate::domain::nation::Nation;

/// What the table is called.
pub const TITLE: &str = "Hours and skills, learner by learner";
/// What it is for.
pub const ABOUT: &str =
    "Each placement with the hours that it adds, the tasks that were done and the help that new ones took.";

/// Its columns.
pub const COLUMNS: [Heading; 12] = [
    column("learner", "Learner", LEARNER),
    column("year_group", "Year group", "The learner’s date of birth, on the first day"),
    column("reference", "Reference", RECORD),
    column("employer", "Employer", EMPLOYER),
    column("programme", "Kind of programme", RECORD),
    column("first_day", "First day", RECORD),
    column("hours", "Hours attended", TICKS),
    column("total", "Hours so far", "Added up over Years 7 to 11"),
    column("left", "Hours left of 50", "50 less the column before"),
    column("tasks", "Tasks done", "What those who were there saw"),
    column("help", "Help with new tasks", "What those who were there saw last"),
    column("next", "Would like to do next", "What the learner said last"),
];

const COMMON: &str =
    "Hours are the planned ones of days on which somebody ticked that the learner came, without breaks.";
const ENGLAND: [&str; 2] = [
    COMMON,
    "50 hours are the two weeks that equalex, a framework for England, counts over the years of secondary school: it expects, and is no duty.",
];
const WALES: [&str; 1] = [COMMON];

/// What the table counts by, in a nation’s own terms.
#[must_use]
pub fn notes(nation: Nation) -> &'static [&'static str] {
    match nation {
        Nation::England => &ENGLAND,
        Nation::Wales => &WALES,
    }
}
