//! What goes back. By convention a view of an object has an `id` and a `version`.

use actix_web::HttpResponse;
use actix_web::http::header::{ContentType, ETAG, LOCATION};
use serde::Serialize;
use serde_json::Value;

use super::etag;
use super::problem::Problem;
use crate::domain::digest::sha256;
use crate::services::ServiceError;
use crate::services::idempotency::Reply;

/// 200 with a body, and its version as ETag if it has one.
///
/// # Errors
/// When the body cannot be written as JSON, which is a fault of ours.
pub fn ok<T: Serialize>(body: &T) -> Result<HttpResponse, Problem> {
    let body = to_value(body)?;
    Ok(with_etag(HttpResponse::Ok(), &body).json(body))
}

/// 200 with a body that has no version of its own: its ETag is made of what it says.
///
/// # Errors
/// When the body cannot be written as JSON, which is a fault of ours.
pub fn unversioned<T: Serialize>(body: &T) -> Result<HttpResponse, Problem> {
    let text = serde_json::to_vec(body).map_err(ServiceError::internal)?;
    let tag = format!("\"{}\"", sha256(&text));
    Ok(HttpResponse::Ok().insert_header((ETAG, tag)).content_type(ContentType::json()).body(text))
}

/// 201 with what was made, its ETag, and its address: `collection/id`. A repeated request gets the same.
///
/// # Errors
/// When the body cannot be written as JSON, which is a fault of ours.
pub fn created<T: Serialize>(reply: Reply<T>, collection: &str) -> Result<HttpResponse, Problem> {
    let body = reply_value(reply)?;
    let id = body.get("id").and_then(Value::as_str).unwrap_or_default();
    let location = format!("{collection}/{id}");
    Ok(with_etag(HttpResponse::Created(), &body).insert_header((LOCATION, location)).json(body))
}

/// 200 with what a repeatable request led to.
///
/// # Errors
/// When the body cannot be written as JSON, which is a fault of ours.
pub fn done<T: Serialize>(reply: Reply<T>) -> Result<HttpResponse, Problem> {
    let body = reply_value(reply)?;
    Ok(with_etag(HttpResponse::Ok(), &body).json(body))
}

/// 204.
#[must_use]
pub fn nothing() -> HttpResponse {
    HttpResponse::NoContent().finish()
}

fn with_etag(mut response: actix_web::HttpResponseBuilder, body: &Value) -> actix_web::HttpResponseBuilder {
    if let Some(version) = body.get("version").and_then(Value::as_i64) {
        response.insert_header((ETAG, etag::of(version)));
    }
    response
}

fn reply_value<T: Serialize>(reply: Reply<T>) -> Result<Value, Problem> {
    match reply {
        Reply::Fresh(body) => to_value(&body),
        Reply::Repeated(body) => Ok(body),
    }
}

fn to_value<T: Serialize>(body: &T) -> Result<Value, Problem> {
    serde_json::to_value(body).map_err(|error| ServiceError::internal(error).into())
}
