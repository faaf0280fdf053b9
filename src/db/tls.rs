//! TLS to PostgreSQL servers on other machines, by the program's own TLS library: the linked client library is built
//! without one, so that a program has one TLS stack and needs no OpenSSL. The client library, and PostgreSQL's own
//! programs, speak to a door on this machine; what comes in there goes on encrypted.

mod greeting;
mod trust;
mod tunnel;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use super::error::DbError;

/// A server to be reached by TLS.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Target {
    /// Its name, which its certificate must hold: a name, or an IP address without brackets.
    pub(super) host: String,
    /// Its port.
    pub(super) port: u16,
    /// A file of certificates that are trusted in place of the machine's.
    pub(super) roots: Option<PathBuf>,
}

/// The port on this machine behind which a server is reached by TLS. It is opened once, and stays as long as the process.
///
/// # Errors
/// [`DbError::Address`] for a file of certificates that cannot be read; [`DbError::Unavailable`] when no port can be
/// opened.
pub(super) fn door_to(target: &Target) -> Result<u16, DbError> {
    static DOORS: Mutex<BTreeMap<Target, u16>> = Mutex::new(BTreeMap::new());
    let mut doors = DOORS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(port) = doors.get(target) {
        return Ok(*port);
    }
    let trust = trust::of(target.roots.as_deref()).map_err(DbError::Address)?;
    let door = tunnel::open(target, trust);
    let port = door.map_err(|error| DbError::Unavailable(format!("no port for TLS: {error}")))?;
    doors.insert(target.clone(), port);
    Ok(port)
}
