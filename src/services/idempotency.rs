//! Doing a repeated request once: what it led to is kept in the same transaction.

use serde::Serialize;
use serde_json::Value;

use super::ServiceError;
use crate::app::App;
use crate::auth::{Caller, CallerKind, Permit};
use crate::db::Conn;
use crate::db::idempotency::{self, RequestKey};
use crate::domain::code::Code;

/// How a repeated request is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Once {
    /// The caller's own text for the request.
    pub key: String,
    /// Method and path.
    pub route: String,
    /// Digest of route and body.
    pub fingerprint: String,
}

/// What a request led to: now, or when it came first.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply<T> {
    /// It was done now.
    Fresh(T),
    /// It had been done; this is what was answered then.
    Repeated(Value),
}

/// Runs `work` in one writing transaction unless the same request was answered before. Like
/// all that runs in [`crate::db::Db::write`], `work` may be run again and must have no other effect.
///
/// # Errors
/// What `work` returns; [`ServiceError::KeyReused`] when the key came before with another request.
pub fn once<T: Serialize>(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    once: Option<&Once>,
    work: impl Fn(&mut Conn) -> Result<T, ServiceError>,
) -> Result<Reply<T>, ServiceError> {
    let Some(once) = once else { return app.write(permit, work).map(Reply::Fresh) };
    let caller_id = caller_id(caller);
    let request = RequestKey { caller_id: &caller_id, route: &once.route, key: &once.key };
    app.write(permit, |conn| {
        if let Some(earlier) = find(conn, app, &request, once)? {
            return Ok(Reply::Repeated(earlier));
        }
        let done = work(conn)?;
        let response = serde_json::to_value(&done).map_err(ServiceError::internal)?;
        let reply = idempotency::Reply { fingerprint: once.fingerprint.clone(), response };
        idempotency::insert(conn, &app.keys, &request, &reply, app.clock.now())?;
        Ok(Reply::Fresh(done))
    })
}

/// What the same request was answered before, for work that prepares much before it writes; never
/// anything for a request without a key.
///
/// # Errors
/// [`ServiceError::KeyReused`] when the key came before with another request.
pub fn answered(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    once: Option<&Once>,
) -> Result<Option<Value>, ServiceError> {
    let Some(once) = once else { return Ok(None) };
    let caller_id = caller_id(caller);
    let request = RequestKey { caller_id: &caller_id, route: &once.route, key: &once.key };
    app.read(permit, |conn| find(conn, app, &request, once))
}

fn find(
    conn: &mut Conn,
    app: &App,
    request: &RequestKey<'_>,
    once: &Once,
) -> Result<Option<Value>, ServiceError> {
    match idempotency::find::<Value>(conn, &app.keys, request)? {
        None => Ok(None),
        Some(earlier) if earlier.fingerprint == once.fingerprint => Ok(Some(earlier.response)),
        Some(_) => Err(ServiceError::KeyReused),
    }
}

/// Who sends a key: one user in one role at one organisation, or one API key.
fn caller_id(caller: &Caller) -> String {
    match &caller.kind {
        CallerKind::User { .. } => {
            format!("{} {} {}", caller.user, caller.organisation, caller.role.code())
        }
        CallerKind::ApiKey { key, .. } => key.to_string(),
    }
}
