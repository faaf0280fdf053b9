//! Employers' liability insurance: the amount, the last day, the exemptions and their traps.

use chrono::NaiveDate;

use super::Facts;
use super::because::Because;
use super::finding::{Condition, Finding, Rule, Subject};
use super::source::Source;
use crate::domain::insurance::Insurance;

/// The least cover by law, whole pounds.
pub const LEAST_COVER_POUNDS: u64 = 5_000_000;

/// Placements longer than this many calendar days are told to the insurer.
const TELL_AFTER_DAYS: u16 = 14;

/// The employer's cover, and what the insurer must hear.
#[must_use]
pub fn assess(facts: &Facts<'_>) -> Vec<Finding> {
    let Some((first, last)) = facts.span() else { return Vec::new() };
    let cover = cover(facts.insurance, last);
    let calendar_days = u16::try_from((last - first).num_days() + 1).unwrap_or(u16::MAX);
    [Some(cover), insurer_told(facts, calendar_days)]
        .into_iter()
        .flatten()
        .map(|finding| finding.about(Subject::Employer))
        .collect()
}

/// Whether an employer is covered up to the last day of a placement.
#[must_use]
pub fn cover(insurance: Option<&Insurance>, last: NaiveDate) -> Finding {
    let rule = Rule::Insurance;
    let exempt = |because| Finding::clear(rule, because, Source::InsuranceAct1969S3);
    let trap = |because| Finding::barred(rule, because, Source::InsuranceAct1969);
    match insurance {
        None => Finding::question(rule, Because::CoverUnknown, Source::InsuranceAct1969),
        Some(Insurance::Policy { cover_pounds, .. }) if *cover_pounds < LEAST_COVER_POUNDS => {
            let because = Because::CoverTooLow { pounds: *cover_pounds, least: LEAST_COVER_POUNDS };
            Finding::barred(rule, because, Source::InsuranceReg3)
        }
        Some(Insurance::Policy { expires, .. }) if *expires < last => {
            let because = Because::CoverEnds { on: *expires, last_day: last };
            Finding::barred(rule, because, Source::InsuranceAct1969)
        }
        Some(Insurance::Policy { cover_pounds, expires, .. }) => {
            let because = Because::CoverHolds { pounds: *cover_pounds, until: *expires };
            Finding::clear(rule, because, Source::InsuranceAct1969)
        }
        Some(Insurance::Crown) => exempt(Because::CrownBears),
        Some(Insurance::LocalAuthority) => exempt(Because::LocalAuthorityExempt),
        Some(Insurance::NhsBody) => exempt(Because::NhsExempt),
        Some(Insurance::CloseRelativesOnly) => trap(Because::RelativesExemptionEnds),
        Some(Insurance::NoEmployees) => trap(Because::LearnerIsFirstEmployee),
    }
}

fn insurer_told(facts: &Facts<'_>, calendar_days: u16) -> Option<Finding> {
    let Some(Insurance::Policy { insurer_told, .. }) = facts.insurance else { return None };
    let hazards = facts.tasks.iter().any(|task| !task.hazards.is_empty());
    let unusual = calendar_days > TELL_AFTER_DAYS || hazards;
    Some(if unusual && !insurer_told {
        Finding::conditional(
            Rule::InsurerTold,
            vec![Condition::TellInsurer],
            Because::InsurerShouldKnow { calendar_days, hazards },
            Source::InsurerPractice,
        )
    } else {
        Finding::clear(Rule::InsurerTold, Because::InsurerKnowsEnough, Source::InsurerPractice)
    })
}
