//! Decisions that people took and the service only records: vetting, waivers, overrides.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use serde::de::DeserializeOwned;

use crate::domain::ids::UserId;

use super::column::Column;
use super::few::few;
use super::schema::decisions;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

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

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("decisions", "note", id)
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

impl Row {
    fn open(self, keys: &Keys) -> Result<Decision, DbError> {
        let note = self.note.map(|note| note.open(keys, place(&self.id)));
        Ok(Decision {
            note: note.transpose()?,
            id: self.id,
            subject_kind: self.subject_kind,
            subject_id: self.subject_id,
            kind: self.kind,
            outcome: self.outcome,
            decided_by: Column("decisions", "decided_by").parse(self.decided_by)?,
            decided_at: self.decided_at.into(),
        })
    }
}

fn rows(c: &mut Conn, subject_kind: &str, subject_id: &str) -> Result<Vec<Row>, DbError> {
    Ok(decisions::table
        .filter(decisions::subject_kind.eq(subject_kind))
        .filter(decisions::subject_id.eq(subject_id))
        .order((decisions::decided_at, decisions::id))
        .select(Row::as_select())
        .load(c)?)
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
    rows(c, subject_kind, subject_id)?.into_iter().map(|row| row.open(keys)).collect()
}

/// The decisions of one kind about one object, each with what was noted of it, oldest first.
///
/// # Errors
/// As for [`noted_among`].
pub fn noted<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    subject_kind: &str,
    subject_id: &str,
    kind: &str,
) -> Result<Vec<(Decision, T)>, DbError> {
    Ok(noted_among(c, keys, subject_kind, [subject_id], kind)?.remove(subject_id).unwrap_or_default())
}

/// The decisions of one kind about several objects, each with what was noted of it, oldest first.
///
/// # Errors
/// [`DbError::Corrupt`] or [`DbError::Newer`] when a note does not read back: what was decided is then not known, and
/// nobody may go by an earlier decision.
pub fn noted_among<'a, T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    subject_kind: &str,
    subject_ids: impl IntoIterator<Item = &'a str>,
    kind: &str,
) -> Result<BTreeMap<String, Vec<(Decision, T)>>, DbError> {
    let rows: Vec<Row> = few(subject_ids, |some| {
        decisions::table
            .filter(decisions::subject_kind.eq(subject_kind))
            .filter(decisions::subject_id.eq_any(some))
            .filter(decisions::kind.eq(kind))
            .order((decisions::decided_at, decisions::id))
            .select(Row::as_select())
            .load(c)
    })?;
    let mut found: BTreeMap<String, Vec<(Decision, T)>> = BTreeMap::new();
    for row in rows {
        let format = row.note.as_ref().and_then(Sealed::format);
        let decision = row.open(keys)?;
        let note = decision.note.as_deref().unwrap_or_default();
        let noted = Column("decisions", "note").document(format, note)?;
        found.entry(decision.subject_id.clone()).or_default().push((decision, noted));
    }
    Ok(found)
}
