//! Accepted answers become proposals: one call, which may be repeated.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::kept::Kept;
use super::model::{Choice, Options};
use super::request::Asking;
use super::{run, seen_by, visible};
use crate::app::App;
use crate::auth::{Action, Caller, Permit, authorise};
use crate::clock::random_reference;
use crate::db::cohort_learners::{self, CohortLearner};
use crate::db::cohorts::{self, StoredCohort};
use crate::db::placements::seats;
use crate::db::{Conn, offers};
use crate::domain::code::vocabulary;
use crate::domain::cohort::CohortChoice;
use crate::domain::ids::{CohortId, LearnerId, OrganisationId, PlacementId};
use crate::services::matches::{self, Weighed};
use crate::services::placements::{Proposal, propose_in};
use crate::services::{ServiceError, access, ids};
use crate::suitability::Outcome;
use crate::words::conflict;

vocabulary! {
    /// What became of one learner's proposal.
    ProposalOutcome {
        /// It is proposed now.
        Proposed = "proposed",
        /// It had been proposed before.
        Already = "already_proposed",
        /// It cannot be proposed; the code and the detail say why.
        Refused = "refused",
    }
}

/// What became of one learner's proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortProposal {
    /// Whose.
    pub learner: LearnerId,
    /// What became of it.
    pub outcome: ProposalOutcome,
    /// The placement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<PlacementId>,
    /// A code of why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// Why not, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// What became of a cohort's proposals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct CohortProposals {
    /// How many were proposed by this call.
    pub proposed: usize,
    /// One answer for each learner whose part was accepted or replaced.
    pub items: Vec<CohortProposal>,
}

/// Proposes a placement for every learner whose part was accepted or replaced and who has none yet. Each is asked
/// again whether it still suits, whether a seat and a place of its pool are left and whether it keeps apart who is to be
/// kept apart; one that is refused does not stop the others. A repeat proposes only what is still to be proposed.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort is not the caller's; [`ServiceError::Conflict`] `not_solved`. What was
/// proposed before a failure of the store stays proposed; a repeat goes on from there.
pub fn propose(app: &App, caller: &Caller, id: &CohortId) -> Result<CohortProposals, ServiceError> {
    let permit = authorise(caller, Action::ProposeCohort)?;
    let (stored, asking, rows): (_, Asking, _) = app.read(&permit, |c| {
        let stored = visible(c, app, caller, id)?;
        let rows = cohort_learners::list(c, id, seen_by(caller), None, i64::MAX)?;
        Ok::<_, ServiceError>((stored, cohorts::request(c, &app.keys, id)?, rows))
    })?;
    let kept = Kept::whole(app, &permit, &stored)?;
    let wanted =
        |one: &CohortLearner| matches!(one.decision, Some(CohortChoice::Accept | CohortChoice::Override));
    let mut items = Vec::new();
    for one in rows.into_iter().filter(wanted) {
        items.push(match &one.placement {
            Some(placement) => answer(&one, ProposalOutcome::Already, Some(placement.clone())),
            None => each(app, &permit, caller, (&stored, &asking, &kept), &one)?,
        });
    }
    let proposed = items.iter().filter(|item| item.outcome == ProposalOutcome::Proposed).count();
    if proposed > 0 {
        app.wake.ring();
    }
    let shown = items.iter().map(|item| item.learner.as_str());
    access::each_shown(app, &permit, caller, Action::ProposeCohort, "learner", shown)?;
    Ok(CohortProposals { proposed, items })
}

fn answer(one: &CohortLearner, outcome: ProposalOutcome, placement: Option<PlacementId>) -> CohortProposal {
    CohortProposal { learner: one.learner.clone(), outcome, placement, code: None, detail: None }
}

/// Proposes one; a refusal is an answer, a failure of the store is not.
fn each(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    cohort: (&StoredCohort, &Asking, &Kept),
    one: &CohortLearner,
) -> Result<CohortProposal, ServiceError> {
    let refused = |code: &str, detail: String| CohortProposal {
        code: Some(code.to_owned()),
        detail: Some(detail),
        ..answer(one, ProposalOutcome::Refused, None)
    };
    Ok(match placed(app, permit, caller, cohort, one) {
        Ok((placement, true)) => answer(one, ProposalOutcome::Proposed, Some(placement)),
        Ok((placement, false)) => answer(one, ProposalOutcome::Already, Some(placement)),
        Err(ServiceError::Conflict { code, detail }) => refused(code, detail),
        Err(ServiceError::Invalid(faults)) => {
            let faults: Vec<String> =
                faults.iter().map(|fault| format!("{} {}", fault.field, fault.reason)).collect();
            refused("invalid", faults.join("; "))
        }
        Err(ServiceError::NotFound) => {
            refused("not_found", "the learner or the offer no longer exists".to_owned())
        }
        Err(other) => return Err(other),
    })
}

