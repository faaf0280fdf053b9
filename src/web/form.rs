//! What a form sends.

use std::future::Future;
use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};
use serde::de::DeserializeOwned;

use super::fault::Fault;
use crate::app::App;
use crate::auth::refresh::fingerprint;
use crate::auth::{Caller, CallerKind, csrf};
use crate::services::idempotency::{Once, Reply};

/// The most that a form of somebody who has signed in may send, bytes: a table of 400 councils, or of 200 learners.
const MOST: usize = 240 * 1024;

/// The most that a form behind a link may send, bytes.
const MOST_SENT: usize = 64 * 1024;

/// The field with the token of the sign-in.
const TOKEN: &str = "csrf";

/// The fields of a form that was shown within the sign-in that sends it.
pub(super) struct Posted<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Posted<T> {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Fault>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = fields(request, payload, MOST);
        let request = request.clone();
        Box::pin(async move {
            let pairs = body.await?;
            let given = pairs.iter().find(|(name, _)| name == TOKEN).map(|(_, value)| value.as_str());
            if !of_sign_in(&request, given) {
                return Err(Fault::foreign());
            }
            read(&pairs).map(Self)
        })
    }
}

/// Whether a token is that of the sign-in that sends it; where nobody has signed in, none is asked for.
pub(super) fn of_sign_in(request: &HttpRequest, given: Option<&str>) -> bool {
    let caller = request.extensions().get::<Caller>().cloned();
    match (caller, request.app_data::<web::Data<App>>()) {
        (Some(Caller { kind: CallerKind::User { session, .. }, .. }), Some(app)) => {
            given.is_some_and(|given| csrf::is_ours(&app.keys, &session, given))
        }
        _ => true,
    }
}

/// The fields of a form behind a link that is itself the secret.
pub(super) struct Sent<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Sent<T> {
    type Error = Fault;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Fault>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let body = fields(request, payload, MOST_SENT);
        Box::pin(async move { read(&body.await?).map(Self) })
    }
}

type Pairs = Vec<(String, String)>;

fn fields(
    request: &HttpRequest,
    payload: &mut Payload,
    most: usize,
) -> impl Future<Output = Result<Pairs, Fault>> + 'static {
    let is_form = request.content_type() == "application/x-www-form-urlencoded";
    let bytes = web::Bytes::from_request(request, payload);
    async move {
        let bytes = bytes.await.map_err(|_| Fault::unreadable())?;
        if !is_form || bytes.len() > most {
            return Err(Fault::unreadable());
        }
        serde_html_form::from_bytes(&bytes).map_err(|_| Fault::unreadable())
    }
}

fn read<T: DeserializeOwned>(pairs: &Pairs) -> Result<T, Fault> {
    let own: Vec<_> = pairs.iter().filter(|(name, _)| name != TOKEN).collect();
    let text = serde_html_form::to_string(&own).map_err(|_| Fault::unreadable())?;
    serde_html_form::from_str(&text).map_err(|_| Fault::unreadable())
}

/// How a form that is sent twice is known again: by the key that stood in it when it was shown.
pub(super) fn once(path: &str, key: &str, body: &str) -> Once {
    let route = format!("POST {path}");
    let fingerprint = fingerprint(&format!("{route}\n{body}"));
    Once { key: format!("page {key}"), route, fingerprint }
}

/// The identifier of what a form made, at once or when it was sent before.
pub(super) fn made<T>(reply: Reply<T>, id: impl FnOnce(&T) -> String) -> String {
    match reply {
        Reply::Fresh(made) => id(&made),
        Reply::Repeated(earlier) => {
            earlier.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned()
        }
    }
}

/// A text that was typed; `None` when the field was left empty.
pub(super) fn typed(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}
