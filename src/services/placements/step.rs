//! One step of a placement: who, what, when and, where asked for, why.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{Conn, deliveries, learners, placements};
use crate::domain::agreement::{AgreementScope, missing_actors, required_actors};
use crate::domain::code::Code;
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::placement::{Placement, PlacementAction, Refusal, Transition};
use crate::domain::text::Paragraph;

use super::{PlacementView, confirm, view, visible};
use crate::services::once::{Once, Reply, answered, once};
use crate::services::programmes::{assess_ahead, planned};
use crate::services::{ServiceError, agreements, letters};

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
/// [`ServiceError::Conflict`] when the placement's state, its gates, the law or the seats do not
/// allow it; [`ServiceError::PreconditionFailed`] when `expected` is given and is not its version.
pub fn step(
    app: &App,
    caller: &Caller,
    request: Option<&Once>,
    id: &PlacementId,
    expected: Option<i64>,
    action: PlacementAction,
    step: &Step,
) -> Result<Reply<PlacementView>, ServiceError> {
    authorise(caller, Action::from(action))?;
    let find = |c: &mut Conn| {
        let placement = visible(c, app, caller, id)?;
        if expected.is_some_and(|version| version != placement.version) {
            return Err(ServiceError::PreconditionFailed);
        }
        match action {
            PlacementAction::Agree | PlacementAction::Confirm => agreed(c, app, &placement)?,
            PlacementAction::AgreePlan => planned(c, app, id).map(drop)?,
            _ => {}
        }
        Ok(placement)
    };
    let taken = |c: &mut Conn, placement: &Placement| {
        if is_repeat(c, app, placement, action)? {
            return view::view(c, app, caller, placement.clone());
        }
        let next = take(c, app, placement, action, Some(&caller.user), step.reason.as_ref())?;
        view::view(c, app, caller, next)
    };
    if action != PlacementAction::Confirm {
        return once(app, caller, request, |c| {
            let placement = find(c)?;
            taken(c, &placement)
        });
    }
    if let Some(earlier) = answered(app, caller, request)? {
        return Ok(Reply::Repeated(earlier));
    }
    assess_ahead(app, &find, |ahead| {
        once(app, caller, request, |c| {
            let placement = ahead.placement(c)?;
            confirm::gates(c, app, &placement, &ahead.basis)?;
            taken(c, &placement)
        })
    })
}

/// Whether a step was taken before and still stands: taking it again changes nothing and is not recorded.
fn is_repeat(
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
    by: Option<&UserId>,
    reason: Option<&Paragraph>,
) -> Result<Placement, ServiceError> {
    let (now, today) = (app.clock.now(), app.clock.today_in_london());
    let next = placement.after(action, reason, now, today).map_err(refused)?;
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
        by: by.cloned(),
        at: now,
        reason: reason.cloned(),
    };
    placements::transitions::add(c, &app.keys, &app.ids.next_id(), &placement.id, &transition)?;
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

/// Lets pass only a placement to which everybody whose agreement is needed has agreed, with none
/// of it taken back.
///
/// # Errors
/// [`ServiceError::Conflict`] `agreement_missing` naming whose.
pub fn agreed(c: &mut Conn, app: &App, placement: &Placement) -> Result<(), ServiceError> {
    let born = learners::identity(c, &app.keys, &placement.learner)?.date_of_birth;
    let first = placement.days.first().copied().unwrap_or(app.clock.today_in_london());
    let given = agreements::given(c, app, &placement.learner, &placement.id, AgreementScope::Placement)?;
    let missing = missing_actors(&required_actors(born, first), &given);
    if missing.is_empty() {
        return Ok(());
    }
    let codes: Vec<_> = missing.into_iter().map(Code::code).collect();
    Err(ServiceError::conflict("agreement_missing", format!("no agreement stands of: {}", codes.join(", "))))
}
