//! Taking a learner out of the store.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::changes::{self, ChangeKind};
use crate::db::column::found;
use crate::db::schema::{
    agreements, briefings, decisions, deliveries, destinations, internship_reviews, learners, letters,
    observations, placements, programmes, reports, side_reports, transitions,
};
use crate::db::{Conn, DbError, Keys, family_sendings, idempotency};
use crate::domain::ids::LearnerId;

/// How many rows of each kind went with a learner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Erased {
    /// Agreements with the wording shown.
    pub agreements: i64,
    /// Placements with their dates.
    pub placements: i64,
    /// Steps of placements with their reasons.
    pub transitions: i64,
    /// Decisions with their reasons.
    pub decisions: i64,
    /// Versions of programmes.
    pub programmes: i64,
    /// Packs with the bytes that were sent.
    pub briefings: i64,
    /// Sendings of packs.
    pub deliveries: i64,
    /// Letters about the placements.
    #[serde(default)]
    pub letters: i64,
    /// What employers told of the placements.
    #[serde(default)]
    pub reports: i64,
    /// Messages to families that reached nobody but the learner's own.
    #[serde(default)]
    pub family_messages: i64,
    /// Replies kept for repeated requests.
    pub replies: i64,
}

/// Erases a learner with their placements, programmes, briefings and agreements, with the steps and
/// decisions whose reasons are words about them, and with the kept replies that tell of them. What
/// stays are the looks and receipts, which hold identifiers and codes only.
///
/// # Errors
/// [`DbError::NotFound`].
pub fn erase(c: &mut Conn, keys: &Keys, id: &LearnerId, at: DateTime<Utc>) -> Result<Erased, DbError> {
    let version: i64 = learners::table.find(id.as_str()).select(learners::version).first(c)?;
    let of_learner = placements::table.filter(placements::learner_id.eq(id.as_str()));
    let its: Vec<String> = of_learner.select(placements::id).load(c)?;
    let packs = briefings::table.filter(briefings::placement_id.eq_any(&its));
    let packs: Vec<String> = packs.select(briefings::id).load(c)?;
    let plans = programmes::table.filter(programmes::placement_id.eq_any(&its));
    let agreed = agreements::table.filter(agreements::learner_id.eq(id.as_str()));
    let sent = deliveries::table.filter(deliveries::briefing_id.eq_any(&packs));
    let mut erased = Erased {
        agreements: agreed.count().get_result(c)?,
        placements: count(its.len()),
        programmes: plans.count().get_result(c)?,
        briefings: count(packs.len()),
        letters: letters::table.filter(letters::placement_id.eq_any(&its)).count().get_result(c)?,
        reports: reports::table.filter(reports::placement_id.eq_any(&its)).count().get_result::<i64>(c)?
            + side_reports::table
                .filter(side_reports::placement_id.eq_any(&its))
                .count()
                .get_result::<i64>(c)?
            + observations::table
                .filter(observations::placement_id.eq_any(&its))
                .count()
                .get_result::<i64>(c)?
            + destinations::table
                .filter(destinations::placement_id.eq_any(&its))
                .count()
                .get_result::<i64>(c)?
            + internship_reviews::table
                .filter(internship_reviews::placement_id.eq_any(&its))
                .count()
                .get_result::<i64>(c)?,
        deliveries: sent.count().get_result(c)?,
        ..Erased::default()
    };
    let steps = transitions::table.filter(transitions::placement_id.eq_any(&its));
    erased.transitions = count(diesel::delete(steps).execute(c)?);
    let about = decisions::subject_id.eq_any(&its).or(decisions::subject_id.eq(id.as_str()));
    erased.decisions = count(diesel::delete(decisions::table.filter(about)).execute(c)?);
    let names: Vec<&str> = its.iter().chain(&packs).map(String::as_str).chain([id.as_str()]).collect();
    erased.replies = count(idempotency::forget(c, keys, &names)?);
    let only_theirs = family_sendings::only_through(c, id)?;
    erased.family_messages = count(family_sendings::remove(c, &only_theirs)?);
    found(diesel::delete(learners::table.find(id.as_str())).execute(c)?)?;
    changes::note(c, ChangeKind::Learner, id.as_str(), version + 1, at)?;
    Ok(erased)
}

/// The identifiers of a learner's placements and packs: the looks at them outlive them.
///
/// # Errors
/// [`DbError`].
pub fn traces(c: &mut Conn, id: &LearnerId) -> Result<Vec<String>, DbError> {
    let of_learner = placements::table.filter(placements::learner_id.eq(id.as_str()));
    let its: Vec<String> = of_learner.select(placements::id).order(placements::id).load(c)?;
    let packs = briefings::table.filter(briefings::placement_id.eq_any(&its));
    let packs: Vec<String> = packs.select(briefings::id).order(briefings::id).load(c)?;
    Ok([its, packs].concat())
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}
