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

/// How many tags of a list are looked at.
const MOST_TAGS: usize = 16;

/// The versions that the caller read, from `If-Match`: one, or a list of which one must be the present version.
/// Missing is 428; where none can be the present version (weak tags, another text) it is 412.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfMatch(Vec<i64>);

impl IfMatch {
    /// Changes what is in one of the versions. A change that is refused for its version has done nothing, so that the
    /// next one can be tried.
    ///
    /// # Errors
    /// [`ServiceError::PreconditionFailed`] when it is in none of them; whatever `change` returns.
    pub fn change<T>(&self, change: impl Fn(i64) -> Result<T, ServiceError>) -> Result<T, ServiceError> {
        for version in &self.0 {
            match change(*version) {
                Err(ServiceError::PreconditionFailed) => {}
                result => return result,
            }
        }
        Err(ServiceError::PreconditionFailed)
    }
}

impl FromRequest for IfMatch {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(IF_MATCH).and_then(|value| value.to_str().ok());
        ready(read(header).map_err(Problem::from))
    }
}

/// As [`IfMatch`], where the caller need not say: absent without the header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IfMatchGiven(Option<IfMatch>);

impl IfMatchGiven {
    /// As [`IfMatch::change`], with no version where none was given.
    ///
    /// # Errors
    /// As there.
    pub fn change<T>(
        &self,
        change: impl Fn(Option<i64>) -> Result<T, ServiceError>,
    ) -> Result<T, ServiceError> {
        match &self.0 {
            None => change(None),
            Some(versions) => versions.change(|version| change(Some(version))),
        }
    }
}

impl FromRequest for IfMatchGiven {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let header = request.headers().get(IF_MATCH).map(|value| value.to_str().unwrap_or_default());
        ready(header.map(|text| read(Some(text))).transpose().map(Self).map_err(Problem::from))
    }
}

fn read(header: Option<&str>) -> Result<IfMatch, ServiceError> {
    let header =
        header.map(str::trim).filter(|text| *text != "*").ok_or(ServiceError::PreconditionRequired)?;
    let versions: Vec<_> = header.split(',').filter_map(|tag| version(tag.trim())).take(MOST_TAGS).collect();
    if versions.is_empty() { Err(ServiceError::PreconditionFailed) } else { Ok(IfMatch(versions)) }
}

fn version(tag: &str) -> Option<i64> {
    let version = tag.strip_prefix('"')?.strip_suffix('"')?.parse().ok()?;
    ((0..i64::MAX).contains(&version) && of(version) == tag).then_some(version)
}
