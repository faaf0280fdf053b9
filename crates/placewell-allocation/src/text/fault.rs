//! What can be wrong with a file in the text format.

use std::io;

use thiserror::Error;

use crate::CohortError;

/// Why a file is not a cohort. Lines count from 1.
#[derive(Debug, Error)]
pub enum TextError {
    /// The file could not be read.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// A line with something wrong in it.
    #[error("line {line}: {fault}")]
    Line {
        /// The line.
        line: usize,
        /// What is wrong.
        fault: Fault,
    },
    /// There is no `p` line.
    #[error("there is no line `p alloc LEARNERS OFFERS PAIRS POOLS`")]
    NoHead,
    /// The lines before the pairs are not complete, and there are no pairs.
    #[error(transparent)]
    Head(Fault),
    /// More or fewer pairs than the `p` line announces: the file may be cut short.
    #[error("the `p` line announces {announced} pairs, but there are {found}")]
    Pairs {
        /// Pairs announced.
        announced: u32,
        /// Pairs found.
        found: u32,
    },
}

/// What is wrong in one line.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The line begins with a word that no line begins with.
    #[error("a line begins with c, p, o, g or e, not {0:?}")]
    Kind(String),
    /// A `p` line that is not `p alloc`.
    #[error("the line must read `p alloc LEARNERS OFFERS PAIRS POOLS`")]
    NotAlloc,
    /// A second `p` line.
    #[error("there is a `p` line already")]
    Again,
    /// An `o`, `g` or `e` line before the `p` line.
    #[error("the `p` line must come first")]
    Early,
    /// An `o`, `g` or `p` line after the first pair.
    #[error("only `e` lines may follow the first `e` line")]
    Late,
    /// A field that is missing.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A word that is not a number.
    #[error("{field} must be a whole number from 0, not {value:?}")]
    NotANumber {
        /// The field.
        field: &'static str,
        /// What stands there.
        value: String,
    },
    /// A word after the last field.
    #[error("{0:?} is one word too many")]
    Excess(String),
    /// An index, or a size, that is too large.
    #[error("{field} must be below {below}, not {value}")]
    OutOfRange {
        /// The field.
        field: &'static str,
        /// What stands there.
        value: u32,
        /// The first number that is too large.
        below: usize,
    },
    /// An offer, or a pool, given before.
    #[error("{field} {index} is given already")]
    Twice {
        /// The field.
        field: &'static str,
        /// The offer or pool.
        index: u32,
    },
    /// An offer without an `o` line, or a pool without a `g` line, before the pairs.
    #[error("the `{kind}` line of number {index} is missing before the pairs")]
    Absent {
        /// The kind of line.
        kind: char,
        /// The offer or pool.
        index: usize,
    },
    /// A pair that cannot be.
    #[error(transparent)]
    Pair(#[from] CohortError),
}
