//! `Idempotency-Key`: a POST that is sent again is answered again, and done once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use aws_lc_rs::digest::{Context, SHA256};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::problem::{Problem, ProblemKind};
use crate::services::idempotency::Once;

const HEADER: &str = "Idempotency-Key";

/// The key that came with a request, if one did, and the route that it came to.
#[derive(Clone, Debug)]
pub struct Idempotency {
    key: Option<String>,
    route: String,
}

impl Idempotency {
    /// What the store needs to know the request again; `None` without a key.
    #[must_use]
    pub fn once(&self, body: &[u8]) -> Option<Once> {
        let mut context = Context::new(&SHA256);
        context.update(self.route.as_bytes());
        context.update(b"\n");
        context.update(body);
        let fingerprint = URL_SAFE_NO_PAD.encode(context.finish());
        self.key.clone().map(|key| Once { key, route: self.route.clone(), fingerprint })
    }

    /// The same where a key must be sent.
    ///
    /// # Errors
    /// 400 without one.
    pub fn require(&self, body: &[u8]) -> Result<Once, Problem> {
        self.once(body).ok_or_else(|| {
            let detail = "Send an Idempotency-Key: a new value with each new request, and the same value when you \
                repeat one.";
            Problem::new(ProblemKind::BadRequest, detail).with_code("idempotency_key_required")
        })
    }
}

impl FromRequest for Idempotency {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let route = format!("{} {}", request.method(), request.path());
        let key = request.headers().get(HEADER).map(|value| value.to_str().unwrap_or_default().trim());
        ready(match key {
            None => Ok(Self { key: None, route }),
            Some(key) if is_sound(key) => Ok(Self { key: Some(key.to_owned()), route }),
            Some(_) => {
                let detail = "Idempotency-Key must be 1 to 100 visible ASCII characters.";
                Err(Problem::new(ProblemKind::BadRequest, detail))
            }
        })
    }
}

fn is_sound(key: &str) -> bool {
    (1..=100).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic())
}
