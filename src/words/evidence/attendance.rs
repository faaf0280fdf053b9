//! Attendance, session by session.

use super::{EMPLOYER, Heading, LEARNER, RECORD, TICKS, column};

/// What the table is called.
pub const TITLE: &str = "Attendance by session";
/// What it is for.
pub const ABOUT: &str =
    "Each planned morning and afternoon so far, with what was recorded: for the attendance register.";

/// Its columns.
pub const COLUMNS: [Heading; 11] = [
    column("date", "Date", RECORD),
    column("session", "Session", "The planned hours, divided at noon"),
    column("learner", "Learner", LEARNER),
    column("reference", "Reference", RECORD),
    column("employer", "Employer", EMPLOYER),
    column("planned", "Planned", "The newest plan; the offer’s hours where there is none"),
    column("record", "Recorded", "The day’s tick, or what the learner’s side told"),
    column("arrived_at", "Arrived at", TICKS),
    column("hours", "Hours", "The planned hours from the minute of arriving, breaks not counted"),
    column(
        "told_by",
        "Told by",
        "The employer’s page, the provider’s page of the day, or the page of the learner or the family",
    ),
    column("told_on", "Ticked on", TICKS),
];

/// The part of a day before noon.
pub const MORNING: &str = "morning";
/// The part of a day from noon on.
pub const AFTERNOON: &str = "afternoon";

/// The learner came.
pub const CAME: &str = "arrived";
/// The learner came when the session was over.
pub const CAME_LATER: &str = "arrived after this session";
/// Somebody says that the learner had not arrived.
pub const NOT_ARRIVED: &str = "had not arrived";
/// The learner’s side said that they could not come.
pub const EXCUSED: &str = "absence reported by the learner’s side";

/// Who told it.
pub const BY_EMPLOYER: &str = "the employer";
/// See [`BY_EMPLOYER`].
pub const BY_PROVIDER: &str = "the school or college";
/// See [`BY_EMPLOYER`].
pub const BY_LEARNER: &str = "the learner";
/// See [`BY_EMPLOYER`].
pub const BY_FAMILY: &str = "the family";

/// What the table does not say.
pub const NOTES: [&str; 3] = [
    "The employer, or staff of the school or college, tick that a learner arrived. When the learner left is not recorded.",
    "Which code goes into the register is for the school or college to decide.",
    "After a placement has ended early, only days with a record are listed.",
];
