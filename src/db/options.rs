//! How the store is opened.

use std::time::Duration;

/// Settings of the store. The defaults suit one machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DbOptions {
    /// Connections that read a SQLite file at once; it always has one writer.
    pub readers: u32,
    /// Connections to a PostgreSQL server, for reading and writing together.
    pub connections: u32,
    /// How long a call waits for a free connection before [`super::DbError::Busy`].
    pub wait: Duration,
    /// How long a writing transaction, a wait for SQLite's one writer, and on PostgreSQL each
    /// statement may take. Followers of the change log rely on it: they re-read twice this span,
    /// because numbers are committed out of order.
    pub time_limit: Duration,
    /// Lets a PostgreSQL server be reached over a network without TLS. Off: the linked libpq
    /// would fall back to plain text in silence.
    pub allow_plaintext: bool,
    /// Where a read-only replica of the PostgreSQL server is.
    pub replica: Option<String>,
    /// Keeps statements prepared on a connection to PostgreSQL. Off where a pooler between may give the next
    /// transaction to another connection of its own, which does not know them.
    pub keep_statements: bool,
    /// Waits for the disk at each commit. Only tests turn this off.
    pub durable: bool,
}

impl Default for DbOptions {
    fn default() -> Self {
        Self {
            readers: 8,
            connections: 16,
            wait: Duration::from_secs(2),
            time_limit: Duration::from_secs(5),
            allow_plaintext: false,
            replica: None,
            keep_statements: true,
            durable: true,
        }
    }
}
