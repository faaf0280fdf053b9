//! A placement on paper, judged and planned: what the pack is composed from.

use chrono::NaiveDate;

use super::{LearnerDocument, OfferDocument, Stopped};
use crate::briefing::compose::{Disclosure, Inputs, PlannedCall, Version};
use crate::briefing::pack::Adjustment;
use crate::clock::Clock;
use crate::domain::ids::Reference;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;
use crate::law::{self, Finding, Gate};
use crate::programme::Breach;
use crate::ranking::Query;
use crate::ranking::dates::earliest;
use crate::services::briefings::gathered::adjustments;
use crate::services::programmes::{Plan, PlanInputs};
use crate::standing::law_facts;
use crate::suitability::{Outcome, Weights};
use crate::travel::TravelModel;
use crate::words;
use crate::words::suitability::Audience;

/// Two documents and what follows from them.
pub(super) struct Judged<'a> {
    learner: &'a LearnerDocument,
    reference: &'a Reference,
    prepared_on: NaiveDate,
    offer_as_at: NaiveDate,
    pub(super) basis: PlanInputs,
    pub(super) plan: Plan,
    findings: Vec<Finding>,
    pub(super) gate: Gate,
    adjustments: Vec<Adjustment>,
    calls: Vec<PlannedCall>,
}

impl<'a> Judged<'a> {
    /// Judges and plans, in that order.
    pub(super) fn of(
        clock: &dyn Clock,
        offer: &OfferDocument,
        learner: &'a LearnerDocument,
        travel: &dyn TravelModel,
        start: NaiveDate,
        reference: &'a Reference,
    ) -> Result<Self, Stopped> {
        let basis = basis(offer.facts(), learner.facts(), travel, start)?;
        let plan = planned(&basis)?;
        let PlanInputs { learner: facts, offer: facts_of_offer, window, .. } = &basis;
        let vetting = learner.vetting.as_ref();
        let findings = law::assess(&law_facts(facts, facts_of_offer, window, &plan.programme, vetting));
        let gate = Gate::of(&findings);
        if !gate.barred.is_empty() {
            let told = |finding: &Finding| words::law::finding(finding, &basis.offer.offer);
            return Err(Stopped::Law(gate.barred.iter().map(told).collect()));
        }
        let prepared_on = clock.today_in_london();
        let offer_as_at = offer.as_at().unwrap_or(prepared_on);
        let adjustments = adjustments(&basis);
        let calls = learner.calls();
        Ok(Self {
            learner,
            reference,
            prepared_on,
            offer_as_at,
            basis,
            plan,
            findings,
            gate,
            adjustments,
            calls,
        })
    }

    pub(super) fn inputs(&self) -> Inputs<'_> {
        let Self { learner, basis, .. } = self;
        Inputs {
            reference: self.reference,
            version: Version { number: 1, changes: Vec::new(), draft: true, prepared_on: self.prepared_on },
            offer: &basis.offer,
            offer_as_at: self.offer_as_at,
            learner: &learner.learner,
            disclosure: Disclosure {
                first_name: learner.agreed.placement.is_some(),
                name_on_the_wall: false,
                statement_agreed_on: learner.agreed.statement,
            },
            steps: &learner.steps,
            terms: learner.agreed.terms(),
            provider: &learner.provider,
            calls: &self.calls,
            programme: &self.plan.programme,
            findings: &self.findings,
            left_out: &basis.assessment.carved,
            adjustments: &self.adjustments,
        }
    }
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
