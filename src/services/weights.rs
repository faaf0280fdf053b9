//! A hub's weights: what each criterion can give at most. Public to everybody who works with the hub.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{Conn, organisations::Body, weights};
use crate::domain::ids::OrganisationId;
use crate::suitability::Weights;

use super::ServiceError;
use super::organisations::in_view;

/// The most points that each criterion can give. Together they make 1000.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WeightsDocument {
    /// What the work is about.
    #[schema(maximum = 1000)]
    pub interest: u16,
    /// Whether it stretches without overwhelming.
    #[schema(maximum = 1000)]
    pub stretch: u16,
    /// Whether its demands fit what the learner can do now.
    #[schema(maximum = 1000)]
    pub task_fit: u16,
    /// Whether the supports are there.
    #[schema(maximum = 1000)]
    pub support_surplus: u16,
    /// Whether the place is free of what the learner must or would rather avoid.
    #[schema(maximum = 1000)]
    pub environment: u16,
    /// The journey.
    #[schema(maximum = 1000)]
    pub travel: u16,
    /// New or familiar, as the learner likes it.
    #[schema(maximum = 1000)]
    pub novelty: u16,
    /// What the learner says in their own words.
    #[schema(maximum = 1000)]
    pub own_voice: u16,
}

/// A hub's weights as they stand.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct WeightsView {
    /// Rises with each change; the ETag, and what a ranking names. 1 until the hub sets its own.
    pub version: u32,
    /// The weights.
    pub weights: WeightsDocument,
}

impl From<Weights> for WeightsView {
    fn from(stored: Weights) -> Self {
        let Weights { version, interest, stretch, task_fit, support_surplus, .. } = stored;
        let Weights { environment, travel, novelty, own_voice, .. } = stored;
        let weights = WeightsDocument {
            interest,
            stretch,
            task_fit,
            support_surplus,
            environment,
            travel,
            novelty,
            own_voice,
        };
        Self { version, weights }
    }
}

impl WeightsDocument {
    fn numbered(self, version: u32) -> Result<Weights, ServiceError> {
        let Self { interest, stretch, task_fit, support_surplus, environment, travel, novelty, own_voice } =
            self;
        let weights = Weights {
            version,
            interest,
            stretch,
            task_fit,
            support_surplus,
            environment,
            travel,
            novelty,
            own_voice,
        };
        weights.checked().map_err(|fault| ServiceError::invalid("body", fault.to_string()))
    }
}

/// A hub's weights.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is no hub in the caller's view.
pub fn read(app: &App, caller: &Caller, hub: &OrganisationId) -> Result<WeightsView, ServiceError> {
    authorise(caller, Action::ReadWeights)?;
    app.db.read(|c| match in_view(app, c, caller, hub)?.body {
        Body::Hub(_) => Ok(of_hub(c, hub)?.into()),
        Body::Provider(_) | Body::Employer(_) => Err(ServiceError::NotFound),
    })
}

/// Sets the weights of the caller's hub. Every version is kept, so that an old ranking can be explained.
///
/// # Errors
/// [`ServiceError::Invalid`] unless they add up to 1000; [`ServiceError::PreconditionFailed`] when
/// they are not in version `expected`.
pub fn change(
    app: &App,
    caller: &Caller,
    hub: &OrganisationId,
    expected: i64,
    document: &WeightsDocument,
) -> Result<WeightsView, ServiceError> {
    authorise(caller, Action::ChangeWeights)?;
    if *hub != caller.organisation {
        return Err(ServiceError::NotFound);
    }
    let next = u32::try_from(expected).ok().and_then(|version| version.checked_add(1));
    let next = document.numbered(next.ok_or(ServiceError::PreconditionFailed)?)?;
    let now = app.clock.now();
    app.db.write(|c| {
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
