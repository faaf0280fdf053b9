//! The street engine, off unless asked for: what it is asked tells it where a child lives.

use std::net::IpAddr;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Fault;

/// Which program answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StreetKind {
    /// None: walks are estimated.
    None,
    /// Valhalla, by `/sources_to_targets`.
    Valhalla,
    /// OSRM with the foot profile, by `/table`.
    Osrm,
}

/// `engines.street.*`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreetConfig {
    /// `none`, `valhalla` or `osrm`. Default `none`. Any other sends the positions of learners'
    /// homes to the engine: run it yourself, and see docs/OPERATIONS.md first.
    pub kind: StreetKind,
    /// Where the engine listens, such as `http://127.0.0.1:8002`: a loopback or private address, or
    /// a name that resolves to nothing else. Always `http`: the way there is your own network.
    pub url: Option<String>,
    /// Allows an address that is neither loopback nor private. A child's home then crosses networks
    /// that are not yours, unencrypted. Default `false`.
    pub allow_public_address: bool,
    /// How many of the best matches have their walks looked up. Default 20.
    pub top: u16,
    /// Sites asked about in one request, at most. Default 50: within the usual limits of Valhalla
    /// (2,500 pairs, once 50 places) and OSRM (a table of 100 places).
    pub batch: u16,
    /// How long to wait for a connection, in milliseconds. Default 300.
    pub connect_milliseconds: u64,
    /// How long all requests for one answer may take together, in milliseconds; after that the
    /// estimates stand, and say so. Default 1,500.
    pub total_milliseconds: u64,
}

impl Default for StreetConfig {
    fn default() -> Self {
        Self {
            kind: StreetKind::None,
            url: None,
            allow_public_address: false,
            top: 20,
            batch: 50,
            connect_milliseconds: 300,
            total_milliseconds: 1_500,
        }
    }
}

impl StreetConfig {
    /// [`Self::connect_milliseconds`].
    #[must_use]
    pub fn connect(&self) -> Duration {
        Duration::from_millis(self.connect_milliseconds)
    }

    /// [`Self::total_milliseconds`].
    #[must_use]
    pub fn total(&self) -> Duration {
        Duration::from_millis(self.total_milliseconds)
    }

    /// Whether the engine may be spoken to at an address.
    #[must_use]
    pub fn allows(&self, address: IpAddr) -> bool {
        self.allow_public_address || is_own(address)
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        if self.kind == StreetKind::None {
            return Vec::new();
        }
        let mut faults: Vec<Fault> =
            self.address_fault().map(|why| Fault::new("engines.street.url", why)).into_iter().collect();
        let at_least_one = [
            ("engines.street.top", u64::from(self.top)),
            ("engines.street.batch", u64::from(self.batch)),
            ("engines.street.connect_milliseconds", self.connect_milliseconds),
            ("engines.street.total_milliseconds", self.total_milliseconds),
        ];
        let zero = at_least_one.into_iter().filter(|(_, value)| *value == 0);
        faults.extend(zero.map(|(key, _)| Fault::new(key, "must be at least 1")));
        faults
    }

    fn address_fault(&self) -> Option<&'static str> {
        let Some(rest) = self.url.as_deref().and_then(|url| url.strip_prefix("http://")) else {
            return Some("must be set, and begin with http://, when an engine is asked");
        };
        let host = rest.split('/').next().unwrap_or_default();
        if host.is_empty() || rest.contains(['@', '?', '#', ' ']) {
            return Some("must be http://, a host, perhaps a port and a path, and nothing else");
        }
        let bare = host.strip_prefix('[').map_or_else(
            || host.split(':').next().unwrap_or_default(),
            |six| six.split(']').next().unwrap_or_default(),
        );
        let public = bare.parse().is_ok_and(|address| !self.allows(address));
        public.then_some(
            "must be a loopback or private address, because learners' homes are sent there; \
             engines.street.allow_public_address allows another",
        )
    }
}

/// Whether an address is this machine's or a private network's (RFC 1918, RFC 4193).
fn is_own(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unique_local(),
    }
}
