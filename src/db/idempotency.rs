//! Replies that were given, so that the same request sent again gets the same reply.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::schema::idempotency::{self, dsl};
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// Which request a reply belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestKey<'a> {
    /// The user or API key that asked.
    pub caller_id: &'a str,
    /// The route, with its method.
    pub route: &'a str,
    /// The caller's own key for the request.
    pub key: &'a str,
}

impl RequestKey<'_> {
    /// What the reply is bound to. The parts are lengthened by their lengths, so that no two keys
    /// read alike.
    fn row(&self) -> String {
        let parts = [self.caller_id, self.route, self.key];
        parts.map(|part| format!("{}:{part}", part.len())).concat()
    }
}

/// A reply that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<T> {
    /// The digest of the request that it answered.
    pub fingerprint: String,
    /// The reply.
    pub response: T,
}

/// The reply that a request got, if it came before.
///
/// # Errors
/// [`DbError`].
pub fn find<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    request: &RequestKey<'_>,
) -> Result<Option<Reply<T>>, DbError> {
    let row: Option<(String, Sealed)> = idempotency::table
        .find((request.caller_id, request.route, request.key))
        .select((dsl::fingerprint, dsl::response))
        .first(c)
        .optional()?;
    row.map(|(fingerprint, response)| {
        let place = request.row();
        Ok(Reply {
            fingerprint,
            response: response.open(keys, SealContext::new("idempotency", "response", &place))?,
        })
    })
    .transpose()
}

/// Keeps a reply, in the transaction that did what it tells of.
///
/// # Errors
/// [`DbError::Unique`] when the same request was answered meanwhile.
pub fn insert(
    c: &mut Conn,
    keys: &Keys,
    request: &RequestKey<'_>,
    reply: &Reply<impl Serialize>,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let place = request.row();
    let response = Sealed::seal(keys, SealContext::new("idempotency", "response", &place), &reply.response)?;
    diesel::insert_into(idempotency::table)
        .values((
            dsl::caller_id.eq(request.caller_id),
            dsl::route.eq(request.route),
            dsl::key.eq(request.key),
            dsl::fingerprint.eq(&reply.fingerprint),
            dsl::response.eq(response),
            dsl::created_at.eq(Stamp::from(at)),
        ))
        .execute(c)?;
    Ok(())
}

/// Forgets replies that name one of these identifiers, in their route or their body; returns
/// how many. Every reply is opened: they are kept for days only. One that no longer opens tells
/// nobody anything.
///
/// # Errors
/// [`DbError`].
pub fn forget(c: &mut Conn, keys: &Keys, names: &[&str]) -> Result<usize, DbError> {
    let all: Vec<(String, String, String, Sealed)> =
        idempotency::table.select((dsl::caller_id, dsl::route, dsl::key, dsl::response)).load(c)?;
    let mut forgotten = 0;
    for (caller_id, route, key, response) in all {
        let request = RequestKey { caller_id: &caller_id, route: &route, key: &key };
        let place = request.row();
        let body = response.open::<Value>(keys, SealContext::new("idempotency", "response", &place));
        let tells = |text: &str| names.iter().any(|name| text.contains(name));
        if tells(&route) || body.is_ok_and(|body| tells(&body.to_string())) {
            forgotten += diesel::delete(dsl::idempotency.find((&caller_id, &route, &key))).execute(c)?;
        }
    }
    Ok(forgotten)
}

/// Forgets replies given before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(dsl::idempotency.filter(dsl::created_at.lt(Stamp::from(before)))).execute(c)?)
}
