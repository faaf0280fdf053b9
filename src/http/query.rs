//! Reading the query of an address, so that every faulty parameter is named at once.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

use super::problem::Problem;
use super::tracked::Tracked;
use crate::domain::check::FieldError;
use crate::domain::code::{Code, CodeSet};
use crate::reading::{MOST_FAULTS, REPEATED, field_error};

/// The query parameters of a page.
pub const LIMIT: &str = "limit";
/// See [`LIMIT`].
pub const CURSOR: &str = "cursor";

/// The query as one struct, without what asks for a page. Parameters that do
/// not fit, or are unknown to a struct that denies unknown fields, are refused with 422.
#[derive(Debug)]
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(of(request).map(Self).map_err(Problem::fields))
    }
}

/// A part of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What asks for a page.
    Page,
    /// All else.
    Own,
}

/// A parameter and its value.
pub type Pair = (String, String);

/// The parameters of a part of a request's query.
#[must_use]
pub fn pairs(request: &HttpRequest, part: Part) -> Vec<Pair> {
    let all: Vec<Pair> = serde_html_form::from_str(request.query_string()).unwrap_or_default();
    let of_page = |(name, _): &Pair| name == LIMIT || name == CURSOR;
    all.into_iter().filter(|pair| of_page(pair) == (part == Part::Page)).collect()
}

/// The query of a request without what asks for a page.
///
/// # Errors
/// Every parameter that does not fit.
pub fn of<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, Vec<FieldError>> {
    read(pairs(request, Part::Own))
}

/// Two parts of a query.
///
/// # Errors
/// A [`Problem`] that names every parameter of either part that does not fit.
pub fn both<A, B>(
    one: Result<A, Vec<FieldError>>,
    other: Result<B, Vec<FieldError>>,
) -> Result<(A, B), Problem> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (one, other) => {
            let faults = one.err().into_iter().chain(other.err()).flatten();
            Err(Problem::fields(faults.collect()))
        }
    }
}

/// Reads parameters. One that does not fit is noted and left out, and the rest read again.
///
/// # Errors
/// Every parameter that does not fit.
pub fn read<T: DeserializeOwned>(mut pairs: Vec<Pair>) -> Result<T, Vec<FieldError>> {
    let empty = |(_, value): &Pair| value.is_empty();
    let fault = |(name, _): Pair| FieldError::new(name, "must not be empty");
    let mut faults: Vec<_> = pairs.extract_if(.., |pair| empty(pair)).take(MOST_FAULTS).map(fault).collect();
    while faults.len() < MOST_FAULTS {
        let text = serde_html_form::to_string(&pairs).unwrap_or_default();
        let fault = match serde_html_form::from_str::<Tracked<T>>(&text) {
            Ok(Tracked(Ok(value))) if faults.is_empty() => return Ok(value),
            Ok(Tracked(Ok(_))) => break,
            Ok(Tracked(Err(misfit))) => field_error(&misfit.at.to_string(), &misfit.message),
            Err(_) => FieldError::new("query", "cannot be read"),
        };
        // A required parameter that was left out is missing then.
        if faults.iter().any(|known| known.field == fault.field) {
            break;
        }
        let before = pairs.len();
        pairs.retain(|(name, _)| *name != fault.field);
        let gone = before - pairs.len();
        faults.push(if gone > 1 && !fault.reason.starts_with(ONE_OF) { repeated(fault) } else { fault });
        if gone == 0 {
            break;
        }
    }
    Err(faults)
}

fn repeated(fault: FieldError) -> FieldError {
    FieldError { reason: REPEATED.to_owned(), ..fault }
}

const ONE_OF: &str = "must be one of";

/// Reads several codes: separated by commas, or each in a parameter of its own.
///
/// # Errors
/// What serde says of the first code that is none.
pub fn several<'de, T, D>(deserializer: D) -> Result<CodeSet<T>, D::Error>
where
    T: Code,
    D: Deserializer<'de>,
{
    let given = Vec::<String>::deserialize(deserializer)?;
    let one = |code: &str| {
        T::named(code).ok_or_else(|| {
            let codes: Vec<_> = T::ALL.iter().map(|known| known.code()).collect();
            D::Error::custom(format!("{ONE_OF} {}", codes.join(", ")))
        })
    };
    given.iter().flat_map(|text| text.split(',')).map(|code| one(code.trim())).collect()
}
