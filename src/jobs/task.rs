//! What a worker can do.

use crate::db::jobs::{Ending, Job};
use crate::db::{Conn, DbError};

/// A kind of job and the work it means. The work may be done more than once for one job.
pub trait Task: Send + Sync {
    /// The kind, as stored.
    fn kind(&self) -> &'static str;

    /// Called once when a worker starts: queues what must always be queued. Most tasks need nothing.
    ///
    /// # Errors
    /// [`DbError`].
    fn begin(&self) -> Result<(), DbError> {
        Ok(())
    }

    /// Does the work of one claim, outside any transaction of the worker's.
    ///
    /// # Errors
    /// [`DbError`] when the store failed; the worker counts it as a failure and tries again.
    fn run(&self, job: &Job) -> Result<Attempted, DbError>;

    /// What to write of an attempt that broke off: the store failed, the task panicked, or workers
    /// ended in the middle of it too often. Most tasks need nothing.
    fn abandoned(&self, _job: &Job, _problem: &'static str) -> Record {
        Box::new(|_, _| Ok(()))
    }
}

/// What an attempt came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The work is done, or there is nothing left to do.
    Done,
    /// It failed and may work later; a code says how.
    Failed(&'static str),
    /// A fault of the settings or of a server stopped it, as it would stop every job of its kind.
    Held(&'static str),
    /// It will never work; a code says why.
    Refused(&'static str),
}

/// What else is written when an attempt ends.
pub type Record = Box<dyn Fn(&mut Conn, Ending<'_>) -> Result<(), DbError>>;

/// An attempt that is over, and what to write of it.
pub struct Attempted {
    /// What it came to.
    pub fate: Fate,
    /// Written in the transaction that ends the attempt, or not at all if a later claim was made.
    /// It is told the ending, which may be final where the fate was not: attempts run out.
    pub record: Record,
}

impl Attempted {
    /// An attempt of which nothing but its fate is written.
    #[must_use]
    pub fn plain(fate: Fate) -> Self {
        Self { fate, record: Box::new(|_, _| Ok(())) }
    }
}
