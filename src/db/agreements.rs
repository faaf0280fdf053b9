//! Recorded agreements of learners and families.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;

use crate::domain::agreement::{Agreement, AgreementScope};
use crate::domain::code::Code;
use crate::domain::ids::{AgreementId, LearnerId, UserId};

use super::column::{Column, found};
use super::few::few;
use super::schema::agreements;
use super::{Conn, DbError, Keys, SealContext, Sealed, Stamp};

/// An agreement as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredAgreement {
    /// The identifier.
    pub id: AgreementId,
    /// Whose agreement.
    pub learner: LearnerId,
    /// What was agreed, by whom and how.
    pub agreement: Agreement,
    /// Who recorded it.
    pub recorded_by: UserId,
    /// Since when it no longer stands.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Who recorded that; absent for an agreement that stands, and for the oldest records.
    pub withdrawn_by: Option<UserId>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = agreements)]
struct Row {
    id: String,
    learner_id: String,
    placement_id: Option<String>,
    scope: String,
    actor: String,
    agreed_on: NaiveDate,
    withdrawn_at: Option<Stamp>,
    recorded_by: String,
    doc: Sealed,
    created_at: Stamp,
    withdrawn_by: Option<String>,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("agreements", "doc", id)
}

impl Row {
    fn open(self, keys: &Keys) -> Result<StoredAgreement, DbError> {
        let column = |name| Column("agreements", name);
        Ok(StoredAgreement {
            agreement: self.doc.open(keys, place(&self.id))?,
            id: column("id").parse(self.id)?,
            learner: column("learner_id").parse(self.learner_id)?,
            recorded_by: column("recorded_by").parse(self.recorded_by)?,
            withdrawn_at: self.withdrawn_at.map(Into::into),
            created_at: self.created_at.into(),
            withdrawn_by: column("withdrawn_by").parse_some(self.withdrawn_by)?,
        })
    }
}

/// Records an agreement.
///
/// # Errors
/// [`DbError::ForeignKey`] when the learner or the placement is unknown.
pub fn insert(c: &mut Conn, keys: &Keys, stored: &StoredAgreement) -> Result<(), DbError> {
    let agreement = &stored.agreement;
    let row = Row {
        id: stored.id.to_string(),
        learner_id: stored.learner.to_string(),
        placement_id: agreement.placement.as_ref().map(ToString::to_string),
        scope: agreement.scope.code().to_owned(),
        actor: agreement.actor.code().to_owned(),
        agreed_on: agreement.on,
        withdrawn_at: stored.withdrawn_at.map(Into::into),
        recorded_by: stored.recorded_by.to_string(),
        doc: Sealed::seal(keys, place(stored.id.as_str()), agreement)?,
        created_at: stored.created_at.into(),
        withdrawn_by: stored.withdrawn_by.as_ref().map(ToString::to_string),
    };
    diesel::insert_into(agreements::table).values(&row).execute(c)?;
    Ok(())
}

/// Ends a learner's agreement from an instant on; the record stays.
///
/// # Errors
/// [`DbError::NotFound`] when the learner has no such standing agreement.
pub fn withdraw(
    c: &mut Conn,
    learner: &LearnerId,
    id: &AgreementId,
    by: &UserId,
    at: DateTime<Utc>,
) -> Result<(), DbError> {
    let standing = agreements::table
        .find(id.as_str())
        .filter(agreements::learner_id.eq(learner.as_str()))
        .filter(agreements::withdrawn_at.is_null());
    let withdrawn = (agreements::withdrawn_at.eq(Stamp::from(at)), agreements::withdrawn_by.eq(by.as_str()));
    found(diesel::update(standing).set(withdrawn).execute(c)?)
}

/// A learner's agreements, oldest record first, with those that were withdrawn.
///
/// # Errors
/// [`DbError`].
pub fn of_learner(c: &mut Conn, keys: &Keys, learner: &LearnerId) -> Result<Vec<StoredAgreement>, DbError> {
    let rows: Vec<Row> = agreements::table
        .filter(agreements::learner_id.eq(learner.as_str()))
        .order((agreements::created_at, agreements::id))
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// Whether an agreement of this scope stands for a learner, without opening it.
///
/// # Errors
/// [`DbError`].
pub fn stands(c: &mut Conn, learner: &LearnerId, scope: AgreementScope) -> Result<bool, DbError> {
    let standing = agreements::table
        .filter(agreements::learner_id.eq(learner.as_str()))
        .filter(agreements::scope.eq(scope.code()))
        .filter(agreements::withdrawn_at.is_null());
    Ok(diesel::select(diesel::dsl::exists(standing)).get_result(c)?)
}

/// The agreements of several learners that stand, oldest record first.
///
/// # Errors
/// [`DbError`].
pub fn standing_of<'a>(
    c: &mut Conn,
    keys: &Keys,
    learners: impl IntoIterator<Item = &'a LearnerId>,
    scope: AgreementScope,
) -> Result<Vec<StoredAgreement>, DbError> {
    let rows: Vec<Row> = few(learners.into_iter().map(LearnerId::as_str), |some| {
        agreements::table
            .filter(agreements::learner_id.eq_any(some))
            .filter(agreements::scope.eq(scope.code()))
            .filter(agreements::withdrawn_at.is_null())
            .order((agreements::created_at, agreements::id))
            .select(Row::as_select())
            .load(c)
    })?;
    rows.into_iter().map(|row| row.open(keys)).collect()
}

/// For which of several learners an agreement of this scope stands, without opening it.
///
/// # Errors
/// [`DbError`].
pub fn stand_for<'a>(
    c: &mut Conn,
    learners: impl IntoIterator<Item = &'a LearnerId>,
    scope: AgreementScope,
) -> Result<BTreeSet<LearnerId>, DbError> {
    let rows: Vec<String> = few(learners.into_iter().map(LearnerId::as_str), |some| {
        agreements::table
            .filter(agreements::learner_id.eq_any(some))
            .filter(agreements::scope.eq(scope.code()))
            .filter(agreements::withdrawn_at.is_null())
            .select(agreements::learner_id)
            .load(c)
    })?;
    rows.into_iter().map(|id| Column("agreements", "learner_id").parse(id)).collect()
}
