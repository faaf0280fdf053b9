//! Second factors of others: asked for by an organisation, and removed for somebody who has lost theirs.

use serde::Deserialize;
use utoipa::ToSchema;

use super::in_hand;
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{refresh_families, second_factors};
use crate::domain::ids::{OrganisationId, UserId};
use crate::services::sessions::confirmed_lately;
use crate::services::{ServiceError, organisations};

/// Whether an organisation asks its people for a second factor.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecondFactorPolicy {
    /// Whether it does.
    pub required: bool,
}

/// Sets whether an organisation asks its people for a second factor. Whoever has none can then do nothing else for it
/// but add one.
///
/// # Errors
/// [`ServiceError::NotFound`] when the organisation is not the caller's to change; [`ServiceError::Unconfirmed`].
pub fn require_second_factor(
    app: &App,
    caller: &Caller,
    organisation: &OrganisationId,
    policy: SecondFactorPolicy,
) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RequireSecondFactor)?;
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        organisations::in_hand(app, c, caller, organisation)?;
        Ok(second_factors::require(c, organisation, policy.required, &caller.user, app.clock.now())?)
    })
}

/// Whether an organisation asks its people for a second factor, for whoever may say so.
///
/// # Errors
/// [`ServiceError::NotFound`] when the organisation is not the caller's to change.
pub fn is_second_factor_required(
    app: &App,
    caller: &Caller,
    organisation: &OrganisationId,
) -> Result<bool, ServiceError> {
    let permit = authorise(caller, Action::RequireSecondFactor)?;
    app.read(&permit, |c| {
        organisations::in_hand(app, c, caller, organisation)?;
        Ok(second_factors::is_required(c, organisation)?)
    })
}

/// Removes the second factor of a user who has lost it, and ends every sign-in of theirs.
///
/// # Errors
/// [`ServiceError::NotFound`] unless the caller keeps every organisation of theirs and they have one.
pub fn remove_second_factor(app: &App, caller: &Caller, id: &UserId) -> Result<(), ServiceError> {
    let permit = authorise(caller, Action::RemoveSecondFactor)?;
    app.write(&permit, |c| {
        confirmed_lately(c, app, caller)?;
        in_hand(app, c, caller, id)?;
        if !second_factors::remove(c, id)? {
            return Err(ServiceError::NotFound);
        }
        refresh_families::revoke_of_user(c, id, "second_factor_removed", app.clock.now())?;
        Ok(())
    })
}
