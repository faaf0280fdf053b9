//! A copy of a database that is whole, taken beside running work.

use std::fs;
use std::io;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::address::Address;
use super::conn::Conn;
use super::copy_error::BackupError;
use super::dump;
use super::error::DbError;
use super::options::DbOptions;
use super::purpose::Purpose;
use crate::files::create_private;

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
