//! What became of each reminder to an employer's contact, and who wants none.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::code::Code;
use crate::domain::ids::{ContactId, PlacementId};
use crate::domain::reminder::{ReminderOccasion, ReminderOutcome};

use super::column::Column;
use super::schema::{reminder_stops, reminders};
use super::{Conn, DbError, Stamp};

/// A reminder that was due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Of which placement.
    pub placement: PlacementId,
    /// To whom.
    pub contact: ContactId,
    /// Of what.
    pub occasion: ReminderOccasion,
    /// What became of it.
    pub outcome: ReminderOutcome,
    /// When.
    pub at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = reminders)]
struct Row {
    placement_id: String,
    contact_id: String,
    occasion: String,
    outcome: String,
    at: Stamp,
}

/// Adds what became of a reminder.
///
/// # Errors
/// [`DbError::Unique`] when that is known already.
pub fn insert(c: &mut Conn, reminder: &Reminder) -> Result<(), DbError> {
    let row = Row {
        placement_id: reminder.placement.to_string(),
        contact_id: reminder.contact.to_string(),
        occasion: reminder.occasion.code().to_owned(),
        outcome: reminder.outcome.code().to_owned(),
        at: reminder.at.into(),
    };
    diesel::insert_into(reminders::table).values(&row).execute(c)?;
    Ok(())
}

/// The reminders of a placement, in the order of time.
///
/// # Errors
/// [`DbError`].
pub fn of_placement(c: &mut Conn, placement: &PlacementId) -> Result<Vec<Reminder>, DbError> {
    let column = |name| Column("reminders", name);
    let rows: Vec<Row> = reminders::table
        .filter(reminders::placement_id.eq(placement.as_str()))
        .order((reminders::at, reminders::contact_id, reminders::occasion))
        .select(Row::as_select())
        .load(c)?;
    let read = |row: Row| {
        Ok(Reminder {
            placement: column("placement_id").parse(row.placement_id)?,
            contact: column("contact_id").parse(row.contact_id)?,
            occasion: column("occasion").code(&row.occasion)?,
            outcome: column("outcome").code(&row.outcome)?,
            at: row.at.into(),
        })
    };
    rows.into_iter().map(read).collect()
}

/// How many reminders a contact was sent after an instant, over all placements.
///
/// # Errors
/// [`DbError`].
pub fn sent_since(c: &mut Conn, contact: &ContactId, since: DateTime<Utc>) -> Result<usize, DbError> {
    let sent: i64 = reminders::table
        .filter(reminders::contact_id.eq(contact.as_str()))
        .filter(reminders::outcome.eq(ReminderOutcome::Sent.code()))
        .filter(reminders::at.gt(Stamp::from(since)))
        .count()
        .get_result(c)?;
    Ok(usize::try_from(sent).unwrap_or(usize::MAX))
}

/// Whether a contact wants no reminders.
///
/// # Errors
/// [`DbError`].
pub fn is_stopped(c: &mut Conn, contact: &ContactId) -> Result<bool, DbError> {
    let found: i64 = reminder_stops::table.find(contact.as_str()).count().get_result(c)?;
    Ok(found > 0)
}

/// Notes that a contact wants no reminders; `false` when that is known.
///
/// # Errors
/// [`DbError`].
pub fn stop(c: &mut Conn, contact: &ContactId, at: DateTime<Utc>) -> Result<bool, DbError> {
    if is_stopped(c, contact)? {
        return Ok(false);
    }
    let row = (reminder_stops::contact_id.eq(contact.as_str()), reminder_stops::at.eq(Stamp::from(at)));
    diesel::insert_into(reminder_stops::table).values(row).execute(c)?;
    Ok(true)
}

/// Notes that a contact wants reminders again; `false` when they never stopped.
///
/// # Errors
/// [`DbError`].
pub fn resume(c: &mut Conn, contact: &ContactId) -> Result<bool, DbError> {
    Ok(diesel::delete(reminder_stops::table.find(contact.as_str())).execute(c)? > 0)
}
