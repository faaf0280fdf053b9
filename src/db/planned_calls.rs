//! When providers ring whom about placements.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::{OrganisationId, PlacementId, UserId};
use crate::domain::reader::Addressee;

use super::column::{Column, found};
use super::schema::{placements, planned_calls};
use super::{Conn, DbError, Stamp};

/// A call as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRow {
    /// The identifier.
    pub id: String,
    /// About which placement.
    pub placement: PlacementId,
    /// Who is rung.
    pub to: Addressee,
    /// When.
    pub at: DateTime<Utc>,
    /// Who said so.
    pub made_by: UserId,
    /// When they said so.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = planned_calls)]
struct Row {
    id: String,
    placement_id: String,
    contact_id: Option<String>,
    reader: Option<String>,
    at: Stamp,
    made_by: String,
    created_at: Stamp,
    ended_at: Option<Stamp>,
}

impl Row {
    fn open(self) -> Result<CallRow, DbError> {
        let column = |name| Column("planned_calls", name);
        let contact = column("contact_id").parse_some(self.contact_id)?.map(Addressee::Contact);
        let reader = column("reader").parse_some(self.reader)?.map(Addressee::Reader);
        let to = contact.or(reader).ok_or_else(|| column("reader").corrupt())?;
        Ok(CallRow {
            id: self.id,
            placement: column("placement_id").parse(self.placement_id)?,
            to,
            at: self.at.into(),
            made_by: column("made_by").parse(self.made_by)?,
            created_at: self.created_at.into(),
        })
    }
}

/// Adds a call.
///
/// # Errors
/// [`DbError::ForeignKey`] when the placement or the contact is unknown.
pub fn insert(c: &mut Conn, call: &CallRow) -> Result<(), DbError> {
    let row = Row {
        id: call.id.clone(),
        placement_id: call.placement.to_string(),
        contact_id: call.to.contact().map(ToString::to_string),
        reader: call.to.reader().map(ToString::to_string),
        at: call.at.into(),
        made_by: call.made_by.to_string(),
        created_at: call.created_at.into(),
        ended_at: None,
    };
    diesel::insert_into(planned_calls::table).values(&row).execute(c)?;
    Ok(())
}

/// The calls about a placement that stand, by time.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, placement: &PlacementId) -> Result<Vec<CallRow>, DbError> {
    let rows: Vec<Row> = planned_calls::table
        .filter(planned_calls::placement_id.eq(placement.as_str()))
        .filter(planned_calls::ended_at.is_null())
        .order((planned_calls::at, planned_calls::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::open).collect()
}

/// The calls about a placement that were called off after an instant.
///
/// # Errors
/// [`DbError`].
pub fn ended_since(
    c: &mut Conn,
    placement: &PlacementId,
    since: DateTime<Utc>,
) -> Result<Vec<CallRow>, DbError> {
    let rows: Vec<Row> = planned_calls::table
        .filter(planned_calls::placement_id.eq(placement.as_str()))
        .filter(planned_calls::ended_at.gt(Stamp::from(since)))
        .order((planned_calls::at, planned_calls::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::open).collect()
}

/// A provider's calls that stand from one instant up to another, by time.
///
/// # Errors
/// [`DbError`].
pub fn between(
    c: &mut Conn,
    provider: &OrganisationId,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<CallRow>, DbError> {
    let its = placements::table.filter(placements::provider_id.eq(provider.as_str())).select(placements::id);
    let rows: Vec<Row> = planned_calls::table
        .filter(planned_calls::placement_id.eq_any(its))
        .filter(planned_calls::at.ge(Stamp::from(from)))
        .filter(planned_calls::at.lt(Stamp::from(to)))
        .filter(planned_calls::ended_at.is_null())
        .order((planned_calls::at, planned_calls::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::open).collect()
}

/// Calls one off.
///
/// # Errors
/// [`DbError::NotFound`] when it does not stand.
pub fn end(c: &mut Conn, id: &str, at: DateTime<Utc>) -> Result<(), DbError> {
    let stands = planned_calls::table.find(id).filter(planned_calls::ended_at.is_null());
    found(diesel::update(stands).set(planned_calls::ended_at.eq(Stamp::from(at))).execute(c)?)
}
