//! Giving roles and taking them away.

use super::{MembershipRequest, UserView, require_keeper, view};
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::memberships::{self as table, Membership};
use crate::db::refresh_families;
use crate::domain::ids::{OrganisationId, UserId};
use crate::domain::role::Role;
use crate::services::ServiceError;
use crate::services::sessions::confirmed_lately;
use crate::words::conflict;

/// Gives a user in the caller's view a role more. Doing it again changes nothing.
///
/// # Errors
/// [`ServiceError::Invalid`] when the caller does not keep the organisation's users, or it has no such role.
pub fn grant(
    app: &App,
    caller: &Caller,
    user: &UserId,
    request: &MembershipRequest,
) -> Result<UserView, ServiceError> {
    let permit = authorise(caller, Action::GrantMembership)?;
    let MembershipRequest { organisation, role } = request.clone();
    let (membership, now) = (Membership { user: user.clone(), organisation, role }, app.clock.now());
    app.write(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        view(app, conn, caller, user)?;
        require_keeper(app, conn, caller, &membership.organisation, membership.role)?;
        if !table::exists(conn, &membership)? {
            table::grant(conn, &membership, now)?;
        }
        view(app, conn, caller, user)
    })
}

/// Takes a role away and ends every sign-in of the user.
///
/// # Errors
/// [`ServiceError::NotFound`] when they do not have it; [`ServiceError::Conflict`] for the caller's own.
pub fn revoke(
    app: &App,
    caller: &Caller,
    user: &UserId,
    organisation: &OrganisationId,
    role: Role,
) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RevokeMembership)?;
    if *user == caller.user && *organisation == caller.organisation && role == caller.role {
        return Err(ServiceError::from(conflict::OWN_ROLE));
    }
    let membership = Membership { user: user.clone(), organisation: organisation.clone(), role };
    let now = app.clock.now();
    app.write(&permit, |conn| {
        confirmed_lately(conn, app, caller)?;
        let held = view(app, conn, caller, user)?.memberships;
        if !held.iter().any(|held| held.organisation == *organisation && held.role == role) {
            return Err(ServiceError::NotFound);
        }
        table::revoke(conn, &membership)?;
        refresh_families::revoke_of_user(conn, user, "membership_revoked", now)?;
        Ok(())
    })
}
