//! The store, on SQLite and PostgreSQL.
//!
//! [`Db::read`] and [`Db::write`] are the only doors. What runs behind them takes `&mut Conn`, so
//! a service composes the functions of several aggregates in one transaction. The store has no
//! clock: every instant comes in as a parameter.

pub mod access_log;
mod address;
pub mod agreements;
pub mod alerts;
pub mod api_keys;
pub mod assignments;
pub mod backup;
pub mod briefings;
pub mod brought_numbers;
pub mod changes;
pub mod cohort_learners;
pub mod cohorts;
mod column;
pub mod concessions;
mod conn;
pub mod contacts;
pub mod copy_error;
pub mod decisions;
pub mod deliveries;
pub mod destinations;
pub mod disclosures;
mod dump;
mod error;
pub mod family_messages;
pub mod family_replies;
pub mod family_sendings;
pub mod family_wishes;
pub mod feeds;
mod few;
mod file_mark;
pub mod format;
mod hub_document;
pub mod hub_figures;
pub mod idempotency;
pub mod imports;
pub mod internship_reviews;
pub mod jobs;
pub mod keyring;
pub mod keys;
pub mod learner_drafts;
pub mod learners;
pub mod lesson_decisions;
pub mod letters;
pub mod login_failures;
pub mod mailed_links;
pub mod memberships;
pub mod migrate;
pub mod observations;
pub mod offers;
mod options;
pub mod organisations;
mod page;
pub mod pg_tools;
pub mod placement_links;
pub mod placements;
pub mod planned_calls;
mod pool;
pub mod postcodes;
pub mod programmes;
mod purpose;
pub mod refresh_families;
pub mod reminders;
pub mod reports;
pub mod reseal;
pub mod restore;
mod room;
pub mod schema;
pub mod schools;
pub mod sealed;
pub mod second_factors;
pub mod side_links;
pub mod side_reports;
mod statements;
mod tls;
mod told_by;
mod transaction;
mod types;
pub mod users;
pub mod webhooks;
pub mod weights;

pub use conn::Conn;
pub use error::{DbError, TxError};
pub use keyring::KeyringError;
pub use keys::{KeyError, Keys};
pub use options::DbOptions;
pub use page::{Cursor, Order, Page, Run, Slice, Stamped};
pub use sealed::{SealContext, SealError, Sealed};
pub use told_by::ToldBy;
pub use transaction::savepoint;
pub use types::Stamp;

use address::Address;
use file_mark::FileMark;
use pool::{Manager, Pool};
use purpose::Purpose;
use room::Room;
use statements::Statements;

/// Connections to a read-only replica: what is read from it is read by one at a time.
const REPLICA_CONNECTIONS: u32 = 1;

/// The connections to the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Connections {
    /// Given out.
    pub in_use: u32,
    /// Open and free.
    pub idle: u32,
    /// As many as there can be.
    pub most: u32,
}

/// The store: a pool for reading and a pool for writing over one database.
///
/// Cheap to clone. Every call blocks its thread: from async code call it inside `web::block`.
#[derive(Clone)]
pub struct Db {
    readers: Pool,
    writers: Pool,
    /// A read-only replica, where there is one.
    replica: Option<Pool>,
    options: DbOptions,
    file: Option<FileMark>,
    room: Room,
    statements: Statements,
}

impl Db {
    /// Opens the database that an address names and checks that it answers.
    ///
    /// `sqlite:path` and `sqlite://path` name a file, which must be there; `postgres://` and
    /// `postgresql://` name a server. Anything else is refused in words, and so is a server that
    /// would be reached over a network without TLS.
    ///
    /// # Errors
    /// [`DbError::Address`] for a refused address, [`DbError::Missing`] when there is no such file,
    /// [`DbError::Unavailable`] when the database does not answer.
    pub fn open(url: &str, options: DbOptions) -> Result<Self, DbError> {
        Self::require(url, &options)?;
        let address = Address::parse(url, options.allow_plaintext)?;
        let file = FileMark::of(&address);
        let statements = Statements::default();
        let manager = |address, purpose| Manager::new(address, purpose, &options, statements.clone());
        manager(address.clone(), Purpose::Write).probe()?;
        let replica = match &options.replica {
            Some(url) => {
                let address = Address::parse(url, options.allow_plaintext)?;
                Some(manager(address, Purpose::Read).pool(REPLICA_CONNECTIONS, &options)?)
            }
            None => None,
        };
        let (readers, writers) = match address {
            Address::Sqlite(_) => {
                let readers = manager(address.clone(), Purpose::Read);
                let writer = manager(address, Purpose::Write);
                (readers.pool(options.readers, &options)?, writer.pool(1, &options)?)
            }
            Address::Postgres(_) => {
                let shared = manager(address, Purpose::Write);
                let pool = shared.pool(options.connections, &options)?;
                (pool.clone(), pool)
            }
        };
        Ok(Self { readers, writers, replica, options, file, room: Room::default(), statements })
    }

