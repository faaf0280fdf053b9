use super::Inputs;
use crate::briefing::pack::{Term, Terms, Topic};
use crate::law::vetting::known_as_at;
use crate::law::{AgeBand, Because, Rule};
use crate::programme::Day;
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
    let line = |topic: Topic, words: String| Term { topic, words };
    Terms {
        lines: vec![
            line(Topic::Hours, hours.join(" ")),
            line(Topic::Breaks, words::breaks(band != AgeBand::Adult).to_owned()),
            line(Topic::Pay, words::pay(inputs.learner.profile.programme).to_owned()),
            line(Topic::Insurance, words::insurance(inputs.offer.insurance.as_ref())),
            line(Topic::RiskAssessment, words::risk_assessment(band).to_owned()),
            line(Topic::Vetting, words::vetting(finding(Rule::Vetting)) + &often(inputs, band)),
            line(Topic::Reporting, words::REPORTING.to_owned()),
        ],
        as_at: known_as_at(),
    }
}

/// Whom the plan names on more than three days, for somebody under 18: whether they are asked about is the
/// safeguarding lead's to decide.
fn often(inputs: &Inputs<'_>, band: AgeBand) -> String {
    if band == AgeBand::Adult {
        return String::new();
    }
    let named = inputs.offer.offer.people.iter().filter_map(|person| {
        let leads = |day: &&Day| day.blocks.iter().any(|block| block.person == person.id);
        let days = inputs.programme.days.iter().filter(leads).count();
        (days > SELDOM_DAYS).then(|| words::named_on(person.name.as_str(), days))
    });
    words::often(&named.collect::<Vec<String>>())
}
