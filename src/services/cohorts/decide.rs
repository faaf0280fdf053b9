//! What a person decides about a learner's part of an answer. The service proposes; nothing follows by itself.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::kept::{Kept, not_solved};
use super::model::{Options, Part, WhyNot};
use super::view::{CohortWhyNot, why_not};
use super::{CohortPart, member, visible};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::decisions::{self, Decision};
use crate::db::{Conn, cohort_learners, placements};
use crate::domain::check::{Faults, FieldError};
use crate::domain::code::Code;
use crate::domain::cohort::CohortChoice;
use crate::domain::ids::{CohortId, LearnerId, OfferId, PlacementId, UserId};
use crate::domain::text::Paragraph;
use crate::services::idempotency::{Once, Reply, once};
use crate::services::{Checked, ServiceError, access};
use crate::words::{conflict, refused};

/// The kind under which a decision about a cohort's answer is kept.
const COHORT: &str = "cohort";

/// A decision about one learner.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CohortDecision {
    /// What is decided.
    pub choice: CohortChoice,
    /// The offer instead; for `override` only, one of those that suit the learner.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub offer: Option<OfferId>,
    /// Why; required unless the answer is accepted.
    #[serde(default)]
    pub reason: Option<Paragraph>,
}

impl Checked for CohortDecision {
    fn check(&self, _today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let instead = self.choice == CohortChoice::Override;
        faults.require(self.offer.is_some() == instead, "offer", refused::OVERRIDE_ONLY);
        let explained = self.choice == CohortChoice::Accept || self.reason.is_some();
        faults.require(explained, "reason", refused::REASON_WANTED);
        faults.finish()
    }
}

/// A decision as it is kept, sealed, with the learner's record.
#[derive(Serialize)]
struct Note<'a> {
    cohort: &'a CohortId,
    /// What the answer proposed.
    proposed: Option<&'a OfferId>,
    /// What was decided on.
    offer: Option<&'a OfferId>,
    reason: Option<&'a Paragraph>,
}

/// A decision as it was recorded.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CohortDecided {
    /// The learner's part, with the decision.
    pub part: CohortPart,
    /// Who decided.
    pub decided_by: UserId,
    /// When.
    pub decided_at: DateTime<Utc>,
    /// What the offer that was chosen instead would take of others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub would_take: Option<CohortWhyNot>,
}

/// Records what a person decided about a learner's part of an answer. A later decision takes the place of an earlier
/// one; none is lost, and all of them are in the learner's export.
///
/// # Errors
/// [`ServiceError::NotFound`] when the cohort or the learner is not the caller's; [`ServiceError::Conflict`]
/// `not_solved`, `nothing_to_accept`, `already_proposed`; [`ServiceError::Invalid`] for an offer that does not suit.
pub fn decide(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    (id, learner): (&CohortId, &LearnerId),
    decision: &CohortDecision,
) -> Result<Reply<CohortDecided>, ServiceError> {
    let permit = authorise(caller, Action::RecordDecision)?;
    decision.check(app.clock.today_in_london())?;
    let (stored, one, part, options) = app.read(&permit, |c| {
        let stored = visible(c, app, caller, id)?;
        let one = member(c, caller, id, learner)?;
        let part: Option<Part> = cohort_learners::result(c, &app.keys, id, one.number)?;
        let options: Option<Options> = cohort_learners::options(c, &app.keys, id, one.number)?;
        Ok::<_, ServiceError>((stored, one, part, options))
    })?;
    let kept = Kept::whole(app, &permit, &stored)?;
    let (part, options) = part.zip(options).ok_or_else(not_solved)?;
    let got =
        part.got.as_ref().and_then(|got| kept.inputs.slots.get(got.slot as usize)).map(|slot| &slot.offer);
    let (offer, would_take) = match decision.choice {
        CohortChoice::Reject => (None, None),
        CohortChoice::Accept => {
            let nothing = || ServiceError::from(conflict::NOTHING_TO_ACCEPT);
            (Some(got.ok_or_else(nothing)?), None)
        }
        CohortChoice::Override => {
            let offer = decision.offer.as_ref().ok_or(ServiceError::NotFound)?;
            let suits = options.choices.iter().any(|choice| choice.offer == *offer);
            let slot = kept.inputs.slot_for(&options, offer).filter(|_| suits);
            let reason = refused::SUITS_IN_COHORT;
            let slot = slot.ok_or_else(|| ServiceError::invalid("offer", reason))?;
            let why = kept.standing()?.why(kept.order(one.number, learner)?, slot);
            let why = WhyNot::of(&kept.inputs, why.map_err(ServiceError::internal)?);
            (Some(offer), why_not(&kept.inputs, why))
        }
    };
    let note = Note { cohort: id, proposed: got, offer, reason: decision.reason.as_ref() };
    let decided = Decision {
        id: app.ids.next_id(),
        subject_kind: "learner".to_owned(),
        subject_id: learner.to_string(),
        kind: COHORT.to_owned(),
        outcome: decision.choice.code().to_owned(),
        decided_by: caller.user.clone(),
        decided_at: app.clock.now(),
        note: Some(serde_json::to_string(&note).map_err(ServiceError::internal)?),
    };
    once(app, &permit, caller, request, |c| {
        let mut one = member(c, caller, id, learner)?;
        if is_under_way(c, part.kept.as_ref())? || is_under_way(c, one.placement.as_ref())? {
            return Err(ServiceError::from(conflict::ALREADY_PROPOSED));
        }
        decisions::add(c, &app.keys, &decided)?;
        cohort_learners::decide(c, id, one.number, decision.choice, offer)?;
        access::note(c, app, caller, Action::RecordDecision, "learner", learner.as_str())?;
        one.decision = Some(decision.choice);
        one.offer = offer.cloned();
        one.placement = None;
        let part = CohortPart::of(one, Some(part.clone()), Some(&kept.inputs));
        let (decided_by, decided_at) = (decided.decided_by.clone(), decided.decided_at);
        Ok(CohortDecided { part, decided_by, decided_at, would_take: would_take.clone() })
    })
}

/// Whether a placement is not over.
fn is_under_way(c: &mut Conn, placement: Option<&PlacementId>) -> Result<bool, ServiceError> {
    let Some(placement) = placement else { return Ok(false) };
    Ok(!placements::get(c, placement)?.state.is_final())
}
