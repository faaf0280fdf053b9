//! What a database address names, and which addresses are refused.

use std::net::IpAddr;

use super::error::DbError;

/// A database address that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// The path of a SQLite file.
    Sqlite(String),
    /// A whole libpq address.
    Postgres(String),
}

impl Address {
    pub(super) fn parse(url: &str, allow_plaintext: bool) -> Result<Self, DbError> {
        match url.split_once(':') {
            Some(("sqlite", rest)) => sqlite_path(rest).map(Self::Sqlite),
            Some(("postgres" | "postgresql", rest)) => {
                let safe = allow_plaintext || stays_on_this_machine(rest) || forces_tls(rest);
                if safe { Ok(Self::Postgres(url.to_owned())) } else { Err(refuse(PLAINTEXT)) }
            }
            _ => Err(refuse("it must begin with sqlite: (a file) or postgres:// (a server)")),
        }
    }
}

const PLAINTEXT: &str = "this PostgreSQL server would be reached over the network in plain text; use a \
    socket or a loopback tunnel, build with the feature postgres-tls and say sslmode=verify-full in the \
    address, or set database.allow_plaintext if the network itself is protected";

fn refuse(why: &str) -> DbError {
    DbError::Address(why.to_owned())
}

fn sqlite_path(rest: &str) -> Result<String, DbError> {
    let path = rest.strip_prefix("//").unwrap_or(rest);
    if path.is_empty() {
        return Err(refuse("sqlite: needs the path of a file, as in sqlite:placewell.db"));
    }
    if path.contains(":memory:") || path.starts_with("file:") || path.contains('?') {
        return Err(refuse(
            "sqlite: takes the plain path of a file; each connection to an in-memory database \
             would see a database of its own",
        ));
    }
    Ok(path.to_owned())
}

/// Without the feature there is no TLS to force.
fn forces_tls(rest: &str) -> bool {
    let demanded = ["sslmode=require", "sslmode=verify-ca", "sslmode=verify-full"];
    cfg!(feature = "postgres-tls") && parameters(rest).any(|parameter| demanded.contains(&parameter))
}

fn parameters(rest: &str) -> impl Iterator<Item = &str> {
    rest.split_once('?').map_or("", |(_, query)| query).split('&')
}

/// Every host that libpq could take from this address or from its environment is this machine.
fn stays_on_this_machine(rest: &str) -> bool {
    let authority = rest.strip_prefix("//").unwrap_or(rest).split(['/', '?']).next().unwrap_or_default();
    let hosts = authority.rsplit('@').next().unwrap_or_default();
    let from_query = parameters(rest).filter_map(|parameter| parameter.split_once('='));
    let named = from_query
        .filter(|(key, _)| matches!(*key, "host" | "hostaddr" | "service"))
        .map(|(_, value)| value.to_owned());
    let ambient = ["PGHOST", "PGHOSTADDR", "PGSERVICE"].into_iter().filter_map(|key| std::env::var(key).ok());
    std::iter::once(hosts.to_owned())
        .chain(named)
        .chain(ambient)
        .all(|hosts| hosts.split(',').all(is_this_machine))
}

fn is_this_machine(host: &str) -> bool {
    let bare = match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None if host.matches(':').count() > 1 => host,
        None => host.split(':').next().unwrap_or_default(),
    };
    let socket = bare.is_empty() || bare.starts_with('/') || bare.to_ascii_lowercase().starts_with("%2f");
    socket || bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
