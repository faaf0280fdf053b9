//! A copy of a database that is whole, taken beside running work.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::address::Address;
use super::conn::Conn;
use super::dump;
use super::error::DbError;
use super::options::DbOptions;
use super::pg_tools::ToolError;
use super::purpose::Purpose;
use crate::files::create_private;

/// Why there is no copy. No file is left.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// There is no SQLite file.
    #[error("there is no database at {0}")]
    Missing(String),
    /// The file is there already, or cannot be written.
    #[error("{}: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        error: io::Error,
    },
    /// PostgreSQL's own program failed.
    #[error(transparent)]
    Tool(#[from] ToolError),
    /// The store refused.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Writes a copy of the database to a file that is not there yet: of a PostgreSQL server by `pg_dump`, which is then read to
/// its end. Sealed values stay sealed: the key file is kept apart.
///
/// # Errors
/// [`BackupError`].
pub fn write(url: &str, options: &DbOptions, to: &Path) -> Result<(), BackupError> {
    let address = Address::parse(url, options.allow_plaintext)?;
    let from = match &address {
        Address::Postgres(url) => return dump::write(url, to),
        Address::Sqlite(from) => from,
    };
    if !Path::new(from).exists() {
        return Err(BackupError::Missing(from.clone()));
    }
    let file = |error: io::Error| BackupError::File { path: to.to_owned(), error };
    let mut conn = Conn::connect(&address, Purpose::Write, options)?;
    // The copy is written into an empty file that nobody else can read.
    drop(create_private(to).map_err(file)?);
    let copied = sql_query("VACUUM INTO $1").bind::<Text, _>(to.to_string_lossy()).execute(&mut conn);
    if copied.is_err() {
        fs::remove_file(to).map_err(file)?;
    }
    Ok(copied.map(drop).map_err(DbError::from)?)
}
