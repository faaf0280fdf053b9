//! Where a request comes from.

use std::net::IpAddr;

use placewell::auth::address::{bucket, client_address};
use placewell::config::Network;
use rstest::rstest;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[rstest]
#[case::no_proxy_of_ours("203.0.113.9", &["198.51.100.1"], "203.0.113.9")]
#[case::one_proxy("10.0.0.1", &["198.51.100.1"], "198.51.100.1")]
#[case::forged_on_the_left("10.0.0.1", &["1.1.1.1", "198.51.100.1"], "198.51.100.1")]
#[case::two_proxies("10.0.0.1", &["1.1.1.1", "198.51.100.1", " 10.0.0.2"], "198.51.100.1")]
#[case::only_proxies("10.0.0.1", &["10.0.0.3", "10.0.0.2"], "10.0.0.3")]
#[case::nonsense("10.0.0.1", &["198.51.100.1", "unknown"], "10.0.0.1")]
#[case::with_a_port("10.0.0.1", &["198.51.100.1:4711"], "198.51.100.1")]
#[case::with_a_port_and_brackets("10.0.0.1", &["[2001:db8::1]:4711"], "2001:db8::1")]
#[case::in_brackets("10.0.0.1", &["\"[2001:db8::1]\""], "2001:db8::1")]
#[case::proxy_with_a_port("10.0.0.1", &["198.51.100.1", "10.0.0.2:80"], "198.51.100.1")]
#[case::nothing_said("10.0.0.1", &[], "10.0.0.1")]
#[case::mapped("::ffff:10.0.0.1", &["2001:db8::1"], "2001:db8::1")]
fn the_client_is_the_first_address_from_the_right_that_is_not_ours(
    #[case] peer: &str,
    #[case] forwarded: &[&str],
    #[case] client: &str,
) {
    let trusted: [Network; 1] = ["10.0.0.0/8".parse().unwrap()];
    assert_eq!(client_address(ip(peer), forwarded, &trusted), ip(client));
}

#[test]
fn an_ipv6_household_shares_a_bucket() {
    assert_eq!(bucket(ip("2001:db8:1:2:3::4")), bucket(ip("2001:db8:1:2:ffff::1")));
    assert_ne!(bucket(ip("2001:db8:1:2::1")), bucket(ip("2001:db8:1:3::1")));
    assert_ne!(bucket(ip("198.51.100.1")), bucket(ip("198.51.100.2")));
    assert_eq!(bucket(ip("::ffff:198.51.100.1")), ip("198.51.100.1"));
}
