//! Job coaches of placements.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::assignments;
use crate::db::memberships::{self, Membership};
use crate::domain::ids::{PlacementId, UserId};
use crate::domain::role::Role;
use crate::words::refused;

use super::{ServiceError, letters, placements};

/// A job coach of a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Assignment {
    /// The coach.
    pub coach: UserId,
}

/// Assigns a job coach of the caller's provider to a placement.
///
/// # Errors
/// [`ServiceError::Invalid`] when the user is no job coach of the provider;
/// [`ServiceError::Conflict`] when they are assigned already.
pub fn create(
    app: &App,
    caller: &Caller,
    placement: &PlacementId,
    assignment: &Assignment,
) -> Result<Assignment, ServiceError> {
    let permit = authorise(caller, Action::CreateAssignment)?;
    let now = app.clock.now();
    app.write(&permit, |c| {
        let found = placements::visible(c, app, caller, placement)?;
        let membership = Membership {
            user: assignment.coach.clone(),
            organisation: caller.organisation.clone(),
            role: Role::JobCoach,
        };
        if !memberships::exists(c, &membership)? {
            return Err(ServiceError::invalid("coach", refused::COACH));
        }
        assignments::assign(c, &assignment.coach, placement, now)?;
        if !found.state.is_final() {
            letters::coach_assigned(c, app, &found, &assignment.coach)?;
        }
        Ok(assignment.clone())
    })
}

/// The job coaches of a placement.
///
/// # Errors
/// [`ServiceError::NotFound`] when the placement is not the caller's.
pub fn list(app: &App, caller: &Caller, placement: &PlacementId) -> Result<Vec<Assignment>, ServiceError> {
    let permit = authorise(caller, Action::ListAssignments)?;
    app.read(&permit, |c| {
        placements::visible(c, app, caller, placement)?;
        Ok(assignments::coaches_of(c, placement)?.into_iter().map(|coach| Assignment { coach }).collect())
    })
}

/// Ends an assignment.
///
/// # Errors
/// [`ServiceError::NotFound`] when the coach is not assigned.
pub fn remove(
    app: &App,
    caller: &Caller,
    placement: &PlacementId,
    coach: &UserId,
) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RemoveAssignment)?;
    app.write(&permit, |c| {
        placements::visible(c, app, caller, placement)?;
        Ok(assignments::end(c, coach, placement)?)
    })
}
