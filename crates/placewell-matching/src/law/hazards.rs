//! Regulation 19 of the Management of Health and Safety at Work Regulations 1999, task by task.

use super::Facts;
use super::band::AgeBand;
use super::because::Because;
use super::finding::{Condition, Finding, Rule, Subject};
use super::source::Source;
use crate::domain::calendar::school_leaving_date;
use crate::domain::exposure::Exposure;
use crate::domain::fact::Presence;
use crate::domain::hazard::{Hazard, HazardAnswer};
use crate::domain::task::{Task, TaskHazard};

/// Exposures that are hazards in themselves below 18, although the employer states them as
/// surroundings: present, they close a task.
const CLOSED_UNDER_18: [(Exposure, Hazard); 3] = [
    (Exposure::LoneWorking, Hazard::LoneWorking),
    (Exposure::MoneyHandling, Hazard::AnswerableForMoney),
    (Exposure::Confrontation, Hazard::ViolentBehaviour),
];

/// One finding for each hazard of each task, for each word that suggests a hazard and that nobody
/// has answered, and for a question about hazards that nobody has asked; otherwise one that there
/// are none. A placement that crosses from one age band to the next is judged by the younger: nobody
/// re-reads a plan midway.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    let Some((first, last)) = facts.span() else { return Vec::new() };
    let band = AgeBand::on(facts.date_of_birth, first);
    let leaving = school_leaving_date(facts.date_of_birth).filter(|leaving| *leaving < last);
    facts.tasks.iter().flat_map(|task| task_findings(task, band, leaving)).collect()
}

fn task_findings(task: &Task, band: AgeBand, leaving: Option<chrono::NaiveDate>) -> Vec<Finding> {
    let mut findings = of_hazards(task, band, leaving);
    let proposed = task.unanswered_proposals().into_iter();
    findings.extend(proposed.map(|proposal| {
        unanswered(Because::HazardProposed { hazard: proposal.hazard, words: proposal.words }, band)
    }));
    if task.hazard_answer() == HazardAnswer::NotAsked {
        findings.push(unanswered(Because::HazardsNotAsked, band));
    }
    if findings.is_empty() {
        findings.push(Finding::clear(Rule::TaskHazards, Because::NoHazard, Source::ManagementReg3));
    }
    let about = |finding: Finding| finding.about(Subject::Task { task: task.id.clone() });
    findings.into_iter().map(about).collect()
}

/// The findings on the hazards that somebody has stated.
pub(crate) fn of_hazards(task: &Task, band: AgeBand, leaving: Option<chrono::NaiveDate>) -> Vec<Finding> {
    let rule = Rule::TaskHazards;
    let mut findings: Vec<Finding> =
        task.hazards.iter().map(|stated| hazard_finding(stated, band, leaving)).collect();
    let closed = CLOSED_UNDER_18.iter().filter(|(exposure, hazard)| {
        band != AgeBand::Adult
            && task.exposures.get(*exposure) == Presence::Present
            && task.hazards.iter().all(|stated| stated.hazard != *hazard)
    });
    findings.extend(closed.map(|(_, hazard)| {
        Finding::barred(rule, Because::NeverUnder18 { hazard: *hazard }, Source::Caution)
    }));
    findings
}

/// What nobody has said about hazards decides below 18, where regulation 19 turns on it; for an
/// adult it is work for the employer's ordinary assessment.
fn unanswered(because: Because, band: AgeBand) -> Finding {
    let conditions = vec![Condition::StateHazards];
    if band == AgeBand::Adult {
        return Finding::conditional(Rule::TaskHazards, conditions, because, Source::ManagementReg3);
    }
    let question = Finding::question(Rule::TaskHazards, because, Source::ManagementReg19);
    Finding { conditions, ..question }
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
        (_, never) if never.is_never_under_18() => {
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
