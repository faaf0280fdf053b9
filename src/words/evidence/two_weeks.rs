//! Two weeks' worth of experiences of work by the end of Year 11, as England's statutory guidance expects it.

use super::{Heading, LEARNER, RECORD, column};
use crate::domain::nation::Nation;

/// What the table is called.
#[must_use]
pub fn title(nation: Nation) -> &'static str {
    match nation {
        Nation::England => "Two weeks of experience of work by the end of Year 11",
        Nation::Wales => "Experience of work by year group",
    }
}

/// What it is for.
pub const ABOUT: &str = "For each learner the days and hours recorded in Years 7 to 9 and in Years 10 and 11, the gap, and the \
     next date.";

const CAME: &str = "The planned days ticked as days on which the learner came";
const HOURS: &str = "The planned hours of those days from the minute of arriving, breaks not counted";
const GAP: &str = "Five days less the days recorded";

/// Its columns.
pub const COLUMNS: [Heading; 14] = [
    column("learner", "Learner", LEARNER),
    column("year_group", "Year group now", "The date of birth in the learner’s record"),
    column("early_days", "Years 7 to 9: days attended", CAME),
    column("early_visit_hours", "Years 7 to 9: hours on visits", HOURS),
    column("early_placement_hours", "Years 7 to 9: hours on placements", HOURS),
    column("early_gap", "Years 7 to 9: days short of a week of activities", GAP),
    column("late_days", "Years 10 and 11: days attended on placements", CAME),
    column("late_placement_hours", "Years 10 and 11: hours on placements", HOURS),
    column("late_visit_hours", "Years 10 and 11: hours on visits", HOURS),
    column("late_gap", "Years 10 and 11: days short of a week of placements", GAP),
    column("unrecorded", "Days so far without a record", "The planned days that nobody ticked"),
    column("to_come", "Days to come", "The days of placements that are confirmed"),
    column("next_on", "Next date", RECORD),
    column("next", "What is next", RECORD),
];

/// What comes next.
#[must_use]
pub fn next(reference: &str, employer: &str, state: &str) -> String {
    format!("{reference} at {employer}, {state}")
}

/// What the table counts by, in a nation's own terms.
#[must_use]
pub fn notes(nation: Nation) -> &'static [&'static str] {
    match nation {
        Nation::England => &[
            "Statutory guidance expects of schools in England two weeks’ worth of experiences of workplaces by the end of \
             Year 11: a week of activities in Years 7 to 9, and a week of placements in Years 10 and 11. It is an \
             expectation, not a right of the learner.",
            "A week is counted as five days here. Some count 25 hours a week: the hours stand beside the days.",
            "Only what this service has planned is counted. Virtual experiences, projects, and visits or placements that \
             were arranged elsewhere are not recorded.",
            "This table lists learners in Years 7 to 11, and older learners with days recorded in those years.",
        ],
        Nation::Wales => &[
            "In Wales no number of weeks is set. Careers and work-related experiences are part of the Curriculum for Wales; \
             a school decides what each learner is offered.",
            "Only what this service has planned is counted. Virtual experiences, projects, and visits or placements that \
             were arranged elsewhere are not recorded.",
            "This table lists learners in Years 7 to 11, and older learners with days recorded in those years.",
        ],
    }
}
