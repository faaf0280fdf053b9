//! One step of a placement: who, what, when and, where asked for, why.

use chrono::NaiveDate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::clock::day_in_london;
use crate::db::{Conn, deliveries, placements};
use crate::domain::check::FieldError;
use crate::domain::code::Code;
use crate::domain::ids::PlacementId;
use crate::domain::placement::{Actor, Placement, PlacementAction, Refusal, Transition};
use crate::domain::step_details::StepDetails;
use crate::domain::step_taken::StepTaken;
use crate::domain::text::{Line, Paragraph};
use crate::domain::webhook::WebhookEvent;

use super::standing::stands;
use super::{PlacementView, view, visible};
use crate::services::idempotency::{Once, Reply, once};
use crate::services::programmes::planned;
use crate::services::{ServiceError, events, letters};
use crate::standing::Asked;
use crate::words::{conflict, refused};

/// How each gate that is open was last passed.
pub(in crate::services) fn taken(placement: &Placement, steps: &[Transition]) -> Vec<StepTaken> {
    let last = |gate| steps.iter().rev().find(|step| step.action.gate() == Some(gate));
    let open = placement.gates.passed().into_iter();
    open.filter_map(|(gate, at)| Some(StepTaken::of(last(gate)?, day_in_london(at)))).collect()
}

/// What goes with a step.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = PlacementStep)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Why; required to waive, decline, withdraw, cancel and break down.
    #[serde(default)]
    pub reason: Option<Paragraph>,
    /// Who took the step, as the pack is to name them: who walked the site and with whom, or who at the workplace
    /// agreed to the plan. Only with a step before confirming.
    #[serde(default)]
    pub who: Option<Line>,
    /// The day on which the step was taken, where that was before today. Only with a step before confirming.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// Whether the learner's way out in an alarm was walked too. Only with the site visit and the meeting.
    #[serde(default)]
    pub way_out_walked: bool,
    /// Whether the learner has seen the plan and agrees to it, too. Only with the workplace's agreement to the plan.
    #[serde(default)]
    pub agreed_by_learner: bool,
}

impl Step {
    fn details(&self) -> StepDetails {
        StepDetails {
            who: self.who.clone(),
            on: self.on,
            way_out_walked: self.way_out_walked,
            agreed_by_learner: self.agreed_by_learner,
        }
    }

    /// Refuses details that do not belong to a step, all of them at once.
    fn check(&self, action: PlacementAction, today: NaiveDate) -> Result<(), ServiceError> {
        use PlacementAction as A;
        let before_confirming = action.gate().is_some();
        let on_site = matches!(action, A::VisitSite | A::Meet);
        let faults = [
            (self.who.is_some() && !before_confirming, "who", refused::BEFORE_CONFIRMING),
            (self.on.is_some() && !before_confirming, "on", refused::BEFORE_CONFIRMING),
            (self.on.is_some_and(|on| on > today), "on", refused::FUTURE),
            (self.way_out_walked && !on_site, "way_out_walked", refused::WITH_A_VISIT),
            (self.agreed_by_learner && action != A::AgreePlan, "agreed_by_learner", refused::WITH_THE_PLAN),
        ];
        let faults = faults.into_iter().filter(|(is_fault, ..)| *is_fault);
        let errors: Vec<FieldError> = faults.map(|(_, field, why)| FieldError::new(field, why)).collect();
        if errors.is_empty() { Ok(()) } else { Err(errors.into()) }
    }
}

