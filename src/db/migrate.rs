//! The migrations, embedded in the program: those common to both engines chained with those of
//! one. Each runs in its own transaction on a connection of its own.

use diesel::backend::Backend;
use diesel::migration::{Migration, MigrationSource, MigrationVersion};
use diesel::prelude::*;
use diesel::sql_query;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use super::Db;
use super::address::Address;
use super::conn::{Conn, each};
use super::error::DbError;
use super::options::DbOptions;
use super::purpose::Purpose;

const COMMON: EmbeddedMigrations = embed_migrations!("migrations/common");
const SQLITE: EmbeddedMigrations = embed_migrations!("migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("migrations/postgres");

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How far a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// There is no file at the address.
    Missing,
    /// There is a database without a single table of this program.
    Bare,
    /// These migrations are still to run, oldest first.
    Behind(Vec<String>),
    /// It is up to date.
    Current,
}

/// How far the database at an address is; a file that is missing is not made.
///
/// # Errors
/// [`DbError::Migration`] when the database is newer than this program.
pub fn standing(url: &str, options: &DbOptions) -> Result<Standing, DbError> {
    if !Db::is_there(url, options)? {
        return Ok(Standing::Missing);
    }
    let mut conn = plain(url, options)?;
    let pending = settled(&mut conn)?;
    Ok(match pending.len() {
        0 => Standing::Current,
        all if all == count(&mut conn)? => Standing::Bare,
        _ => Standing::Behind(pending),
    })
}

/// Applies what is pending and returns the names, oldest first. A SQLite file that is missing is made.
///
/// # Errors
/// [`DbError::Migration`] when one fails (those before it stay applied), when a foreign key is
/// broken afterwards, or when the database is newer than this program.
pub fn run(url: &str, options: &DbOptions) -> Result<Vec<String>, DbError> {
    let mut conn = connect(url, options)?;
    let names = pending_in(&mut conn)?;
    each!(&mut conn, c => {
        let source = chain(c);
        c.run_pending_migrations(source).map(drop)
    })
    .map_err(failed)?;
    check_foreign_keys(&mut conn)?;
    Ok(names)
}

/// Reverts the newest migration and returns its version.
///
/// # Errors
/// [`DbError::Migration`] when there is none, or when it fails; [`DbError::Missing`].
pub fn revert_last(url: &str, options: &DbOptions) -> Result<String, DbError> {
    Db::require(url, options)?;
    let mut conn = connect(url, options)?;
    let version = each!(&mut conn, c => {
        let source = chain(c);
        c.revert_last_migration(source).map(|version| version.to_string())
    })
    .map_err(failed)?;
    check_foreign_keys(&mut conn)?;
    Ok(version)
}

/// The names of the migrations that are still to run, oldest first.
///
/// # Errors
/// [`DbError::Migration`] when the database is newer than this program; [`DbError::Missing`].
pub fn pending(url: &str, options: &DbOptions) -> Result<Vec<String>, DbError> {
    Db::require(url, options)?;
    settled(&mut plain(url, options)?)
}

/// What is pending, once whoever migrates has done so. Locks no longer than one transaction: where a pooler lends
/// connections, a lock of the session would outlive this process.
fn settled(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    if let Conn::Sqlite(_) = conn {
        return pending_in(conn);
    }
    conn.transaction(|conn| {
        sql_query("SET LOCAL statement_timeout = 0").execute(conn)?;
        sql_query("SELECT pg_advisory_xact_lock(7077)").execute(conn)?;
        pending_in(conn)
    })
}

/// On PostgreSQL one process migrates at a time; the lock goes with the connection.
fn connect(url: &str, options: &DbOptions) -> Result<Conn, DbError> {
    let mut conn = plain(url, options)?;
    if let Conn::Postgres(c) = &mut conn {
        sql_query("SET statement_timeout = 0").execute(c)?;
        sql_query("SELECT pg_advisory_lock(7077)").execute(c)?;
    }
    Ok(conn)
}

fn plain(url: &str, options: &DbOptions) -> Result<Conn, DbError> {
    let address = Address::parse(url, options.allow_plaintext)?;
    Conn::connect(&address, Purpose::Migrate, options)
}

fn pending_in(conn: &mut Conn) -> Result<Vec<String>, DbError> {
    each!(conn, c => {
        let source = chain(c);
        names_pending(c, &source)
    })
    .map_err(failed)
}

/// How many migrations there are.
fn count(conn: &mut Conn) -> Result<usize, DbError> {
    each!(conn, c => number(c, &chain(c))).map_err(failed)
}

fn number<DB: Backend>(_: &impl MigrationHarness<DB>, source: &Chain<'_>) -> Result<usize, Failure> {
    Ok(MigrationSource::<DB>::migrations(source)?.len())
}

fn names_pending<DB: Backend>(
    conn: &mut impl MigrationHarness<DB>,
    source: &Chain<'_>,
) -> Result<Vec<String>, Failure> {
    let known = MigrationSource::<DB>::migrations(source)?;
    let applied = conn.applied_migrations()?;
    let is_known =
        |version: &MigrationVersion<'_>| known.iter().any(|migration| migration.name().version() == *version);
    if let Some(newer) = applied.iter().find(|version| !is_known(version)) {
        return Err(format!("the database is newer than this program: it has {newer}").into());
    }
    let pending = known.iter().map(|migration| migration.name());
    let pending = pending.filter(|name| !applied.contains(&name.version()));
    Ok(pending.map(ToString::to_string).collect())
}

/// The common migrations and those of one engine, in the order of their versions.
struct Chain<'a>(&'a EmbeddedMigrations);

impl<DB: Backend> MigrationSource<DB> for Chain<'_> {
    fn migrations(&self) -> diesel::migration::Result<Vec<Box<dyn Migration<DB>>>> {
        let mut all = MigrationSource::<DB>::migrations(&COMMON)?;
        all.extend(MigrationSource::<DB>::migrations(self.0)?);
        all.sort_by(|a, b| a.name().version().cmp(&b.name().version()));
        Ok(all)
    }
}

/// A connection that has migrations of its own.
trait Migrated {
    const OWN: &'static EmbeddedMigrations;
}

impl Migrated for SqliteConnection {
    const OWN: &'static EmbeddedMigrations = &SQLITE;
}

impl Migrated for PgConnection {
    const OWN: &'static EmbeddedMigrations = &POSTGRES;
}

fn chain<C: Migrated>(_: &C) -> Chain<'static> {
    Chain(C::OWN)
}

#[derive(QueryableByName)]
struct BrokenReference {
    #[diesel(sql_type = diesel::sql_types::Text)]
    table: String,
}

/// PostgreSQL checks while it migrates; on SQLite the checks were off.
fn check_foreign_keys(conn: &mut Conn) -> Result<(), DbError> {
    let Conn::Sqlite(c) = conn else { return Ok(()) };
    let broken: Vec<BrokenReference> = sql_query("SELECT \"table\" FROM pragma_foreign_key_check").load(c)?;
    match broken.first() {
        None => Ok(()),
        Some(BrokenReference { table }) => {
            Err(DbError::Migration(format!("{table} refers to rows that are not there")))
        }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as a function of map_err")]
fn failed(failure: Failure) -> DbError {
    DbError::Migration(failure.to_string())
}
