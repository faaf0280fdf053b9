//! One request to an engine: bounded in time and size, to an allowed address, straight there.

use std::net::SocketAddr;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error, http::Response};

use crate::config::StreetConfig;
use crate::travel::StreetDoubt;

/// The longest answer that is read. A pair takes some 100 bytes at most.
const ANSWER_BYTES: u64 = 1 << 20;

/// An engine's answer: its status, and its body as far as it is JSON.
pub(super) struct Told {
    pub(super) status: u16,
    pub(super) body: serde_json::Value,
}

/// Sends requests to one engine.
pub(super) struct Asking(Agent);

impl Asking {
    pub(super) fn new(config: &StreetConfig) -> Self {
        let settings = Config::builder()
            .timeout_connect(Some(config.connect()))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None)
            .user_agent("placewell")
            .build();
        let resolver = OwnNetwork { config: config.clone(), names: DefaultResolver::default() };
        Self(Agent::with_parts(settings, DefaultConnector::default(), resolver))
    }

    /// # Errors
    /// The doubt in which the request ended.
    pub(super) fn get(&self, url: &str, within: Duration) -> Result<Told, StreetDoubt> {
        read(self.0.get(url).config().timeout_global(Some(within)).build().call())
    }

    /// # Errors
    /// The doubt in which the request ended.
    pub(super) fn post(
        &self,
        url: &str,
        body: &serde_json::Value,
        within: Duration,
    ) -> Result<Told, StreetDoubt> {
        let request = self.0.post(url).content_type("application/json");
        read(request.config().timeout_global(Some(within)).build().send(body.to_string()))
    }
}

fn read(answer: Result<Response<Body>, Error>) -> Result<Told, StreetDoubt> {
    let mut answer = answer.map_err(|error| doubt(&error))?;
    let status = answer.status().as_u16();
    let body = answer.body_mut().with_config().limit(ANSWER_BYTES).read_to_vec();
    let body = serde_json::from_slice(&body.map_err(|error| doubt(&error))?);
    Ok(Told { status, body: body.map_err(|_| StreetDoubt::Unusable)? })
}

/// Whether nobody answered, or something that is no answer. Errors are not logged: their words may
/// hold the address with its positions.
fn doubt(error: &Error) -> StreetDoubt {
    match error {
        Error::Timeout(_) | Error::ConnectionFailed | Error::HostNotFound => StreetDoubt::Silent,
        Error::Io(error) if error.kind() != std::io::ErrorKind::Other => StreetDoubt::Silent,
        _ => StreetDoubt::Unusable,
    }
}

/// Resolves names to allowed addresses only: whatever a name server says, a home is sent nowhere
/// else.
#[derive(Debug)]
struct OwnNetwork {
    config: StreetConfig,
    names: DefaultResolver,
}

impl Resolver for OwnNetwork {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.names.resolve(uri, config, timeout)?;
        let mut allowed = self.empty();
        let own = |address: &&SocketAddr| self.config.allows(address.ip());
        found.iter().filter(own).for_each(|address| allowed.push(*address));
        if allowed.is_empty() { Err(Error::HostNotFound) } else { Ok(allowed) }
    }
}
