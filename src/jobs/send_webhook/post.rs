//! One POST: bounded in time and size, to an allowed address, straight there.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rustls::crypto::aws_lc_rs;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

use crate::services::webhooks::{Address, may_reach};

/// How long one POST may take, from looking the name up to the end of the answer's head.
const WITHIN: Duration = Duration::from_secs(5);

/// The longest head of an answer that is read. Its body is not.
const HEAD_BYTES: usize = 16 << 10;

/// Posts messages.
pub(super) struct Post(Agent);

impl Post {
    pub(super) fn new(own_network: bool) -> Self {
        let certificates = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<_> =
            certificates.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect();
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(Arc::new(aws_lc_rs::default_provider()))
            .root_certs(RootCerts::new_with_certs(&roots))
            .build();
        let settings = Config::builder()
            .tls_config(tls)
            .timeout_global(Some(WITHIN))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEAD_BYTES)
            .max_idle_connections(0)
            .proxy(None)
            .user_agent("placewell")
            .build();
        let resolver = Reachable { own_network, names: DefaultResolver::default() };
        Self(Agent::with_parts(settings, DefaultConnector::default(), resolver))
    }

    /// Posts a body with its signature; gives the status of the answer.
    ///
    /// # Errors
    /// A code of why there was none. Nothing is logged: an address may hold a credential.
    pub(super) fn send(
        &self,
        to: &Address,
        id: &str,
        at: DateTime<Utc>,
        signature: &str,
        body: &str,
    ) -> Result<u16, &'static str> {
        let request = self
            .0
            .post(to.uri().clone())
            .content_type("application/json")
            .header("webhook-id", id)
            .header("webhook-timestamp", at.timestamp().to_string())
            .header("webhook-signature", signature);
        match request.send(body) {
            Ok(answer) => Ok(answer.status().as_u16()),
            Err(Error::Timeout(_)) => Err("timed_out"),
            Err(Error::HostNotFound) => Err("host_not_found"),
            Err(Error::Tls(_) | Error::Rustls(_)) => Err("certificate_refused"),
            Err(Error::ConnectionFailed | Error::Io(_)) => Err("not_reached"),
            Err(_) => Err("no_answer"),
        }
    }
}

/// Resolves names to machines that may be reached only.
#[derive(Debug)]
struct Reachable {
    own_network: bool,
    names: DefaultResolver,
}

impl Resolver for Reachable {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        let reachable = |address: &&SocketAddr| may_reach(address.ip(), self.own_network);
        found.iter().filter(reachable).for_each(|address| allowed.push(*address));
        if allowed.is_empty() { Err(Error::HostNotFound) } else { Ok(allowed) }
    }
}
