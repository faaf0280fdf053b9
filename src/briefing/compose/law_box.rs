use chrono::NaiveDate;

use super::Inputs;
use crate::briefing::pack::{Term, Terms, Topic};
use crate::domain::calendar::age_on;
use crate::domain::text::Line;
use crate::domain::time::TimeOfDay;
use crate::law::safeguarding::{VettingChoice, no_check_at};
use crate::law::vetting::known_as_at;
use crate::law::{AgeBand, Because, Finding, Rule};
use crate::programme::Block;
use crate::words::briefing::terms as words;

/// Up to so many days in thirty somebody teaches seldom (Safeguarding Vulnerable Groups Act 2006, Schedule 4).
const SELDOM_DAYS: usize = 3;

/// The law box: one line a topic, from the findings.
pub(super) fn terms(inputs: &Inputs<'_>) -> Terms {
    let finding = |rule: Rule| inputs.findings.iter().find(|finding| finding.rule == rule);
    let hours: Vec<String> = [Rule::DailyHours, Rule::WeeklyHours, Rule::Night]
        .into_iter()
        .filter_map(|rule| words::hours(&finding(rule)?.because))
        .collect();
    let band = finding(Rule::AgeBand).map(|found| &found.because);
    let band = match band {
        Some(Because::OneBand { band } | Because::BandChanges { from: band, .. }) => *band,
        _ => AgeBand::Child,
    };
    let vetting = finding(Rule::Vetting);
    let of_age = words::of_age(band).filter(|_| vetting.is_some()).map(str::to_owned);
    let vetting: Vec<String> = of_age
        .into_iter()
        .chain([words::vetting(vetting)])
        .chain(second(vetting))
        .chain(often(inputs, vetting))
        .collect();
    let vetting = vetting.join(" ");
    let line = |topic: Topic, words: String| Term { topic, words };
    Terms {
        lines: vec![
            line(Topic::Hours, hours.join(" ")),
            line(Topic::Breaks, words::breaks(band != AgeBand::Adult).to_owned()),
            line(Topic::Pay, words::pay(inputs.learner.profile.programme).to_owned()),
            line(Topic::Insurance, words::insurance(inputs.offer.insurance.as_ref())),
            line(Topic::RiskAssessment, words::risk_assessment(band).to_owned()),
            line(Topic::Vetting, vetting),
            line(Topic::Reporting, words::REPORTING.to_owned()),
        ],
        as_at: known_as_at(),
    }
}

/// Who the second adult is, where two are to be in sight: whoever stands in for the one who leads.
fn second(vetting: Option<&Finding>) -> Option<String> {
    vetting.filter(|finding| two_adults(finding)).map(|_| words::SECOND_ADULT.to_owned())
}

/// Whether the decision is that two adults stay in sight.
pub(super) fn two_adults(finding: &Finding) -> bool {
    matches!(finding.because, Because::VettingDecided { choice: VettingChoice::TwoAdults, .. })
}

/// Whether the decision leaves open if a check is asked for beside the two adults.
pub(super) fn check_is_open(finding: &Finding) -> bool {
    matches!(finding.because, Because::VettingDecided { choice: VettingChoice::TwoAdults, check: None, .. })
}

/// Whether a check is asked for at an age at which the guidance lets nobody ask for one.
pub(super) fn check_is_in_doubt(inputs: &Inputs<'_>, finding: &Finding) -> bool {
    let asked = matches!(
        finding.because,
        Because::VettingDecided { check: Some(true), .. }
            | Because::VettingDecided { choice: VettingChoice::EmployerChecks, .. }
    );
    let first = inputs.programme.days.first();
    asked && first.is_some_and(|day| no_check_at(age_on(inputs.learner.identity.date_of_birth, day.date)))
}

/// Whether a check is asked for and nobody has said who applies for it.
pub(super) fn check_is_not_arranged(finding: &Finding) -> bool {
    matches!(finding.because, Because::VettingDecided { check: Some(true), arranged: None, .. })
}

/// The blocks of work with nobody who stands in: there the second adult is not known yet.
pub(super) fn without_a_second(inputs: &Inputs<'_>) -> Vec<(NaiveDate, TimeOfDay)> {
    let work = inputs.programme.blocks().filter(|(_, block)| !block.content.is_rest());
    work.filter(|(_, block)| block.deputy.is_none()).map(|(day, block)| (day.date, block.span.from)).collect()
}

/// Who leads a job on more than three days, where a decision on checks rests on it, and how a check of them is arranged.
fn often(inputs: &Inputs<'_>, vetting: Option<&Finding>) -> Option<String> {
    let Because::VettingDecided { check, arranged, .. } = &vetting?.because else { return None };
    let named = inputs.offer.offer.people.iter().filter_map(|person| {
        let leads = |block: &Block| block.person == person.id && !block.content.is_rest();
        let days = inputs.programme.days.iter().filter(|day| day.blocks.iter().any(leads)).count();
        (days > SELDOM_DAYS).then(|| words::named_on(person.name.as_str(), days))
    });
    let named: Vec<String> = named.collect();
    let in_doubt = vetting.is_some_and(|finding| check_is_in_doubt(inputs, finding));
    match check {
        Some(true) if in_doubt => Some(words::CHECK_IN_DOUBT.to_owned()),
        Some(true) => Some(words::checked(&named, arranged.as_ref().map(Line::as_str))),
        _ => words::often(&named, *check == Some(false)),
    }
}
