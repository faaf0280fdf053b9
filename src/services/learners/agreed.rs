//! The learners who agreed that the hub sees which placements suit them: whom a hub may ask about, and no more.

use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::db::{Page, Slice, learners, organisations};
use crate::domain::agreement::AgreementScope;
use crate::domain::ids::{LearnerId, OrganisationId};
use crate::domain::learner::ProgrammeKind;
use crate::domain::text::Line;
use crate::services::ServiceError;

/// A learner as the hub knows them: an identifier, without a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgreedLearner {
    /// The identifier, for asking which offers suit.
    pub learner: LearnerId,
    /// Whose learner.
    pub provider: OrganisationId,
    /// What the provider is called.
    pub provider_name: Line,
    /// The programme that a placement is to belong to.
    pub programme: ProgrammeKind,
}

/// The learners in use of the hub's providers whose agreement that the hub sees their matches stands, oldest first.
///
/// # Errors
/// As for every use case.
pub fn list_agreed(app: &App, caller: &Caller, slice: &Slice) -> Result<Page<AgreedLearner>, ServiceError> {
    let permit = authorise(caller, Action::ListAgreedLearners)?;
    app.read(&permit, |c| {
        let scope = AgreementScope::HubSeesMatches;
        let page = learners::agreed(c, &app.keys, &caller.organisation, scope, slice)?;
        let names = organisations::names(c, page.items.iter().map(|stored| &stored.provider))?;
        page.try_map(|stored| {
            let name = names.get(&stored.provider).cloned().unwrap_or_default();
            Ok(AgreedLearner {
                learner: stored.id,
                provider: stored.provider,
                provider_name: Line::parse(&name).map_err(ServiceError::internal)?,
                programme: stored.learner.profile.programme,
            })
        })
    })
}
