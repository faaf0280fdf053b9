//! Who takes part in a cohort, by number. A row goes with its learner.

use std::collections::BTreeMap;

use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::agreement::AgreementScope;
use crate::domain::code::Code;
use crate::domain::cohort::CohortChoice;
use crate::domain::ids::{CohortId, LearnerId, OfferId, OrganisationId, PlacementId};

use super::column::{Column, found};
use super::few::few;
use super::schema::{agreements, cohort_learners};
use super::{Conn, DbError, Keys, SealContext, Sealed};

/// A learner in a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CohortLearner {
    /// In which cohort.
    pub cohort: CohortId,
    /// By which number the others know them, from 0.
    pub number: i32,
    /// Who.
    pub learner: LearnerId,
    /// Whose learner.
    pub provider: OrganisationId,
    /// What a person decided last.
    pub decision: Option<CohortChoice>,
    /// On which offer, unless the answer was rejected.
    pub offer: Option<OfferId>,
    /// The placement that was proposed for it.
    pub placement: Option<PlacementId>,
}

/// Which learners of a cohort are asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Only those of this provider.
    pub provider: Option<&'a OrganisationId>,
    /// Only those whose agreement that the hub sees their matches stands.
    pub agreed: bool,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = cohort_learners)]
struct Row {
    cohort_id: String,
    number: i32,
    learner_id: String,
    provider_id: String,
    decision: Option<String>,
    offer_id: Option<String>,
    placement_id: Option<String>,
}

impl Row {
    fn read(self) -> Result<CohortLearner, DbError> {
        let column = |name| Column("cohort_learners", name);
        Ok(CohortLearner {
            cohort: column("cohort_id").parse(self.cohort_id)?,
            number: self.number,
            learner: column("learner_id").parse(self.learner_id)?,
            provider: column("provider_id").parse(self.provider_id)?,
            decision: self.decision.map(|code| column("decision").code(&code)).transpose()?,
            offer: column("offer_id").parse_some(self.offer_id)?,
            placement: column("placement_id").parse_some(self.placement_id)?,
        })
    }
}

/// The row's key, to which what it seals is bound.
fn key(cohort: &CohortId, number: i32) -> String {
    format!("{cohort}.{number}")
}

fn place<'a>(column: &'static str, key: &'a str) -> SealContext<'a> {
    SealContext::new("cohort_learners", column, key)
}

/// Adds a learner to a cohort.
///
/// # Errors
/// [`DbError::Unique`] for one who takes part; [`DbError::ForeignKey`] for one who is unknown.
pub fn add(
    c: &mut Conn,
    cohort: &CohortId,
    number: i32,
    learner: &LearnerId,
    provider: &OrganisationId,
) -> Result<(), DbError> {
    diesel::insert_into(cohort_learners::table)
        .values((
            cohort_learners::cohort_id.eq(cohort.as_str()),
            cohort_learners::number.eq(number),
            cohort_learners::learner_id.eq(learner.as_str()),
            cohort_learners::provider_id.eq(provider.as_str()),
        ))
        .execute(c)?;
    Ok(())
}

/// Learners of a cohort by number: those above `after`, at most `limit`.
///
/// # Errors
/// [`DbError`].
pub fn list(
    c: &mut Conn,
    cohort: &CohortId,
    filter: Filter<'_>,
    after: Option<i32>,
    limit: i64,
) -> Result<Vec<CohortLearner>, DbError> {
    let rows: Vec<Row> = narrowed(cohort, filter)
        .filter(cohort_learners::number.gt(after.unwrap_or(-1)))
        .order(cohort_learners::number)
        .limit(limit)
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

type Query<'a> = cohort_learners::BoxedQuery<'a, <Conn as diesel::Connection>::Backend>;

fn narrowed<'a>(cohort: &'a CohortId, filter: Filter<'a>) -> Query<'a> {
    let mut query: Query<'a> =
        cohort_learners::table.filter(cohort_learners::cohort_id.eq(cohort.as_str())).into_boxed();
    if let Some(provider) = filter.provider {
        query = query.filter(cohort_learners::provider_id.eq(provider.as_str()));
    }
    if filter.agreed {
        let standing = agreements::table
            .filter(agreements::scope.eq(AgreementScope::HubSeesMatches.code()))
            .filter(agreements::withdrawn_at.is_null())
            .select(agreements::learner_id);
        query = query.filter(cohort_learners::learner_id.eq_any(standing));
    }
    query
}

/// How many learners of a cohort there are.
///
/// # Errors
/// [`DbError`].
pub fn count(c: &mut Conn, cohort: &CohortId, filter: Filter<'_>) -> Result<i64, DbError> {
    Ok(narrowed(cohort, filter).count().get_result(c)?)
}

/// How many learners of a provider take part in each of several cohorts; of a cohort without any there is no count.
///
/// # Errors
/// [`DbError`].
pub fn counts_of_provider<'a>(
    c: &mut Conn,
    cohorts: impl IntoIterator<Item = &'a CohortId>,
    provider: &OrganisationId,
) -> Result<BTreeMap<CohortId, i64>, DbError> {
    let rows: Vec<(String, i64)> = few(cohorts.into_iter().map(CohortId::as_str), |some| {
        cohort_learners::table
            .filter(cohort_learners::cohort_id.eq_any(some))
            .filter(cohort_learners::provider_id.eq(provider.as_str()))
            .group_by(cohort_learners::cohort_id)
            .select((cohort_learners::cohort_id, diesel::dsl::count_star()))
            .load(c)
    })?;
    let column = Column("cohort_learners", "cohort_id");
    rows.into_iter().map(|(id, count)| Ok((column.parse(id)?, count))).collect()
}

