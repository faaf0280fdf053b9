//! What a database address names, how it is reached, and which addresses are refused.

use std::net::IpAddr;
use std::path::PathBuf;

use super::error::DbError;
use super::tls::{Target, door_to};

/// A database address that may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// The path of a SQLite file.
    Sqlite(String),
    /// A whole libpq address, of a server on this machine, of a protected network, or of the door on this machine behind
    /// which TLS begins.
    Postgres(String),
}

impl Address {
    pub(super) fn parse(url: &str, allow_plaintext: bool) -> Result<Self, DbError> {
        match url.split_once(':') {
            Some(("sqlite", rest)) => sqlite_path(rest).map(Self::Sqlite),
            Some(("postgres" | "postgresql", rest)) => {
                let server = Server::of(rest);
                Ok(Self::Postgres(match server.way(allow_plaintext)? {
                    Way::Plain => url.to_owned(),
                    Way::Tls => server.behind_doors()?,
                }))
            }
            _ => Err(refuse("it must begin with sqlite: (a file) or postgres:// (a server)")),
        }
    }
}

const PLAINTEXT: &str = "this PostgreSQL server would be reached over the network in plain text; leave sslmode away so \
    that TLS is used, or set database.allow_plaintext if the network itself is protected";

const UNNAMED: &str = "TLS needs the server's name in the address itself, as in postgres://user@db.example/name; host, \
    hostaddr and service in its query, and PGHOST, PGHOSTADDR and PGSERVICE in the environment, are for this machine only";

const OWN_CERTIFICATE: &str = "sslcert and sslkey are not read: sign in with a password";

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

/// How a server is spoken to.
enum Way {
    Plain,
    Tls,
}

/// The parts of a libpq address.
struct Server<'a> {
    /// With the `@`, or empty.
    login: &'a str,
    /// Each with its port, if it has one.
    hosts: Vec<&'a str>,
    /// With the `/`, or empty.
    database: &'a str,
    parameters: Vec<(&'a str, &'a str)>,
}

impl<'a> Server<'a> {
    fn of(rest: &'a str) -> Self {
        let rest = rest.strip_prefix("//").unwrap_or(rest);
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, database) = place.split_at(place.find('/').unwrap_or(place.len()));
        let (login, hosts) = authority.split_at(authority.rfind('@').map_or(0, |at| at + 1));
        let parameters = query.split('&').filter_map(|parameter| parameter.split_once('='));
        Self { login, hosts: hosts.split(',').collect(), database, parameters: parameters.collect() }
    }

    /// What a parameter says; of several the last counts.
    fn says(&self, wanted: &str) -> Option<&'a str> {
        self.parameters.iter().rev().find(|(key, _)| *key == wanted).map(|(_, value)| *value)
    }

    /// TLS where it is asked for, and wherever a server is neither on this machine nor on a network that is declared to be
    /// protected.
    fn way(&self, allow_plaintext: bool) -> Result<Way, DbError> {
        match self.says("sslmode") {
            Some("require" | "verify-ca" | "verify-full") if !self.is_a_socket() => Ok(Way::Tls),
            _ if allow_plaintext || self.stays_on_this_machine() => Ok(Way::Plain),
            Some("disable") => Err(refuse(PLAINTEXT)),
            _ => Ok(Way::Tls),
        }
    }

    /// Whether every host is a socket, or none is named.
    fn is_a_socket(&self) -> bool {
        self.hosts.iter().all(|host| is_socket(bare(host))) && self.stays_on_this_machine()
    }

    /// Every host that libpq could take from this address or from its environment is this machine.
    fn stays_on_this_machine(&self) -> bool {
        self.hosts.iter().copied().chain(self.named_elsewhere()).all(is_this_machine) && ambient().is_none()
    }

    /// Hosts that the query names.
    fn named_elsewhere(&self) -> impl Iterator<Item = &'a str> {
        let naming =
            self.parameters.iter().filter(|(key, _)| matches!(*key, "host" | "hostaddr" | "service"));
        naming.flat_map(|(_, value)| value.split(','))
    }

    /// The address of the doors on this machine behind which its servers are reached by TLS. Whatever was asked for, the
    /// certificate must be trusted and hold the server's name.
    fn behind_doors(&self) -> Result<String, DbError> {
        if self.says("sslcert").or(self.says("sslkey")).is_some() {
            return Err(refuse(OWN_CERTIFICATE));
        }
        let is_named = self.hosts.iter().all(|host| !is_socket(bare(host)));
        if !is_named || self.named_elsewhere().next().is_some() || ambient().is_some() {
            return Err(refuse(UNNAMED));
        }
        let roots = self.says("sslrootcert").filter(|roots| *roots != "system").map(PathBuf::from);
        let door = |host: &&str| {
            let port = host.strip_prefix('[').map_or(*host, |v6| v6.rsplit(']').next().unwrap_or_default());
            let port = port.split_once(':').map_or(Ok(POSTGRES), |(_, port)| port.parse());
            let port = port.map_err(|_| refuse("a port is a number up to 65535"))?;
            let target = Target { host: bare(host).to_owned(), port, roots: roots.clone() };
            Ok(format!("127.0.0.1:{}", door_to(&target)?))
        };
        let doors = self.hosts.iter().map(door).collect::<Result<Vec<_>, DbError>>()?.join(",");
        let kept = self.parameters.iter().filter(|(key, _)| !key.starts_with("ssl"));
        let kept: String = kept.map(|(key, value)| format!("{key}={value}&")).collect();
        let Self { login, database, .. } = self;
        Ok(format!("postgresql://{login}{doors}{database}?{kept}sslmode=disable"))
    }
}

/// PostgreSQL's own port.
const POSTGRES: u16 = 5432;

/// A host on another machine that libpq would take from its environment.
fn ambient() -> Option<String> {
    let mut named =
        ["PGHOST", "PGHOSTADDR", "PGSERVICE"].into_iter().filter_map(|key| std::env::var(key).ok());
    named.find(|hosts| !hosts.split(',').all(is_this_machine))
}

/// A host without its port and its brackets.
fn bare(host: &str) -> &str {
    match host.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None if host.matches(':').count() > 1 => host,
        None => host.split(':').next().unwrap_or_default(),
    }
}

fn is_socket(bare: &str) -> bool {
    bare.is_empty() || bare.starts_with('/') || bare.to_ascii_lowercase().starts_with("%2f")
}

fn is_this_machine(host: &str) -> bool {
    let bare = bare(host);
    is_socket(bare) || bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}
