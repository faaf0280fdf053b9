//! Whether the service can do its work now.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::App;
use crate::db::{DbError, KeyringError, keyring};

/// How long a write that went well is proof enough: whoever asks often must not make the disk busy.
const PROOF_HOLDS: Duration = Duration::from_secs(2);

/// For so long after a write that went well a store that others hold is not taken for one that refuses writes.
const EXCUSED: Duration = Duration::from_secs(60);

/// When the store last took a write for this purpose.
#[derive(Debug, Default)]
pub(super) struct Readiness {
    written: Mutex<Option<Instant>>,
}

/// Why the service cannot do its work.
#[derive(Debug, thiserror::Error)]
pub enum Unready {
    /// It was told to stop, and finishes what it has.
    #[error("stopping")]
    Stopping,
    /// The store does not do its part.
    #[error(transparent)]
    Store(#[from] DbError),
}

impl App {
    /// Whether work may be sent here: the service is not stopping, and the store can be read and written.
    ///
    /// # Errors
    /// [`Unready`] with the reason.
    pub fn ready(&self) -> Result<(), Unready> {
        if self.wake.stopped() {
            return Err(Unready::Stopping);
        }
        self.standing()?;
        self.writable()?;
        // What the probe writes is small, and may find room where work finds none.
        if self.db.is_short_of_room() { Err(DbError::Full.into()) } else { Ok(()) }
    }

    /// Whether the store answers and the keys are still its own: a database can be put back from a copy under a
    /// running service.
    ///
    /// # Errors
    /// [`DbError`] when it does not answer, [`DbError::OtherKeys`] when the keys are not its own.
    pub fn standing(&self) -> Result<(), DbError> {
        self.db.ping()?;
        self.db.read(|c| keyring::check(c, &self.keys)).map_err(|error| match error {
            KeyringError::Db(error) => error,
            other => {
                tracing::error!(error = %other, "the key file does not fit the database");
                DbError::OtherKeys(other.to_string())
            }
        })
    }

    /// Whether the store takes a write. One caller tries at a time; the others take its answer.
    fn writable(&self) -> Result<(), DbError> {
        let mut written = self.readiness.written.lock().unwrap_or_else(PoisonError::into_inner);
        if written.is_some_and(|at| at.elapsed() < PROOF_HOLDS) {
            return Ok(());
        }
        match self.db.write(|c| keyring::rewrite(c, &self.keys)) {
            // Somebody holds the store, most likely to write to it; that excuses it for a while only.
            Err(DbError::Busy) if written.is_some_and(|at| at.elapsed() < EXCUSED) => return Ok(()),
            tried => tried.inspect_err(|_| *written = None)?,
        }
        *written = Some(Instant::now());
        Ok(())
    }
}
