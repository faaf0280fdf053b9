//! Why a plan cannot be changed as asked.

use chrono::NaiveDate;

use super::Shortfall;
use super::block::BlockId;
use crate::domain::ids::{PersonId, TaskId};

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditRefused {
    /// The programme has no such block.
    #[error("no block {0}")]
    UnknownBlock(BlockId),
    /// The block holds no work.
    #[error("block {0} holds no task")]
    NotWork(BlockId),
    /// The offer has no such task.
    #[error("no task {0}")]
    UnknownTask(TaskId),
    /// The offer has no such person.
    #[error("no person {0}")]
    UnknownPerson(PersonId),
    /// The lost time is on no day of the programme that is still to come.
    #[error("no day to come on {0}")]
    NotToCome(NaiveDate),
    /// What is left cannot be filled with real work.
    #[error(transparent)]
    Shortfall(#[from] Shortfall),
}
