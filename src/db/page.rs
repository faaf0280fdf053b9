//! Pages of a list, in the order of creation unless said: a page is named by the row before it, so rows
//! that come or go elsewhere never shift it.

use chrono::{DateTime, Utc};

/// The last row of the page before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// When the row was created; in a list that is sorted by another column, what stands in that. A date
    /// is its midnight.
    pub at: DateTime<Utc>,
    /// Its identifier, which tells rows of one instant apart.
    pub id: String,
}

/// A column by which a list is sorted, of those that most tables have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stamped {
    /// When a row was added.
    Created,
    /// When it last changed.
    Updated,
}

impl Stamped {
    /// Which of a row's two instants this is.
    pub(super) fn of(self, created: DateTime<Utc>, updated: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Created => created,
            Self::Updated => updated,
        }
    }
}

/// By what a list is sorted, and which end comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order<B> {
    /// The column.
    pub by: B,
    /// The highest first.
    pub descending: bool,
}

/// Which rows of a sorted list are read.
#[derive(Clone, Debug)]
pub struct Run<B> {
    /// The order.
    pub order: Order<B>,
    /// Those after this row; from the first when absent.
    pub after: Option<Cursor>,
    /// At most so many.
    pub most: i64,
}

/// Which rows of a list are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Those after this row; from the first when absent.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: u16,
}

impl Slice {
    /// The first rows of a list.
    #[must_use]
    pub fn first(limit: u16) -> Self {
        Self { after: None, limit }
    }
}

/// Some rows of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins; absent on the last page.
    pub next: Option<Cursor>,
}

impl<B> Run<B> {
    /// The rows of one page and one more, which tells whether there is a next page.
    #[must_use]
    pub fn page(order: Order<B>, slice: &Slice) -> Self {
        Self { order, after: slice.after.clone(), most: i64::from(slice.limit) + 1 }
    }
}

impl<T> Page<T> {
    /// The same page of something else.
    ///
    /// # Errors
    /// The first failure of `convert`.
    pub fn try_map<U, E>(self, convert: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let items = self.items.into_iter().map(convert).collect::<Result<_, _>>()?;
        Ok(Page { items, next: self.next })
    }

    /// Some rows, each with its place in the list, of which the last is one too many if there is a next page.
    pub fn of(mut rows: Vec<(Cursor, T)>, limit: u16) -> Self {
        let more = rows.len() > usize::from(limit);
        rows.truncate(usize::from(limit));
        let next = rows.last().filter(|_| more).map(|(cursor, _)| cursor.clone());
        Self { items: rows.into_iter().map(|(_, item)| item).collect(), next }
    }

    /// Cuts the one row too many that [`slice!`] asks for, which tells whether there is a next page.
    pub(super) fn cut(items: Vec<T>, slice: &Slice, cursor: impl Fn(&T) -> Cursor) -> Self {
        Self::of(items.into_iter().map(|row| (cursor(&row), row)).collect(), slice.limit)
    }
}

/// Narrows a query on a table with `created_at` and `id` to a [`Slice`] and one row more.
macro_rules! slice {
    ($query:expr, $table:ident, $slice:expr) => {{
        let slice: &$crate::db::Slice = $slice;
        let mut query =
            $query.order(($table::created_at, $table::id)).limit(i64::from(slice.limit) + 1).into_boxed();
        if let Some(after) = &slice.after {
            let at = $crate::db::Stamp::from(after.at);
            let same_instant = $table::created_at.eq(at).and($table::id.gt(after.id.clone()));
            query = query.filter($table::created_at.gt(at).or(same_instant));
        }
        query
    }};
}
pub(super) use slice;

/// Narrows a boxed query on a table with an `id` to a [`Run`] along one of its columns. The last argument makes
/// what the column holds of a cursor's instant.
macro_rules! run {
    ($query:expr, $table:ident, $column:ident, $run:expr, $key:expr) => {{
        let run = $run;
        let mut query = $query.limit(run.most);
        if let Some(after) = &run.after {
            let (key, id) = ($key(after.at), after.id.clone());
            let tied = $table::$column.eq(key);
            query = if run.order.descending {
                query.filter($table::$column.lt(key).or(tied.and($table::id.lt(id))))
            } else {
                query.filter($table::$column.gt(key).or(tied.and($table::id.gt(id))))
            };
        }
        if run.order.descending {
            query.order(($table::$column.desc(), $table::id.desc()))
        } else {
            query.order(($table::$column.asc(), $table::id.asc()))
        }
    }};
}
pub(super) use run;

/// The rows of a [`Run`] over a table with `created_at` and `updated_at`, each opened by its `open` and with its place.
macro_rules! stamped {
    ($c:expr, $keys:expr, $query:expr, $table:ident, $row:ty, $run:expr) => {{
        let (query, run) = ($query, $run);
        let query = match run.order.by {
            $crate::db::Stamped::Created => {
                $crate::db::page::run!(query, $table, created_at, run, $crate::db::Stamp::from)
            }
            $crate::db::Stamped::Updated => {
                $crate::db::page::run!(query, $table, updated_at, run, $crate::db::Stamp::from)
            }
        };
        let rows: Vec<$row> = query.select(<$row>::as_select()).load($c)?;
        let open = |row: $row| {
            let at = run.order.by.of(row.created_at.into(), row.updated_at.into());
            Ok(($crate::db::Cursor { at, id: row.id.clone() }, row.open($keys)?))
        };
        rows.into_iter().map(open).collect()
    }};
}
pub(super) use stamped;
