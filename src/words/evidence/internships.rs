//! The file of supported internships.

use super::{EMPLOYER, Heading, LEARNER, RECORD, TICKS, column};

/// What the table is called.
pub const TITLE: &str = "Supported internships: hours, help and reviews by rotation";
/// What it is for.
pub const ABOUT: &str =
    "Each rotation in periods of six weeks: hours at work, how help tapers, and when a review is due.";

const PERIOD: &str = "Six weeks from the first day, then the next";
const PLAN: &str = "The newest plan";

/// Its columns.
pub const COLUMNS: [Heading; 20] = [
    column("learner", "Learner", LEARNER),
    column("rotation", "Rotation", "The learner’s internship placements by their first day"),
    column("reference", "Reference", RECORD),
    column("employer", "Employer", EMPLOYER),
    column("offer", "Where", "The offer"),
    column("period", "Period", PERIOD),
    column("from", "From", PERIOD),
    column("to", "To", PERIOD),
    column("planned_days", "Days planned", RECORD),
    column("days", "Days attended", TICKS),
    column("hours", "Hours attended", "The planned hours of those days, without breaks"),
    column("unrecorded", "Days so far without a record", "The planned days that nobody ticked"),
    column("coaches", "Job coaches assigned", "The placement’s job coaches as they are now"),
    column("most_help", "Most help planned", PLAN),
    column("least_help", "Least help planned", PLAN),
    column(
        "seen_help",
        "Help with new tasks, as seen",
        "What the job coach or the employer said last in these weeks",
    ),
    column("coach_days", "Days with a job coach", "What the reviews held in these weeks said"),
    column("review_due", "Review due by", PERIOD),
    column(
        "review_held",
        "Review held on",
        "The last review held in these weeks; after the last day, the last of all",
    ),
    column("review_next", "What changes next", "What that review said"),
];

/// What the table counts by.
pub const NOTES: [&str; 3] = [
    "A rotation is one placement of the kind supported internship. A period stands here once it has begun.",
    "A job coach’s days are counted at each review. Which days they were is not recorded by this service.",
    "Help runs from together, over shown once and a list, to alone.",
];
