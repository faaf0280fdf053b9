//! Copies of a PostgreSQL database, by `pg_dump` and `pg_restore`.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::BigInt;

use super::address::Address;
use super::conn::Conn;
use super::copy_error::{BackupError, RestoreError};
use super::options::DbOptions;
use super::pg_tools::{ToolError, apart, run};
use super::purpose::Purpose;
use super::{DbError, Keys, keyring, migrate};
use crate::files::create_private;

/// Writes one unchanging view of the database into a file that is not there yet, and reads the file to its end.
pub(super) fn write(url: &str, to: &Path) -> Result<(), BackupError> {
    let file = |error: io::Error| BackupError::File { path: to.to_owned(), error };
    // The program writes into an empty file that nobody else can read.
    drop(create_private(to).map_err(file)?);
    let (bare, password) = apart(url);
    let (into, from) = (joined("--file=", to), OsString::from(format!("--dbname={bare}")));
    let arguments = ["--format=custom", "--no-owner", "--no-privileges", "--serializable-deferrable"];
    let arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).chain([into.as_os_str(), &from]).collect();
    let written = run("pg_dump", &arguments, password).and_then(|()| read_through(to));
    if written.is_err() {
        fs::remove_file(to).map_err(file)?;
    }
    Ok(written?)
}

/// Puts a copy into an empty database, in one transaction, after making sure that it is whole, of this program, not
/// newer, and that the keys open it.
pub(super) fn restore(url: &str, options: &DbOptions, from: &Path, keys: &Keys) -> Result<(), RestoreError> {
    fs::metadata(from).map_err(|error| RestoreError::File { path: from.to_owned(), error })?;
    let address = Address::Postgres(url.to_owned());
    let mut conn = Conn::connect(&address, Purpose::Migrate, options)?;
    if !is_empty(&mut conn)? {
        return Err(RestoreError::NotEmpty);
    }
    read_through(from).map_err(damaged)?;
    let examined = examine(&mut conn, url, options, from, keys);
    conn.batch_execute(&format!("DROP TABLE IF EXISTS {}", EXAMINED.join(", "))).map_err(DbError::from)?;
    examined?;
    put(url, from, &[])?;
    Ok(())
}

/// The tables that tell whether the rest may come.
const EXAMINED: [&str; 2] = ["sealing_keys", "__diesel_schema_migrations"];

/// Restores these tables alone.
fn examine(
    conn: &mut Conn,
    url: &str,
    options: &DbOptions,
    from: &Path,
    keys: &Keys,
) -> Result<(), RestoreError> {
    put(url, from, &EXAMINED)?;
    if tables(conn)? != 2 {
        return Err(RestoreError::NotOurs);
    }
    migrate::pending(url, options)?;
    Ok(keyring::check_named(conn, keys)?)
}

fn put(url: &str, from: &Path, only: &[&str]) -> Result<(), RestoreError> {
    let (bare, password) = apart(url);
    let into = OsString::from(format!("--dbname={bare}"));
    let only: Vec<OsString> = only.iter().map(|table| format!("--table={table}").into()).collect();
    let arguments = ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges"];
    let mut arguments: Vec<&OsStr> = arguments.iter().map(OsStr::new).collect();
    arguments.push(&into);
    arguments.extend(only.iter().map(OsString::as_os_str));
    arguments.extend([OsStr::new("--"), from.as_os_str()]);
    run("pg_restore", &arguments, password).map_err(RestoreError::Tool)
}

/// Reads every block of a copy without a database.
fn read_through(file: &Path) -> Result<(), ToolError> {
    run("pg_restore", &[OsStr::new("--file=-"), OsStr::new("--"), file.as_os_str()], None)
}

fn joined(option: &str, path: &Path) -> OsString {
    let mut joined = OsString::from(option);
    joined.push(path);
    joined
}

fn damaged(error: ToolError) -> RestoreError {
    match error {
        ToolError::Absent(_) => RestoreError::Tool(error),
        ToolError::Failed { said, .. } => RestoreError::Damaged(said),
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

const OF_OTHERS: &str = "JOIN pg_namespace n ON n.oid = namespace
     WHERE n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'";

/// Whether nobody has made anything in the database yet.
fn is_empty(conn: &mut Conn) -> Result<bool, DbError> {
    let everything =
        "(SELECT relnamespace AS namespace FROM pg_class UNION ALL SELECT pronamespace FROM pg_proc) made";
    Ok(counted(conn, everything)? == 0)
}

fn tables(conn: &mut Conn) -> Result<i64, DbError> {
    counted(conn, "(SELECT relnamespace AS namespace FROM pg_class WHERE relkind = 'r') made")
}

fn counted(conn: &mut Conn, of: &str) -> Result<i64, DbError> {
    let counted: Count =
        sql_query(format!("SELECT count(*) AS count FROM {of} {OF_OTHERS}")).get_result(conn)?;
    Ok(counted.count)
}
