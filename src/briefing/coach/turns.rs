use super::Material;
use crate::briefing::booklet::alike;
use crate::briefing::pack::{Block, Day};
use crate::programme::TaskPlan;
use crate::words::briefing as words;
use crate::words::briefing::coach as say;

/// Who comes when the coach cannot, what the people at work are told, what is written at the end.
pub(super) fn cover(material: &Material<'_>) -> Vec<String> {
    let companions = &material.inputs.learner.profile.companions;
    let mut lines: Vec<String> = companions
        .iter()
        .map(|one| say::cover(one.name.as_str(), one.cover.as_ref().map(|cover| cover.as_str())))
        .collect();
    if companions.is_empty() {
        lines.push(say::cover(say::COACH, None));
    }
    let mut leads: Vec<&str> = Vec::new();
    for block in material.days.iter().flat_map(|day| &day.blocks) {
        if let Block::Work(work) = block
            && !leads.contains(&work.with.as_str())
        {
            leads.push(&work.with);
        }
    }
    lines.push(say::handover(&leads));
    lines.push(say::NOTE.to_owned());
    lines
}

/// What may change places, what never moves, what to keep and what to let go of.
pub(super) fn replan(material: &Material<'_>) -> Vec<String> {
    let date = |day: &Day| day.dates.first().copied().unwrap_or_default();
    let swaps = alike(&material.days, date, movable).into_iter().map(|(dates, jobs)| {
        let jobs: Vec<&str> = jobs.iter().map(String::as_str).collect();
        say::may_swap(&words::day_heading(&dates, &[]), &jobs)
    });
    let mut tasks: Vec<&TaskPlan> = material.inputs.programme.tasks.iter().collect();
    tasks.sort_by_key(|plan| (std::cmp::Reverse(plan.stretches), std::cmp::Reverse(plan.blocks)));
    let names = |some: &[&TaskPlan]| some.iter().map(|plan| plan.name.to_string()).collect::<Vec<String>>();
    let (keep, let_go) = tasks.split_at(tasks.len().div_ceil(2));
    let (keep, let_go) = (names(keep), names(let_go));
    let told = |names: &[String], say: fn(&[&str]) -> String| {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        (!names.is_empty()).then(|| say(&names))
    };
    let mut lines = vec![say::NEVER_MOVES.to_owned()];
    lines.extend(told(&keep, say::keep));
    lines.extend(told(&let_go, say::let_go));
    lines.extend(swaps);
    lines
}

fn movable(day: &Day) -> Vec<String> {
    let mut jobs: Vec<String> = Vec::new();
    for block in &day.blocks {
        if let Block::Work(work) = block
            && work.swappable
            && !jobs.contains(&work.task)
        {
            jobs.push(work.task.clone());
        }
    }
    jobs
}
