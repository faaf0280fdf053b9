//! Agreements of learners and families, recorded by the provider with the wording that was shown.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::agreements::{self, StoredAgreement};
use crate::db::{Conn, DbError, deliveries, learners, letters as db_letters, placements};
use crate::domain::agreement::{
    Agreement, AgreementActor, AgreementScope, MOST_AIMS, MOST_COST_POUNDS, MOST_FITS, MOST_SUPPORTS,
    PlacementTerms, missing_actors, required_actors,
};
use crate::domain::check::Faults;
use crate::domain::ids::{AgreementId, LearnerId, PlacementId, UserId};
use crate::domain::letter::LetterKind;
use crate::domain::placement::{Placement, PlacementState};
use crate::words::refused;

use super::idempotency::{Once, Reply, once};
use super::{ServiceError, access, briefings, ids, letters, scope};

/// The first year in which an agreement can have been given.
const EARLIEST: i32 = 2000;

/// A recorded agreement as it is shown.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AgreementView {
    /// Its identifier.
    pub id: AgreementId,
    /// Whose agreement.
    pub learner: LearnerId,
    /// What was agreed.
    pub agreement: Agreement,
    /// When it was taken back.
    pub withdrawn_at: Option<DateTime<Utc>>,
    /// Who recorded that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn_by: Option<UserId>,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
}

impl From<StoredAgreement> for AgreementView {
    fn from(stored: StoredAgreement) -> Self {
        let StoredAgreement { id, learner, agreement, withdrawn_at, withdrawn_by, created_at, .. } = stored;
        Self { id, learner, agreement, withdrawn_at, withdrawn_by, created_at }
    }
}

/// Records an agreement.
///
/// # Errors
/// [`ServiceError::Invalid`] for a date that has not come, or a scope that does not fit its
/// placement; [`ServiceError::NotFound`] for a learner that is not the caller's.
pub fn record(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    learner: &LearnerId,
    agreement: &Agreement,
) -> Result<Reply<AgreementView>, ServiceError> {
    let permit = authorise(caller, Action::RecordAgreement)?;
    if agreement.on > app.clock.today_in_london() || agreement.on.year() < EARLIEST {
        return Err(ServiceError::invalid("on", refused::AGREED_ON));
    }
    let about_placement = agreement.scope != AgreementScope::HubSeesMatches;
    if about_placement != agreement.placement.is_some() {
        let reason = refused::PLACEMENT_OF_SCOPE;
        return Err(ServiceError::invalid("placement", reason));
    }
    if let Some(terms) = &agreement.terms {
        if agreement.scope != AgreementScope::Placement {
            return Err(ServiceError::invalid("terms", refused::TERMS_OF_SCOPE));
        }
        let mut faults = Faults::default();
        faults.require(terms.aims.len() <= MOST_AIMS, "terms.aims", "must hold at most 3 items");
        faults.require(terms.fits.len() <= MOST_FITS, "terms.fits", "must hold at most 4 items");
        faults.require(terms.supports.len() <= MOST_SUPPORTS, "terms.supports", "must hold at most 10 items");
        for (at, support) in terms.supports.iter().enumerate() {
            let field = format!("terms.supports[{at}].cost_pounds");
            let holds = support.cost_pounds.is_none_or(|cost| cost <= MOST_COST_POUNDS);
            faults.require(holds, field, "must be at most 100000");
        }
        faults.finish()?;
    }
    let (id, now) = (ids::fresh::<AgreementId>(app)?, app.clock.now());
    once(app, &permit, caller, request, |c| {
        scope::see_learner(c, caller, learner)?;
        if let Some(placement) = &agreement.placement {
            let known = placements::get(c, placement).map(Some).or_else(|error| match error {
                DbError::NotFound => Ok(None),
                other => Err(other),
            })?;
            if known.is_none_or(|placement| placement.learner != *learner) {
                return Err(ServiceError::invalid("placement", refused::PLACEMENT_OF_LEARNER));
            }
        }
        let stored = StoredAgreement {
            id: id.clone(),
            learner: learner.clone(),
            agreement: agreement.clone(),
            recorded_by: caller.user.clone(),
            withdrawn_at: None,
            withdrawn_by: None,
            created_at: now,
        };
        agreements::insert(c, &app.keys, &stored)?;
        Ok(stored.into())
    })
}

/// A learner's agreements, oldest first, those taken back among them.
///
/// # Errors
/// [`ServiceError::NotFound`] when the learner is not the caller's.
pub fn list(app: &App, caller: &Caller, learner: &LearnerId) -> Result<Vec<AgreementView>, ServiceError> {
    let permit = authorise(caller, Action::ListAgreements)?;
    app.read(&permit, |c| {
        scope::see_learner(c, caller, learner)?;
        Ok(agreements::of_learner(c, &app.keys, learner)?.into_iter().map(AgreementView::from).collect())
    })
}

/// Records that an agreement was taken back, and by whom. What it allowed stops: a placement that is
/// not confirmed is no longer agreed to, and a pack that has not gone out does not go; after the
/// agreement to the learner's own statement, no pack that quotes it goes. What becomes of a confirmed
/// placement is for people to decide.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not there or was taken back already.
pub fn withdraw(
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
    id: &AgreementId,
) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::WithdrawAgreement)?;
    let now = app.clock.now();
    app.write(&permit, |c| {
        scope::see_learner(c, caller, learner)?;
        agreements::withdraw(c, learner, id, &caller.user, now)?;
        access::note(c, app, caller, Action::WithdrawAgreement, "learner", learner.as_str())?;
        let all = agreements::of_learner(c, &app.keys, learner)?;
        let withdrawn = all.into_iter().find(|stored| stored.id == *id).map(|stored| stored.agreement);
        match withdrawn {
            Some(Agreement { placement: Some(placement), scope: AgreementScope::Statement, .. }) => {
                no_longer_told(c, app, learner, &placement)
            }
            Some(Agreement { placement: Some(placement), .. }) => no_longer_agreed(c, app, &placement),
            _ => Ok(()),
        }
    })
}

