//! The pools of connections.

use diesel::r2d2::{HandleError, ManageConnection, PooledConnection, R2D2Connection};

use super::address::Address;
use super::conn::Conn;
use super::error::DbError;
use super::options::DbOptions;
use super::purpose::Purpose;
use super::statements::Statements;

pub(super) type Pool = diesel::r2d2::Pool<Manager>;

/// Makes and checks connections to one address. diesel's own manager would open any address as a
/// SQLite file.
pub(super) struct Manager {
    address: Address,
    purpose: Purpose,
    options: DbOptions,
    statements: Statements,
}

impl Manager {
    pub(super) fn new(
        address: Address,
        purpose: Purpose,
        options: &DbOptions,
        statements: Statements,
    ) -> Self {
        Self { address, purpose, options: options.clone(), statements }
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

/// A connection of a pool.
pub(super) struct Pooled {
    /// The connection.
    pub(super) conn: Conn,
    /// Whether it met a fault of the database: a connection of before a failover goes on answering as it did then.
    pub(super) suspect: bool,
}

impl ManageConnection for Manager {
    type Connection = Pooled;
    type Error = DbError;

    fn connect(&self) -> Result<Pooled, DbError> {
        let mut conn = Conn::connect(&self.address, self.purpose, &self.options)?;
        self.statements.watch(&mut conn);
        Ok(Pooled { conn, suspect: false })
    }

    fn is_valid(&self, pooled: &mut Pooled) -> Result<(), DbError> {
        Ok(pooled.conn.ping()?)
    }

    fn has_broken(&self, pooled: &mut Pooled) -> bool {
        std::thread::panicking() || pooled.suspect || pooled.conn.is_broken()
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
