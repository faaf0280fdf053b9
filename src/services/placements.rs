//! Placements: proposed by a provider or its hub, walked step by step to the end.

pub mod elsewhere;
pub mod hit;
pub(super) mod list;
pub mod notice;
pub mod standing;
pub mod step;
pub mod view;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::clock::random_reference;
use crate::db::offers::{self, StoredOffer};
use crate::db::placements;
use crate::db::{Conn, learners, organisations};
use crate::domain::ids::{LearnerId, OfferId, OrganisationId, PlacementId, Reference, WindowId};
use crate::domain::learner::LearnerState;
use crate::domain::offer::OfferState;
use crate::domain::placement::{Gates, Placement, PlacementState, Transition};
use crate::domain::role::Role;
use crate::domain::webhook::WebhookEvent;
use crate::words::{conflict, refused};

use super::idempotency::Reply;
use super::idempotency::{Once, once};
use super::{ServiceError, access, events, ids, letters, scope};

pub use hit::PlacementHit;
pub use list::{PlacementSort, Wanted, list};
pub use standing::ReasonView;
pub use step::{Said, Step, step, take};
pub use view::{PlacementSummary, PlacementView};

/// A placement to be proposed.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Proposal {
    /// Whose placement.
    pub learner: LearnerId,
    /// Which offer.
    pub offer: OfferId,
    /// Which window of it.
    pub window: WindowId,
    /// The first attended date.
    pub start: NaiveDate,
}

/// Proposes a learner to an employer. No seat is taken yet.
///
/// # Errors
/// [`ServiceError::Invalid`] when the window does not run from that date;
/// [`ServiceError::Conflict`] when the offer is not open, the learner archived, or the safety
/// statement names the learner.
pub fn propose(
    app: &App,
    caller: &Caller,
    request: &Once,
    proposal: &Proposal,
) -> Result<Reply<PlacementView>, ServiceError> {
    let permit = authorise(caller, Action::ProposePlacement)?;
    let (id, now) = (ids::fresh::<PlacementId>(app)?, app.clock.now());
    let reference = random_reference(app.random.as_ref());
    once(app, &permit, caller, Some(request), |c| {
        propose_in(c, app, caller, (&id, &reference, now), proposal)
    })
}

/// As [`propose`], in a transaction of the caller's, under an identifier and a reference drawn before it.
///
/// # Errors
/// As for [`propose`].
pub fn propose_in(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    (id, reference, now): (&PlacementId, &Reference, DateTime<Utc>),
    proposal: &Proposal,
) -> Result<PlacementView, ServiceError> {
    scope::see_matches(c, app, caller, &proposal.learner)?;
    let learner = learners::get(c, &app.keys, &proposal.learner)?;
    let stored = offered(c, app, caller, &learner.provider, &proposal.offer)?;
    if learner.state != LearnerState::Active {
        return Err(ServiceError::from(conflict::LEARNER_ARCHIVED));
    }
    if stored.state != OfferState::Open {
        return Err(ServiceError::from(conflict::OFFER_NOT_OPEN));
    }
    view::refuse_naming(&learner.learner)?;
    let provider = scope::provider(c, app, &learner.provider)?;
    let window = stored.offer.window(&proposal.window);
    let window = window.ok_or_else(|| ServiceError::invalid("window", refused::WINDOW_OF_OFFER))?;
    let days = window.placement_days(stored.offer.pattern, proposal.start, &provider.closed);
    let days = days
        .filter(|_| proposal.start > app.clock.today_in_london())
        .ok_or_else(|| ServiceError::invalid("start", refused::START))?;
    let placement = Placement {
        id: id.clone(),
        reference: reference.clone(),
        learner: learner.id.clone(),
        provider: learner.provider.clone(),
        offer: stored.id.clone(),
        employer: stored.employer.clone(),
        window: window.id.clone(),
        programme: learner.learner.profile.programme,
        days,
        state: PlacementState::Proposed,
        gates: Gates::default(),
        marked_at: None,
        version: 1,
    };
    placements::insert(c, &placement, now)?;
    letters::proposed(c, app, caller, &placement)?;
    events::tell(c, app, &placement, WebhookEvent::PlacementChanged, None)?;
    access::note(c, app, caller, Action::ProposePlacement, "learner", learner.id.as_str())?;
    view::view(c, app, caller, placement)
}

/// An offer that may be proposed to a provider's learners: of an employer in use that the
/// provider's hub works with.
fn offered(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    provider: &OrganisationId,
    id: &OfferId,
) -> Result<StoredOffer, ServiceError> {
    let stored = offers::get(c, &app.keys, id)?;
    let hub = scope::hub_of(c, app, provider)?;
    let hidden = stored.state == OfferState::Draft && caller.role != Role::Hub;
    if hidden || !organisations::linked(c, &hub, &stored.employer)? {
        return Err(ServiceError::NotFound);
    }
    scope::in_use(c, &stored.employer)?;
    Ok(stored)
}

/// A placement, as far as the caller may see it.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn read(app: &App, caller: &Caller, id: &PlacementId) -> Result<PlacementView, ServiceError> {
    let permit = authorise(caller, Action::ReadPlacement)?;
    let seen = app.read(&permit, |c| {
        let placement = visible(c, app, caller, id)?;
        view::view(c, app, caller, placement)
    })?;
    access::shown(app, caller, Action::ReadPlacement, "placement", id.as_str())?;
    Ok(seen)
}

/// Who did what to a placement, and when. Reasons are shown to the provider's side only.
///
/// # Errors
/// [`ServiceError::NotFound`] when it is not the caller's.
pub fn transitions(app: &App, caller: &Caller, id: &PlacementId) -> Result<Vec<Transition>, ServiceError> {
    let permit = authorise(caller, Action::ListTransitions)?;
    app.read(&permit, |c| {
        visible(c, app, caller, id)?;
        let mut steps = placements::transitions::of_placement(c, &app.keys, id)?;
        if !matches!(caller.role, Role::Provider | Role::JobCoach | Role::SafeguardingLead) {
            steps.iter_mut().filter(|step| step.by.as_ref() != Some(&caller.user)).for_each(|step| {
                step.reason = None;
            });
        }
        Ok(steps)
    })
}

/// A placement that is the caller's.
///
/// # Errors
/// [`ServiceError::NotFound`] for any other.
pub fn visible(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    id: &PlacementId,
) -> Result<Placement, ServiceError> {
    let placement = placements::get(c, id)?;
    if sees(c, app, caller, &placement)? { Ok(placement) } else { Err(ServiceError::NotFound) }
}

fn sees(c: &mut Conn, app: &App, caller: &Caller, placement: &Placement) -> Result<bool, ServiceError> {
    Ok(match caller.role {
        Role::Provider | Role::SafeguardingLead => placement.provider == caller.organisation,
        Role::JobCoach => {
            placement.provider == caller.organisation
                && scope::passes(scope::coach_of(c, caller, &placement.id))?
        }
        Role::Employer => placement.employer == caller.organisation,
        Role::Hub => scope::hub_of(c, app, &placement.provider)? == caller.organisation,
        Role::Admin => false,
    })
}
