//! A copy of a SQLite database that is whole, taken beside running work.

use std::path::Path;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::address::Address;
use super::conn::Conn;
use super::error::DbError;
use super::options::DbOptions;
use super::pool::Purpose;

/// Writes a copy of the database to a file that is not there yet. Sealed values stay sealed: the
/// key file is kept apart.
///
/// # Errors
/// [`DbError::Address`] for a PostgreSQL server, which has tools of its own; [`DbError::Other`]
/// when the file is there or cannot be written.
pub fn write(url: &str, options: &DbOptions, to: &Path) -> Result<(), DbError> {
    let address = Address::parse(url, options.allow_plaintext)?;
    let Address::Sqlite(_) = &address else {
        return Err(DbError::Address("a PostgreSQL server is backed up with pg_dump".to_owned()));
    };
    let mut conn = Conn::connect(&address, Purpose::Write, options)?;
    sql_query("VACUUM INTO $1").bind::<Text, _>(to.to_string_lossy()).execute(&mut conn)?;
    Ok(())
}
