//! Long lists, page by page.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;
use super::query::{self, CURSOR, LIMIT, Part};
use crate::domain::check::{Faults, FieldError};
use crate::domain::code::Code;
use crate::services;

const DEFAULT: u16 = 50;
const MOST: u16 = 200;
pub(super) const CREATED: &str = "created";

/// Some of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Listing<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// Sent as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// How many there are on all pages, where that is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0)]
    pub total: Option<i64>,
}

impl<T> From<services::Page<T>> for Listing<T> {
    fn from(page: services::Page<T>) -> Self {
        Self { items: page.items, next: page.next.map(|cursor| next(CREATED, cursor)), total: None }
    }
}

impl<T> Listing<T> {
    /// A page of a list in an order.
    pub fn sorted(page: services::Listed<T>, sort: impl Code) -> Self {
        let next = page.next.map(|cursor| next(sort.code(), cursor));
        Self { items: page.items, next, total: Some(page.total) }
    }
}

/// Which page of a list is asked for.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// How many items at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub limit: Option<u16>,
    /// The `next` of the page before, as it was given.
    #[param(max_length = 500)]
    pub cursor: Option<String>,
}

/// A page of a list in the order of creation.
#[derive(Clone, Debug)]
pub struct Page(pub services::Slice);

impl FromRequest for Page {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let part = PagePart::of(request, CREATED, cursor).map_err(Problem::fields);
        ready(part.map(|PagePart { limit, after }| Self(services::Slice { after, limit })))
    }
}

/// A page of a list in the order of creation, with the list's filters.
#[derive(Debug)]
pub struct Paged<T> {
    /// The filters.
    pub query: T,
    /// The page.
    pub slice: services::Slice,
}

impl<T: DeserializeOwned> FromRequest for Paged<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let read = query::both(query::of(request), PagePart::of(request, CREATED, cursor));
        ready(read.map(|(query, PagePart { limit, after })| Self {
            query,
            slice: services::Slice { after, limit },
        }))
    }
}

/// The page's part of a query.
pub(super) struct PagePart<P> {
    /// How many items at most.
    pub(super) limit: u16,
    /// After which place.
    pub(super) after: Option<P>,
}

impl<P> PagePart<P> {
    /// Reads it, for a list in the order of that name whose places are read by `place`.
    ///
    /// # Errors
    /// Every parameter that does not fit.
    pub(super) fn of(
        request: &HttpRequest,
        order: &str,
        place: impl Fn(&[String]) -> Option<P>,
    ) -> Result<Self, Vec<FieldError>> {
        let PageQuery { limit, cursor } = query::read(query::pairs(request, Part::Page))?;
        let limit = limit.unwrap_or(DEFAULT);
        let after = cursor.map(|text| decode(order, &text).and_then(|parts| place(&parts)));
        let mut faults = Faults::default();
        faults.require((1..=MOST).contains(&limit), LIMIT, format!("must be 1 to {MOST}"));
        let sound = after.as_ref().is_none_or(Option::is_some);
        faults.require(sound, CURSOR, "must be the `next` of an earlier page of this list");
        faults.finish().map(|()| Self { limit, after: after.flatten() })
    }
}

/// A row's place from the parts of a cursor.
#[must_use]
pub fn cursor(parts: &[String]) -> Option<services::Cursor> {
    let [micros, id] = parts else { return None };
    let at = micros.parse().ok().and_then(DateTime::from_timestamp_micros)?;
    ((2000..2200).contains(&at.year()) && plain(id)).then(|| services::Cursor { at, id: id.clone() })
}

fn next(order: &str, cursor: services::Cursor) -> String {
    encode(order, &[cursor.at.timestamp_micros().to_string(), cursor.id])
}

/// Whether a text can be the identifier of a row.
fn plain(id: &str) -> bool {
    id.len() <= 100 && id.bytes().all(|byte| byte.is_ascii_graphic())
}

#[derive(Serialize, Deserialize)]
struct Position {
    v: u8,
    sort: String,
    parts: Vec<String>,
}

/// A cursor as it is handed out: opaque, with its version and its sort.
#[must_use]
pub fn encode(sort: &str, parts: &[String]) -> String {
    let position = Position { v: 1, sort: sort.to_owned(), parts: parts.to_vec() };
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&position).unwrap_or_default())
}

/// The parts of a cursor of this sort; `None` for anything else.
#[must_use]
pub fn decode(sort: &str, text: &str) -> Option<Vec<String>> {
    let position: Position = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
    (position.v == 1 && position.sort == sort).then_some(position.parts)
}
