//! Who looked at what. Rows are only added, several in one transaction.

mod recorder;

pub use recorder::AccessRecorder;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::LearnerId;

use super::conn::each;
use super::page::{run, slice};
use super::schema::access_log::{self, dsl};
use super::schema::{briefings, placements};
use super::{Conn, Cursor, DbError, Keys, Order, Page, Run, SealContext, Sealed, Slice, Stamp};

/// One look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    /// The identifier.
    pub id: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Who: a user, or the service itself.
    pub actor_id: String,
    /// For which organisation they acted.
    pub organisation_id: String,
    /// A code of what they did.
    pub action: String,
    /// What kind of object.
    pub object_kind: String,
    /// Which.
    pub object_id: String,
    /// A code of why.
    pub purpose: String,
    /// Anything more; sealed.
    pub details: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
// Without a default of the table, SQLite too writes many rows by one statement.
#[diesel(table_name = access_log, treat_none_as_default_value = false)]
struct Row {
    id: String,
    at: Stamp,
    actor_id: String,
    organisation_id: String,
    action: String,
    object_kind: String,
    object_id: String,
    purpose: String,
    details: Option<Sealed>,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Access, DbError> {
        let details = self.details.map(|details| details.open(keys, place(&self.id)));
        Ok(Access {
            details: details.transpose()?,
            id: self.id,
            at: self.at.into(),
            actor_id: self.actor_id,
            organisation_id: self.organisation_id,
            action: self.action,
            object_kind: self.object_kind,
            object_id: self.object_id,
            purpose: self.purpose,
        })
    }
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("access_log", "details", id)
}

/// So many looks are written by one statement.
const MOST_ROWS: usize = 500;

/// Adds looks.
///
/// # Errors
/// [`DbError`].
pub fn add(c: &mut Conn, keys: &Keys, looks: &[Access]) -> Result<(), DbError> {
    let rows = looks
        .iter()
        .map(|look| {
            let details = look.details.as_ref().map(|details| Sealed::seal(keys, place(&look.id), details));
            Ok(Row {
                id: look.id.clone(),
                at: look.at.into(),
                actor_id: look.actor_id.clone(),
                organisation_id: look.organisation_id.clone(),
                action: look.action.clone(),
                object_kind: look.object_kind.clone(),
                object_id: look.object_id.clone(),
                purpose: look.purpose.clone(),
                details: details.transpose()?,
            })
        })
        .collect::<Result<Vec<_>, DbError>>()?;
    // An engine takes so many values in one statement, and a table of evidence shows every learner of a provider.
    for some in rows.chunks(MOST_ROWS) {
        each!(c, c => {
            diesel::insert_into(access_log::table).values(some).execute(c)?;
        });
    }
    Ok(())
}

/// The looks at one object, in order.
///
/// # Errors
/// [`DbError`].
pub fn of_object(
    c: &mut Conn,
    keys: &Keys,
    object_kind: &str,
    object_id: &str,
    slice: &Slice,
) -> Result<Page<Access>, DbError> {
    let rows: Vec<Row> = slice!(access_log::table.select(Row::as_select()), by_time, slice)
        .filter(dsl::object_kind.eq(object_kind))
        .filter(dsl::object_id.eq(object_id))
        .load(c)?;
    page(keys, rows, slice)
}

/// The looks at a learner, at the learner's placements and at their packs, oldest or newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_learner(
    c: &mut Conn,
    keys: &Keys,
    learner: &LearnerId,
    slice: &Slice,
    descending: bool,
) -> Result<Page<Access>, DbError> {
    let its = placements::table.filter(placements::learner_id.eq(learner.as_str())).select(placements::id);
    let packs = briefings::table.filter(briefings::placement_id.eq_any(its)).select(briefings::id);
    let about =
        dsl::object_id.eq(learner.as_str()).or(dsl::object_id.eq_any(its)).or(dsl::object_id.eq_any(packs));
    let run = &Run::page(Order { by: (), descending }, slice);
    let query = access_log::table.filter(about).into_boxed();
    let rows: Vec<Row> =
        run!(query, by_time, created_at, run, Stamp::from).select(Row::as_select()).load(c)?;
    page(keys, rows, slice)
}

/// The looks at any of some objects, oldest or newest first.
///
/// # Errors
/// [`DbError`].
pub fn of_objects(
    c: &mut Conn,
    keys: &Keys,
    ids: &[String],
    slice: &Slice,
    descending: bool,
) -> Result<Page<Access>, DbError> {
    let run = &Run::page(Order { by: (), descending }, slice);
    let query = access_log::table.filter(dsl::object_id.eq_any(ids)).into_boxed();
    let rows: Vec<Row> =
        run!(query, by_time, created_at, run, Stamp::from).select(Row::as_select()).load(c)?;
    page(keys, rows, slice)
}

/// The newest look at an object by which an action was taken, if any.
///
/// # Errors
/// [`DbError`].
pub fn newest(c: &mut Conn, keys: &Keys, object_id: &str, action: &str) -> Result<Option<Access>, DbError> {
    let row: Option<Row> = dsl::access_log
        .filter(dsl::object_id.eq(object_id))
        .filter(dsl::action.eq(action))
        .order((dsl::at.desc(), dsl::id.desc()))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    row.map(|row| row.open(keys)).transpose()
}

fn page(keys: &Keys, rows: Vec<Row>, slice: &Slice) -> Result<Page<Access>, DbError> {
    let cursor = |row: &Row| Cursor { at: row.at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(|row| row.open(keys))
}

/// The columns by which a page of the log is named.
mod by_time {
    pub(super) use super::dsl::{at as created_at, id};
}

/// Forgets looks from before an instant; returns how many.
///
/// # Errors
/// [`DbError`].
pub fn prune(c: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(access_log::table.filter(dsl::at.lt(Stamp::from(before)))).execute(c)?)
}
