//! The operator at the machine, who answers requests about a learner's data and brings files in where nobody can sign in.

use crate::app::App;
use crate::auth::{Caller, CallerKind, Exemption, Permit};
use crate::db::learners;
use crate::db::organisations::{self, Body};
use crate::domain::ids::{LearnerId, OrganisationId, UserId};
use crate::domain::role::Role;
use crate::services::{ServiceError, scope};

/// The operator, acting for the learner's provider. The logs show a user whose identifier is all zeros.
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such learner.
pub fn operator(app: &App, learner: &LearnerId) -> Result<Caller, ServiceError> {
    let permit = Permit::exempt(Exemption::Operator);
    Ok(acting_for(app.read(&permit, |c| learners::provider_of(c, learner))?, Role::Provider))
}

/// The operator, acting for a provider. As [`operator`].
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such provider.
pub fn operator_of(app: &App, provider: &OrganisationId) -> Result<Caller, ServiceError> {
    let permit = Permit::exempt(Exemption::Operator);
    app.read(&permit, |c| scope::provider(c, app, provider))?;
    Ok(acting_for(provider.clone(), Role::Provider))
}

/// The operator, acting for a hub. As [`operator`].
///
/// # Errors
/// [`ServiceError::NotFound`] when there is no such hub.
pub fn operator_of_hub(app: &App, hub: &OrganisationId) -> Result<Caller, ServiceError> {
    let permit = Permit::exempt(Exemption::Operator);
    let found = app.read(&permit, |c| organisations::get(c, &app.keys, hub))?;
    match found.body {
        Body::Hub(_) => Ok(acting_for(hub.clone(), Role::Hub)),
        Body::Provider(_) | Body::Employer(_) => Err(ServiceError::NotFound),
    }
}

fn acting_for(organisation: OrganisationId, role: Role) -> Caller {
    let kind = CallerKind::User { session: "terminal".to_owned(), limited: false };
    Caller { kind, user: UserId::nil(), organisation, role }
}
