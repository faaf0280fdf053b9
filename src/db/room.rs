//! Whether the disk of the database was full a moment ago.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::error::{DbError, TxError};

/// For so long a write that found no room is taken to speak for the next.
const HOLDS: Duration = Duration::from_secs(3);

/// When a write last found no room. Clones know the same.
#[derive(Clone, Debug, Default)]
pub(super) struct Room(Arc<Mutex<Option<Instant>>>);

impl Room {
    /// Takes note of a write that found no room.
    pub(super) fn watch<T, E: TxError>(&self, written: Result<T, E>) -> Result<T, E> {
        if let Err(error) = &written
            && matches!(error.db_error(), Some(DbError::Full))
        {
            *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        }
        written
    }

    pub(super) fn is_short(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).is_some_and(|at| at.elapsed() < HOLDS)
    }
}
