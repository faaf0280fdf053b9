//! How many connections there are, in all and from one address.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::connection::Connection;
use super::pace::Pace;
use crate::auth::address::bucket;
use crate::config::{Network, ServerConfig};

/// Files of the process that connections leave to the database, the log and the like.
const FILES_FOR_OTHERS: u64 = 256;

/// How often the log says that connections had to give way.
const BETWEEN_WARNINGS: Duration = Duration::from_secs(60);

/// What bounds the connections.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Connections in all.
    pub connections: usize,
    /// Connections from one address, or one IPv6 /64.
    pub per_address: usize,
    /// Proxies, for whose many clients no limit by address holds.
    pub proxies: Vec<Network>,
    /// How slow a client may be.
    pub pace: Pace,
}

impl Limits {
    /// The limits that the settings ask for and `files`, the process's limit of open files, allows.
    #[must_use]
    pub fn of(config: &ServerConfig, files: u64) -> Self {
        let room = files.saturating_sub(FILES_FOR_OTHERS).max(files / 2);
        let wanted = u64::from(config.connections);
        if room < wanted {
            tracing::warn!(wanted, allowed = room, "connections.limited_by_open_files");
        }
        let whole = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
        Self {
            connections: whole(wanted.min(room)),
            per_address: whole(u64::from(config.connections_per_address)),
            proxies: config.trusted_proxies.clone(),
            pace: Pace::of(config),
        }
    }
}

/// The connections of the process.
#[derive(Debug)]
pub struct Admissions {
    limits: Limits,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    next: u64,
    /// In the order in which they were made, with the address that they count for.
    connections: BTreeMap<u64, (Option<IpAddr>, Arc<Connection>)>,
    by_address: BTreeMap<IpAddr, usize>,
    /// Connections that gave way or were turned away since the last warning, and when that was.
    squeezed: usize,
    warned: Option<Instant>,
}

impl Admissions {
    /// None yet.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self { limits, held: Mutex::default() }
    }

    /// How many there are.
    #[must_use]
    pub fn held(&self) -> usize {
        self.lock().connections.len()
    }

    /// Lets a connection in. Where there are too many, the oldest that waits for its client gives way; `None` when
    /// the service itself is at work on all of them.
    #[must_use]
    pub fn admit(self: &Arc<Self>, peer: IpAddr) -> Option<Admission> {
        let is_proxy = self.limits.proxies.iter().any(|network| network.contains(peer));
        let address = (!is_proxy).then(|| bucket(peer));
        let connection = Arc::new(Connection::new(self.limits.pace));
        let mut held = self.lock();
        let from_here = address.and_then(|address| held.by_address.get(&address)).copied().unwrap_or(0);
        let room = if from_here >= self.limits.per_address {
            held.make_room(|other| other == address)
        } else if held.connections.len() >= self.limits.connections {
            held.make_room(|_| true)
        } else {
            true
        };
        if !room {
            return None;
        }
        let id = held.next;
        held.next += 1;
        if let Some(address) = address {
            *held.by_address.entry(address).or_default() += 1;
        }
        held.connections.insert(id, (address, connection.clone()));
        drop(held);
        Some(Admission { id, admissions: self.clone(), connection })
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn make_room(&mut self, among: impl Fn(Option<IpAddr>) -> bool) -> bool {
        let mut waiting = self.connections.iter().filter(|(_, (address, _))| among(*address));
        let found = waiting.find(|(_, (_, connection))| connection.give_way()).map(|(id, _)| *id);
        self.squeezed += 1;
        if self.warned.is_none_or(|at| at.elapsed() >= BETWEEN_WARNINGS) {
            tracing::warn!(held = self.connections.len(), squeezed = self.squeezed, "connections.full");
            (self.squeezed, self.warned) = (0, Some(Instant::now()));
        }
        found.is_some_and(|id| self.remove(id))
    }

    fn remove(&mut self, id: u64) -> bool {
        let Some((address, _)) = self.connections.remove(&id) else { return false };
        if let Some(address) = address
            && let Some(count) = self.by_address.get_mut(&address)
        {
            *count -= 1;
            if *count == 0 {
                self.by_address.remove(&address);
            }
        }
        true
    }
}

/// A connection that was let in; it no longer counts when this is dropped.
#[derive(Debug)]
pub struct Admission {
    id: u64,
    admissions: Arc<Admissions>,
    connection: Arc<Connection>,
}

impl Admission {
    /// The connection, to be shared.
    #[must_use]
    pub fn connection(&self) -> Arc<Connection> {
        self.connection.clone()
    }
}

impl Deref for Admission {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        self.admissions.lock().remove(self.id);
    }
}
