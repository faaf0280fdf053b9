//! What an operator does to the store as a whole: migrate it, back it up and restore it, change its keys, import open
//! data. No caller is authorised here: whoever can run the program's commands holds its key file.

mod copies;
mod error;
pub mod keys;
mod postcodes;
mod schools;
mod schema;
pub mod timetables;

pub use copies::{back_up, restore};
pub use error::MaintenanceError;
pub use postcodes::{ImportedPostcodes, PostcodesError, open_table};
pub use schema::{migrate, pending, prepare, revert};
pub use schools::{ImportedSchools, SchoolsError};

use crate::app::{App, open_store};
use crate::auth::{Exemption, Permit};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::db::{Db, keyring};

/// The database, opened for an operator's command.
pub struct Store {
    db: Db,
}

impl Store {
    /// The database of the settings, once the key file is known to be its own.
    ///
    /// # Errors
    /// [`MaintenanceError::Open`]; [`MaintenanceError::Keyring`] when the keys are not those of the database.
    pub fn open(config: &Config) -> Result<Self, MaintenanceError> {
        let (db, keys) = open_store(config)?;
        keyring::admit(&db, &keys, SystemClock.now())?;
        Ok(Self { db })
    }

    /// The database of a service that is open.
    #[must_use]
    pub fn of(app: &App) -> Self {
        Self::over(app.store(&Permit::exempt(Exemption::Operator)).clone())
    }

    /// A database that is open.
    #[must_use]
    pub fn over(db: Db) -> Self {
        Self { db }
    }
}
