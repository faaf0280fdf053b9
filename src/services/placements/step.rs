//! One step of a placement: who, what, when and, where asked for, why.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{Conn, deliveries, placements};
use crate::domain::code::Code;
use crate::domain::ids::PlacementId;
use crate::domain::placement::{Actor, Placement, PlacementAction, Refusal, Transition};
use crate::domain::text::Paragraph;
use crate::domain::webhook::WebhookEvent;

use super::standing::stands;
use super::{PlacementView, view, visible};
use crate::services::once::{Once, Reply, once};
use crate::services::programmes::planned;
use crate::services::{ServiceError, events, letters};
use crate::standing::Asked;

/// What goes with a step.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
#[schema(as = PlacementStep)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Why; required to waive, decline, withdraw, cancel and break down.
    #[serde(default)]
    pub reason: Option<Paragraph>,
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
        if is_repeat(c, app, &placement, action)? {
            return view::view(c, app, caller, placement);
        }
        let by = Actor::User(caller.user.clone());
        let next = take(c, app, &placement, action, Some(&by), step.reason.as_ref())?;
        view::view(c, app, caller, next)
    })
}

/// Whether a step was taken before and still stands: taking it again changes nothing and is not recorded.
pub(in crate::services) fn is_repeat(
    c: &mut Conn,
    app: &App,
    placement: &Placement,
    action: PlacementAction,
) -> Result<bool, ServiceError> {
    if action.gate().is_none_or(|gate| placement.closed_gates().contains(&gate)) {
        return Ok(false);
    }
    let steps = placements::transitions::of_placement(c, &app.keys, &placement.id)?;
    let earlier: Vec<_> = steps.into_iter().map(|step| step.action).collect();
    Ok(placement.repeats(action, &earlier))
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
    reason: Option<&Paragraph>,
) -> Result<Placement, ServiceError> {
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
    };
    placements::transitions::add(c, &app.keys, &app.ids.next_id(), &placement.id, &transition)?;
    events::tell(c, app, &next, WebhookEvent::PlacementChanged, None)?;
    Ok(next)
}

fn refused(refusal: Refusal) -> ServiceError {
    match refusal {
        Refusal::Reason => ServiceError::invalid("reason", "must be given for this step"),
        Refusal::Gates(gates) => {
            let codes: Vec<_> = gates.into_iter().map(Code::code).collect();
            ServiceError::conflict("gates_closed", format!("still to be done: {}", codes.join(", ")))
        }
        Refusal::Date => ServiceError::conflict("not_on_this_date", "the placement has not come that far"),
        state @ Refusal::State { .. } => ServiceError::conflict("wrong_state", state.to_string()),
    }
}
