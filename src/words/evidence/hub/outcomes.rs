//! How the placements of a term went.

use crate::domain::code::vocabulary;
use crate::words::evidence::{Heading, RECORD, column};
use crate::words::label::labels;

/// What the table is called.
pub const TITLE: &str = "How placements of the term went";
/// What it is for.
pub const ABOUT: &str =
    "Learners with a placement in the term, and how that ended, by provider and by year group.";

/// Its columns.
pub const COLUMNS: [Heading; 7] = [
    TERM,
    GROUP,
    NAME,
    PLACED,
    column("completed", "Completed", RECORD),
    column("ended_early", "Ended early", RECORD),
    column("going_on", "Going on", RECORD),
];

pub(super) const TERM: Heading = column("term", "Term", "The planned days of the placement");
pub(super) const GROUP: Heading = column("group", "Group", "What the rows are grouped by");
pub(super) const NAME: Heading =
    column("name", "Of which", "The provider, or the year group at the end of the term");
pub(super) const PLACED: Heading =
    column("placed", "Learners with a placement", "Placements that were confirmed, with a day in the term");

/// What the table counts by.
pub const NOTES: [&str; 1] = ["Each learner is counted once, by their last placement of the term."];

/// Rows by provider.
pub const PROVIDER: &str = "Provider";
/// Rows by year group.
pub const YEARS: &str = "Year group";

vocabulary! {
    /// A band of year groups, wide enough to be counted.
    YearBand {
        /// Up to Year 9.
        ToNine = "to_9",
        /// Year 10.
        Ten = "10",
        /// Year 11.
        Eleven = "11",
        /// Years 12 and 13.
        TwelveThirteen = "12_13",
        /// From Year 14 on.
        FromFourteen = "from_14",
    }
}

labels! {
    YearBand {
        ToNine => "up to Year 9",
        Ten => "Year 10",
        Eleven => "Year 11",
        TwelveThirteen => "Years 12 and 13",
        FromFourteen => "from Year 14",
    }
}