/// The learner's placement, and whether it was proposed now: another call may have been quicker.
fn placed(
    app: &App,
    permit: &Permit,
    caller: &Caller,
    (stored, asking, kept): (&StoredCohort, &Asking, &Kept),
    one: &CohortLearner,
) -> Result<(PlacementId, bool), ServiceError> {
    let offer = one.offer.as_ref().ok_or(ServiceError::NotFound)?;
    let options: Option<Options> =
        app.read(permit, |c| cohort_learners::options(c, &app.keys, &stored.id, one.number))?;
    let choice =
        options.and_then(|options| options.choices.into_iter().find(|choice| choice.offer == *offer));
    let choice = choice.ok_or(ServiceError::NotFound)?;
    let start = *choice.days.first().ok_or(ServiceError::NotFound)?;
    let version = match still_suits(app, permit, stored, one, &choice) {
        Ok(version) => version,
        Err(refused) => {
            // Another call may have proposed it meanwhile, which is what stands in the way then.
            let here = app.read(permit, |c| cohort_learners::find(c, &stored.id, &one.learner))?;
            return here.placement.map(|placement| (placement, false)).ok_or(refused);
        }
    };
    let proposal =
        Proposal { learner: one.learner.clone(), offer: offer.clone(), window: choice.window.clone(), start };
    let (id, now) = (ids::fresh::<PlacementId>(app)?, app.clock.now());
    let reference = random_reference(app.random.as_ref());
    app.write(permit, |c| {
        let here = cohort_learners::find(c, &stored.id, &one.learner)?;
        if let Some(placement) = here.placement {
            return Ok((placement, false));
        }
        if here.decision != one.decision || here.offer != one.offer {
            return Err(ServiceError::from(conflict::DECIDED_ANEW));
        }
        none_coming(c, app, &one.learner)?;
        if offers::get(c, &app.keys, offer)?.version != version {
            return Err(ServiceError::from(conflict::OFFER_CHANGED));
        }
        seat_left(c, &choice)?;
        place_left(c, asking, &choice)?;
        nobody_met(c, app, (stored, asking, kept), one, &choice)?;
        propose_in(c, app, caller, (&id, &reference, now), &proposal)?;
        cohort_learners::proposed(c, &stored.id, one.number, &id)?;
        Ok((id.clone(), true))
    })
}

/// Asks of what is stored now whether the learner takes part, has no other placement ahead, and the offer suits: in
/// which version of the offer.
fn still_suits(
    app: &App,
    permit: &Permit,
    stored: &StoredCohort,
    one: &CohortLearner,
    choice: &Choice,
) -> Result<i64, ServiceError> {
    matches::ready(app)?;
    let weighed = app.read(permit, |c| {
        none_coming(c, app, &one.learner)?;
        Weighed::read(c, app, &stored.hub, &one.learner, choice.days.first().copied())
    })?;
    let suits = weighed.assess(&choice.offer).filter(|(_, now)| {
        now.assessment.outcome != Outcome::Unsuitable
            && now.window.as_ref() == Some(&choice.window)
            && now.days.first() == choice.days.first()
    });
    let suits = suits.ok_or_else(|| ServiceError::from(conflict::NO_LONGER_SUITS))?;
    Ok(suits.1.offer_version)
}

/// Asks whether the learner takes part and has no placement ahead. Another cohort may have proposed one.
fn none_coming(c: &mut Conn, app: &App, learner: &LearnerId) -> Result<(), ServiceError> {
    if !run::takes_part(c, app, learner)? {
        return Err(ServiceError::NotFound);
    }
    let Some(placement) = run::coming(c, app, learner)? else { return Ok(()) };
    Err(ServiceError::conflict("already_proposed", conflict::still_to_come(&placement.reference)))
}

/// Whether a seat is left of which nobody has been told.
fn seat_left(c: &mut Conn, choice: &Choice) -> Result<(), ServiceError> {
    let capacity = i64::from(offers::capacity(c, &choice.offer, &choice.window)?);
    let told = seats::spoken_for(c, &choice.offer, &choice.window)?;
    let full = choice.days.iter().any(|date| told.get(date).copied().unwrap_or_default() >= capacity);
    if full { Err(ServiceError::from(conflict::NO_SEAT)) } else { Ok(()) }
}

/// Whether the pool of the offer has a place left of which nobody has been told.
fn place_left(c: &mut Conn, asking: &Asking, choice: &Choice) -> Result<(), ServiceError> {
    let Some(pool) = asking.pools.iter().find(|pool| pool.offers.contains(&choice.offer)) else {
        return Ok(());
    };
    let (told, places) = (seats::spoken_for_together(c, &pool.offers)?, i64::from(pool.places));
    let full = choice.days.iter().any(|date| told.get(date).copied().unwrap_or_default() >= places);
    if full { Err(ServiceError::from(conflict::POOL_FULL)) } else { Ok(()) }
}

/// Whether nobody from whom the learner is kept apart has a placement with the same employer that is not over.
fn nobody_met(
    c: &mut Conn,
    app: &App,
    (stored, asking, kept): (&StoredCohort, &Asking, &Kept),
    one: &CohortLearner,
    choice: &Choice,
) -> Result<(), ServiceError> {
    let apart_from = |number: i32| {
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        let own = u32::try_from(one.number).unwrap_or(u32::MAX);
        number != own && asking.apart.iter().any(|group| group.contains(&own) && group.contains(&number))
    };
    let employers: BTreeMap<_, &OrganisationId> =
        kept.inputs.slots.iter().map(|slot| (&slot.offer, &slot.employer)).collect();
    let here = employers.get(&choice.offer);
    for other in cohort_learners::list(c, &stored.id, cohort_learners::Filter::default(), None, i64::MAX)? {
        if !apart_from(other.number) {
            continue;
        }
        let theirs = run::not_over(c, app, &other.learner)?;
        if theirs.iter().any(|placement| Some(&placement.employer) == here.copied()) {
            return Err(ServiceError::from(conflict::KEPT_APART));
        }
    }
    Ok(())
}
