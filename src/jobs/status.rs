//! How the queue stands, for whoever looks after it.

use crate::db::jobs::{self, JobState};
use crate::db::{Conn, DbError, Slice};

/// How many jobs stand where, and what holds them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueStatus {
    /// Waiting for their time or for a worker.
    pub queued: i64,
    /// Stopped by a fault of the settings or of a server.
    pub held: i64,
    /// Given up.
    pub dead: i64,
    /// The code of the fault that holds the queue, if one does.
    pub held_by: Option<String>,
}

/// Reads how the queue stands.
///
/// # Errors
/// [`DbError`].
pub fn status(c: &mut Conn) -> Result<QueueStatus, DbError> {
    let counts = jobs::counts(c)?;
    let count = |state| counts.iter().find(|(counted, _)| *counted == state).map_or(0, |(_, count)| *count);
    let held = jobs::list(c, JobState::Held, &Slice::first(1))?;
    Ok(QueueStatus {
        queued: count(JobState::Queued),
        held: count(JobState::Held),
        dead: count(JobState::Dead),
        held_by: held.items.into_iter().next().and_then(|job| job.problem),
    })
}