/// Takes a step. Acceptance, agreement, visit and meeting may come in any order; one of them that is repeated
/// while it stands changes nothing.
///
/// # Errors
/// [`ServiceError::Conflict`] when the placement no longer stands, or its state or gates do not allow
/// it; [`ServiceError::PreconditionFailed`] when `expected` is given and is not its version.
pub fn step(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    id: &PlacementId,
    expected: Option<i64>,
    action: PlacementAction,
    step: &Step,
) -> Result<Reply<PlacementView>, ServiceError> {
    let permit = authorise(caller, Action::from(action))?;
    step.check(action, app.clock.today_in_london())?;
    let details = step.details();
    once(app, &permit, caller, request, |c| {
        let placement = visible(c, app, caller, id)?;
        if expected.is_some_and(|version| version != placement.version) {
            return Err(ServiceError::PreconditionFailed);
        }
        let mut still = |asked| stands(c, app, caller, &placement, asked);
        match action {
            PlacementAction::Agree => still(Asked::Agree)?,
            PlacementAction::Confirm => still(Asked::Confirm)?,
            PlacementAction::AgreePlan => {
                still(Asked::Plan)?;
                planned(c, app, id)?;
            }
            _ => {}
        }
        if is_repeat(c, app, &placement, action, &details)? {
            return view::view(c, app, caller, placement);
        }
        let by = Actor::User(caller.user.clone());
        let said = Said { reason: step.reason.as_ref(), details: details.clone() };
        let next = take(c, app, &placement, action, Some(&by), said)?;
        view::view(c, app, caller, next)
    })
}

/// What is recorded with a step.
#[derive(Default)]
pub struct Said<'a> {
    /// Why.
    pub reason: Option<&'a Paragraph>,
    /// How it was done.
    pub details: StepDetails,
}

/// Whether a step was taken before and still stands: taking it again changes nothing and is not recorded, unless more is
/// said of it now.
pub(in crate::services) fn is_repeat(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    action: PlacementAction,
    details: &StepDetails,
) -> Result<bool, ServiceError> {
    if action.gate().is_none_or(|gate| placement.closed_gates().contains(&gate)) {
        return Ok(false);
    }
    let steps = placements::transitions::of_placement(c, &app.keys, &placement.id)?;
    let earlier: Vec<_> = steps.iter().map(|step| step.action).collect();
    let last = steps.iter().rev().find(|step| step.action == action);
    let says_more = !details.is_empty() && last.is_some_and(|step| step.details != *details);
    Ok(!says_more && placement.repeats(action, &earlier))
}

/// Writes a step that its caller has checked; `by` is absent when the service itself takes it.
///
/// # Errors
/// [`ServiceError::Conflict`] when the placement's state does not allow it.
pub fn take(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    action: PlacementAction,
    by: Option<&Actor>,
    said: Said<'_>,
) -> Result<Placement, ServiceError> {
    let Said { reason, details } = said;
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let mut next = placement.after(action, reason, now, today).map_err(refused)?;
    if action == PlacementAction::Confirm || next.state.is_final() {
        next.marked_at = None;
    }
    placements::save(c, &next, placement.version, now)?;
    if next.state.is_final() {
        // Before the stop: a pack in the worker's hand may arrive all the same.
        letters::over(c, app, placement, next.state, by)?;
        deliveries::stop(c, &placement.id, "placement_over", now)?;
    }
    let transition = Transition {
        action,
        from: placement.state,
        to: next.state,
        by: by.and_then(|by| match by {
            Actor::User(user) => Some(user.clone()),
            Actor::Contact(_) => None,
        }),
        by_contact: by.and_then(|by| match by {
            Actor::Contact(contact) => Some(contact.clone()),
            Actor::User(_) => None,
        }),
        at: now,
        reason: reason.cloned(),
        details,
    };
    placements::transitions::add(c, &app.keys, &app.ids.next_id(), &placement.id, &transition)?;
    events::tell(c, app, &next, WebhookEvent::PlacementChanged, None)?;
    Ok(next)
}

fn refused(refusal: Refusal) -> ServiceError {
    match refusal {
        Refusal::Reason => ServiceError::invalid("reason", refused::WANTED_FOR_STEP),
        Refusal::Gates(gates) => {
            let codes: Vec<_> = gates.into_iter().map(Code::code).collect();
            ServiceError::conflict("gates_closed", conflict::gates(&codes))
        }
        Refusal::Date => ServiceError::from(conflict::TOO_EARLY),
        state @ Refusal::State { .. } => ServiceError::conflict("wrong_state", state.to_string()),
    }
}
