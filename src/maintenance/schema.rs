//! The shape of the database.

use super::{MaintenanceError, Store, keys};
use crate::app::{check_pair, db_options};
use crate::config::Config;
use crate::db::migrate as migrations;

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

/// Applies the pending migrations and returns their names, oldest first. A key file that exists must be that of the
/// database; otherwise nothing is changed.
///
/// # Errors
/// [`MaintenanceError::Open`] with another key file; [`MaintenanceError::Db`] when a migration fails: those before it
/// stay applied.
pub fn migrate(config: &Config) -> Result<Vec<String>, MaintenanceError> {
    check_pair(config)?;
    let names = migrations::run(config.database.url.expose(), &db_options(&config.database))?;
    if config.keys.file.exists() {
        Store::open(config)?;
    }
    Ok(names)
}

/// Brings a database up to date, and first makes the key file if there is none: for a first run without an operator.
///
/// # Errors
/// As for [`migrate`]; [`MaintenanceError::AlreadySealed`] when the database needs a key file that is not there.
pub fn prepare(config: &Config) -> Result<(), MaintenanceError> {
    if !config.keys.file.exists() {
        keys::create(config)?;
    }
    migrate(config).map(drop)
}
