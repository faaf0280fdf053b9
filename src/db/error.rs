//! What can go wrong in the store, in a form that a caller can match.

use diesel::ConnectionError;
use diesel::result::{DatabaseErrorInformation, DatabaseErrorKind, Error};

use super::sealed::SealError;

/// A failure of the store. No message holds a stored value.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// No row with that key, or none that the caller may reach.
    #[error("no such row")]
    NotFound,
    /// The row is no longer in the version that the caller read.
    #[error("the row has changed since it was read")]
    Stale,
    /// A value that must be unique is taken.
    #[error("{table}.{column} is already taken")]
    Unique {
        /// The table.
        table: String,
        /// The column, or several joined by a comma and a space in the order of the index.
        column: String,
    },
    /// A row that this one needs is not there, or a row is still needed by others.
    #[error("a row that is referred to is missing, or is still referred to")]
    ForeignKey,
    /// A rule of a table (a missing value, a value out of its range) was broken.
    #[error("a rule of the table was broken: {0}")]
    Rule(String),
    /// The table takes new rows only.
    #[error("{table} is append-only")]
    AppendOnly {
        /// The table.
        table: String,
    },
    /// No connection or no lock came free in time; worth trying again soon.
    #[error("the store is busy")]
    Busy,
    /// The transaction lost a race; [`super::Db::write`] runs it again, so callers do not see it.
    #[error("the transaction lost a race")]
    LostRace,
    /// The statement or the transaction took longer than allowed.
    #[error("the transaction took too long")]
    TimedOut,
    /// The database cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unavailable(String),
    /// The database can be read but not written: a file or a server that is read-only.
    #[error("the database is read-only")]
    ReadOnly,
    /// The disk of the database is full.
    #[error("the disk of the database is full")]
    Full,
    /// The keys at hand are not those that seal the database.
    #[error("{0}")]
    OtherKeys(String),
    /// There is no file at a SQLite address.
    #[error(
        "there is no database at {0}; if it was moved or lost, bring it back; a new one is made by `placewell migrate`"
    )]
    Missing(String),
    /// The address names no database that may be opened.
    #[error("this database address is refused: {0}")]
    Address(String),
    /// A migration failed, or the migrations do not fit the database.
    #[error("migration: {0}")]
    Migration(String),
    /// A stored value does not read back as what it should be.
    #[error("{table}.{column} does not read back")]
    Corrupt {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
    },
    /// A newer version of the program wrote a document that this one cannot read, or must not write over.
    #[error("a newer version of the program wrote a document of {table}")]
    Newer {
        /// The table.
        table: String,
    },
    /// A sealed value could not be sealed or opened.
    #[error(transparent)]
    Sealed(#[from] SealError),
    /// Anything else.
    #[error(transparent)]
    Other(Error),
}

impl DbError {
    /// Whether a newer version of the program is needed.
    #[must_use]
    pub fn is_newer(&self) -> bool {
        matches!(self, Self::Newer { .. } | Self::Sealed(SealError::Newer))
    }

    /// Whether a stored value does not read back, though it is of a format that this program knows.
    #[must_use]
    pub fn is_damaged(&self) -> bool {
        matches!(self, Self::Corrupt { .. } | Self::Sealed(SealError::Refused | SealError::Unreadable))
    }

    /// A stable code if the fault lies with the database itself and not with what was asked of it.
    #[must_use]
    pub fn outage(&self) -> Option<&'static str> {
        match self {
            Self::Unavailable(_) | Self::Missing(_) => Some("store_unreachable"),
            Self::ReadOnly => Some("store_read_only"),
            Self::Full => Some("store_full"),
            Self::OtherKeys(_) => Some("store_keys"),
            _ => None,
        }
    }

    /// Whether it is such a fault. The connection may be at fault too, so it is not used again.
    #[must_use]
    pub fn is_outage(&self) -> bool {
        self.outage().is_some()
    }
}

/// An error that a transaction may end with. The store looks into it to run a transaction that
/// lost a race again.
pub trait TxError: From<DbError> {
    /// The failure of the store inside, if that is what it is.
    fn db_error(&self) -> Option<&DbError>;
}

