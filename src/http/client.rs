//! The address that a request came from.

use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};

use crate::app::App;
use crate::auth::address::client_address;

/// The client's address, as far as our own proxies vouch for it.
#[derive(Clone, Copy, Debug)]
pub struct Client(pub IpAddr);

impl FromRequest for Client {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |address| address.ip());
        let headers = request.headers().get_all("X-Forwarded-For");
        let entries: Vec<&str> =
            headers.filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(',')).collect();
        let app = request.app_data::<web::Data<App>>();
        let trusted = app.map_or(&[][..], |app| &app.config.server.trusted_proxies);
        ready(Ok(Self(client_address(peer, &entries, trusted))))
    }
}
