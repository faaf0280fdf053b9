use super::Inputs;
use crate::briefing::pack::{Term, Terms, Topic};
use crate::law::vetting::known_as_at;
use crate::law::{AgeBand, Because, Rule};
use crate::words::briefing::terms as words;

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
            line(Topic::Vetting, words::vetting(finding(Rule::Vetting))),
            line(Topic::Reporting, words::REPORTING.to_owned()),
        ],
        as_at: known_as_at(),
    }
}