impl TxError for DbError {
    fn db_error(&self) -> Option<&DbError> {
        Some(self)
    }
}

impl From<ConnectionError> for DbError {
    fn from(error: ConnectionError) -> Self {
        Self::Unavailable(error.to_string())
    }
}

impl From<Error> for DbError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound => Self::NotFound,
            Error::DatabaseError(kind, info) => from_engine(kind, info),
            // The statement before it has said why.
            Error::BrokenTransactionManager => closed(),
            Error::RollbackErrorOnCommit { commit_error, .. } => Self::from(*commit_error),
            other => Self::Other(other),
        }
    }
}

fn from_engine(kind: DatabaseErrorKind, info: Box<dyn DatabaseErrorInformation + Send + Sync>) -> DbError {
    let message = info.message();
    match kind {
        DatabaseErrorKind::UniqueViolation => unique(info.as_ref()),
        DatabaseErrorKind::ForeignKeyViolation => DbError::ForeignKey,
        DatabaseErrorKind::NotNullViolation | DatabaseErrorKind::CheckViolation => {
            DbError::Rule(info.constraint_name().unwrap_or(message).to_owned())
        }
        DatabaseErrorKind::SerializationFailure => DbError::LostRace,
        DatabaseErrorKind::ClosedConnection => closed(),
        DatabaseErrorKind::ReadOnlyTransaction => DbError::ReadOnly,
        _ if message.contains("deadlock detected") => DbError::LostRace,
        _ if message.contains("statement timeout") => DbError::TimedOut,
        _ if message.contains("database is locked") => DbError::Busy,
        _ if any(message, &READ_ONLY) => DbError::ReadOnly,
        _ if any(message, &FULL) => DbError::Full,
        _ if any(message, &GONE) => closed(),
        _ => of_trigger(message).unwrap_or(DbError::Other(Error::DatabaseError(kind, info))),
    }
}

/// What the triggers of the migrations say.
fn of_trigger(message: &str) -> Option<DbError> {
    let (rule, table) = message.split_once(": ")?;
    let table = table.trim().to_owned();
    match rule {
        "append-only" => Some(DbError::AppendOnly { table }),
        "newer-format" => Some(DbError::Newer { table }),
        _ => None,
    }
}

/// What SQLite and a PostgreSQL standby say where nothing can be written.
const READ_ONLY: [&str; 3] =
    ["attempt to write a readonly database", "serializable mode in a hot standby", "read-only transaction"];

/// What SQLite and PostgreSQL say when the disk is full.
const FULL: [&str; 2] = ["database or disk is full", "No space left on device"];

/// What SQLite says of a disk that fails, and PostgreSQL of a server that stops or starts.
const GONE: [&str; 9] = [
    "disk I/O error",
    "unable to open database file",
    "terminating connection",
    "the database system is",
    "server closed the connection",
    "no connection to the server",
    "connection not open",
    "could not receive data from server",
    "could not send data to server",
];

fn any(message: &str, signs: &[&str]) -> bool {
    signs.iter().any(|sign| message.contains(sign))
}

fn closed() -> DbError {
    DbError::Unavailable("the connection was closed".to_owned())
}

/// SQLite says `UNIQUE constraint failed: t.a, t.b`; PostgreSQL names the table and, in its
/// details, `Key (a, b)=(…)`. The values in the brackets are never read.
fn unique(info: &dyn DatabaseErrorInformation) -> DbError {
    let (table, column) = match info.table_name() {
        Some(table) => {
            let details = info.details().unwrap_or_default();
            let columns = details.split_once('(').and_then(|(_, rest)| rest.split_once(")=("));
            (table.to_owned(), columns.map_or("", |(columns, _)| columns).to_owned())
        }
        None => {
            let (_, list) = info.message().split_once(": ").unwrap_or_default();
            let named = list.split(", ").filter_map(|name| name.split_once('.'));
            let table = named.clone().next().map_or("", |(table, _)| table);
            let columns: Vec<&str> = named.map(|(_, column)| column).collect();
            (table.to_owned(), columns.join(", "))
        }
    };
    DbError::Unique { table, column }
}
