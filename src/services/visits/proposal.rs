//! The employer's answer to a proposal.

use super::{decided_on, note};
use crate::app::App;
use crate::auth::Permit;
use crate::auth::visitor::{Visitor, VisitorAct};
use crate::db::contacts;
use crate::domain::placement::{Actor, PlacementAction};
use crate::domain::step_details::StepDetails;
use crate::domain::text::Paragraph;
use crate::services::ServiceError;
use crate::services::placements::step::{Said, is_repeat, take};

/// Accepts the proposal. Accepting again while it stands changes nothing.
///
/// # Errors
/// [`ServiceError::PreconditionFailed`] when the placement changed since the page was shown;
/// [`ServiceError::Conflict`] when it can no longer be accepted.
pub fn accept(app: &App, visitor: &Visitor, version: i64) -> Result<(), ServiceError> {
    step(app, visitor, version, VisitorAct::Accept, PlacementAction::Accept, None)
}

/// Declines the placement, with a reason.
///
/// # Errors
/// As for [`accept`]; [`ServiceError::Invalid`] without a reason.
pub fn decline(app: &App, visitor: &Visitor, version: i64, reason: &Paragraph) -> Result<(), ServiceError> {
    step(app, visitor, version, VisitorAct::Decline, PlacementAction::Decline, Some(reason))
}

fn step(
    app: &App,
    visitor: &Visitor,
    version: i64,
    act: VisitorAct,
    action: PlacementAction,
    reason: Option<&Paragraph>,
) -> Result<(), ServiceError> {
    let permit = Permit::of_visitor(visitor);
    app.write(&permit, |c| {
        let placement = decided_on(c, visitor, version)?;
        let contact = contacts::get(c, &app.keys, &visitor.contact)?;
        let details = match action.gate() {
            Some(_) => StepDetails { who: Some(contact.details.name), ..StepDetails::default() },
            None => StepDetails::default(),
        };
        if is_repeat(c, app, &placement, action, &details)? {
            return Ok(());
        }
        let by = Actor::Contact(visitor.contact.clone());
        take(c, app, &placement, action, Some(&by), Said { reason, details })?;
        note(c, app, visitor, act)
    })?;
    app.wake.ring();
    Ok(())
}
