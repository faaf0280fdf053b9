//! The two kinds of transaction, and what happens when one loses a race.

use std::hash::{BuildHasher, RandomState};
use std::time::{Duration, Instant};

use diesel::connection::{AnsiTransactionManager, SimpleConnection, TransactionManager};
use diesel::prelude::*;

use super::conn::Conn;
use super::error::{DbError, TxError};
use super::options::DbOptions;
use super::pool::{self, Pool, Pooled};

/// How often a writing transaction that lost a race is run again before the store calls itself
/// busy.
const ATTEMPTS: u32 = 40;

/// The longest pause between two attempts.
const LONGEST_PAUSE_MS: u64 = 64;

pub(super) fn read<T, E: TxError>(pool: &Pool, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    on_one(pool, |conn| read_once(conn, work))
}

/// Runs `work` on a connection of the pool, and takes the connection out of use if the database failed it.
fn on_one<T, E: TxError>(pool: &Pool, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    let mut held = pool::get(pool)?;
    let Pooled { conn, suspect } = &mut *held;
    let result = work(conn);
    if let Some(error) = result.as_ref().err().and_then(TxError::db_error).filter(|error| error.is_outage()) {
        *suspect = true;
        tracing::warn!(%error, "store.outage");
    }
    result
}

fn read_once<T, E: TxError>(conn: &mut Conn, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN"),
        Conn::Postgres(c) => AnsiTransactionManager::begin_transaction_sql(
            c,
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        ),
    }
    .map_err(DbError::from)?;
    let result = work(conn);
    end(conn, result)
}

pub(super) fn write<T, E: TxError>(
    pool: &Pool,
    options: &DbOptions,
    work: impl Fn(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    for attempt in 0..ATTEMPTS {
        match on_one(pool, |conn| write_once(conn, options.time_limit, &work)) {
            Err(error) if error.db_error().is_some_and(|e| matches!(e, DbError::LostRace)) => {
                std::thread::sleep(pause(attempt));
            }
            result => return result,
        }
    }
    Err(DbError::Busy.into())
}

fn write_once<T, E: TxError>(
    conn: &mut Conn,
    limit: Duration,
    work: &impl Fn(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    match conn {
        Conn::Sqlite(c) => AnsiTransactionManager::begin_transaction_sql(c, "BEGIN IMMEDIATE"),
        Conn::Postgres(c) => {
            AnsiTransactionManager::begin_transaction_sql(c, "BEGIN ISOLATION LEVEL SERIALIZABLE")
        }
    }
    .map_err(DbError::from)?;
    let begun = Instant::now();
    let mut result = work(conn);
    if result.is_ok() && begun.elapsed() > limit {
        result = Err(DbError::TimedOut.into());
    }
    end(conn, result)
}

/// Commits what succeeded and rolls the rest back.
fn end<T, E: TxError>(conn: &mut Conn, result: Result<T, E>) -> Result<T, E> {
    let result = result.and_then(|value| {
        refuse_swallowed_failure(conn)?;
        Ok(value)
    });
    match result {
        Ok(value) => {
            Conn::commit_transaction(conn).map_err(DbError::from)?;
            Ok(value)
        }
        Err(error) => {
            // A connection that cannot even roll back is broken: the pool throws it away, and
            // with it the transaction.
            let _ = Conn::rollback_transaction(conn);
            Err(error)
        }
    }
}

/// PostgreSQL answers COMMIT after a failed statement with a silent rollback; any statement
/// before it says so aloud.
fn refuse_swallowed_failure(conn: &mut Conn) -> Result<(), DbError> {
    match conn {
        Conn::Sqlite(_) => Ok(()),
        Conn::Postgres(c) => Ok(c.batch_execute("SELECT 1")?),
    }
}

/// A growing pause with jitter, so that racing transactions do not meet again.
fn pause(attempt: u32) -> Duration {
    let ceiling = LONGEST_PAUSE_MS.min(1 << attempt.min(6));
    let jitter = RandomState::new().hash_one(attempt) % (ceiling * 1000);
    Duration::from_micros(jitter)
}

/// Runs `work` so that its failure undoes only what it wrote, and the transaction around it can
/// go on: for a failure that the caller means to handle, such as [`DbError::Unique`].
///
/// # Errors
/// What `work` returns.
pub fn savepoint<T, E: From<DbError>>(
    conn: &mut Conn,
    work: impl FnOnce(&mut Conn) -> Result<T, E>,
) -> Result<T, E> {
    conn.transaction(|conn| work(conn).map_err(Within)).map_err(|Within(error)| error)
}

/// What went wrong between a savepoint and its end.
struct Within<E>(E);

impl<E: From<DbError>> From<diesel::result::Error> for Within<E> {
    fn from(error: diesel::result::Error) -> Self {
        Self(DbError::from(error).into())
    }
}
