//! What can be wrong with the two sheets.

use thiserror::Error;

use super::names::Repeated;
use crate::CohortError;

/// Why two sheets are not a cohort. Lines count from 1, the heading being line 1.
#[derive(Debug, Error)]
pub enum SheetError {
    /// A sheet that could not be read as CSV.
    #[error("{sheet}: {error}")]
    Csv {
        /// Which sheet.
        sheet: &'static str,
        /// Why not.
        error: csv::Error,
    },
    /// A sheet that could not be read at all.
    #[error("{sheet}: {error}")]
    Read {
        /// Which sheet.
        sheet: &'static str,
        /// Why not.
        error: std::io::Error,
    },
    /// A row that is not UTF-8 text.
    #[error("{sheet}, line {line}: not UTF-8 text; save the sheet as \"CSV UTF-8\"")]
    NotText {
        /// Which sheet.
        sheet: &'static str,
        /// The line.
        line: u64,
    },
    /// A column that is missing.
    #[error("{sheet}, line 1: there is no column {column:?}; the columns are: {found}")]
    NoColumn {
        /// Which sheet.
        sheet: &'static str,
        /// The column.
        column: &'static str,
        /// The columns there are.
        found: String,
    },
    /// A column that stands twice.
    #[error("{sheet}, line 1: the column {column:?} stands twice")]
    ColumnTwice {
        /// Which sheet.
        sheet: &'static str,
        /// The column.
        column: String,
    },
    /// A row with more cells than the heading.
    #[error("{sheet}, line {line}: {cells} cells are more than there are columns")]
    TooWide {
        /// Which sheet.
        sheet: &'static str,
        /// The line.
        line: u64,
        /// Its cells.
        cells: usize,
    },
    /// A cell that may not be empty.
    #[error("{sheet}, line {line}: the {column} is missing")]
    Empty {
        /// Which sheet.
        sheet: &'static str,
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
    },
    /// A number that is not one, or is too large.
    #[error("{sheet}, line {line}: {column} must be a whole number from 0, not {value:?}")]
    NotANumber {
        /// Which sheet.
        sheet: &'static str,
        /// The line.
        line: u64,
        /// The column.
        column: &'static str,
        /// What stands there.
        value: String,
    },
    /// A score above 1000.
    #[error("pairs, line {line}: the score {score} is above 1000")]
    TooHigh {
        /// The line.
        line: u64,
        /// The score.
        score: u32,
    },
    /// An offer without seats given.
    #[error("pairs, line {line}: the offer {offer:?} is not among the capacities")]
    UnknownOffer {
        /// The line.
        line: u64,
        /// The offer.
        offer: String,
    },
    /// A learner who stands twice on the list.
    #[error("learners, line {line}: {learner} stands on line {first} already")]
    LearnerTwice {
        /// The line.
        line: u64,
        /// Where the learner stood first.
        first: u64,
        /// The learner.
        learner: Repeated,
    },
    /// A learner who is not on the list.
    #[error("pairs, line {line}: the learner {learner:?} is not among the learners")]
    UnknownLearner {
        /// The line.
        line: u64,
        /// The learner.
        learner: String,
    },
    /// An offer given twice among the capacities.
    #[error("capacities, line {line}: the offer {offer} stands on line {first} already")]
    OfferTwice {
        /// The line.
        line: u64,
        /// Where it stood first.
        first: u64,
        /// The offer.
        offer: Repeated,
    },
    /// A pool whose places differ from row to row.
    #[error("capacities, line {line}: the pool {pool} has {places} places, but {known} on line {first}")]
    PoolDiffers {
        /// The line.
        line: u64,
        /// Where it stood first.
        first: u64,
        /// The pool.
        pool: Repeated,
        /// Its places here.
        places: u32,
        /// Its places there.
        known: u32,
    },
    /// A learner and an offer given twice.
    #[error("pairs, line {line}: {learner} and {offer} stand on line {first} already")]
    PairTwice {
        /// The line.
        line: u64,
        /// Where they stood first.
        first: u64,
        /// The learner.
        learner: Repeated,
        /// The offer.
        offer: Repeated,
    },
    /// A decision that is neither `pin` nor `forbid` nor empty.
    #[error("pairs, line {line}: a decision is pin or forbid, not {value:?}")]
    Decision {
        /// The line.
        line: u64,
        /// What stands there.
        value: String,
    },
    /// One learner pinned to two offers.
    #[error("pairs, line {line}: {learner} is pinned on line {first} already")]
    PinnedTwice {
        /// The line.
        line: u64,
        /// Where the learner was pinned first.
        first: u64,
        /// The learner.
        learner: Repeated,
    },
    /// More learners pinned to an offer than it has seats.
    #[error("the offer {offer:?} has fewer seats ({seats}) than learners pinned to it: {learners}")]
    OfferOverPinned {
        /// The offer.
        offer: String,
        /// Its seats.
        seats: u32,
        /// The learners.
        learners: String,
    },
    /// More learners pinned to the offers of a pool than it has places.
    #[error("the pool {pool:?} has fewer places ({places}) than learners pinned to its offers: {learners}")]
    PoolOverPinned {
        /// The pool.
        pool: String,
        /// Its places.
        places: u32,
        /// The learners.
        learners: String,
    },
    /// The cohort as a whole cannot be.
    #[error(transparent)]
    Cohort(#[from] CohortError),
}
