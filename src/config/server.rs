//! Where the service listens and how the world reaches it.

use std::net::SocketAddr;

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
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: "http://127.0.0.1:8080".to_owned(),
            trusted_proxies: Vec::new(),
        }
    }
}

impl ServerConfig {
    pub(super) fn faults(&self) -> Vec<Fault> {
        let host =
            self.public_url.strip_prefix("https://").or_else(|| self.public_url.strip_prefix("http://"));
        let sound = host.is_some_and(|host| !host.is_empty() && !host.contains(['/', ' ', '?', '#', '@']));
        if sound {
            return Vec::new();
        }
        vec![Fault::new(
            "server.public_url",
            "must be https:// or http:// and a host, with no path or final slash",
        )]
    }
}
