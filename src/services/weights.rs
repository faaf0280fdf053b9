//! A hub's weights: what each criterion can give at most, and what changes and questions take off. Public to
//! everybody who works with the hub.

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{Conn, organisations::Body, weights};
use crate::domain::ids::OrganisationId;
use crate::suitability::{Points, Weights};

use super::ServiceError;
use super::organisations::in_view;

/// A hub's weights as they stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WeightsView {
    /// Rises with each change; the ETag, and what a ranking names. 1 until the hub sets its own.
    pub version: u32,
    /// The weights.
    pub weights: Points,
}

impl From<Weights> for WeightsView {
    fn from(Weights { version, points }: Weights) -> Self {
        Self { version, weights: points }
    }
}

/// A hub's weights.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is no hub in the caller's view.
pub fn read(app: &App, caller: &Caller, hub: &OrganisationId) -> Result<WeightsView, ServiceError> {
    let permit = authorise(caller, Action::ReadWeights)?;
    app.read(&permit, |c| match in_view(app, c, caller, hub)?.body {
        Body::Hub(_) => Ok(of_hub(c, hub)?.into()),
        Body::Provider(_) | Body::Employer(_) => Err(ServiceError::NotFound),
    })
}

/// Sets the weights of the caller's hub. Every version is kept, so that an old ranking can be explained.
///
/// # Errors
/// [`ServiceError::Invalid`] unless they add up to 1000 and no deduction is above that; [`ServiceError::PreconditionFailed`] when
/// they are not in version `expected`.
pub fn change(
    app: &App,
    caller: &Caller,
    hub: &OrganisationId,
    expected: i64,
    points: Points,
) -> Result<WeightsView, ServiceError> {
    let permit = authorise(caller, Action::ChangeWeights)?;
    if *hub != caller.organisation {
        return Err(ServiceError::NotFound);
    }
    let next = u32::try_from(expected).ok().and_then(|version| version.checked_add(1));
    let version = next.ok_or(ServiceError::PreconditionFailed)?;
    points.check()?;
    let next = Weights { version, points };
    let now = app.clock.now();
    app.write(&permit, |c| {
        weights::set(c, hub, expected - 1, &next, &caller.user, now)?;
        Ok(next.into())
    })
}

/// A hub's weights: the service's own, in version 1, until the hub sets some.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn of_hub(c: &mut Conn, hub: &OrganisationId) -> Result<Weights, ServiceError> {
    Ok(weights::newest::<Weights>(c, hub)?.map_or_else(Weights::default, |(_, weights)| weights))
}
