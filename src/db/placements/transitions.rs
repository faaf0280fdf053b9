//! Who did what to a placement, and when. Rows are only added.

use diesel::prelude::*;

use crate::db::column::Column;
use crate::db::schema::transitions;
use crate::db::{Conn, DbError, Keys, SealContext, Sealed, Stamp};
use crate::domain::code::Code;
use crate::domain::ids::PlacementId;
use crate::domain::placement::Transition;

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = transitions)]
struct Row {
    id: String,
    placement_id: String,
    action: String,
    from_state: String,
    to_state: String,
    actor_id: Option<String>,
    at: Stamp,
    reason: Option<Sealed>,
    contact_id: Option<String>,
    details: Option<Sealed>,
}

fn place<'a>(column: &'static str, id: &'a str) -> SealContext<'a> {
    SealContext::new("transitions", column, id)
}

/// Adds a step; `id` is a new row's identifier.
///
/// # Errors
/// [`DbError`].
pub fn add(
    c: &mut Conn,
    keys: &Keys,
    id: &str,
    placement: &PlacementId,
    step: &Transition,
) -> Result<(), DbError> {
    let reason = step.reason.as_ref().map(|reason| Sealed::seal(keys, place("reason", id), reason));
    let said = Some(&step.details).filter(|details| !details.is_empty());
    let details = said.map(|details| Sealed::seal(keys, place("details", id), details));
    let row = Row {
        id: id.to_owned(),
        placement_id: placement.to_string(),
        action: step.action.code().to_owned(),
        from_state: step.from.code().to_owned(),
        to_state: step.to.code().to_owned(),
        actor_id: step.by.as_ref().map(ToString::to_string),
        at: step.at.into(),
        reason: reason.transpose()?,
        contact_id: step.by_contact.as_ref().map(ToString::to_string),
        details: details.transpose()?,
    };
    diesel::insert_into(transitions::table).values(&row).execute(c)?;
    Ok(())
}

/// The steps of a placement, in order.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, keys: &Keys, placement: &PlacementId) -> Result<Vec<Transition>, DbError> {
    let rows: Vec<Row> = transitions::table
        .filter(transitions::placement_id.eq(placement.as_str()))
        .order((transitions::at, transitions::id))
        .select(Row::as_select())
        .load(c)?;
    let column = |name| Column("transitions", name);
    rows.into_iter()
        .map(|row| {
            Ok(Transition {
                action: column("action").code(&row.action)?,
                from: column("from_state").code(&row.from_state)?,
                to: column("to_state").code(&row.to_state)?,
                by: column("actor_id").parse_some(row.actor_id)?,
                by_contact: column("contact_id").parse_some(row.contact_id)?,
                at: row.at.into(),
                reason: row.reason.map(|reason| reason.open(keys, place("reason", &row.id))).transpose()?,
                details: row
                    .details
                    .map(|details| details.open(keys, place("details", &row.id)))
                    .transpose()?
                    .unwrap_or_default(),
            })
        })
        .collect()
}
