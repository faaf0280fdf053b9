//! Who may be on which programme, under which regime, on whose arrangement.

use super::Facts;
use super::band::{AgeBand, Regime};
use super::because::Because;
use super::finding::{Condition, Finding, Rule};
use super::source::Source;
use crate::domain::calendar::{age_on, school_leaving_date, year_group};
use crate::domain::learner::ProgrammeKind;

/// Youngest and oldest age on a supported internship, in completed years.
const INTERNSHIP_AGES: (i32, i32) = (16, 24);

/// Age band, regime, programme, arrangement, and what parents are told.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    let Some((first, _)) = facts.span() else { return Vec::new() };
    let born = facts.date_of_birth;
    let band = AgeBand::on(born, first);
    let mut findings = vec![age_band(facts, band), regime(facts)];
    if facts.programme == ProgrammeKind::SupportedInternship {
        findings.push(internship(facts));
    }
    if Regime::on(born, first, facts.programme) == Regime::PupilWorkExperience {
        findings.push(Finding::conditional(
            Rule::Approval,
            vec![Condition::ProviderApproves],
            Because::PupilArrangement,
            Source::EducationAct1996S560,
        ));
    }
    if band == AgeBand::Child {
        findings.push(Finding::conditional(
            Rule::ParentsTold,
            vec![Condition::TellParents],
            Because::ChildsParents,
            Source::ManagementReg10,
        ));
    }
    findings
}

fn age_band(facts: &Facts<'_>, first: AgeBand) -> Finding {
    let changed = facts.days.iter().find(|day| AgeBand::on(facts.date_of_birth, day.date) != first);
    let because = changed.map_or(Because::OneBand { band: first }, |day| Because::BandChanges {
        from: first,
        to: AgeBand::on(facts.date_of_birth, day.date),
        on: day.date,
    });
    Finding::clear(Rule::AgeBand, because, Source::EducationAct1996S8)
}

fn regime(facts: &Facts<'_>) -> Finding {
    let first = facts.days.first().map_or(facts.date_of_birth, |day| day.date);
    let year_group = year_group(facts.date_of_birth, first);
    let regime = Regime::on(facts.date_of_birth, first, facts.programme);
    let because = Because::RegimeApplies { regime, year_group };
    match (regime, facts.programme) {
        (Regime::VisitOnly, ProgrammeKind::Visit) => Finding::conditional(
            Rule::Regime,
            vec![Condition::OnlyWatch],
            Because::Visit,
            Source::EducationAct1996S560,
        ),
        (Regime::VisitOnly, _) => {
            Finding::barred(Rule::Regime, Because::BelowYearTen { year_group }, Source::EducationAct1996S560)
        }
        (Regime::PupilWorkExperience, _) => {
            Finding::clear(Rule::Regime, because, Source::EducationAct1996S560)
        }
        (Regime::YoungWorker, _) => Finding::clear(Rule::Regime, because, Source::WorkingTimeReg5A),
        (Regime::Adult, _) => Finding::clear(Rule::Regime, because, Source::WorkingTimeReg4),
    }
}

fn internship(facts: &Facts<'_>) -> Finding {
    let born = facts.date_of_birth;
    let rule = Rule::ProgrammeAge;
    let (from, to) = INTERNSHIP_AGES;
    let ages = facts.days.iter().map(|day| age_on(born, day.date));
    let missed = ages.clone().find(|age| !(from..=to).contains(age));
    let leaving = school_leaving_date(born);
    let at_school = facts.days.first().is_some_and(|day| AgeBand::on(born, day.date) == AgeBand::Child);
    match (missed, leaving) {
        (Some(age), _) => {
            Finding::barred(rule, Because::ProgrammeAgeMissed { age, from, to }, Source::InternshipGuidance)
        }
        (None, Some(until)) if at_school => {
            Finding::barred(rule, Because::OfSchoolAge { until }, Source::InternshipGuidance)
        }
        _ => Finding::conditional(
            rule,
            vec![Condition::HasPlan],
            Because::ProgrammeAgeFits { age: ages.min().unwrap_or_default(), nation: facts.nation },
            Source::InternshipGuidance,
        ),
    }
}
