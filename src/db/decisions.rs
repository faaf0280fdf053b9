//! Decisions that people took and the service only records: vetting, waivers, overrides.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use serde::de::DeserializeOwned;

use crate::domain::ids::UserId;

use super::column::Column;
use super::schema::decisions;
use super::{Conn, DbError, Keys, Place, Sealed, Stamp};

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The identifier.
    pub id: String,
    /// What kind of object it is about.
    pub subject_kind: String,
    /// Which.
    pub subject_id: String,
    /// A code of what was decided upon.
    pub kind: String,
    /// A code of how.
    pub outcome: String,
    /// By whom.
    pub decided_by: UserId,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// The reason in their words; sealed.
    pub note: Option<String>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = decisions)]
struct Row {
    id: String,
    subject_kind: String,
    subject_id: String,
    kind: String,
    outcome: String,
    decided_by: String,
    decided_at: Stamp,
    note: Option<Sealed>,
}

fn place(id: &str) -> Place<'_> {
    Place::new("decisions", "note", id)
}

/// Records a decision.
///
/// # Errors
/// [`DbError`].
pub fn add(c: &mut Conn, keys: &Keys, decision: &Decision) -> Result<(), DbError> {
    let note = decision.note.as_ref().map(|note| Sealed::seal(keys, place(&decision.id), note));
    let row = Row {
        id: decision.id.clone(),
        subject_kind: decision.subject_kind.clone(),
        subject_id: decision.subject_id.clone(),
        kind: decision.kind.clone(),
        outcome: decision.outcome.clone(),
        decided_by: decision.decided_by.to_string(),
        decided_at: decision.decided_at.into(),
        note: note.transpose()?,
    };
    diesel::insert_into(decisions::table).values(&row).execute(c)?;
    Ok(())
}

/// The decisions about one object, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn about(
    c: &mut Conn,
    keys: &Keys,
    subject_kind: &str,
    subject_id: &str,
) -> Result<Vec<Decision>, DbError> {
    let rows: Vec<Row> = decisions::table
        .filter(decisions::subject_kind.eq(subject_kind))
        .filter(decisions::subject_id.eq(subject_id))
        .order((decisions::decided_at, decisions::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter()
        .map(|row| {
            let note = row.note.map(|note| note.open(keys, place(&row.id)));
            Ok(Decision {
                note: note.transpose()?,
                id: row.id,
                subject_kind: row.subject_kind,
                subject_id: row.subject_id,
                kind: row.kind,
                outcome: row.outcome,
                decided_by: Column("decisions", "decided_by").parse(row.decided_by)?,
                decided_at: row.decided_at.into(),
            })
        })
        .collect()
}

/// The decisions of one kind about one object, each with what was noted of it, oldest first.
///
/// # Errors
/// [`DbError::Corrupt`] when a note does not read back: what was decided is then not known, and nobody may go by
/// an earlier decision.
pub fn noted<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    subject_kind: &str,
    subject_id: &str,
    kind: &str,
) -> Result<Vec<(Decision, T)>, DbError> {
    let all = about(c, keys, subject_kind, subject_id)?.into_iter();
    all.filter(|decision| decision.kind == kind)
        .map(|decision| {
            let note = decision.note.as_deref().unwrap_or_default();
            let noted = serde_json::from_str(note).map_err(|_| Column("decisions", "note").corrupt())?;
            Ok((decision, noted))
        })
        .collect()
}
