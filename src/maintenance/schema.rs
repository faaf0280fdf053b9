//! The shape of the database.

use super::{MaintenanceError, Store};
use crate::app::db_options;
use crate::config::Config;
use crate::db::{Keys, migrate as migrations};

/// The names of the migrations that are still to run, oldest first.
///
/// # Errors
/// [`MaintenanceError::Db`] when the database does not exist, or is newer than the program.
pub fn pending(config: &Config) -> Result<Vec<String>, MaintenanceError> {
    Ok(migrations::pending(config.database.url.expose(), &db_options(&config.database))?)
}

/// Reverts the newest migration and returns its name.
///
/// # Errors
/// [`MaintenanceError::Db`] when there is none to revert, or it fails.
pub fn revert(config: &Config) -> Result<String, MaintenanceError> {
    Ok(migrations::revert_last(config.database.url.expose(), &db_options(&config.database))?)
}

/// Applies the pending migrations and returns their names, oldest first; a key file that exists must then be that of
/// the database.
///
/// # Errors
/// [`MaintenanceError::Db`] when one fails: those before it stay applied. [`MaintenanceError::Keyring`].
pub fn migrate(config: &Config) -> Result<Vec<String>, MaintenanceError> {
    let names = migrations::run(config.database.url.expose(), &db_options(&config.database))?;
    if config.keys.file.exists() {
        Store::open(config)?;
    }
    Ok(names)
}

/// Brings a database to the present shape, and makes the key file when there is none: for a first run without an
/// operator.
///
/// # Errors
/// As for [`migrate`]; [`MaintenanceError::Keys`] when the key file cannot be written.
pub fn prepare(config: &Config) -> Result<(), MaintenanceError> {
    migrations::run(config.database.url.expose(), &db_options(&config.database))?;
    if !config.keys.file.exists() {
        Keys::generate()?.create(&config.keys.file)?;
    }
    Ok(())
}
