//! The address that a request came from.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use crate::app::App;
use crate::auth::address::client_address;
use crate::config::Network;

/// The client's address, as far as our own proxies vouch for it.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

impl FromRequest for Client {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let peer = peer(request);
        let headers = request.headers().get_all("X-Forwarded-For");
        let entries: Vec<&str> =
            headers.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).collect();
        let app = request.app_data::<web::Data<App>>();
        let trusted = app.map_or(&[][..], |app| &app.config.server.trusted_proxies);
        ready(Ok(Self(client_address(peer, &entries, trusted))))
    }
}

/// Whether a peer that is no proxy of ours says that it passes the request on for somebody else.
pub(super) fn is_forwarded(request: &HttpRequest, trusted: &[Network]) -> bool {
    let peer = peer(request);
    let says_so =
        ["X-Forwarded-For", "Forwarded", "Via"].iter().any(|name| request.headers().contains_key(*name));
    says_so && !trusted.iter().any(|network| network.contains(peer))
}

fn peer(request: &HttpRequest) -> IpAddr {
    request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.ip())
}
