//! Backups of the database.

use std::path::Path;

use super::MaintenanceError;
use crate::app::db_options;
use crate::config::Config;
use crate::db::{Keys, backup, restore as copy};

/// Copies the database into a new file while the service keeps running. The key file is not part of the copy.
///
/// # Errors
/// [`MaintenanceError::Backup`].
pub fn back_up(config: &Config, file: &Path) -> Result<(), MaintenanceError> {
    Ok(backup::write(config.database.url.expose(), &db_options(&config.database), file)?)
}

/// Restores a copy to the address in the settings, where no database may exist, or an empty one at a PostgreSQL server.
///
/// # Errors
/// [`MaintenanceError::Restore`]; [`MaintenanceError::Keys`] without a key file.
pub fn restore(config: &Config, file: &Path) -> Result<(), MaintenanceError> {
    let keys = Keys::load(&config.keys.file)?;
    Ok(copy::restore(config.database.url.expose(), &db_options(&config.database), file, &keys)?)
}
