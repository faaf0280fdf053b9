use chrono::NaiveDate;

use crate::briefing::compose::ComposeError;
use crate::briefing::editions::EditionError;
use crate::briefing::leak::Finding;
use crate::words::amount;

/// Why there is no pack.
#[derive(Debug, thiserror::Error)]
pub enum Stopped {
    /// The whole placement has no room in any window from that date on.
    #[error("No placement can start on {}", amount::date(*start))]
    NoDates {
        /// The date asked for.
        start: NaiveDate,
        /// The first after it that could be had.
        next: Option<NaiveDate>,
    },
    /// The offer does not suit the learner.
    #[error("The offer does not suit")]
    Unsuitable {
        /// Why not, in sentences.
        blockers: Vec<String>,
        /// The tasks that are left out, why, and what would let each of them in, in sentences.
        left_out: Vec<String>,
        /// Where the days stay empty, in sentences.
        gaps: Vec<String>,
    },
    /// The offer holds too little work.
    #[error("There is too little work for a programme")]
    TooLittleWork(Vec<String>),
    /// The plan breaks a rule that must hold.
    #[error("The programme breaks a rule")]
    Broken(Vec<String>),
    /// The law bars the placement.
    #[error("The law does not allow it")]
    Law(Vec<String>),
    /// Something that a pack needs is missing.
    #[error("No pack can be composed")]
    Incomplete(#[from] ComposeError),
    /// The pack cannot be set.
    #[error("The pack cannot be printed")]
    Unprintable(#[from] EditionError),
    /// Something that must not leave stands in the pack.
    #[error("The pack would tell what must not leave")]
    Leak(Vec<Finding>),
}

impl Stopped {
    /// Each thing that stands in the way, as a line of its own.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::NoDates { next: Some(next), .. } => {
                vec![format!("The first start after it is {}.", amount::date(*next))]
            }
            Self::NoDates { next: None, .. } => {
                vec!["No window has room for the whole placement later either.".to_owned()]
            }
            Self::Unsuitable { blockers, left_out, gaps } => {
                blockers.iter().chain(left_out).chain(gaps).cloned().collect()
            }
            Self::TooLittleWork(lines) | Self::Broken(lines) | Self::Law(lines) => lines.clone(),
            Self::Incomplete(error) => vec![error.to_string()],
            Self::Unprintable(error) => vec![error.to_string()],
            Self::Leak(findings) => findings.iter().map(ToString::to_string).collect(),
        }
    }
}
