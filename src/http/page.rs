//! Long lists, page by page.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Datelike};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;
use super::query::{self, CURSOR, LIMIT};
use crate::services::{self, ServiceError};

const DEFAULT: u16 = 50;
const MOST: u16 = 200;
const CREATED: &str = "created";

/// Some of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Listing<T> {
    /// What is on this page.
    pub items: Vec<T>,
    /// Sent as `cursor` for the next page; absent on the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> From<services::Page<T>> for Listing<T> {
    fn from(page: services::Page<T>) -> Self {
        let next = page.next.map(|cursor| {
            let at = cursor.created_at.timestamp_micros().to_string();
            encode(CREATED, &[at, cursor.id])
        });
        Self { items: page.items, next }
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
        ready(PageQuery::of(request).and_then(|query| Ok(query.slice()?)).map(Self))
    }
}

impl PageQuery {
    /// The page's part of a request's query.
    ///
    /// # Errors
    /// 422 when the limit is no number, or either stands more than once.
    pub fn of(request: &HttpRequest) -> Result<Self, Problem> {
        query::read(request.query_string())
    }

    /// How many items are asked for.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] when out of range.
    pub fn limit(&self) -> Result<u16, ServiceError> {
        let limit = self.limit.unwrap_or(DEFAULT);
        let sound = (1..=MOST).contains(&limit);
        sound.then_some(limit).ok_or_else(|| ServiceError::invalid(LIMIT, "must be 1 to 200"))
    }

    /// Where the page begins, in a list of another order than that of creation: the parts that
    /// [`encode`] was given with the same sort.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] for a cursor of another list or none at all.
    pub fn position(&self, sort: &str) -> Result<Option<Vec<String>>, ServiceError> {
        let read = |text: &String| decode(sort, text).ok_or_else(not_a_cursor);
        self.cursor.as_ref().map(read).transpose()
    }

    fn slice(&self) -> Result<services::Slice, ServiceError> {
        let after = match self.position(CREATED)?.as_deref() {
            None => None,
            Some([micros, id]) => {
                let at = micros.parse().ok().and_then(DateTime::from_timestamp_micros);
                let sound = at.filter(|at| (2000..2200).contains(&at.year()) && plain(id));
                Some(services::Cursor { created_at: sound.ok_or_else(not_a_cursor)?, id: id.clone() })
            }
            Some(_) => return Err(not_a_cursor()),
        };
        Ok(services::Slice { after, limit: self.limit()? })
    }
}

/// Whether a text can be the identifier of a row.
fn plain(id: &str) -> bool {
    id.len() <= 100 && id.bytes().all(|byte| byte.is_ascii_graphic())
}

fn not_a_cursor() -> ServiceError {
    ServiceError::invalid(CURSOR, "must be the `next` of an earlier page of this list")
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
