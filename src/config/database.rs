//! Where the data is kept.

use std::fmt;
use std::path::Path;

use serde::{Deserialize, Serialize, Serializer};

use super::{Fault, secret::MASK};

/// `database.*`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseConfig {
    /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME`. Default
    /// `sqlite:placewell.db`, made by `placewell migrate`. SQLite needs a local disk: its write-ahead log
    /// does not work on a network share.
    pub url: DatabaseUrl,
    /// A read-only replica of the PostgreSQL server, `postgres://USER:PASSWORD@HOST/NAME`, from which every offer is read
    /// when a process begins and once a day. What has changed since is read from `url`, so it may lag. Default none.
    pub replica_url: DatabaseUrl,
    /// Speaks to a PostgreSQL server on another machine in plain text, where the network itself is protected,
    /// unless its address asks for TLS by `sslmode`. Default `false`: by TLS.
    pub allow_plaintext: bool,
    /// Connections that read a SQLite file at once; it always has one writer besides. Default 8.
    pub readers: u32,
    /// Connections to a PostgreSQL server. Default 16.
    pub connections: u32,
    /// How long a request waits for a connection before it is told to come back, in seconds. Default 2.
    pub wait_seconds: u64,
    /// Whether each connection to PostgreSQL keeps its statements prepared for the next time. Default `true`.
    /// `false` where a pooler may give the next transaction to another connection: see docs/OPERATIONS.md.
    pub keep_statements: bool,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self {
            url: DatabaseUrl("sqlite:placewell.db".to_owned()),
            replica_url: DatabaseUrl(String::new()),
            allow_plaintext: false,
            readers: 8,
            connections: 16,
            wait_seconds: 2,
            keep_statements: true,
        }
    }
}

impl DatabaseConfig {
    /// The address of the read-only replica, where there is one.
    #[must_use]
    pub fn replica(&self) -> Option<&str> {
        Some(self.replica_url.expose()).filter(|url| !url.is_empty())
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let known = ["sqlite:", "postgres://", "postgresql://"];
        let mut faults = Vec::new();
        if !known.iter().any(|scheme| self.url.expose().starts_with(scheme)) {
            faults.push(Fault::new("database.url", "must begin with sqlite: or postgres://"));
        }
        if let Some(replica) = self.replica() {
            if known.iter().skip(1).all(|scheme| !replica.starts_with(scheme)) {
                faults.push(Fault::new("database.replica_url", "must begin with postgres://"));
            } else if self.url.file().is_some() {
                faults.push(Fault::new(
                    "database.replica_url",
                    "must be empty while database.url names a file",
                ));
            }
        }
        let at_least_one = [("database.readers", self.readers), ("database.connections", self.connections)];
        let zero = at_least_one.into_iter().filter(|(_, value)| *value == 0);
        faults.extend(zero.map(|(key, _)| Fault::new(key, "must be at least 1")));
        faults
    }
}

/// The address of a database. It may hold a password, so it shows itself without it.
#[derive(Clone, Deserialize)]
pub struct DatabaseUrl(String);

impl DatabaseUrl {
    /// An address as written in a setting.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// The file of an embedded database.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        let path = self.0.strip_prefix("sqlite:")?;
        Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
    }

    /// The whole address, for connecting.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((scheme, rest)) = self.0.split_once("://") else { return f.write_str(&self.0) };
        let (rest, options) = rest.split_once('?').map_or((rest, ""), |(rest, _)| (rest, "?…"));
        let masked = rest.rsplit_once('@').map_or(rest.to_owned(), |(login, place)| {
            let user = login.split_once(':').map_or(login.to_owned(), |(user, _)| format!("{user}:{MASK}"));
            format!("{user}@{place}")
        });
        write!(f, "{scheme}://{masked}{options}")
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for DatabaseUrl {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
