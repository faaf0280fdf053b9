//! Where the service listens and how the world reaches it.

use std::net::{IpAddr, SocketAddr};

use serde::{Deserialize, Serialize};

use super::{Fault, Network};

/// `server.*`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port to listen on. Default `127.0.0.1:8080`: only this machine.
    pub bind: SocketAddr,
    /// The address that people and their mails use, without a path or a final slash.
    /// Default `http://127.0.0.1:8080`.
    pub public_url: String,
    /// Networks (`10.0.0.0/8`, `::1`) of the proxies whose `X-Forwarded-For` may be believed.
    /// Default none: the peer's address is the client's.
    pub trusted_proxies: Vec<Network>,
    /// Connections held at once, at most; fewer where the system allows fewer open files. When all are taken,
    /// the oldest that waits for its client gives way. Default 2,000.
    pub connections: u32,
    /// Connections held at once from one address (one IPv6 /64), which a whole school may share; not counted for
    /// `trusted_proxies`. Default 256.
    pub connections_per_address: u32,
    /// How long a client may send nothing, or take nothing, while the service waits for it, in seconds. Default 20.
    pub patience_seconds: u16,
    /// How many bytes a second a client must send or take on average once `patience_seconds` are over.
    /// Default 500: any mobile network manages more.
    pub least_bytes_per_second: u32,
    /// How long the service goes on answering once it is told to end (SIGTERM), in seconds: until whoever sends it
    /// work has seen that `/ready` says no. Default 5. Ctrl-C ends at once.
    pub drain_seconds: u16,
    /// Networks whose programs may read `/metrics`; for everybody else there is no such address. Default this machine.
    pub metrics_for: Vec<Network>,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".to_owned(),
            trusted_proxies: Vec::new(),
            connections: 2_000,
            connections_per_address: 256,
            patience_seconds: 20,
            least_bytes_per_second: 500,
            drain_seconds: 5,
            metrics_for: Network::LOOPBACK.to_vec(),
        }
    }
}

impl ServerConfig {
    /// Whether people reach the service over plain http on this machine only, where cookies need no protected way.
    #[must_use]
    pub fn is_plain_loopback(&self) -> bool {
        let Some(host) = self.public_url.strip_prefix("http://") else { return false };
        let name = match host.strip_prefix('[') {
            Some(rest) => rest.split(']').next(),
            None => host.split(':').next(),
        };
        name.is_some_and(|name| {
            name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        })
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let host =
            self.public_url.strip_prefix("https://").or_else(|| self.public_url.strip_prefix("http://"));
        let sound = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', ' ', '?', '#', '@']));
        let url = "must be https:// or http:// and a host, with no path or final slash";
        let mut faults: Vec<Fault> =
            (!sound).then(|| Fault::new("server.public_url", url)).into_iter().collect();
        let at_least_one = [
            ("server.connections", self.connections),
            ("server.connections_per_address", self.connections_per_address),
            ("server.patience_seconds", u32::from(self.patience_seconds)),
            ("server.least_bytes_per_second", self.least_bytes_per_second),
        ];
        let zero = at_least_one.into_iter().filter(|(_, value)| *value == 0);
        faults.extend(zero.map(|(key, _)| Fault::new(key, "must be at least 1")));
        faults
    }
}
