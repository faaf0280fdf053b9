use super::Material;
use crate::briefing::booklet::{Chapter, Item, row};
use crate::domain::task::Task;
use crate::domain::text::Line;
use crate::words::briefing::coach::{self as say, chapter};
use crate::words::briefing::support;
use crate::words::programme::{less_help, more_help};

/// How help is given to this learner, what stays, what the work pays with.
pub(super) fn order(material: &Material<'_>, planned: &[&Task]) -> Vec<Item> {
    let (profile, guidance) = (&material.inputs.learner.profile, &material.pack.guidance);
    let mut lines = vec![say::order(profile.talk.wait_seconds)];
    lines.extend(guidance.instructing.iter().cloned());
    lines.push(say::touch(material.called()));
    lines.push(say::REFUSAL.to_owned());
    let texts =
        |lines: &'_ [Line]| lines.iter().map(|line| line.as_str().to_owned()).collect::<Vec<String>>();
    let stays = texts(&profile.stays);
    let stays: Vec<&str> = stays.iter().map(String::as_str).collect();
    lines.push(if stays.is_empty() { say::STAYS_UNKNOWN.to_owned() } else { say::stays(&stays) });
    let motivators = texts(&profile.motivators);
    let motivators: Vec<&str> = motivators.iter().map(String::as_str).collect();
    if !motivators.is_empty() {
        lines.push(say::motivators(&motivators));
    }
    lines.extend(
        planned
            .iter()
            .filter_map(|task| Some(say::pays(task.name.as_str(), task.used.as_ref()?.how.as_str()))),
    );
    vec![Item::Points { lines }]
}

/// How to talk with this learner; how distress shows, what helps and what makes it worse.
pub(super) fn talk_and_signs(material: &Material<'_>) -> [Chapter; 2] {
    let guidance = &material.pack.guidance;
    let parts =
        [(say::SIGNS, &guidance.stress_signs), (say::HELPS, &guidance.helps), (say::WORSE, &guidance.avoid)];
    let told = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    let signs = told.flat_map(|(lead, lines)| {
        [Item::Words { lines: vec![lead.to_owned()] }, Item::Points { lines: lines.clone() }]
    });
    [
        Chapter::new(
            chapter::TALK,
            vec![Item::Points { lines: [guidance.talking.clone(), guidance.answers.clone()].concat() }],
        ),
        Chapter::new(chapter::SIGNS, signs.collect()),
    ]
}

/// Each job's starting help and method, and its rules in counts.
pub(super) fn rules(material: &Material<'_>) -> Vec<Item> {
    let offer = &material.inputs.offer.offer;
    let rows = material.inputs.programme.tasks.iter().map(|plan| {
        let own = offer.task(&plan.task).and_then(|task| task.stop_rule.as_ref());
        vec![
            plan.name.to_string(),
            say::method(plan.starts_at).to_owned(),
            plan.less_help_when
                .map_or_else(|| say::NO_RULE.to_owned(), |rule| support::sentence(&less_help(rule))),
            plan.more_help_when
                .map_or_else(|| say::NO_RULE.to_owned(), |rule| support::sentence(&more_help(rule))),
            own.map_or_else(|| say::NO_RULE.to_owned(), |own| support::sentence(own.as_str())),
        ]
    });
    vec![Item::Table { head: row(say::JOBS_HEAD), widths: vec![4, 6, 4, 4, 5], rows: rows.collect() }]
}
