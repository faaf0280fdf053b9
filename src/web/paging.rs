//! What stands below a list: which rows these are, the next page, and the whole list as a file.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::form::typed;
use crate::http::page::{cursor, decode, encode};
use crate::services::listing::Search;
use crate::services::{Asked, Listed, NamedSort, ServiceError, Slice};

/// How many rows stand on a page.
pub(super) const ROWS: u16 = 50;

/// The name of the order in which pages follow one another, within a cursor.
const ORDER: &str = "page";

/// Which page of a list is open, as it stands in the address.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Turned {
    /// The row with which the page before ended.
    after: String,
    /// How many rows stand on the pages before.
    before: u32,
}

impl Turned {
    /// The rows to read: the first ones where the address names no row.
    pub(super) fn slice(&self) -> Slice {
        let after = decode(ORDER, &self.after).and_then(|parts| cursor(&parts));
        Slice { after, limit: ROWS }
    }

    /// The address of the same page of the same list in another view.
    pub(super) fn here(&self, path: &str, narrowed: &[(&str, &str)]) -> String {
        let before = self.before.to_string();
        let turned = [("before", before.as_str()), ("after", self.after.as_str())];
        let turned = if self.slice().after.is_some() { query(&turned) } else { String::new() };
        address(path, &format!("{}{turned}", query(narrowed)))
    }
}

/// What stands below a list.
#[derive(Default)]
pub(super) struct Foot {
    /// Which rows these are: the first, the last, and how many there are in all; absent where all are shown.
    pub range: Option<(usize, usize, i64)>,
    /// The first page, where another is open.
    pub first: Option<String>,
    /// The next page.
    pub next: Option<String>,
    /// The whole list as a workbook and as text.
    pub files: Option<(String, String)>,
}

impl Foot {
    /// Below a page of a list at an address, narrowed by the parts of a query.
    pub(super) fn of<T>(path: &str, narrowed: &[(&str, &str)], turned: &Turned, found: &Listed<T>) -> Self {
        let query = query(narrowed);
        let before = if turned.slice().after.is_some() { turned.before as usize } else { 0 };
        let last = before + found.items.len();
        let next = found.next.as_ref().map(|cursor| {
            let parts = [cursor.at.timestamp_micros().to_string(), cursor.id.clone()];
            address(path, &format!("{query}&before={last}&after={}", encode(ORDER, &parts)))
        });
        let first = turned.slice().after.is_some().then(|| address(path, &query));
        let range = (first.is_some() || next.is_some()).then_some((before + 1, last, found.total));
        Self { range, first, next, files: None }
    }

    /// With the whole list as a file.
    pub(super) fn with_files(self, list: &str, narrowed: &[(&str, &str)]) -> Self {
        Self { files: Some(files(list, narrowed)), ..self }
    }

    /// The whole list as a file, below a list that is shown whole.
    pub(super) fn files(list: &str, narrowed: &[(&str, &str)]) -> Self {
        Self::default().with_files(list, narrowed)
    }
}

fn files(list: &str, narrowed: &[(&str, &str)]) -> (String, String) {
    let query = query(narrowed);
    let file = |format: &str| address(&format!("/staff/lists/{list}"), &format!("&format={format}{query}"));
    (file("xlsx"), file("csv"))
}

/// Parts of a query, each behind its sign; those without a value are left out.
fn query(parts: &[(&str, &str)]) -> String {
    let said = parts.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(name, value)| format!("&{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC))).collect()
}

fn address(path: &str, query: &str) -> String {
    match query.strip_prefix('&') {
        None => path.to_owned(),
        Some(query) => format!("{path}?{query}"),
    }
}

/// What is searched for, where something is typed.
///
/// # Errors
/// [`ServiceError::Invalid`] for a text that is too long.
pub(super) fn searched(text: &str) -> Result<Option<Search>, ServiceError> {
    let search = typed(text).map(|text| Search::try_from(text.to_owned())).transpose();
    search.map_err(|error| ServiceError::invalid("search", error.to_string()))
}

/// A page of a list, and whether it is by name: where there are too many names to be sorted, the newest come first.
///
/// # Errors
/// As for `read`.
pub(super) fn by_name<T>(
    turned: &mut Turned,
    search: Option<&Search>,
    read: impl Fn(&Asked<NamedSort>) -> Result<T, ServiceError>,
) -> Result<(T, bool), ServiceError> {
    let mut of = |sort: NamedSort| {
        or_from_the_first(turned, |slice| {
            read(&Asked { sort, search: search.cloned(), slice: slice.clone() })
        })
    };
    match of(NamedSort::Name) {
        Err(error) if names(&error, "sort") => of(NamedSort::CreatedLast).map(|found| (found, false)),
        found => found.map(|found| (found, true)),
    }
}

/// A page of a list; its first, as if no other had been asked for, where the row with which the page before ended has gone.
///
/// # Errors
/// As for `read`.
pub(super) fn or_from_the_first<T>(
    turned: &mut Turned,
    read: impl Fn(&Slice) -> Result<T, ServiceError>,
) -> Result<T, ServiceError> {
    match read(&turned.slice()) {
        Err(error) if names(&error, "cursor") => {
            *turned = Turned::default();
            read(&turned.slice())
        }
        found => found,
    }
}

fn names(error: &ServiceError, field: &str) -> bool {
    matches!(error, ServiceError::Invalid(faults) if faults.iter().all(|fault| fault.field == field))
}
