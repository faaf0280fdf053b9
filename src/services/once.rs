//! Doing a repeated request once: what it led to is kept in the same transaction.

use serde::Serialize;
use serde_json::Value;

use super::ServiceError;
use crate::app::App;
use crate::auth::{Caller, CallerKind};
use crate::db::Conn;
use crate::db::idempotency::{self, RequestKey};

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
    caller: &Caller,
    once: Option<&Once>,
    work: impl Fn(&mut Conn) -> Result<T, ServiceError>,
) -> Result<Reply<T>, ServiceError> {
    let Some(once) = once else { return app.db.write(work).map(Reply::Fresh) };
    let caller_id = match &caller.kind {
        CallerKind::User { .. } => caller.user.as_str(),
        CallerKind::ApiKey { key } => key.as_str(),
    };
    let request = RequestKey { caller_id, route: &once.route, key: &once.key };
    app.db.write(|conn| {
        if let Some(earlier) = idempotency::find::<Value>(conn, &app.keys, &request)? {
            let same = earlier.fingerprint == once.fingerprint;
            return if same { Ok(Reply::Repeated(earlier.response)) } else { Err(ServiceError::KeyReused) };
        }
        let done = work(conn)?;
        let response = serde_json::to_value(&done).map_err(ServiceError::internal)?;
        let reply = idempotency::Reply { fingerprint: once.fingerprint.clone(), response };
        idempotency::insert(conn, &app.keys, &request, &reply, app.clock.now())?;
        Ok(Reply::Fresh(done))
    })
}
