//! Opening what is kept: the key file and the database, and only as a pair.

use std::path::PathBuf;

use super::db_options;
use crate::config::Config;
use crate::db::migrate::{self, Standing};
use crate::db::{Db, DbError, KeyError, KeyringError, Keys, keyring};
use crate::files::is_readable_by_others;

/// Why the key file or the database does not open, in words for the person at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no key file, and nothing that one would be needed for.
    #[error(
        "there is no key file at {0}; without it personal data can be neither sealed nor read.\n\
         Make one with: placewell key new --set keys.file={0}"
    )]
    NoKeys(PathBuf),
    /// There is no key file, and the database was sealed with one.
    #[error(
        "there is no key file at {path}, and the database holds data sealed with {}.\n\
         Bring back the key file of its time, from where its copy is kept; a new one opens none of it", needed.join(", ")
    )]
    LostKeys {
        /// Where it was looked for.
        path: PathBuf,
        /// The keys that it must hold.
        needed: Vec<String>,
    },
    /// The key file is none.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// There is a database, but without a single table.
    #[error(
        "the database is empty. Is its address right? If this is a new installation, run `placewell migrate` first"
    )]
    Bare,
    /// Other replicas may be running on a server, so that only `migrate` changes it.
    #[error("the database is not up to date; run `placewell migrate` with the same settings first")]
    Behind,
    /// The keys are not those of the database.
    #[error(transparent)]
    Keyring(#[from] KeyringError),
    /// The database does not open.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Opens the database and the key file. An embedded database is brought up to date, and never made anew; a
/// server's is changed only by `placewell migrate`. The keys are still to be admitted: [`keyring::admit`].
///
/// # Errors
/// [`OpenError`].
pub fn open_store(config: &Config) -> Result<(Db, Keys), OpenError> {
    let path = &config.keys.file;
    if !path.exists() {
        let needed = keys_needed(config)?;
        let path = path.clone();
        return Err(if needed.is_empty() {
            OpenError::NoKeys(path)
        } else {
            OpenError::LostKeys { path, needed }
        });
    }
    let keys = Keys::load(path)?;
    for (setting, file) in [("keys.file", Some(path.as_path())), ("database.url", config.database.url.file())]
    {
        if file.is_some_and(is_readable_by_others) {
            tracing::warn!(setting, "file.readable_by_others");
        }
    }
    let (url, options) = (config.database.url.expose(), db_options(&config.database));
    match migrate::standing(url, &options)? {
        Standing::Bare => return Err(OpenError::Bare),
        Standing::Behind(_) if url.starts_with("sqlite:") => {
            Db::open(url, options.clone())?.read(|c| keyring::check(c, &keys))?;
            migrate::run(url, &options)?;
        }
        Standing::Behind(_) => return Err(OpenError::Behind),
        Standing::Missing | Standing::Current => {}
    }
    Ok((Db::open(url, options)?, keys))
}

/// Refuses a key file that is not the one of the database, before anything is changed. Where there is no key file, or
/// no table yet, nothing is to be compared.
///
/// # Errors
/// [`OpenError`].
pub fn check_pair(config: &Config) -> Result<(), OpenError> {
    if !config.keys.file.exists() {
        return Ok(());
    }
    let keys = Keys::load(&config.keys.file)?;
    let (url, options) = (config.database.url.expose(), db_options(&config.database));
    match migrate::standing(url, &options)? {
        Standing::Missing | Standing::Bare => Ok(()),
        Standing::Behind(_) | Standing::Current => {
            Ok(Db::open(url, options)?.read(|c| keyring::check(c, &keys))?)
        }
    }
}

/// The names of the keys without which the database cannot be read; none when it holds nothing, or is not there.
///
/// # Errors
/// [`DbError`].
pub fn keys_needed(config: &Config) -> Result<Vec<String>, DbError> {
    let (url, options) = (config.database.url.expose(), db_options(&config.database));
    match migrate::standing(url, &options)? {
        Standing::Missing | Standing::Bare => Ok(Vec::new()),
        Standing::Behind(_) | Standing::Current => Db::open(url, options)?.read(keyring::needed),
    }
}
