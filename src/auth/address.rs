//! Where a request really comes from.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use crate::config::Network;

/// The client's address: the peer's, unless the peer is a proxy of ours. Then `X-Forwarded-For` is
/// walked from the right, past our own proxies, because whatever stands further left was
/// written by somebody unknown.
///
/// `forwarded` are the entries of the header in the order in which they stand.
#[must_use]
pub fn client_address(peer: IpAddr, forwarded: &[&str], trusted: &[Network]) -> IpAddr {
    let is_ours = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    let mut nearest = peer.to_canonical();
    for entry in forwarded.iter().rev() {
        if !is_ours(nearest) {
            break;
        }
        match entry_address(entry) {
            Some(address) => nearest = address.to_canonical(),
            None => break,
        }
    }
    nearest
}

/// The address of an entry, which some proxies write with a port or in brackets.
fn entry_address(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim().trim_matches('"');
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    bare.parse().ok().or_else(|| entry.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

/// Who shares a bucket: one IPv4 address, or one IPv6 /64, which is what a household is given.
#[must_use]
pub fn bucket(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(v4) => IpAddr::V4(v4),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & (u128::MAX << 64))),
    }
}
