//! What each employer did and said.

use super::{EMPLOYER, Heading, RECORD, TICKS, column};

/// What the table is called.
pub const TITLE: &str = "Employers: placements, feedback and when last asked";
/// What it is for.
pub const ABOUT: &str = "For each employer: the placements of your learners, what it said of them, and when it was last asked. \
     Use it to thank employers, and to see whom to ask next.";

const FEEDBACK: &str = "The employer’s feedback, the newest first";

/// Its columns.
pub const COLUMNS: [Heading; 14] = [
    column("employer", "Employer", EMPLOYER),
    column("references", "References", RECORD),
    column("asked", "Placements proposed", RECORD),
    column("declined", "Declined by the employer", RECORD),
    column("learners", "Learners who attended", TICKS),
    column("days", "Days attended", TICKS),
    column("unrecorded", "Days so far without a record", "The planned days that nobody ticked"),
    column("feedback", "Placements with feedback", FEEDBACK),
    column("overall", "How it went", FEEDBACK),
    column("again", "Would have a learner again", FEEDBACK),
    column("references_given", "Learners given a written comment", "What the employer says it saw"),
    column("last_asked", "Last asked on", "The day on which the newest placement was proposed"),
    column("next_allowed", "Can be asked again from", "The employer’s entry: a date agreed with it"),
    column("insurance_ends", "Cover ends", EMPLOYER),
];

/// What the table does not say.
pub const NOTES: [&str; 2] = [
    "Only placements of your own learners count. Others may have asked the same employer.",
    "Whether thanks were sent is not recorded by this service.",
];
