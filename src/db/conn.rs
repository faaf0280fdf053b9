//! One connection to either engine.

use std::io::ErrorKind;
use std::path::Path;

use diesel::connection::{CacheSize, SimpleConnection};
use diesel::prelude::*;

use super::address::Address;
use super::error::DbError;
use super::options::DbOptions;
use super::purpose::Purpose;
use crate::files::create_private;

/// A connection to either engine, inside a transaction. Queries are written once for both; where
/// their SQL differs, `each!` repeats one expression on the concrete connections.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    /// The embedded engine.
    Sqlite(SqliteConnection),
    /// A PostgreSQL server.
    Postgres(PgConnection),
}

/// Runs one expression on whichever concrete connection `$conn` holds: for what the engines
/// share in words but the enum cannot express (upserts, batch inserts).
macro_rules! each {
    ($conn:expr, $c:ident => $body:expr) => {
        match $conn {
            $crate::db::Conn::Sqlite($c) => $body,
            $crate::db::Conn::Postgres($c) => $body,
        }
    };
}
pub(crate) use each;

impl Conn {
    /// Connects and sets what each engine needs once a connection.
    pub(super) fn connect(address: &Address, purpose: Purpose, options: &DbOptions) -> Result<Self, DbError> {
        let (mut conn, setup) = match address {
            Address::Sqlite(path) => {
                begin_private(path)?;
                (Self::Sqlite(SqliteConnection::establish(path)?), sqlite_setup(purpose, options))
            }
            Address::Postgres(url) => {
                let mut conn = PgConnection::establish(url)?;
                if !options.keep_statements {
                    conn.set_prepared_statement_cache_size(CacheSize::Disabled);
                }
                (Self::Postgres(conn), postgres_setup(options))
            }
        };
        conn.batch_execute(&setup)?;
        Ok(conn)
    }
}

/// SQLite makes a file that everybody can read where none is, and gives those beside it the same rights.
fn begin_private(path: &str) -> Result<(), DbError> {
    match create_private(Path::new(path)) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            Err(DbError::Unavailable(error.to_string()))
        }
        _ => Ok(()),
    }
}

fn sqlite_setup(purpose: Purpose, options: &DbOptions) -> String {
    let synchronous = if options.durable { "FULL" } else { "OFF" };
    let query_only = matches!(purpose, Purpose::Read);
    let foreign_keys = !matches!(purpose, Purpose::Migrate);
    format!(
        "PRAGMA busy_timeout = {};
         PRAGMA journal_mode = WAL;
         PRAGMA synchronous = {synchronous};
         PRAGMA foreign_keys = {foreign_keys};
         PRAGMA secure_delete = true;
         PRAGMA temp_store = MEMORY;
         PRAGMA query_only = {query_only};",
        options.time_limit.as_millis()
    )
}

fn postgres_setup(options: &DbOptions) -> String {
    let limit = options.time_limit.as_millis();
    format!(
        "SET application_name = 'placewell';
         SET client_min_messages = warning;
         SET TIME ZONE 'UTC';
         SET synchronous_commit = {};
         SET statement_timeout = {limit};
         SET idle_in_transaction_session_timeout = {limit};",
        if options.durable { "on" } else { "off" }
    )
}
