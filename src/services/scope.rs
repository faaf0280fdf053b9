//! What is a caller's own. Whatever is not is answered as if it were not there.

use crate::app::App;
use crate::auth::Caller;
use crate::db::organisations::{self, Body};
use crate::db::{Conn, agreements, assignments, learners};
use crate::domain::agreement::AgreementScope;
use crate::domain::ids::{LearnerId, OrganisationId, PlacementId};
use crate::domain::organisation::{Employer, Provider};
use crate::domain::role::Role;
use crate::words::conflict;

use super::ServiceError;

/// Whether a scope lets pass; other failures stay failures.
///
/// # Errors
/// Anything but [`ServiceError::NotFound`].
pub fn passes(scoped: Result<(), ServiceError>) -> Result<bool, ServiceError> {
    match scoped {
        Ok(()) => Ok(true),
        Err(ServiceError::NotFound) => Ok(false),
        Err(other) => Err(other),
    }
}

/// The hub that a provider belongs to.
///
/// # Errors
/// [`ServiceError::NotFound`] when the organisation is no provider of a hub.
pub fn hub_of(c: &mut Conn, app: &App, provider: &OrganisationId) -> Result<OrganisationId, ServiceError> {
    organisations::get(c, &app.keys, provider)?.hub.ok_or(ServiceError::NotFound)
}

/// The hub through which the caller sees employers and offers: its own, or its provider's.
///
/// # Errors
/// [`ServiceError::NotFound`] for a role that sees none through a hub.
pub fn hub_in_view(c: &mut Conn, app: &App, caller: &Caller) -> Result<OrganisationId, ServiceError> {
    match caller.role {
        Role::Hub | Role::Admin => Ok(caller.organisation.clone()),
        Role::Provider | Role::JobCoach | Role::SafeguardingLead => hub_of(c, app, &caller.organisation),
        Role::Employer => Err(ServiceError::NotFound),
    }
}

/// Lets pass only a caller in whose view the employer is.
///
/// # Errors
/// [`ServiceError::NotFound`] otherwise.
pub fn see_employer(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    employer: &OrganisationId,
) -> Result<(), ServiceError> {
    let seen = match caller.role {
        Role::Employer => caller.organisation == *employer,
        _ => {
            let hub = hub_in_view(c, app, caller)?;
            organisations::linked(c, &hub, employer)?
        }
    };
    if seen { Ok(()) } else { Err(ServiceError::NotFound) }
}

/// Lets pass only the learner's provider with its safeguarding lead, and a job coach of it who is assigned to one of the
/// learner's placements.
///
/// # Errors
/// [`ServiceError::NotFound`] otherwise.
pub fn see_learner(c: &mut Conn, caller: &Caller, learner: &LearnerId) -> Result<(), ServiceError> {
    let own = learners::provider_of(c, learner)? == caller.organisation;
    let seen = match caller.role {
        Role::Provider | Role::SafeguardingLead => own,
        Role::JobCoach => own && assignments::coaches_learner(c, &caller.user, learner)?,
        Role::Hub | Role::Employer | Role::Admin => false,
    };
    if seen { Ok(()) } else { Err(ServiceError::NotFound) }
}

/// As [`see_learner`]; a hub as well, for a learner of its own providers who has agreed to it.
///
/// # Errors
/// [`ServiceError::NotFound`] otherwise.
pub fn see_matches(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    learner: &LearnerId,
) -> Result<(), ServiceError> {
    if caller.role != Role::Hub {
        return see_learner(c, caller, learner);
    }
    let provider = learners::provider_of(c, learner)?;
    let of_hub = hub_of(c, app, &provider)? == caller.organisation;
    let agreed = agreements::stands(c, learner, AgreementScope::HubSeesMatches)?;
    if of_hub && agreed { Ok(()) } else { Err(ServiceError::NotFound) }
}

/// Lets pass a job coach only for placements that they are assigned to; others pass.
///
/// # Errors
/// [`ServiceError::NotFound`] for another coach.
pub fn coach_of(c: &mut Conn, caller: &Caller, placement: &PlacementId) -> Result<(), ServiceError> {
    if caller.role != Role::JobCoach || assignments::coaches_of(c, placement)?.contains(&caller.user) {
        Ok(())
    } else {
        Err(ServiceError::NotFound)
    }
}

/// Lets pass only an organisation that has not been archived.
///
/// # Errors
/// [`ServiceError::Conflict`] `archived`.
pub fn in_use(c: &mut Conn, organisation: &OrganisationId) -> Result<(), ServiceError> {
    if organisations::in_use(c, organisation)? {
        return Ok(());
    }
    Err(ServiceError::from(conflict::ORGANISATION_ARCHIVED))
}

/// A provider's own words about itself.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is no provider.
pub fn provider(c: &mut Conn, app: &App, id: &OrganisationId) -> Result<Provider, ServiceError> {
    match organisations::get(c, &app.keys, id)?.body {
        Body::Provider(provider) => Ok(provider),
        Body::Hub(_) | Body::Employer(_) => Err(ServiceError::NotFound),
    }
}

/// An employer's own words about itself.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is no employer.
pub fn employer(c: &mut Conn, app: &App, id: &OrganisationId) -> Result<Employer, ServiceError> {
    match organisations::get(c, &app.keys, id)?.body {
        Body::Employer(employer) => Ok(employer),
        Body::Hub(_) | Body::Provider(_) => Err(ServiceError::NotFound),
    }
}
