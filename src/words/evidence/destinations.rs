//! Where learners are some months after a placement.

use super::{EMPLOYER, Heading, LEARNER, RECORD, column};

/// What the table is called.
pub const TITLE: &str = "Where learners are after 3, 6 and 12 months";
/// What it is for.
pub const ABOUT: &str =
    "Whether a supported internship led to a job that lasts, or where else the learner is.";

const FOUND: &str = "What staff found out and entered, the newest";

/// Its columns.
pub const COLUMNS: [Heading; 14] = [
    column("learner", "Learner", LEARNER),
    column("reference", "Reference", RECORD),
    column("employer", "Employer", EMPLOYER),
    column("programme", "Kind of programme", RECORD),
    column("last_day", "Last day", RECORD),
    column("after", "Asked", "3, 6 and 12 months after the last day"),
    column("due", "Due from", "Counted from the last day"),
    column("place", "Where the learner is", FOUND),
    column("code", "Code", "Your organisation’s own list"),
    column("hours_a_week", "Hours a week", FOUND),
    column("paid", "Paid", FOUND),
    column("same_employer", "Same employer", FOUND),
    column("source", "Who said so", FOUND),
    column("asked_on", "Asked on", FOUND),
];

/// What the table counts by.
pub const NOTES: [&str; 2] = [
    "Each supported internship that came about and is over has three rows. Other placements have a row where somebody found something out.",
    "“Asked, not known” means that staff asked and nobody could say. “Not recorded” means that nothing was entered.",
];

/// They were asked, and nobody could say.
pub const NOBODY_KNEW: &str = "asked, not known";
