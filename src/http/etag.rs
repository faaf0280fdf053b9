//! Versions as entity tags: `"7"`.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::IF_MATCH;
use actix_web::{FromRequest, HttpRequest};

use super::problem::Problem;
use crate::services::ServiceError;

/// The entity tag of a version.
#[must_use]
pub fn of(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version that the caller read, from `If-Match`. Missing is 428; anything that cannot be the
/// present version (a weak tag, several, another text) is 412.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i64);

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
        ready(read(header).map(Self).map_err(Problem::from))
    }
}

/// As [`IfMatch`], where the caller need not say: absent without the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatchGiven(pub Option<i64>);

impl FromRequest for IfMatchGiven {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(IF_MATCH).map(|value| value.to_str().unwrap_or_default());
        ready(header.map(|text| read(Some(text))).transpose().map(Self).map_err(Problem::from))
    }
}

fn read(header: Option<&str>) -> Result<i64, ServiceError> {
    let header =
        header.map(str::trim).filter(|text| *text != "*").ok_or(ServiceError::PreconditionRequired)?;
    let version = header.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let sound = |version: &i64| (0..i64::MAX).contains(version) && of(*version) == header;
    version.and_then(|digits| digits.parse().ok()).filter(sound).ok_or(ServiceError::PreconditionFailed)
}
