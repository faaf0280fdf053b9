//! Where a message may be posted.

use std::net::{IpAddr, Ipv6Addr};

use ureq::http::Uri;

/// The longest address.
const LONGEST: usize = 500;

/// An address to which messages may be posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(Uri);

impl Address {
    /// Reads an address: `https`, without user and password. Where the settings allow the service's own network, an
    /// address of this machine may be plain `http`.
    ///
    /// # Errors
    /// What must change.
    pub fn read(text: &str, own_network: bool) -> Result<Self, &'static str> {
        let uri: Uri =
            text.parse().map_err(|_| "must be an address such as https://records.example/placewell")?;
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback());
        let secure = uri.scheme_str() == Some("https");
        if host.is_empty() || !(secure || (own_network && here && uri.scheme_str() == Some("http"))) {
            return Err("must be an address that begins with https://");
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err("must not hold a user name or password");
        }
        if text.len() > LONGEST {
            return Err("must have at most 500 characters");
        }
        if host.parse().is_ok_and(|host| !may_reach(host, own_network)) {
            return Err("must not be an address of a private network");
        }
        Ok(Self(uri))
    }

    /// The address.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.0
    }
}

/// Whether a machine may be posted to. Machines of the service's own network may only where the settings allow it, so
/// that nobody reaches by a webhook what they cannot reach themselves.
#[must_use]
pub fn may_reach(address: IpAddr, own_network: bool) -> bool {
    let unusable = address.is_unspecified() || address.is_multicast();
    let own = match address.to_canonical() {
        IpAddr::V4(v4) => {
            let shared = u32::from(v4) >> 22 == u32::from(std::net::Ipv4Addr::new(100, 64, 0, 0)) >> 22;
            v4.is_loopback() || v4.is_private() || v4.is_link_local() || v4.is_broadcast() || shared
        }
        IpAddr::V6(v6) => v6.is_loopback() || is_local(v6),
    };
    !unusable && (own_network || !own)
}

/// Unique local (`fc00::/7`) and link-local (`fe80::/10`) addresses.
fn is_local(address: Ipv6Addr) -> bool {
    let [first, ..] = address.segments();
    first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}