/// A learner's part in a cohort.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn find(c: &mut Conn, cohort: &CohortId, learner: &LearnerId) -> Result<CohortLearner, DbError> {
    cohort_learners::table
        .filter(cohort_learners::cohort_id.eq(cohort.as_str()))
        .filter(cohort_learners::learner_id.eq(learner.as_str()))
        .select(Row::as_select())
        .first(c)?
        .read()
}

/// The next learners whose options are still to be worked out.
///
/// # Errors
/// [`DbError`].
pub fn unweighed(c: &mut Conn, cohort: &CohortId, limit: i64) -> Result<Vec<CohortLearner>, DbError> {
    let rows: Vec<Row> = cohort_learners::table
        .filter(cohort_learners::cohort_id.eq(cohort.as_str()))
        .filter(cohort_learners::options.is_null())
        .order(cohort_learners::number)
        .limit(limit)
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// The next learners whose part of the answer is still to be explained.
///
/// # Errors
/// [`DbError`].
pub fn unexplained(c: &mut Conn, cohort: &CohortId, limit: i64) -> Result<Vec<CohortLearner>, DbError> {
    let rows: Vec<Row> = cohort_learners::table
        .filter(cohort_learners::cohort_id.eq(cohort.as_str()))
        .filter(cohort_learners::result.is_null())
        .order(cohort_learners::number)
        .limit(limit)
        .select(Row::as_select())
        .load(c)?;
    rows.into_iter().map(Row::read).collect()
}

/// Keeps which offers suit a learner. A learner who has been erased meanwhile has no row.
///
/// # Errors
/// [`DbError`].
pub fn set_options(
    c: &mut Conn,
    keys: &Keys,
    cohort: &CohortId,
    number: i32,
    options: &impl Serialize,
) -> Result<(), DbError> {
    let sealed = Sealed::seal(keys, place("options", &key(cohort, number)), options)?;
    let its = cohort_learners::table.find((cohort.as_str(), number));
    diesel::update(its).set(cohort_learners::options.eq(sealed)).execute(c)?;
    Ok(())
}

/// Keeps a learner's part of the answer. A learner who has been erased meanwhile has no row.
///
/// # Errors
/// [`DbError`].
pub fn set_result(
    c: &mut Conn,
    keys: &Keys,
    cohort: &CohortId,
    number: i32,
    result: &impl Serialize,
) -> Result<(), DbError> {
    let sealed = Sealed::seal(keys, place("result", &key(cohort, number)), result)?;
    let its = cohort_learners::table.find((cohort.as_str(), number));
    diesel::update(its).set(cohort_learners::result.eq(sealed)).execute(c)?;
    Ok(())
}

/// Which offers suit each learner, by number; without those of whom it is not known yet.
///
/// # Errors
/// [`DbError`].
pub fn every_options<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    cohort: &CohortId,
) -> Result<Vec<(i32, T)>, DbError> {
    let rows: Vec<(i32, Option<Sealed>)> = cohort_learners::table
        .filter(cohort_learners::cohort_id.eq(cohort.as_str()))
        .order(cohort_learners::number)
        .select((cohort_learners::number, cohort_learners::options))
        .load(c)?;
    let known = rows.into_iter().filter_map(|(number, sealed)| Some((number, sealed?)));
    known
        .map(|(number, sealed)| Ok((number, sealed.open(keys, place("options", &key(cohort, number)))?)))
        .collect()
}

/// Which offers suit a learner; `None` before that is known.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn options<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    cohort: &CohortId,
    number: i32,
) -> Result<Option<T>, DbError> {
    let its = cohort_learners::table.find((cohort.as_str(), number));
    let sealed: Option<Sealed> = its.select(cohort_learners::options).first(c)?;
    Ok(sealed.map(|sealed| sealed.open(keys, place("options", &key(cohort, number)))).transpose()?)
}

/// A learner's part of the answer; `None` before it is explained.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn result<T: DeserializeOwned>(
    c: &mut Conn,
    keys: &Keys,
    cohort: &CohortId,
    number: i32,
) -> Result<Option<T>, DbError> {
    let its = cohort_learners::table.find((cohort.as_str(), number));
    let sealed: Option<Sealed> = its.select(cohort_learners::result).first(c)?;
    Ok(sealed.map(|sealed| sealed.open(keys, place("result", &key(cohort, number)))).transpose()?)
}

/// Writes what a person decided last; a placement that was proposed before and is over is no longer its.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn decide(
    c: &mut Conn,
    cohort: &CohortId,
    number: i32,
    choice: CohortChoice,
    offer: Option<&OfferId>,
) -> Result<(), DbError> {
    let change = (
        cohort_learners::decision.eq(choice.code()),
        cohort_learners::offer_id.eq(offer.map(OfferId::as_str)),
        cohort_learners::placement_id.eq(None::<String>),
    );
    let its = cohort_learners::table.find((cohort.as_str(), number));
    found(diesel::update(its).set(change).execute(c)?)
}

/// Writes which placement was proposed.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn proposed(
    c: &mut Conn,
    cohort: &CohortId,
    number: i32,
    placement: &PlacementId,
) -> Result<(), DbError> {
    let its = cohort_learners::table.find((cohort.as_str(), number));
    let change = cohort_learners::placement_id.eq(placement.as_str());
    found(diesel::update(its).set(change).execute(c)?)
}
