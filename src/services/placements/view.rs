//! What each role is shown of a placement. Before acceptance and agreement an employer sees what
//! is needed in functional terms, and nobody's name.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Caller;
use crate::db::{Conn, agreements, learners, offers, organisations};
use crate::domain::agreement::AgreementScope;
use crate::domain::ids::{LearnerId, OfferId, OrganisationId, PlacementId, Reference, WindowId};
use crate::domain::learner::{Learner, Profile, ProgrammeKind};
use crate::domain::need::{Wanted, Weight};
use crate::domain::placement::{Gates, Placement, PlacementState};
use crate::domain::role::Role;
use crate::domain::support::{CommunicationMode, Evacuation, HelpLevel, InstructionMode, Stamina};
use crate::words::conflict;

use super::ServiceError;
use super::standing::{Look, ReasonView};

/// One need as an employer reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProposedNeed {
    /// What is wanted, or wanted away.
    pub wanted: Wanted,
    /// How much hangs on it.
    pub weight: Weight,
}

/// A learner in functional terms that identify nobody: what an employer decides on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct FunctionalSummary {
    /// What the workplace must have or keep away.
    pub needs: Vec<ProposedNeed>,
    /// How long the person works at a stretch and in a day.
    pub stamina: Stamina,
    /// How the person communicates.
    pub communicates: Vec<CommunicationMode>,
    /// How the person is best told what to do.
    pub instructed_by: Vec<InstructionMode>,
    /// The level of help with which new work starts.
    pub help: HelpLevel,
    /// How the person leaves a building.
    pub evacuation: Evacuation,
    /// What must be known for safety before saying yes.
    pub safety_statement: Option<String>,
}

/// A placement as the caller may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlacementView {
    /// Its identifier.
    pub id: PlacementId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// What the outside world calls it.
    pub reference: Reference,
    /// Where it stands.
    pub state: PlacementState,
    /// What was passed.
    pub gates: Gates,
    /// At whose place.
    pub employer: OrganisationId,
    /// Which offer.
    pub offer: OfferId,
    /// Which window of it.
    pub window: WindowId,
    /// The programme that it belongs to.
    pub programme: ProgrammeKind,
    /// The attended dates.
    pub days: Vec<NaiveDate>,
    /// Since when a change of the offer or of an organisation has stood in its way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked_at: Option<DateTime<Utc>>,
    /// What stands in the way of confirming it or, once it is confirmed, of its pack leaving: for the
    /// provider, as things are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obstacles: Option<Vec<ReasonView>>,
    /// What the employer decides on; a hub reads it with the learner's agreement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<FunctionalSummary>,
    /// Whose placement: for the provider, and a hub with the learner's agreement.
    pub learner: Option<LearnerId>,
    /// What the learner is called: for the provider, and the employer once both sides have agreed.
    pub first_name: Option<String>,
}

/// A placement in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlacementSummary {
    /// Its identifier.
    pub id: PlacementId,
    /// Rises with each change.
    pub version: i64,
    /// What the outside world calls it.
    pub reference: Reference,
    /// Where it stands.
    pub state: PlacementState,
    /// At whose place.
    pub employer: OrganisationId,
    /// Which offer.
    pub offer: OfferId,
    /// The first attended date.
    pub first_day: Option<NaiveDate>,
    /// The last attended date.
    pub last_day: Option<NaiveDate>,
    /// Since when a change of the offer or of an organisation has stood in its way.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub marked_at: Option<DateTime<Utc>>,
    /// Whose placement: for the provider, and a hub with the learner's agreement.
    pub learner: Option<LearnerId>,
    /// What the learner is called: for the provider, and the employer once both sides have agreed.
    pub first_name: Option<String>,
    /// The learner's family name: for the provider.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// Whose learner: for the provider and its hub.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider: Option<OrganisationId>,
    /// What the provider is called, for the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub provider_name: Option<String>,
    /// What the offer is called.
    pub title: String,
    /// The employer's name.
    pub employer_name: String,
}

impl PlacementSummary {
    /// What the learner is called, as far as the caller may know: nothing where they may not.
    #[must_use]
    pub fn learner_name(&self) -> String {
        let names = [&self.first_name, &self.family_name];
        names.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
    }
}

/// A placement as the caller may see it.
pub(super) fn view(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    placement: Placement,
) -> Result<PlacementView, ServiceError> {
    let learner = learners::get(c, &app.keys, &placement.learner)?.learner;
    let shown = learner_shown(c, caller, &placement)?;
    let named = may_name(caller, &placement);
    let obstacles = match caller.role {
        Role::Provider | Role::JobCoach | Role::SafeguardingLead => {
            let look = Look::read(c, app, &placement)?;
            Some(look.told(caller.role, &look.obstacles()))
        }
        Role::Employer | Role::Hub | Role::Admin => None,
    };
    let summarised = caller.role == Role::Employer || shown.is_some();
    Ok(PlacementView {
        learner: shown,
        first_name: named.then(|| learner.identity.first_name().to_string()),
        summary: summarised.then(|| functional(&learner.profile)),
        id: placement.id,
        version: placement.version,
        reference: placement.reference,
        state: placement.state,
        gates: placement.gates,
        employer: placement.employer,
        offer: placement.offer,
        window: placement.window,
        programme: placement.programme,
        days: placement.days,
        marked_at: placement.marked_at,
        obstacles,
    })
}

