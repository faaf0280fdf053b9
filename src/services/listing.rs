//! Lists as people work with them: sorted, searched, counted.
//!
//! Columns are sorted by the store. Names are sealed there: to sort by them, or to search in them, the rows that the
//! other filters leave are opened, and no more than [`MOST_OPENED`].

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::ServiceError;
use crate::db::{Conn, Cursor, DbError, Order, Page, Run, Slice, Stamped};
use crate::domain::code::vocabulary;
use crate::domain::text::Invalid;
use crate::words::refused;

/// How many rows at most are opened to search or to sort by what is sealed.
pub const MOST_OPENED: i64 = 2_000;

/// The longest text that is searched for, in characters.
const LONGEST_SEARCH: usize = 100;

vocabulary! {
    /// By what a list is sorted; with a minus the other way round.
    NamedSort {
        /// Oldest first.
        Created = "created",
        /// Newest first.
        CreatedLast = "-created",
        /// The longest unchanged first.
        Updated = "updated",
        /// The last changed first.
        UpdatedLast = "-updated",
        /// By name; an offer by its title.
        Name = "name",
        /// The same backwards.
        NameBackwards = "-name",
    }
}

/// How a list is brought into order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sorting<B> {
    /// By the store.
    Column(Order<B>),
    /// By the name, once it is opened.
    Name {
        /// From the end of the alphabet.
        descending: bool,
    },
}

impl<B> Sorting<B> {
    /// By a column.
    pub(super) fn by(by: B, descending: bool) -> Self {
        Self::Column(Order { by, descending })
    }
}

impl From<NamedSort> for Sorting<Stamped> {
    fn from(sort: NamedSort) -> Self {
        match sort {
            NamedSort::Created => Self::by(Stamped::Created, false),
            NamedSort::CreatedLast => Self::by(Stamped::Created, true),
            NamedSort::Updated => Self::by(Stamped::Updated, false),
            NamedSort::UpdatedLast => Self::by(Stamped::Updated, true),
            NamedSort::Name => Self::Name { descending: false },
            NamedSort::NameBackwards => Self::Name { descending: true },
        }
    }
}

/// Words that are searched for: each must be found in some name of a row.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Search(Vec<String>);

impl TryFrom<String> for Search {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        let words: Vec<_> = folded(&text).split_whitespace().map(str::to_owned).collect();
        if words.is_empty() || text.chars().count() > LONGEST_SEARCH {
            return Err(Invalid::new(format!("must be 1 to {LONGEST_SEARCH} characters")));
        }
        Ok(Self(words))
    }
}

impl Search {
    /// Whether each word occurs in some name.
    pub(super) fn finds(&self, names: &[String]) -> bool {
        let names: Vec<_> = names.iter().map(|name| folded(name)).collect();
        self.0.iter().all(|word| names.iter().any(|name| name.contains(word)))
    }
}

/// A text without capitals and accents, as it is compared.
fn folded(text: &str) -> String {
    text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// A list as it is asked for.
#[derive(Clone, Debug)]
pub struct Asked<S> {
    /// By what it is sorted.
    pub sort: S,
    /// What is searched for in its names.
    pub search: Option<Search>,
    /// Which page.
    pub slice: Slice,
}

/// Some of a list, with how much there is in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// The page.
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last page.
    pub next: Option<Cursor>,
    /// How many there are on all pages.
    pub total: i64,
}

impl<T> Listed<T> {
    /// A list of nothing.
    #[must_use]
    pub fn empty() -> Self {
        Self { items: Vec::new(), next: None, total: 0 }
    }

    /// The same page of something else.
    ///
    /// # Errors
    /// The first failure of `convert`.
    pub fn try_map<U, E>(self, convert: impl FnMut(T) -> Result<U, E>) -> Result<Listed<U>, E> {
        let Page { items, next } = Page { items: self.items, next: self.next }.try_map(convert)?;
        Ok(Listed { items, next, total: self.total })
    }

    /// A page of a list of which every row is at hand.
    ///
    /// # Errors
    /// [`ServiceError::Invalid`] when the row with which the page before ended is no longer there.
    pub(super) fn part(all: Vec<(Cursor, T)>, slice: &Slice) -> Result<Self, ServiceError> {
        let total = i64::try_from(all.len()).unwrap_or(i64::MAX);
        let from = match &slice.after {
            None => 0,
            Some(after) => 1 + begun(all.iter().map(|(cursor, _)| cursor), after)?,
        };
        let page = all.into_iter().skip(from).take(usize::from(slice.limit) + 1).collect();
        Ok(Self::page(page, slice.limit, total))
    }

