use super::{Material, first, tasks};
use crate::briefing::compose::closed;
use crate::domain::disclosure::Told;
use crate::domain::hazard::{Hazard, HazardAnswer};
use crate::domain::task::Task;
use crate::words::briefing::family as say;
use crate::words::briefing::support::sentence;
use crate::words::briefing::voice;
use crate::words::label::Label;

/// The risks that are known, with what is done about each, and those of which nobody has been asked.
pub(super) fn lines(material: &Material<'_>) -> Vec<String> {
    let (offer, pack) = (&material.inputs.offer.offer, material.pack);
    let who = first(material).who;
    let planned = tasks(material);
    let mut lines: Vec<String> = hazards(&planned)
        .into_iter()
        .map(|(hazard, control, jobs)| match control {
            Some(control) => say::risk(hazard.label(), &jobs, control),
            None => say::risk_open(hazard.label(), &jobs, &who),
        })
        .collect();
    let answered = |wanted: HazardAnswer| -> Vec<&str> {
        let some = planned.iter().filter(|task| task.hazard_answer() == wanted);
        some.map(|task| task.name.as_str()).collect()
    };
    let (none, open) = (answered(HazardAnswer::None), answered(HazardAnswer::NotAsked));
    if !none.is_empty() {
        lines.push(say::no_risk(&none));
    }
    if !open.is_empty() {
        lines.push(say::risk_unknown(&open, &who));
    }
    let stops =
        planned.iter().filter_map(|task| Some(task.stop_rule.as_ref()?.as_str().trim_end_matches('.')));
    let stops: Vec<&str> = stops.collect();
    lines.extend((!stops.is_empty()).then(|| say::stop_rules(&stops)));
    lines.extend(pack.week.events.iter().map(|event| say::event(&event.what, &event.when, &event.so)));
    lines.extend(say::closed_places(&closed(offer)));
    let profile = &material.inputs.learner.profile;
    if pack.tells().contains(Told::SafetyStatement) {
        lines.extend(pack.safety.statement.iter().map(|said| sentence(said)));
    }
    lines.extend(voice::of_the_body(&profile.body));
    lines.push(say::fire(&pack.evacuation.alarm_test, &pack.evacuation.assembly_point));
    lines.extend(pack.evacuation.personal_plan.iter().cloned());
    lines.push(say::first_aid(&pack.safety.first_aider));
    lines
}

/// Each hazard with its control, once, and the jobs that bring it.
fn hazards<'a>(planned: &[&'a Task]) -> Vec<(Hazard, Option<&'a str>, Vec<&'a str>)> {
    let mut found: Vec<(Hazard, Option<&str>, Vec<&str>)> = Vec::new();
    for task in planned {
        for one in &task.hazards {
            let control = one.control.as_ref().map(|line| line.as_str());
            match found.iter_mut().find(|(hazard, known, _)| *hazard == one.hazard && *known == control) {
                Some((_, _, jobs)) => jobs.push(task.name.as_str()),
                None => found.push((one.hazard, control, vec![task.name.as_str()])),
            }
        }
    }
    found
}
