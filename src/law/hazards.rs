//! Regulation 19 of the Management of Health and Safety at Work Regulations 1999, task by task.

use super::band::AgeBand;
use super::because::Because;
use super::finding::{Condition, Finding, Rule, Subject};
use super::source::Source;
use super::{Facts, TaskFacts};
use crate::domain::calendar::school_leaving_date;
use crate::domain::hazard::Hazard;
use crate::domain::task::TaskHazard;

/// One finding for each hazard of each task, and one for a task without hazards. A placement that
/// crosses from one age band to the next is judged by the younger: nobody re-reads a plan midway.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    let Some((first, last)) = facts.span() else { return Vec::new() };
    let band = AgeBand::on(facts.date_of_birth, first);
    let leaving = school_leaving_date(facts.date_of_birth).filter(|leaving| *leaving < last);
    facts.tasks.iter().flat_map(|task| task_findings(task, band, leaving)).collect()
}

fn task_findings(task: &TaskFacts<'_>, band: AgeBand, leaving: Option<chrono::NaiveDate>) -> Vec<Finding> {
    let subject = || Subject::Task { task: task.id.clone() };
    if task.hazards.is_empty() {
        let clear = Finding::clear(Rule::TaskHazards, Because::NoHazard, Source::ManagementReg3);
        return vec![clear.about(subject())];
    }
    task.hazards.iter().map(|stated| hazard_finding(stated, band, leaving).about(subject())).collect()
}

/// The finding for one hazard: barred for a child, conditional on three proofs for a young person,
/// the ordinary risk assessment for an adult. `leaving` is the leaving date when it falls within
/// the placement.
#[must_use]
pub fn hazard_finding(stated: &TaskHazard, band: AgeBand, leaving: Option<chrono::NaiveDate>) -> Finding {
    let (rule, hazard) = (Rule::TaskHazards, stated.hazard);
    let head = hazard.head();
    match (band, hazard) {
        (AgeBand::Adult, _) => {
            Finding::clear(rule, Because::OrdinaryAssessment { hazard }, Source::ManagementReg3)
        }
        (_, Hazard::Asbestos | Hazard::Lead | Hazard::IonisingRadiation | Hazard::Explosives) => {
            Finding::barred(rule, Because::NeverUnder18 { hazard }, Source::Caution)
        }
        (AgeBand::Child, Hazard::LiftTruck) => {
            Finding::barred(rule, Because::NeverOfSchoolAge { hazard }, Source::LiftTruckGuidance)
        }
        (AgeBand::Child, _) => Finding::barred(
            rule,
            Because::BarredForChild { hazard, head, until: leaving },
            Source::ManagementReg19,
        ),
        (AgeBand::YoungPerson, _) => {
            let missing = missing_proofs(stated);
            let because = if missing.is_empty() {
                Because::ProofsGiven { hazard, head }
            } else {
                Because::ProofsMissing { hazard, head }
            };
            Finding::conditional(rule, missing, because, Source::ManagementReg19)
        }
    }
}

/// The proofs of regulation 19(3) that nobody has given yet.
fn missing_proofs(stated: &TaskHazard) -> Vec<Condition> {
    [
        (stated.necessary_for_training, Condition::NecessaryForTraining),
        (stated.competent_supervision, Condition::CompetentSupervision),
        (stated.risk_reduced, Condition::RiskReduced),
    ]
    .into_iter()
    .filter_map(|(given, condition)| (!given).then_some(condition))
    .collect()
}