/// Stops the packs that quote a statement which the learner no longer wants told.
fn no_longer_told(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    id: &PlacementId,
) -> Result<(), ServiceError> {
    if newest_on(c, app, learner, id, AgreementScope::Statement)?.is_none()
        && briefings::quotes_statement(c, app, id)?
    {
        deliveries::stop(c, id, "statement_withdrawn", app.clock.now())?;
    }
    Ok(())
}

fn no_longer_agreed(c: &mut Conn, app: &App, id: &PlacementId) -> Result<(), ServiceError> {
    let (placement, now) = (placements::get(c, id)?, app.clock.now());
    if is_agreed(c, app, &placement)? {
        return Ok(());
    }
    letters::lapsed(c, app, &placement)?;
    db_letters::stop(c, id, &[LetterKind::Reminder], "agreement_withdrawn", now)?;
    deliveries::stop(c, id, "agreement_withdrawn", now)?;
    if placement.state == PlacementState::Proposed && placement.gates.agreed_at.is_some() {
        let mut next = Placement { version: placement.version + 1, ..placement.clone() };
        next.gates.agreed_at = None;
        placements::save(c, &next, placement.version, now)?;
    }
    Ok(())
}

/// Whether everybody whose agreement a placement needs has given it, with none of it taken back.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn is_agreed(c: &mut Conn, app: &App, placement: &Placement) -> Result<bool, ServiceError> {
    Ok(!agreed_among(c, app, [placement])?.is_empty())
}

/// Those of several placements for which everybody whose agreement is needed has given it, with none of it taken back.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn agreed_among<'a>(
    c: &mut Conn,
    app: &App,
    placements: impl IntoIterator<Item = &'a Placement>,
) -> Result<BTreeSet<PlacementId>, ServiceError> {
    let placements: Vec<&Placement> = placements.into_iter().collect();
    let whose = || placements.iter().map(|placement| &placement.learner);
    let identities = learners::identities(c, &app.keys, whose())?;
    let mut given: BTreeMap<PlacementId, Vec<AgreementActor>> = BTreeMap::new();
    for stored in agreements::standing_of(c, &app.keys, whose(), AgreementScope::Placement)? {
        if let Some(placement) = stored.agreement.placement {
            given.entry(placement).or_default().push(stored.agreement.actor);
        }
    }
    let today = app.clock.today_in_london();
    let is_agreed = |placement: &&&Placement| {
        let first = placement.days.first().copied().unwrap_or(today);
        let given = given.get(&placement.id).map(Vec::as_slice).unwrap_or_default();
        let born = identities.get(&placement.learner).map(|identity| identity.date_of_birth);
        born.is_some_and(|born| missing_actors(&required_actors(born, first), given).is_empty())
    };
    Ok(placements.iter().filter(is_agreed).map(|placement| placement.id.clone()).collect())
}

/// Who has agreed to something about a placement and has not taken it back.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn given(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    placement: &PlacementId,
    scope: AgreementScope,
) -> Result<Vec<AgreementActor>, ServiceError> {
    Ok(standing(c, app, learner, placement, scope)?.map(|agreement| agreement.actor).collect())
}

fn standing<'a>(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    placement: &'a PlacementId,
    scope: AgreementScope,
) -> Result<impl Iterator<Item = Agreement> + 'a, ServiceError> {
    let all = agreements::of_learner(c, &app.keys, learner)?.into_iter();
    let stands = move |stored: &StoredAgreement| {
        stored.withdrawn_at.is_none()
            && stored.agreement.scope == scope
            && stored.agreement.placement.as_ref() == Some(placement)
    };
    Ok(all.filter(stands).map(|stored| stored.agreement))
}

/// When something about a placement was last agreed, if an agreement stands.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn newest_on(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    placement: &PlacementId,
    scope: AgreementScope,
) -> Result<Option<NaiveDate>, ServiceError> {
    Ok(standing(c, app, learner, placement, scope)?.map(|agreement| agreement.on).max())
}

/// What was agreed for a placement alone, and when: the newest agreement that stands and says so.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn terms(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    placement: &PlacementId,
) -> Result<Option<(PlacementTerms, NaiveDate)>, ServiceError> {
    let standing = standing(c, app, learner, placement, AgreementScope::Placement)?;
    Ok(standing.filter_map(|agreement| Some((agreement.terms?, agreement.on))).max_by_key(|(_, on)| *on))
}

/// Whether an agreement to something about a placement was once taken back.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn was_withdrawn(
    c: &mut Conn,
    app: &App,
    learner: &LearnerId,
    placement: &PlacementId,
    scope: AgreementScope,
) -> Result<bool, ServiceError> {
    let all = agreements::of_learner(c, &app.keys, learner)?;
    Ok(all.iter().any(|stored| {
        stored.withdrawn_at.is_some()
            && stored.agreement.scope == scope
            && stored.agreement.placement.as_ref() == Some(placement)
    }))
}
