//! Pages of a list, in the order of creation: a page is named by the row before it, so rows that
//! come or go elsewhere never shift it.

use chrono::{DateTime, Utc};

/// The last row of the page before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// When the row was created.
    pub created_at: DateTime<Utc>,
    /// Its identifier, which tells rows of one instant apart.
    pub id: String,
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

impl<T> Page<T> {
    /// The same page of something else.
    ///
    /// # Errors
    /// The first failure of `convert`.
    pub fn try_map<U, E>(self, convert: impl FnMut(T) -> Result<U, E>) -> Result<Page<U>, E> {
        let items = self.items.into_iter().map(convert).collect::<Result<_, _>>()?;
        Ok(Page { items, next: self.next })
    }

    /// Cuts the one row too many that [`slice!`] asks for, which tells whether there is a next page.
    pub(super) fn cut(mut items: Vec<T>, slice: &Slice, cursor: impl Fn(&T) -> Cursor) -> Self {
        let limit = usize::from(slice.limit);
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(cursor);
        Self { items, next }
    }
}

/// Narrows a query on a table with `created_at` and `id` to a [`Slice`] and one row more.
macro_rules! slice {
    ($query:expr, $table:ident, $slice:expr) => {{
        let slice: &$crate::db::Slice = $slice;
        let mut query =
            $query.order(($table::created_at, $table::id)).limit(i64::from(slice.limit) + 1).into_boxed();
        if let Some(after) = &slice.after {
            let at = $crate::db::Stamp::from(after.created_at);
            let same_instant = $table::created_at.eq(at).and($table::id.gt(after.id.clone()));
            query = query.filter($table::created_at.gt(at).or(same_instant));
        }
        query
    }};
}
pub(super) use slice;
