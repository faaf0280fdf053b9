//! What a pack is composed from, so that an approval notices when any of it has changed since.

use chrono::NaiveDate;

use crate::app::App;
use crate::briefing::compose::{Disclosure, PlannedCall};
use crate::db::{Conn, placements};
use crate::domain::agreement::{AgreementScope, PlacementTerms};
use crate::domain::organisation::Provider;
use crate::domain::placement::Placement;
use crate::domain::step_taken::StepTaken;
use crate::law::VettingDecision;
use crate::services::placements::step::taken;
use crate::services::programmes::{self, PlanSnapshot};
use crate::services::{ServiceError, agreements, decisions, planned_calls, scope};

/// Everything stored that a pack tells or rests on. Two that are equal make the same pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sources {
    /// The placement.
    pub placement: Placement,
    /// The learner, the offer, the window and the hub's weights.
    pub ground: PlanSnapshot,
    /// The version of the programme.
    pub programme_version: i64,
    /// The provider's own words.
    pub provider: Provider,
    /// What the learner has agreed to have told.
    pub disclosure: Disclosure,
    /// What was agreed for this placement alone, and when.
    pub terms: Option<(PlacementTerms, NaiveDate)>,
    /// The steps before confirming that were taken.
    pub steps: Vec<StepTaken>,
    /// When whom of the employer and the family is rung.
    pub calls: Vec<PlannedCall>,
    /// The safeguarding lead's decision.
    pub vetting: Option<VettingDecision>,
}

impl Sources {
    /// Reads them.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] without a programme.
    pub fn read(c: &mut Conn, app: &App, placement: Placement) -> Result<Self, ServiceError> {
        Ok(Self {
            ground: PlanSnapshot::read(c, app, &placement)?,
            programme_version: programmes::planned(c, app, &placement.id)?.version,
            provider: scope::provider(c, app, &placement.provider)?,
            disclosure: disclosure(c, app, &placement)?,
            terms: agreements::terms(c, app, &placement.learner, &placement.id)?,
            steps: steps(c, app, &placement)?,
            calls: planned_calls::told(c, app, &placement)?,
            vetting: decisions::newest_vetting(c, app, &placement.id)?,
            placement,
        })
    }
}

/// How each gate that is open was last passed.
fn steps(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<StepTaken>, ServiceError> {
    Ok(taken(placement, &placements::transitions::of_placement(c, &app.keys, &placement.id)?))
}

fn disclosure(c: &mut Conn, app: &App, placement: &Placement) -> Result<Disclosure, ServiceError> {
    let gates = &placement.gates;
    Ok(Disclosure {
        first_name: gates.accepted_at.is_some() && gates.agreed_at.is_some(),
        name_on_the_wall: false,
        statement_agreed_on: agreements::newest_on(
            c,
            app,
            &placement.learner,
            &placement.id,
            AgreementScope::Statement,
        )?,
    })
}
