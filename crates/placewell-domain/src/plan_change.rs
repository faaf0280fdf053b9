//! What is different between two versions of a plan.

use chrono::NaiveDate;

use super::time::TimeOfDay;

/// One difference, and the dates on which it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The dates, in order.
    pub dates: Vec<NaiveDate>,
    /// What is different on them.
    pub kind: ChangeKind,
}

/// What is different on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeKind {
    /// The day is no longer in the plan.
    Dropped,
    /// The day is new.
    Added {
        /// Its start.
        from: TimeOfDay,
        /// Its end.
        to: TimeOfDay,
    },
    /// It begins at another time.
    Begins {
        /// What it is now.
        now: TimeOfDay,
        /// What it was.
        before: TimeOfDay,
    },
    /// It ends at another time.
    Ends {
        /// What it is now.
        now: TimeOfDay,
        /// What it was.
        before: TimeOfDay,
    },
    /// Something happens at another time.
    Moved {
        /// What is done.
        what: String,
        /// What it is now.
        now: TimeOfDay,
        /// What it was.
        before: TimeOfDay,
    },
    /// Something happens instead of something else.
    Replaced {
        /// When it begins.
        at: TimeOfDay,
        /// What it is now.
        now: String,
        /// What it was.
        before: String,
    },
    /// Something is new at a time at which nothing began.
    New {
        /// When it begins.
        at: TimeOfDay,
        /// What is done.
        what: String,
    },
    /// Something is no longer done.
    Gone {
        /// When it begins.
        at: TimeOfDay,
        /// What is done.
        what: String,
    },
    /// Somebody else is there.
    Person {
        /// When it begins.
        at: TimeOfDay,
        /// What is done.
        what: String,
        /// What it is now.
        now: String,
        /// What it was.
        before: String,
    },
    /// It is done elsewhere.
    Place {
        /// When it begins.
        at: TimeOfDay,
        /// What is done.
        what: String,
        /// What it is now.
        now: String,
        /// What it was.
        before: String,
    },
    /// So much is different that the day is to be read anew.
    Anew,
}
