//! Timetable feeds that were read in, and for which dates they speak.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::schema::feeds;
use super::{Conn, DbError, Stamp};

/// A feed that was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The identifier.
    pub id: String,
    /// Its format, such as `gtfs`.
    pub kind: String,
    /// What its publisher calls it.
    pub name: String,
    /// The digest of the file.
    pub hash: String,
    /// The first date for which it speaks.
    pub valid_from: Option<NaiveDate>,
    /// The last.
    pub valid_to: Option<NaiveDate>,
    /// What else is known of it, as JSON.
    pub doc: String,
    /// When it was read in.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = feeds)]
struct Row {
    id: String,
    kind: String,
    name: String,
    hash: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    doc: String,
    created_at: Stamp,
}

/// Adds a feed.
///
/// # Errors
/// [`DbError::Unique`] on `feeds.hash` when the same file was read in before.
pub fn insert(c: &mut Conn, feed: &Feed) -> Result<(), DbError> {
    let Feed { id, kind, name, hash, valid_from, valid_to, doc, created_at } = feed.clone();
    let row = Row { id, kind, name, hash, valid_from, valid_to, doc, created_at: created_at.into() };
    diesel::insert_into(feeds::table).values(&row).execute(c)?;
    Ok(())
}

/// The feeds of a format, newest first.
///
/// # Errors
/// [`DbError`].
pub fn list(c: &mut Conn, kind: &str) -> Result<Vec<Feed>, DbError> {
    let rows: Vec<Row> = feeds::table
        .filter(feeds::kind.eq(kind))
        .order((feeds::created_at.desc(), feeds::id.desc()))
        .select(Row::as_select())
        .load(c)?;
    let read = |row: Row| {
        let Row { id, kind, name, hash, valid_from, valid_to, doc, created_at } = row;
        Feed { id, kind, name, hash, valid_from, valid_to, doc, created_at: created_at.into() }
    };
    Ok(rows.into_iter().map(read).collect())
}
