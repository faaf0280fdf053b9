//! The file of keys that seal personal data.

use super::{MaintenanceError, Store};
use crate::app::{db_options, keys_needed};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::db::{Db, Keys, keyring, reseal as values};

/// Makes the key file of a database that holds nothing yet. Returns the name of the active key.
///
/// # Errors
/// [`MaintenanceError::AlreadySealed`]; [`MaintenanceError::Keys`] when the file exists or cannot be written.
pub fn create(config: &Config) -> Result<String, MaintenanceError> {
    let needed = keys_needed(config)?;
    if !needed.is_empty() {
        return Err(MaintenanceError::AlreadySealed(needed));
    }
    let keys = Keys::generate()?;
    keys.create(&config.keys.file)?;
    Ok(keys.active().to_owned())
}

/// Adds a new key, which seals from now on. Returns its name.
///
/// # Errors
/// [`MaintenanceError::Keys`]; [`MaintenanceError::Keyring`] when the key file is not that of the database.
pub fn add(config: &Config) -> Result<String, MaintenanceError> {
    store(config)?;
    let keys = Keys::load(&config.keys.file)?.rotate()?;
    keys.replace(&config.keys.file)?;
    Ok(keys.active().to_owned())
}

/// Seals every value again that an older key sealed. It can be interrupted and run again. Returns how many values
/// it sealed, and the name of the active key.
///
/// # Errors
/// [`MaintenanceError`] of the key file or the database; [`MaintenanceError::Db`] when a value does not open.
pub fn reseal(config: &Config) -> Result<(usize, String), MaintenanceError> {
    let db = store(config)?;
    let keys = Keys::load(&config.keys.file)?;
    let count = match db {
        None => 0,
        Some(Store { db }) => {
            let count = values::all(&db, &keys)?;
            db.write(|c| keyring::retire_others(c, &keys, SystemClock.now()))?;
            count
        }
    };
    Ok((count, keys.active().to_owned()))
}

/// The database, if it exists, once the key file is known to be its own.
fn store(config: &Config) -> Result<Option<Store>, MaintenanceError> {
    let exists = Db::is_there(config.database.url.expose(), &db_options(&config.database))?;
    exists.then(|| Store::open(config)).transpose()
}