/// Whether the caller looks after the learner.
pub(super) fn is_of_provider(caller: &Caller) -> bool {
    matches!(caller.role, Role::Provider | Role::JobCoach | Role::SafeguardingLead)
}

/// Whether the caller may read what the learner is called.
pub(super) fn may_name(caller: &Caller, placement: &Placement) -> bool {
    match caller.role {
        Role::Employer => expects(placement),
        _ => is_of_provider(caller),
    }
}

/// Whether the employer awaits, has or had the learner there: both sides have agreed, and neither
/// took it back before it was over.
pub(in crate::services) fn expects(placement: &Placement) -> bool {
    use PlacementState as S;
    let both = placement.gates.accepted_at.is_some() && placement.gates.agreed_at.is_some();
    both && !matches!(placement.state, S::Declined | S::Withdrawn | S::Cancelled | S::BrokenDown)
}

/// Placements in a list.
pub(in crate::services) fn summaries(
    c: &mut Conn,
    app: &App,
    caller: &Caller,
    all: Vec<Placement>,
) -> Result<Vec<PlacementSummary>, ServiceError> {
    let named = all.iter().filter(|one| may_name(caller, one)).map(|one| &one.learner);
    let identities = learners::identities(c, &app.keys, named)?;
    let parties = all.iter().flat_map(|one| [&one.employer, &one.provider]);
    let names = organisations::names(c, parties)?;
    let titles = offers::titles(c, &app.keys, all.iter().map(|one| &one.offer))?;
    let of_provider = is_of_provider(caller);
    let agreed = match caller.role {
        Role::Hub => {
            let scope = AgreementScope::HubSeesMatches;
            agreements::stand_for(c, all.iter().map(|one| &one.learner), scope)?
        }
        _ => BTreeSet::new(),
    };
    let name = |id: &OrganisationId| names.get(id).cloned().unwrap_or_default();
    let summary = |placement: Placement| {
        let identity = identities.get(&placement.learner).filter(|_| may_name(caller, &placement));
        // The name of a special school beside that of a learner would tell an employer of needs.
        let provider = (caller.role != Role::Employer).then(|| placement.provider.clone());
        let shown = of_provider || agreed.contains(&placement.learner);
        PlacementSummary {
            first_name: identity.map(|identity| identity.first_name().to_string()),
            family_name: identity.filter(|_| of_provider).map(|one| one.family_name.to_string()),
            title: titles.get(&placement.offer).cloned().unwrap_or_default(),
            employer_name: name(&placement.employer),
            provider_name: provider.as_ref().map(name),
            provider,
            learner: shown.then(|| placement.learner.clone()),
            first_day: placement.days.first().copied(),
            last_day: placement.days.last().copied(),
            marked_at: placement.marked_at,
            id: placement.id,
            version: placement.version,
            reference: placement.reference,
            state: placement.state,
            employer: placement.employer,
            offer: placement.offer,
        }
    };
    Ok(all.into_iter().map(summary).collect())
}

fn learner_shown(
    c: &mut Conn,
    caller: &Caller,
    placement: &Placement,
) -> Result<Option<LearnerId>, ServiceError> {
    let shown = match caller.role {
        Role::Provider | Role::JobCoach | Role::SafeguardingLead => true,
        Role::Hub => agreements::stands(c, &placement.learner, AgreementScope::HubSeesMatches)?,
        Role::Employer | Role::Admin => false,
    };
    Ok(shown.then(|| placement.learner.clone()))
}

pub(in crate::services) fn functional(profile: &Profile) -> FunctionalSummary {
    let need = |need: &crate::domain::need::Need| ProposedNeed { wanted: need.wanted, weight: need.weight };
    FunctionalSummary {
        needs: profile.needs.iter().map(need).collect(),
        stamina: profile.stamina,
        communicates: profile.communicates.clone(),
        instructed_by: profile.instructed_by.clone(),
        help: profile.help,
        evacuation: profile.evacuation,
        safety_statement: profile.safety_statement.as_ref().map(ToString::to_string),
    }
}

/// Refuses a safety statement that names the learner: an employer reads it before any name is shown.
pub(super) fn refuse_naming(learner: &Learner) -> Result<(), ServiceError> {
    let Some(statement) = &learner.profile.safety_statement else { return Ok(()) };
    let statement = statement.as_str().to_lowercase();
    let identity = &learner.identity;
    let names = [Some(&identity.given_name), Some(&identity.family_name), identity.known_as.as_ref()];
    let named = names.into_iter().flatten().any(|name| {
        let name = name.as_str().to_lowercase();
        statement.split(|c: char| !c.is_alphanumeric()).any(|word| word == name)
    });
    if named {
        return Err(ServiceError::from(conflict::STATEMENT_NAMES_LEARNER));
    }
    Ok(())
}
