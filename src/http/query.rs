//! Reading the query of an address.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use serde::de::DeserializeOwned;

use super::problem::{Problem, ProblemKind};
use super::tracked::Tracked;
use crate::reading::field_error;

/// The query parameters of a page.
pub const LIMIT: &str = "limit";
/// See [`LIMIT`].
pub const CURSOR: &str = "cursor";

/// The query as one struct; what belongs to [`super::Page`] is left to it. A parameter that does
/// not fit, or is unknown to a struct that denies unknown fields, is refused with 422.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let own = request.query_string().split('&').filter(|pair| !belongs_to_page(pair));
        ready(read(&own.collect::<Vec<_>>().join("&")).map(Self))
    }
}

fn belongs_to_page(pair: &str) -> bool {
    matches!(pair.split('=').next(), Some(LIMIT | CURSOR))
}

/// Reads a query.
///
/// # Errors
/// A [`Problem`] naming the parameter.
pub fn read<T: DeserializeOwned>(query: &str) -> Result<T, Problem> {
    match web::Query::<Tracked<T>>::from_query(query).map(web::Query::into_inner) {
        Ok(Tracked(Ok(value))) => Ok(value),
        Ok(Tracked(Err(misfit))) => {
            Err(Problem::fields(vec![field_error(&misfit.at.to_string(), &misfit.message)]))
        }
        Err(_) => Err(Problem::new(ProblemKind::BadRequest, "The query cannot be read.")),
    }
}
