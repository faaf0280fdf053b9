//! Every refusal has one shape: problem details (RFC 9457).

mod from;
mod kind;

pub use kind::ProblemKind;

use std::fmt;
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::check::FieldError;

/// The media type of a problem.
pub const PROBLEM_JSON: &str = "application/problem+json";

/// Why a request was not carried out.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Names the kind of problem for good; relative to the service.
    #[serde(rename = "type")]
    #[schema(example = "/problems/invalid-fields", format = "uri-reference")]
    uri: String,
    /// The kind in words.
    title: &'static str,
    /// The HTTP status.
    #[schema(minimum = 400, maximum = 599)]
    status: u16,
    /// What happened this time. It never repeats what was sent.
    detail: String,
    /// A stable code of what stands in the way, for a conflict.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// The fields that cannot be accepted, all that were found.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
    /// Names this request in the service's log, for whoever asks for help.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<String>,
    #[serde(skip)]
    retry_after: Option<Duration>,
    #[serde(skip)]
    allow: Option<String>,
    #[serde(skip)]
    max_age: Option<Duration>,
}

impl Problem {
    /// A problem of a kind, with what happened this time.
    pub fn new(kind: ProblemKind, detail: impl Into<String>) -> Self {
        Self {
            uri: kind.uri(),
            title: kind.title(),
            status: kind.status().as_u16(),
            detail: detail.into(),
            code: None,
            errors: Vec::new(),
            request_id: None,
            retry_after: None,
            allow: None,
            max_age: None,
        }
    }

    /// Fields that cannot be accepted.
    #[must_use]
    pub fn fields(errors: Vec<FieldError>) -> Self {
        let detail = match errors.as_slice() {
            [one] => format!("{} {}", one.field, one.reason),
            several => format!("{} fields cannot be accepted", several.len()),
        };
        Self::new(ProblemKind::InvalidFields, detail).with_errors(errors)
    }

    /// With the parts of the request that it comes from.
    #[must_use]
    pub fn with_errors(self, errors: Vec<FieldError>) -> Self {
        Self { errors, ..self }
    }

    /// With the stable code of what stands in the way.
    #[must_use]
    pub fn with_code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    /// With when to try again.
    #[must_use]
    pub fn with_retry_after(self, wait: Duration) -> Self {
        Self { retry_after: Some(wait), ..self }
    }

    /// With how old the proof of who it is may be (RFC 9470).
    #[must_use]
    pub fn with_max_age(self, within: Duration) -> Self {
        Self { max_age: Some(within), ..self }
    }

    /// With the methods that the resource has.
    #[must_use]
    pub fn with_allow(self, methods: String) -> Self {
        Self { allow: Some(methods), ..self }
    }

    /// With the request's name.
    #[must_use]
    pub fn with_request_id(self, id: impl Into<String>) -> Self {
        Self { request_id: Some(id.into()), ..self }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.uri)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status_code());
        if let Some(wait) = self.retry_after {
            response.insert_header((RETRY_AFTER, wait.as_secs().max(1).to_string()));
        }
        if let Some(methods) = &self.allow {
            response.insert_header((ALLOW, methods.clone()));
        }
        if self.status == StatusCode::UNAUTHORIZED.as_u16() {
            let challenge = self.max_age.map_or("Bearer".to_owned(), |within| {
                format!("Bearer error=\"insufficient_user_authentication\", max_age={}", within.as_secs())
            });
            response.insert_header((WWW_AUTHENTICATE, challenge));
        }
        response.insert_header((CONTENT_TYPE, PROBLEM_JSON)).json(self)
    }
}
