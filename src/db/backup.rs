//! A copy of a SQLite database that is whole, taken beside running work.

use std::fs;
use std::io;
use std::path::Path;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::address::Address;
use super::conn::Conn;
use super::error::DbError;
use super::options::DbOptions;
use super::purpose::Purpose;
use crate::files::create_private;

/// Writes a copy of the database to a file that is not there yet. Sealed values stay sealed: the
/// key file is kept apart.
///
/// # Errors
/// [`DbError::Address`] for a PostgreSQL server, which has tools of its own; [`DbError::Unavailable`]
/// when there is no database, or the file is there or cannot be written.
pub fn write(url: &str, options: &DbOptions, to: &Path) -> Result<(), DbError> {
    let address = Address::parse(url, options.allow_plaintext)?;
    let Address::Sqlite(from) = &address else {
        return Err(DbError::Address("a PostgreSQL server is backed up with pg_dump".to_owned()));
    };
    if !Path::new(from).exists() {
        return Err(DbError::Unavailable(format!("there is no database at {from}")));
    }
    let file = |error: io::Error| DbError::Unavailable(format!("{}: {error}", to.display()));
    let mut conn = Conn::connect(&address, Purpose::Write, options)?;
    // The copy is written into an empty file that nobody else can read.
    drop(create_private(to).map_err(file)?);
    let copied = sql_query("VACUUM INTO $1").bind::<Text, _>(to.to_string_lossy()).execute(&mut conn);
    if copied.is_err() {
        fs::remove_file(to).map_err(file)?;
    }
    Ok(copied.map(drop)?)
}
