//! A pack from documents alone: no store, no caller; nothing is kept and nothing is sent.

mod documents;
mod journey;
mod stopped;

use chrono::NaiveDate;

use crate::briefing::booklet::Material;
use crate::briefing::compose::{self, Disclosure, Inputs, Version};
use crate::briefing::editions::{self, Artefacts};
use crate::briefing::leak::{self, Secrets};
use crate::briefing::pack::Pack;
use crate::briefing::pdf::Press;
use crate::clock::Clock;
use crate::domain::code::Code;
use crate::domain::delivery::Edition;
use crate::domain::ids::Reference;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::law::{self, Finding, Gate};
use crate::programme::{Breach, Programme};
use crate::ranking::Query;
use crate::ranking::dates::earliest;
use crate::services::programmes::{Plan, PlanInputs};
use crate::standing::law_facts;
use crate::suitability::{Outcome, Weights};
use crate::travel::{DayTravel, TravelModel};
use crate::words;
use crate::words::suitability::Audience;

use super::gathered::adjustments;
use super::{CopyOfPlan, journeys};

pub use documents::{Agreed, LearnerDocument, OfferDocument};
pub use journey::travel_model;
pub use stopped::Stopped;

/// A whole placement on paper.
#[derive(Debug)]
pub struct Prepared {
    /// The days.
    pub programme: Programme,
    /// The pack's model.
    pub pack: Pack,
    /// The employer's edition.
    pub printed: Artefacts,
    /// The copies for the learner, the family and the job coach.
    pub copies: Vec<CopyOfPlan>,
    /// How the journeys stand and what that stands on, in sentences: for the learner's side.
    pub journey: Vec<String>,
    /// What somebody must answer before such a placement can be confirmed, in sentences.
    pub to_answer: Vec<String>,
}

/// Judges, plans, composes, prints and checks, in that order.
///
/// Without recorded agreement (see [`Agreed`]) the pack names nobody and quotes nobody.
///
/// # Errors
/// [`Stopped`] at the first of these that says no.
pub fn prepare(
    press: &Press,
    clock: &dyn Clock,
    offer: &OfferDocument,
    learner: &LearnerDocument,
    travel: &dyn TravelModel,
    start: NaiveDate,
    reference: &Reference,
) -> Result<Prepared, Stopped> {
    let basis = basis(offer.facts(), learner.facts(), travel, start)?;
    let plan = planned(&basis)?;
    let PlanInputs { learner: facts, offer: facts_of_offer, window, .. } = &basis;
    let vetting = learner.vetting.as_ref();
    let findings = law::assess(&law_facts(facts, facts_of_offer, window, &plan.programme, vetting));
    let gate = Gate::of(&findings);
    let told = |finding: &Finding| words::law::finding(finding, &basis.offer.offer);
    if !gate.barred.is_empty() {
        return Err(Stopped::Law(gate.barred.iter().map(told).collect()));
    }
    let today = clock.today_in_london();
    let disclosure = Disclosure {
        first_name: learner.agreed.placement.is_some(),
        name_on_the_wall: false,
        statement_agreed_on: learner.agreed.statement,
    };
    let inputs = Inputs {
        reference,
        version: Version { number: 1, changes: Vec::new(), draft: true, prepared_on: today },
        offer: &basis.offer,
        offer_as_at: offer.as_at().unwrap_or(today),
        learner: &learner.learner,
        disclosure,
        steps: &learner.steps,
        terms: learner.agreed.terms(),
        provider: &learner.provider,
        programme: &plan.programme,
        findings: &findings,
        left_out: &basis.assessment.carved,
        adjustments: &adjustments(&basis),
    };
    let pack = compose::compose(&inputs)?;
    let printed = editions::employer(press, &pack, &[], clock.now())?;
    let mut secrets = Secrets::of(
        Edition::Employer,
        &learner.learner,
        disclosure.first_name,
        disclosure.statement_agreed_on.is_some(),
        &basis.offer,
        &learner.provider,
        Vec::new(),
    );
    secrets.journey = basis.journey.chosen().0.stops_of_home();
    let leaks = leak::check(&leak::parts(&pack, &printed), &secrets);
    if !leaks.is_empty() {
        return Err(Stopped::Leak(leaks));
    }
    let days = journeys(travel, &basis.learner, &basis.offer, &plan.programme);
    let copies = copies(press, clock, &inputs, &pack, &days, &secrets.journey)?;
    let decisive = basis.assessment.questions.iter().filter(|question| question.decisive);
    let asked = decisive.map(|question| words::suitability::question(question, &basis.offer.offer));
    let to_answer = gate.unanswered.iter().map(told).chain(asked).collect();
    Ok(Prepared {
        programme: plan.programme,
        pack,
        printed,
        copies,
        journey: journey::told(&basis.journey),
        to_answer,
    })
}

/// The three other copies of the plan, none of which may tell what its reader must not learn.
fn copies(
    press: &Press,
    clock: &dyn Clock,
    inputs: &Inputs<'_>,
    pack: &Pack,
    journey: &[DayTravel],
    stops: &[String],
) -> Result<Vec<CopyOfPlan>, Stopped> {
    let material = Material::of(inputs, pack, journey)?;
    let mut copies = Vec::new();
    for edition in Edition::ALL {
        let Some(copy) = CopyOfPlan::of(*edition, &material, press, clock.now())? else { continue };
        let mut secrets =
            Secrets::of(*edition, inputs.learner, true, false, inputs.offer, inputs.provider, Vec::new());
        secrets.journey = stops.to_vec();
        let leaks = copy.leaks(&secrets, None);
        if !leaks.is_empty() {
            return Err(Stopped::Leak(leaks));
        }
        copies.push(copy);
    }
    Ok(copies)
}

fn basis(
    offer: OfferFacts,
    learner: LearnerFacts,
    travel: &dyn TravelModel,
    start: NaiveDate,
) -> Result<PlanInputs, Stopped> {
    let query = Query { start: Some(start), ..Query::from(start, 1) };
    let Some((window, days)) = earliest(&offer, &learner, &query) else {
        let next = earliest(&offer, &learner, &Query::from(start, 1));
        return Err(Stopped::NoDates { start, next: next.and_then(|(_, days)| days.first().copied()) });
    };
    let window: Window = window.clone();
    Ok(PlanInputs::of(learner, offer, window, days, travel, &Weights::default()))
}

/// The plan of a placement that suits. One that does not, and has too little work besides, is told
/// with every gap.
fn planned(basis: &PlanInputs) -> Result<Plan, Stopped> {
    let planned = Plan::afresh(basis);
    let gaps = planned.as_ref().err().map(|short| short.missing.as_slice()).unwrap_or_default();
    let gaps: Vec<String> = gaps.iter().map(words::programme::gap).collect();
    if basis.assessment.outcome == Outcome::Unsuitable {
        let told = |one| words::suitability::blocker(one, Audience::Professional);
        return Err(Stopped::Unsuitable {
            blockers: basis.assessment.blockers.iter().map(told).collect(),
            left_out: (basis.assessment.carved.iter())
                .map(|one| words::suitability::carved_and_back(one, &basis.offer.offer))
                .collect(),
            gaps,
        });
    }
    let plan = planned.map_err(|_| Stopped::TooLittleWork(gaps))?;
    let told = |breach: Breach| words::breach::rule(&breach.rule).to_owned();
    let broken: Vec<String> = plan.broken(basis).map(told).collect();
    if broken.is_empty() { Ok(plan) } else { Err(Stopped::Broken(broken)) }
}
