//! Timetable feeds that were read in, for which dates they speak, and the files themselves in
//! pieces.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use super::changes::{self, ChangeKind};
use super::schema::{feed_chunks, feeds};
use super::{Conn, DbError, Stamp};

/// Bytes of a file kept in one row: well within what either engine likes to handle at once.
const CHUNK: usize = 1 << 20;

/// A feed that was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// The identifier.
    pub id: String,
    /// Its format, such as `gtfs`.
    pub kind: String,
    /// What it is called here; a newer feed of the same name takes its place.
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

/// Puts a feed in place, in one with the change that followers wait for: whatever had its name
/// before is gone. `file` is kept in pieces.
///
/// # Errors
/// [`DbError::Unique`] on `feeds.hash` when the same file stands under another name.
pub fn replace(c: &mut Conn, feed: &Feed, file: &[u8]) -> Result<(), DbError> {
    take_out(c, &feed.kind, &feed.name)?;
    let Feed { id, kind, name, hash, valid_from, valid_to, doc, created_at } = feed.clone();
    let row = Row { id, kind, name, hash, valid_from, valid_to, doc, created_at: created_at.into() };
    diesel::insert_into(feeds::table).values(&row).execute(c)?;
    for (seq, bytes) in (0i32..).zip(file.chunks(CHUNK)) {
        diesel::insert_into(feed_chunks::table)
            .values((
                feed_chunks::feed_id.eq(&feed.id),
                feed_chunks::seq.eq(seq),
                feed_chunks::bytes.eq(bytes),
            ))
            .execute(c)?;
    }
    changes::note(c, ChangeKind::Feed, &feed.id, 1, feed.created_at)
}

/// Takes the feed of a name out; false when there was none.
///
/// # Errors
/// [`DbError`].
pub fn remove(c: &mut Conn, kind: &str, name: &str, at: DateTime<Utc>) -> Result<bool, DbError> {
    let gone = take_out(c, kind, name)?;
    for id in &gone {
        changes::note(c, ChangeKind::Feed, id, 2, at)?;
    }
    Ok(!gone.is_empty())
}

fn take_out(c: &mut Conn, kind: &str, name: &str) -> Result<Vec<String>, DbError> {
    let known = feeds::table.filter(feeds::kind.eq(kind)).filter(feeds::name.eq(name));
    let ids: Vec<String> = known.select(feeds::id).load(c)?;
    diesel::delete(feed_chunks::table.filter(feed_chunks::feed_id.eq_any(&ids))).execute(c)?;
    diesel::delete(feeds::table.filter(feeds::id.eq_any(&ids))).execute(c)?;
    Ok(ids)
}

/// The file of a feed, whole.
///
/// # Errors
/// [`DbError::NotFound`] when there is no such feed.
pub fn file(c: &mut Conn, id: &str) -> Result<Vec<u8>, DbError> {
    let count: i64 = feed_chunks::table.filter(feed_chunks::feed_id.eq(id)).count().get_result(c)?;
    let mut file = Vec::new();
    for seq in (0i32..).take(usize::try_from(count).unwrap_or_default()) {
        let piece = feed_chunks::table.find((id, seq)).select(feed_chunks::bytes);
        file.append(&mut piece.get_result::<Vec<u8>>(c)?);
    }
    if file.is_empty() { Err(DbError::NotFound) } else { Ok(file) }
}

/// The identifiers of the feeds of a format, in the order of their names.
///
/// # Errors
/// [`DbError`].
pub fn ids(c: &mut Conn, kind: &str) -> Result<Vec<String>, DbError> {
    Ok(feeds::table.filter(feeds::kind.eq(kind)).order(feeds::name).select(feeds::id).load(c)?)
}

/// The feeds of a format, by name.
///
/// # Errors
/// [`DbError`].
pub fn list(c: &mut Conn, kind: &str) -> Result<Vec<Feed>, DbError> {
    let rows: Vec<Row> =
        feeds::table.filter(feeds::kind.eq(kind)).order(feeds::name).select(Row::as_select()).load(c)?;
    let read = |row: Row| {
        let Row { id, kind, name, hash, valid_from, valid_to, doc, created_at } = row;
        Feed { id, kind, name, hash, valid_from, valid_to, doc, created_at: created_at.into() }
    };
    Ok(rows.into_iter().map(read).collect())
}
