use super::Inputs;
use crate::briefing::pack::Guidance;
use crate::domain::learner::Profile;
use crate::domain::text::Line;
use crate::domain::theme::Theme;
use crate::law::{Outcome, Rule, Subject};
use crate::words::briefing::support;

pub(super) fn guidance(profile: &Profile) -> Guidance {
    let mut engaging = sentences(&profile.motivators);
    engaging.push(support::variety(profile.variety).to_owned());
    Guidance {
        talking: profile.communicates.iter().map(|mode| support::talking(*mode).to_owned()).collect(),
        instructing: profile
            .instructed_by
            .iter()
            .map(|mode| support::instructing(*mode).to_owned())
            .collect(),
        engaging,
        stress_signs: or_ask(sentences(&profile.stress_signs)),
        helps: or_ask(sentences(&profile.what_helps)),
        avoid: or_ask(sentences(&profile.please_avoid)),
    }
}

/// Why the match, in terms of the work: shared interests, strengths, a step further.
pub(super) fn why(inputs: &Inputs<'_>) -> Vec<String> {
    let (offer, profile) = (&inputs.offer.offer, &inputs.learner.profile);
    let planned = inputs.programme.tasks.iter();
    let tasks: Vec<_> = planned.clone().filter_map(|plan| offer.task(&plan.task)).collect();
    let shared: Vec<Theme> = profile
        .interests
        .iter()
        .filter(|theme| tasks.iter().any(|task| task.themes.contains(*theme)))
        .collect();
    let mut why = Vec::new();
    if !shared.is_empty() {
        why.push(support::shared_interests(&shared));
    }
    why.extend(profile.strengths.iter().take(3).map(|one| support::strength(one.as_str())));
    why.extend(
        planned.filter(|plan| plan.stretches).take(1).map(|plan| support::stretch(plan.name.as_str())),
    );
    if why.is_empty() {
        why.push(support::sentence(offer.summary.as_str()));
    }
    why
}

/// Places, jobs and habits that are out of bounds.
pub(super) fn do_not(inputs: &Inputs<'_>) -> Vec<String> {
    let offer = &inputs.offer.offer;
    let barred = inputs.findings.iter().filter_map(|finding| match &finding.subject {
        Subject::Task { task } if finding.rule == Rule::TaskHazards && finding.outcome == Outcome::Barred => {
            offer.task(task)
        }
        _ => None,
    });
    let mut lines: Vec<String> =
        offer.everyday.no_go.iter().map(|place| support::no_go(place.as_str())).collect();
    for task in barred {
        let line = support::barred(task.name.as_str());
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines.extend(support::always_not(inputs.learner.profile.no_food_or_drink));
    lines
}

fn sentences(lines: &[Line]) -> Vec<String> {
    lines.iter().map(|line| support::sentence(line.as_str())).collect()
}

fn or_ask(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { vec![support::ASK_FIRST.to_owned()] } else { lines }
}