    fn page(rows: Vec<(Cursor, T)>, limit: u16, total: i64) -> Self {
        let Page { items, next } = Page::of(rows, limit);
        Self { items, next, total }
    }
}

impl<T> From<Listed<T>> for Page<T> {
    fn from(listed: Listed<T>) -> Self {
        Self { items: listed.items, next: listed.next }
    }
}

/// The rows of a table that a list is made of.
pub(super) trait Rows {
    /// A column by which the store sorts them.
    type Column: Copy;
    /// A row.
    type Row;
    /// The column in whose order the names are opened.
    const OLDEST: Self::Column;

    /// How many there are.
    fn count(&self, c: &mut Conn) -> Result<i64, DbError>;

    /// Some of them.
    fn read(&self, c: &mut Conn, run: &Run<Self::Column>) -> Result<Vec<(Cursor, Self::Row)>, DbError>;

    /// What each row is called by those who may read it, in their order: first the name by which it is sorted.
    fn names(&self, c: &mut Conn, rows: &[(Cursor, Self::Row)]) -> Result<Vec<Vec<String>>, ServiceError>;
}

/// A page of a list.
///
/// # Errors
/// [`ServiceError::Invalid`] when more would have to be opened than [`MOST_OPENED`].
pub(super) fn list<R: Rows, S: Copy + Into<Sorting<R::Column>>>(
    c: &mut Conn,
    rows: R,
    asked: &Asked<S>,
) -> Result<Listed<R::Row>, ServiceError> {
    let Asked { sort, search, slice } = asked;
    let total = rows.count(c)?;
    let order = match ((*sort).into(), search) {
        (Sorting::Column(order), None) => {
            let run = rows.read(c, &Run::page(order, slice))?;
            return Ok(Listed::page(run, slice.limit, total));
        }
        (Sorting::Column(order), Some(_)) => order,
        (Sorting::Name { .. }, _) => Order { by: R::OLDEST, descending: false },
    };
    if total > MOST_OPENED {
        let field = if search.is_some() { "q" } else { "sort" };
        let reason = format!(
            "needs {total} names to be read, and at most {MOST_OPENED} can be: narrow the list with other filters"
        );
        return Err(ServiceError::invalid(field, reason));
    }
    let all = rows.read(c, &Run { order, after: None, most: MOST_OPENED })?;
    let names = rows.names(c, &all)?;
    let mut all: Vec<_> =
        names.into_iter().zip(all).map(|(names, (cursor, row))| (names, cursor, row)).collect();
    if let Sorting::Name { descending } = (*sort).into() {
        all.sort_by_cached_key(|(names, cursor, _)| {
            (names.first().map(|name| folded(name)), cursor.id.clone())
        });
        if descending {
            all.reverse();
        }
    }
    let found = |names: &[String]| search.as_ref().is_none_or(|search| search.finds(names));
    let total = all.iter().filter(|(names, ..)| found(names)).count();
    let from = match &slice.after {
        None => 0,
        Some(after) => 1 + begun(all.iter().map(|(_, cursor, _)| cursor), after)?,
    };
    let rest = all.into_iter().skip(from).filter(|(names, ..)| found(names));
    let page = rest.take(usize::from(slice.limit) + 1).map(|(_, cursor, row)| (cursor, row)).collect();
    Ok(Listed::page(page, slice.limit, i64::try_from(total).unwrap_or(i64::MAX)))
}

/// How many rows of a list that is wanted whole are read at a time.
const AT_A_TIME: u16 = 200;

/// All pages of a list, in its order.
///
/// # Errors
/// The first failure of `read`.
pub fn whole<T, P: Into<Page<T>>>(
    mut read: impl FnMut(&Slice) -> Result<P, ServiceError>,
) -> Result<Vec<T>, ServiceError> {
    let (mut all, mut slice) = (Vec::new(), Slice::first(AT_A_TIME));
    loop {
        let Page { items, next } = read(&slice)?.into();
        all.extend(items);
        match next {
            None => return Ok(all),
            next => slice = Slice { after: next, ..slice },
        }
    }
}

/// Where the row stands with which the page before ended.
fn begun<'a>(mut all: impl Iterator<Item = &'a Cursor>, after: &Cursor) -> Result<usize, ServiceError> {
    let at = all.position(|cursor| cursor.id == after.id);
    let gone = refused::PAGE_GONE;
    at.ok_or_else(|| ServiceError::invalid("cursor", gone))
}
