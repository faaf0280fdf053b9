use super::Material;
use crate::briefing::booklet::alike;
use crate::briefing::compose::half_a_day;
use crate::briefing::pack::{Block, Day};
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
        let alone = material.pack.nobody_along;
        lines.push(if alone { say::NO_COVER.to_owned() } else { say::cover(say::COACH, None) });
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

/// What may change places, what never moves, and whom to ask when half a day is lost.
pub(super) fn replan(material: &Material<'_>) -> Vec<String> {
    let date = |day: &Day| day.dates.first().copied().unwrap_or_default();
    let swaps = alike(&material.days, date, movable).into_iter().map(|(dates, jobs)| {
        let jobs: Vec<&str> = jobs.iter().map(String::as_str).collect();
        say::may_swap(&words::day_heading(&dates, &[]), &jobs)
    });
    let pack = &material.pack;
    let ring = &pack.phones.ladder.first().unwrap_or(&pack.arrival.late_ring).who;
    let mut lines = vec![say::NEVER_MOVES.to_owned(), half_a_day(material.inputs, ring)];
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