    /// Whether there is a database at an address: a SQLite file that is missing would be made by
    /// opening it.
    ///
    /// # Errors
    /// [`DbError::Address`] for a refused address.
    pub fn is_there(url: &str, options: &DbOptions) -> Result<bool, DbError> {
        Ok(match Address::parse(url, options.allow_plaintext)? {
            Address::Sqlite(path) => std::path::Path::new(&path).exists(),
            Address::Postgres(_) => true,
        })
    }

    /// Lets pass only an address at which there is a database.
    ///
    /// # Errors
    /// [`DbError::Missing`]; [`DbError::Address`] for a refused address.
    pub(crate) fn require(url: &str, options: &DbOptions) -> Result<(), DbError> {
        match Address::parse(url, options.allow_plaintext)? {
            Address::Sqlite(path) if !std::path::Path::new(&path).exists() => Err(DbError::Missing(path)),
            _ => Ok(()),
        }
    }

    /// How many connections the pools hold.
    #[must_use]
    pub fn connections(&self) -> Connections {
        let pools =
            if self.file.is_some() { vec![&self.readers, &self.writers] } else { vec![&self.writers] };
        pools.into_iter().map(|pool| (pool.state(), pool.max_size())).fold(
            Connections::default(),
            |sum, (state, most)| Connections {
                in_use: sum.in_use + state.connections.saturating_sub(state.idle_connections),
                idle: sum.idle + state.idle_connections,
                most: sum.most + most,
            },
        )
    }

    /// How many statements this process has asked, those that begin and end transactions with them.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.count()
    }

    /// Whether the database answers, and is the one that was opened: a file that was deleted or replaced goes
    /// on answering those who hold it open.
    ///
    /// # Errors
    /// [`DbError`] when it does not.
    pub fn ping(&self) -> Result<(), DbError> {
        self.file.as_ref().map_or(Ok(()), FileMark::check)?;
        self.read(|conn| Ok(diesel::connection::SimpleConnection::batch_execute(conn, "SELECT 1")?))
    }

    /// Runs `work` on one unchanging view of the data, in which nothing can be written.
    ///
    /// # Errors
    /// What `work` returns; [`DbError::Busy`] when no connection came free in time.
    pub fn read<T, E: TxError>(&self, work: impl FnOnce(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        transaction::read(&self.readers, work)
    }

    /// As [`Self::read`], on the read-only replica where there is one: a view of the data that may be some time old. `None`
    /// where there is none, or it does not answer, which is logged.
    pub fn read_behind<T>(&self, work: impl FnOnce(&mut Conn) -> Result<T, DbError>) -> Option<T> {
        let read = transaction::read(self.replica.as_ref()?, work);
        read.inspect_err(|error| tracing::warn!(%error, "store.replica_fails")).ok()
    }

    /// Runs `work` in one transaction that sees and leaves the data as if it ran alone.
    ///
    /// `work` may be run again after losing a race, so it must have no effect but on the
    /// database. A failed statement must end it, unless run inside [`savepoint`].
    ///
    /// # Errors
    /// What `work` returns, with nothing written; [`DbError::Busy`] when the store is overrun,
    /// [`DbError::TimedOut`] when `work` outlives [`DbOptions::time_limit`].
    pub fn write<T, E: TxError>(&self, work: impl Fn(&mut Conn) -> Result<T, E>) -> Result<T, E> {
        self.room.watch(transaction::write(&self.writers, &self.options, work))
    }

    /// Whether a write found no room so short a time ago that the next may find none either. A small one may still
    /// succeed meanwhile: the database has some room of its own.
    #[must_use]
    pub fn is_short_of_room(&self) -> bool {
        self.room.is_short()
    }
}
