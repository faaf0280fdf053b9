//! Putting a copy of a database in its place again.

use std::fs;
use std::path::{Path, PathBuf};

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;

use super::address::Address;
use super::conn::Conn;
use super::copy_error::RestoreError;
use super::dump;
use super::options::DbOptions;
use super::purpose::Purpose;
use super::{DbError, Keys, keyring, migrate};
use crate::files::make_private;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Puts a copy where the address says, after making sure that it is whole, of this program, and that
/// the keys open it. At a PostgreSQL server the database must be there, and empty.
///
/// # Errors
/// [`RestoreError`].
pub fn restore(url: &str, options: &DbOptions, from: &Path, keys: &Keys) -> Result<(), RestoreError> {
    let to = match Address::parse(url, options.allow_plaintext)? {
        Address::Postgres(url) => return dump::restore(&url, options, from, keys),
        Address::Sqlite(to) => to,
    };
    for suffix in ["", "-wal", "-shm"] {
        let taken = PathBuf::from(format!("{to}{suffix}"));
        if taken.exists() {
            return Err(RestoreError::Taken(taken));
        }
    }
    let beside = format!("{to}.restoring");
    let file = |path: &Path| {
        let path = path.to_owned();
        move |error| RestoreError::File { path, error }
    };
    fs::copy(from, &beside).map_err(file(from))?;
    let placed = make_private(Path::new(&beside))
        .map_err(file(Path::new(&beside)))
        .and_then(|()| examine(&beside, options, keys))
        .and_then(|()| fs::rename(&beside, &to).map_err(file(Path::new(&to))));
    if placed.is_err() {
        // What could not be put in place is of no use; the refusal says more than a failed removal.
        let _ = fs::remove_file(&beside);
    }
    placed
}

fn examine(path: &str, options: &DbOptions, keys: &Keys) -> Result<(), RestoreError> {
    let mut conn = Conn::connect(&Address::Sqlite(path.to_owned()), Purpose::Write, options)
        .map_err(|error| RestoreError::Damaged(error.to_string()))?;
    let check = sql_query("SELECT integrity_check AS line FROM pragma_integrity_check");
    let found: Vec<Line> = check.load(&mut conn).map_err(|error| RestoreError::Damaged(error.to_string()))?;
    if let Some(fault) = found.iter().find(|found| found.line != "ok") {
        return Err(RestoreError::Damaged(fault.line.clone()));
    }
    let ours = "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name = 'organisations'";
    if sql_query(ours).load::<Line>(&mut conn).map_err(DbError::from)?.is_empty() {
        return Err(RestoreError::NotOurs);
    }
    keyring::check(&mut conn, keys)?;
    drop(conn);
    migrate::pending(&format!("sqlite:{path}"), options)?;
    Ok(())
}
