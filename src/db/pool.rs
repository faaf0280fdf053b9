//! The pools of connections.

use diesel::r2d2::{HandleError, ManageConnection, PooledConnection, R2D2Connection};

use super::address::Address;
use super::conn::Conn;
use super::error::DbError;
use super::options::DbOptions;
use super::purpose::Purpose;

pub(super) type Pool = diesel::r2d2::Pool<Manager>;

/// Makes and checks connections to one address. diesel's own manager would open any address as a
/// SQLite file.
pub(super) struct Manager {
    address: Address,
    purpose: Purpose,
    options: DbOptions,
}

impl Manager {
    pub(super) fn new(address: Address, purpose: Purpose, options: &DbOptions) -> Self {
        Self { address, purpose, options: options.clone() }
    }

    /// Connects once, so that a wrong address fails at start-up and not at the first request.
    pub(super) fn probe(&self) -> Result<(), DbError> {
        self.connect().map(drop)
    }

    /// A pool that connects when it is first asked.
    pub(super) fn pool(self, size: u32, options: &DbOptions) -> Result<Pool, DbError> {
        diesel::r2d2::Pool::builder()
            .max_size(size.max(1))
            .min_idle(Some(0))
            .connection_timeout(options.wait)
            .test_on_check_out(matches!(self.address, Address::Postgres(_)))
            .error_handler(Box::new(LogFailures))
            .build(self)
            .map_err(|error| DbError::Unavailable(error.to_string()))
    }
}

impl ManageConnection for Manager {
    type Connection = Conn;
    type Error = DbError;

    fn connect(&self) -> Result<Conn, DbError> {
        Conn::connect(&self.address, self.purpose, &self.options)
    }

    fn is_valid(&self, conn: &mut Conn) -> Result<(), DbError> {
        Ok(conn.ping()?)
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || conn.is_broken()
    }
}

/// A free connection. After the pool's waiting time [`DbError::Busy`], or
/// [`DbError::Unavailable`] when it could not connect meanwhile.
pub(super) fn get(pool: &Pool) -> Result<PooledConnection<Manager>, DbError> {
    pool.get().map_err(|error| match error.to_string().split_once(": ") {
        Some((_, cause)) => DbError::Unavailable(cause.to_owned()),
        None => DbError::Busy,
    })
}

/// Tells the log why a connection cannot be made; the caller learns it when its wait is over.
#[derive(Debug)]
struct LogFailures;

impl HandleError<DbError> for LogFailures {
    fn handle_error(&self, error: DbError) {
        tracing::warn!(%error, "no connection to the database");
    }
}
