//! Cohorts: what was asked, what it was solved from, and the answer. Who takes part stands in
//! [`super::cohort_learners`].

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::code::Code;
use crate::domain::cohort::CohortState;
use crate::domain::ids::{CohortId, OrganisationId, UserId};

use super::column::{Column, found};
use super::few::few;
use super::page::slice;
use super::schema::{cohort_learners, cohorts};
use super::{Conn, Cursor, DbError, Keys, Page, SealContext, Sealed, Slice, Stamp};

/// A cohort as stored, without what is sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredCohort {
    /// The identifier.
    pub id: CohortId,
    /// Whose cohort.
    pub hub: OrganisationId,
    /// How far it has come.
    pub state: CohortState,
    /// Who asked for it.
    pub created_by: UserId,
    /// How many learners took part at first.
    pub learners: i32,
    /// How many of them the present stage has done.
    pub done: i32,
    /// Why it failed.
    pub problem: Option<String>,
    /// Rises with each change.
    pub version: i64,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cohorts)]
struct Row {
    id: String,
    hub_id: String,
    state: String,
    created_by: String,
    learners: i32,
    done: i32,
    problem: Option<String>,
    version: i64,
    created_at: Stamp,
    updated_at: Stamp,
}

impl Row {
    fn read(self) -> Result<StoredCohort, DbError> {
        let column = |name| Column("cohorts", name);
        Ok(StoredCohort {
            id: column("id").parse(self.id)?,
            hub: column("hub_id").parse(self.hub_id)?,
            state: column("state").code(&self.state)?,
            created_by: column("created_by").parse(self.created_by)?,
            learners: self.learners,
            done: self.done,
            problem: self.problem,
            version: self.version,
            created_at: self.created_at.into(),
            updated_at: self.updated_at.into(),
        })
    }
}

fn place<'a>(column: &'static str, id: &'a CohortId) -> SealContext<'a> {
    SealContext::new("cohorts", column, id.as_str())
}

/// Adds a cohort with what was asked.
///
/// # Errors
/// [`DbError::ForeignKey`] when the hub is unknown.
pub fn insert(
    c: &mut Conn,
    keys: &Keys,
    cohort: &StoredCohort,
    request: &impl Serialize,
) -> Result<(), DbError> {
    diesel::insert_into(cohorts::table)
        .values((
            cohorts::id.eq(cohort.id.as_str()),
            cohorts::hub_id.eq(cohort.hub.as_str()),
            cohorts::state.eq(cohort.state.code()),
            cohorts::created_by.eq(cohort.created_by.as_str()),
            cohorts::learners.eq(cohort.learners),
            cohorts::done.eq(cohort.done),
            cohorts::request.eq(Sealed::seal(keys, place("request", &cohort.id), request)?),
            cohorts::version.eq(cohort.version),
            cohorts::created_at.eq(Stamp::from(cohort.created_at)),
            cohorts::updated_at.eq(Stamp::from(cohort.updated_at)),
        ))
        .execute(c)?;
    Ok(())
}

/// A cohort.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn get(c: &mut Conn, id: &CohortId) -> Result<StoredCohort, DbError> {
    cohorts::table.find(id.as_str()).select(Row::as_select()).first(c)?.read()
}

/// A hub's cohorts, oldest first; with a provider, only those in which learners of its own take part.
///
/// # Errors
/// [`DbError`].
pub fn list(
    c: &mut Conn,
    hub: &OrganisationId,
    provider: Option<&OrganisationId>,
    slice: &Slice,
) -> Result<Page<StoredCohort>, DbError> {
    let mut query = slice!(cohorts::table.select(Row::as_select()), cohorts, slice)
        .filter(cohorts::hub_id.eq(hub.as_str()));
    if let Some(provider) = provider {
        let with_own = cohort_learners::table
            .filter(cohort_learners::provider_id.eq(provider.as_str()))
            .select(cohort_learners::cohort_id);
        query = query.filter(cohorts::id.eq_any(with_own));
    }
    let rows = query.load(c)?;
    let cursor = |row: &Row| Cursor { at: row.created_at.into(), id: row.id.clone() };
    Page::cut(rows, slice, cursor).try_map(Row::read)
}

/// What was asked.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn request<T: DeserializeOwned>(c: &mut Conn, keys: &Keys, id: &CohortId) -> Result<T, DbError> {
    let sealed: Sealed = cohorts::table.find(id.as_str()).select(cohorts::request).first(c)?;
    Ok(sealed.open(keys, place("request", id))?)
}

/// What was asked of several.
///
/// # Errors
/// [`DbError`].
pub fn requests<'a, T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    ids: impl IntoIterator<Item = &'a CohortId>,
) -> Result<BTreeMap<CohortId, T>, DbError> {
    let rows: Vec<(String, Sealed)> = few(ids.into_iter().map(CohortId::as_str), |some| {
        cohorts::table.filter(cohorts::id.eq_any(some)).select((cohorts::id, cohorts::request)).load(c)
    })?;
    let open = |(id, sealed): (String, Sealed)| {
        let id: CohortId = Column("cohorts", "id").parse(id)?;
        let asked = sealed.open(keys, place("request", &id))?;
        Ok((id, asked))
    };
    rows.into_iter().map(open).collect()
}

/// What it was solved from; `None` before.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn inputs<T: DeserializeOwned>(c: &mut Conn, keys: &Keys, id: &CohortId) -> Result<Option<T>, DbError> {
    let sealed: Option<Sealed> = cohorts::table.find(id.as_str()).select(cohorts::inputs).first(c)?;
    Ok(sealed.map(|sealed| sealed.open(keys, place("inputs", id))).transpose()?)
}

/// The answer; `None` before.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn answer<T: DeserializeOwned>(c: &mut Conn, keys: &Keys, id: &CohortId) -> Result<Option<T>, DbError> {
    let sealed: Option<Sealed> = cohorts::table.find(id.as_str()).select(cohorts::answer).first(c)?;
    Ok(sealed.map(|sealed| sealed.open(keys, place("answer", id))).transpose()?)
}

/// Keeps the answer with what it was solved from.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn solved(
    c: &mut Conn,
    keys: &Keys,
    id: &CohortId,
    inputs: &impl Serialize,
    answer: &impl Serialize,
) -> Result<(), DbError> {
    let change = (
        cohorts::inputs.eq(Sealed::seal(keys, place("inputs", id), inputs)?),
        cohorts::answer.eq(Sealed::seal(keys, place("answer", id), answer)?),
    );
    found(diesel::update(cohorts::table.find(id.as_str())).set(change).execute(c)?)
}

/// Writes how far it has come.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn note(
    c: &mut Conn,
    id: &CohortId,
    state: CohortState,
    done: i32,
    problem: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let change = (
        cohorts::state.eq(state.code()),
        cohorts::done.eq(done),
        cohorts::problem.eq(problem),
        cohorts::version.eq(cohorts::version + 1),
        cohorts::updated_at.eq(Stamp::from(now)),
    );
    found(diesel::update(cohorts::table.find(id.as_str())).set(change).execute(c)?)
}
