//! What a list is asked for: its filters and its page, in one.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use chrono::{Datelike, NaiveDate};
use serde::de::DeserializeOwned;

use super::page::{CREATED, PagePart, cursor};
use super::problem::Problem;
use super::query::{self, both};
use crate::domain::check::{Faults, FieldError};
use crate::domain::code::Code;
use crate::services::listing::Search;
use crate::services::{Asked, Slice};

/// The filters of a list.
pub trait ListQuery: DeserializeOwned {
    /// What it is sorted by.
    type Sort: Code;

    /// The order that is asked for; a cursor repeats its code.
    fn sort(&self) -> Self::Sort;

    /// What is searched for.
    fn search(&self) -> Option<Search>;

    /// What is wrong across the filters.
    fn faults(&self) -> Vec<FieldError> {
        Vec::new()
    }
}

/// What a list is asked for. Every parameter that does not fit is named in one answer of 422.
#[derive(Debug)]
pub struct ListOf<T: ListQuery> {
    /// The filters.
    pub query: T,
    /// Order, search and page.
    pub asked: Asked<T::Sort>,
}

impl<T: ListQuery> FromRequest for ListOf<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request))
    }
}

impl<T: ListQuery> ListOf<T> {
    fn of(request: &HttpRequest) -> Result<Self, Problem> {
        let query = query::of::<T>(request);
        // Of which list a cursor is cannot be told while the order is wrong.
        let order = query.as_ref().map_or(CREATED, |query| query.sort().code());
        let page = PagePart::of(request, order, cursor);
        let sound = query.and_then(|query| {
            let across = query.faults();
            if across.is_empty() { Ok(query) } else { Err(across) }
        });
        let (query, PagePart { limit, after }) = both(sound, page)?;
        let (sort, search) = (query.sort(), query.search());
        Ok(Self { query, asked: Asked { sort, search, slice: Slice { after, limit } } })
    }
}

/// What is wrong with a range of dates.
#[must_use]
pub fn range_faults(from: Option<NaiveDate>, to: Option<NaiveDate>) -> Vec<FieldError> {
    let mut faults = Faults::default();
    for (name, date) in [("from", from), ("to", to)] {
        let sound = date.is_none_or(|date| (2000..2200).contains(&date.year()));
        faults.require(sound, name, "must be a date of the years 2000 to 2199");
    }
    let backwards = from.zip(to).is_some_and(|(from, to)| to < from);
    faults.require(!backwards, "to", "must not be before `from`");
    faults.finish().err().unwrap_or_default()
}
