//! Everything that a pack and its copies are composed from, gathered in one reading.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::App;
use crate::auth::Caller;
use crate::briefing::compose::{self, AgreedTerms, Inputs, Version};
use crate::briefing::leak::Secrets;
use crate::briefing::pack::{Adjustment, Pack};
use crate::db::programmes::StoredProgramme;
use crate::db::{Conn, learners, offers};
use crate::domain::delivery::Edition;
use crate::domain::learner::Learner;
use crate::domain::placement::Placement;
use crate::law::{self, Finding};
use crate::services::ServiceError;
use crate::services::matches::travel_model;
use crate::services::placements::standing::stands;
use crate::services::programmes::{self, Plan, PlanInputs};
use crate::standing::{Asked, law_facts};
use crate::travel::{DayTravel, TravelModel};
use crate::words;
use crate::words::label::Label;

use super::{Sources, journeys};

/// See the module.
pub(super) struct Gathered {
    pub sources: Sources,
    basis: PlanInputs,
    plan: StoredProgramme<Plan>,
    findings: Vec<Finding>,
    learner: Learner,
    offer_as_at: NaiveDate,
    adjustments: Vec<Adjustment>,
    others: Vec<String>,
    travel: Arc<dyn TravelModel>,
    today: NaiveDate,
}

impl Gathered {
    /// Reads it, of a placement that the caller may see.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when the placement no longer stands.
    pub(super) fn read(
        c: &mut Conn,
        app: &App,
        caller: &Caller,
        placement: Placement,
    ) -> Result<Self, ServiceError> {
        let plan = programmes::planned(c, app, &placement.id)?;
        stands(c, app, caller, &placement, Asked::Preview)?;
        let sources = Sources::read(c, app, placement)?;
        let placement = &sources.placement;
        let travel = travel_model(c, app, &sources.ground.learner, sources.ground.pass)?;
        let basis = sources.ground.clone().assessed(travel.as_ref());
        let PlanInputs { learner: facts, offer: facts_of_offer, window, .. } = &basis;
        let vetting = sources.vetting.as_ref();
        let findings =
            law::assess(&law_facts(facts, facts_of_offer, window, &plan.programme.programme, vetting));
        let offer = offers::get(c, &app.keys, &placement.offer)?;
        Ok(Self {
            learner: learners::get(c, &app.keys, &placement.learner)?.learner,
            offer_as_at: offer.confirmed_by_employer_at.unwrap_or(offer.updated_at).date_naive(),
            adjustments: adjustments(&basis),
            others: others(c, app, placement)?,
            today: app.clock.today_in_london(),
            findings,
            travel,
            basis,
            plan,
            sources,
        })
    }

    /// The input of one edition's version, whose changes are not known yet.
    pub(super) fn inputs(&self, number: i32) -> Inputs<'_> {
        let Sources { placement, disclosure, terms, provider, .. } = &self.sources;
        Inputs {
            reference: &placement.reference,
            version: Version {
                number: u32::try_from(number).unwrap_or(1),
                changes: Vec::new(),
                draft: !placement.state.holds_seats(),
                prepared_on: self.today,
            },
            offer: &self.basis.offer,
            offer_as_at: self.offer_as_at,
            learner: &self.learner,
            disclosure: *disclosure,
            steps: &self.sources.steps,
            terms: terms.as_ref().map(|(terms, on)| AgreedTerms { terms, on: *on }),
            provider,
            calls: &self.sources.calls,
            programme: &self.plan.programme.programme,
            findings: &self.findings,
            left_out: &self.basis.assessment.carved,
            adjustments: &self.adjustments,
        }
    }

    /// The employer's pack of this plan.
    ///
    /// # Errors
    /// [`ServiceError::Conflict`] when it cannot be composed.
    pub(super) fn pack(&self, inputs: &Inputs<'_>) -> Result<Pack, ServiceError> {
        compose::compose(inputs).map_err(incomplete)
    }

    /// Each day's way there and home.
    pub(super) fn journeys(&self) -> Vec<DayTravel> {
        let PlanInputs { learner, offer, .. } = &self.basis;
        journeys(self.travel.as_ref(), learner, offer, &self.plan.programme.programme)
    }

    /// What must not stand in an edition.
    pub(super) fn secrets(&self, edition: Edition) -> Secrets {
        let told = self.sources.disclosure;
        let to_employer = edition == Edition::Employer;
        let mut secrets = Secrets::of(
            edition,
            &self.learner,
            told.first_name || !to_employer,
            told.statement_agreed_on.is_some() && to_employer,
            &self.basis.offer,
            &self.sources.provider,
            self.others.clone(),
        );
        secrets.journey = self.basis.journey.chosen().0.stops_of_home();
        secrets
    }
}

/// What cannot be composed, as a conflict.
pub(super) fn incomplete(error: compose::ComposeError) -> ServiceError {
    ServiceError::conflict("pack_incomplete", error.to_string())
}

/// The whole names of the provider's other learners.
///
/// # Errors
/// [`ServiceError`] of the store.
pub fn others(c: &mut Conn, app: &App, placement: &Placement) -> Result<Vec<String>, ServiceError> {
    let all = learners::all_of(c, &app.keys, &placement.provider)?.into_iter();
    let others = all.filter(|other| other.id != placement.learner).map(|other| other.learner.identity);
    Ok(others.map(|identity| identity.whole_name()).collect())
}

/// What is agreed to be different at this workplace for this learner.
pub(super) fn adjustments(basis: &PlanInputs) -> Vec<Adjustment> {
    let changes = basis.assessment.changes.iter();
    changes
        .filter(|change| !change.what.is_of_the_journey())
        .map(|change| Adjustment {
            what: words::suitability::arrangement(&change.what, &basis.offer.offer),
            owner: change.owner.label().to_owned(),
            cost_pounds: u32::from(change.cost_pounds),
            by: None,
        })
        .collect()
}
