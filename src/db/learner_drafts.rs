//! Learners of whom not every question has been answered.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use crate::domain::ids::{LearnerId, OrganisationId};
use crate::intake::Answered;

use super::column::{Column, found, written};
use super::conn::each;
use super::page::slice;
use super::schema::learner_drafts;
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp, learners};

/// Rows of one statement.
const BATCH: usize = 500;

/// A draft as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LearnerDraft {
    /// The identifier that the learner will have.
    pub id: LearnerId,
    /// Whose learner.
    pub provider: OrganisationId,
    /// What was said so far.
    pub said: Answered,
    /// Rises with each change.
    pub version: i64,
    /// When the draft was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A draft sealed for the store, so that a transaction need not wait for that.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = learner_drafts)]
pub struct SealedDraft {
    id: String,
    provider_id: String,
    external_index: String,
    said: Sealed,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

fn place(id: &str) -> SealContext<'_> {
    SealContext::new("learner_drafts", "said", id)
}

impl SealedDraft {
    /// Seals a draft.
    ///
    /// # Errors
    /// [`DbError::Sealed`].
    pub fn seal(keys: &Keys, draft: &LearnerDraft) -> Result<Self, DbError> {
        Ok(Self {
            id: draft.id.to_string(),
            provider_id: draft.provider.to_string(),
            external_index: learners::external_index(keys, &draft.said.text("external_id")),
            said: Sealed::seal(keys, place(draft.id.as_str()), &draft.said)?,
            version: draft.version,
            created_at: draft.created_at.into(),
            updated_at: draft.updated_at.into(),
        })
    }

    fn open(self, keys: &Keys) -> Result<LearnerDraft, DbError> {
        Ok(LearnerDraft {
            said: self.said.open(keys, place(&self.id))?,
            id: Column("learner_drafts", "id").parse(self.id)?,
            provider: Column("learner_drafts", "provider_id").parse(self.provider_id)?,
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

/// Adds drafts.
///
/// # Errors
/// [`DbError::Unique`] when the provider has a draft with one of the numbers.
pub fn insert(c: &mut Conn, drafts: &[SealedDraft]) -> Result<(), DbError> {
    for some in drafts.chunks(BATCH) {
        each!(c, c => {
            diesel::insert_into(learner_drafts::table).values(some).execute(c)?;
        });
    }
    Ok(())
}

/// Writes a draft that was read in version `expected`.
///
/// # Errors
/// [`DbError::Stale`] when it is not in that version.
pub fn save(c: &mut Conn, draft: &SealedDraft, expected: i64) -> Result<(), DbError> {
    let current = learner_drafts::table.find(&draft.id).filter(learner_drafts::version.eq(expected));
    written(diesel::update(current).set(draft).execute(c)?)
}

/// A draft.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, keys: &Keys, id: &LearnerId) -> Result<LearnerDraft, DbError> {
    learner_drafts::table.find(id.as_str()).select(SealedDraft::as_select()).first(c)?.open(keys)
}

/// The drafts of a provider, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn list(
    c: &mut Conn,
    keys: &Keys,
    provider: &OrganisationId,
    slice: &Slice,
) -> Result<Page<LearnerDraft>, DbError> {
    let rows = slice!(learner_drafts::table.select(SealedDraft::as_select()), learner_drafts, slice)
        .filter(learner_drafts::provider_id.eq(provider.as_str()))
        .load(c)?;
    let cursor = |row: &SealedDraft| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(|row| row.open(keys))
}

/// Every draft of a provider, with the keyed hash of its number.
///
/// # Errors
/// [`DbError`].
pub fn all_of(
    c: &mut Conn,
    keys: &Keys,
    provider: &OrganisationId,
) -> Result<Vec<(String, LearnerDraft)>, DbError> {
    let rows: Vec<SealedDraft> = learner_drafts::table
        .filter(learner_drafts::provider_id.eq(provider.as_str()))
        .select(SealedDraft::as_select())
        .load(c)?;
    rows.into_iter().map(|row| Ok((row.external_index.clone(), row.open(keys)?))).collect()
}

/// Takes a draft in version `expected` out.
///
/// # Errors
/// [`DbError::NotFound`] when it is not there in that version.
pub fn remove(c: &mut Conn, id: &LearnerId, expected: i64) -> Result<(), DbError> {
    let current = learner_drafts::table.find(id.as_str()).filter(learner_drafts::version.eq(expected));
    found(diesel::delete(current).execute(c)?)
}
