//! Where a message may be posted.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use crate::words::refused;
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
        let uri: Uri = text.parse().map_err(|_| refused::WEBHOOK_ADDRESS)?;
        let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
        let here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback());
        let secure = uri.scheme_str() == Some("https");
        if host.is_empty() || !(secure || (own_network && here && uri.scheme_str() == Some("http"))) {
            return Err(refused::WEBHOOK_SCHEME);
        }
        if uri.authority().is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(refused::WEBHOOK_USER);
        }
        if text.len() > LONGEST {
            return Err("must hold at most 500 characters");
        }
        if host.parse().is_ok_and(|host| !may_reach(host, own_network)) {
            return Err(refused::WEBHOOK_PRIVATE);
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
    let address = carried(address);
    let unusable = address.is_unspecified() || address.is_multicast();
    let own = match address {
        IpAddr::V4(v4) => {
            v4.is_loopback()
                || v4.is_private()
                || v4.is_link_local()
                || RESERVED.iter().any(|one| one.holds(v4))
        }
        IpAddr::V6(v6) => v6.is_loopback() || is_local(v6),
    };
    !unusable && (own_network || !own)
}

/// A block of IPv4 addresses.
struct Block(Ipv4Addr, u32);

impl Block {
    fn holds(&self, address: Ipv4Addr) -> bool {
        let kept = 32 - self.1;
        u32::from(address) >> kept == u32::from(self.0) >> kept
    }
}

/// What no receiver on the internet has (the IANA registry of special-purpose addresses): this network, shared between
/// customers of a carrier, for protocols, for measurements, for later.
const RESERVED: [Block; 5] = [
    Block(Ipv4Addr::new(0, 0, 0, 0), 8),
    Block(Ipv4Addr::new(100, 64, 0, 0), 10),
    Block(Ipv4Addr::new(192, 0, 0, 0), 24),
    Block(Ipv4Addr::new(198, 18, 0, 0), 15),
    Block(Ipv4Addr::new(240, 0, 0, 0), 4),
];

/// The address that is reached: the IPv4 address within one that maps, translates or tunnels it.
fn carried(address: IpAddr) -> IpAddr {
    let IpAddr::V6(v6) = address else { return address };
    let v4 = |high: u16, low: u16| IpAddr::V4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    match v6.segments() {
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => address,
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => v4(high, low),
        [0x2002, high, low, ..] => v4(high, low),
        _ => address,
    }
}

/// Unique local (`fc00::/7`), link-local (`fe80::/10`) and site-local (`fec0::/10`) addresses, and those that stand for
/// an IPv4 address of the own network (`64:ff9b:1::/48`, RFC 8215).
fn is_local(address: Ipv6Addr) -> bool {
    let [first, second, third, ..] = address.segments();
    first & 0xfe00 == 0xfc00 || first & 0xff80 == 0xfe80 || [first, second, third] == [0x64, 0xff9b, 1]
}
