//! The way to the store, which leads past a permit.

use std::sync::Arc;

use super::App;
use crate::auth::Permit;
use crate::caches::timetables::Held;
use crate::db::{Conn, Db, DbError, TxError};

impl App {
    /// The store, for what opens transactions of its own.
    #[must_use]
    pub fn store(&self, _permit: &Permit) -> &Db {
        &self.db
    }

    /// As [`Db::read`].
    ///
    /// # Errors
    /// What `work` returns; [`DbError::Busy`] when no connection came free in time.
    pub fn read<T, E: TxError>(
        &self,
        permit: &Permit,
        work: impl FnOnce(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        self.store(permit).read(work)
    }

    /// As [`Db::write`]: `work` may be run again after losing a race.
    ///
    /// # Errors
    /// What `work` returns, with nothing written; [`DbError::Busy`] when the store is overrun.
    pub fn write<T, E: TxError>(
        &self,
        permit: &Permit,
        work: impl Fn(&mut Conn) -> Result<T, E>,
    ) -> Result<T, E> {
        self.store(permit).write(work)
    }

    /// Loads the timetables into memory where they have not been: before a transaction that needs them.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn ready_timetables(&self) -> Result<(), DbError> {
        self.timetables.ready(&self.db)
    }

    /// Loads the timetables again: at start-up and after an import.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn refresh_timetables(&self) -> Result<(), DbError> {
        self.timetables.refresh(&self.db)
    }

    /// The timetables in memory; newer ones are loaded in the background.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn timetables_now(&self, c: &mut Conn) -> Result<Option<Arc<Held>>, DbError> {
        self.timetables.now(c, &self.db)
    }

    /// Loads the open offers into memory where they have not been, or not lately.
    ///
    /// # Errors
    /// [`DbError`].
    pub fn ready_offers(&self) -> Result<(), DbError> {
        self.offers.ready(&self.db, &self.keys, self.clock.as_ref())
    }
}
