//! Puts the parts of a filled day in order: fixed parts, rests, tasks, each with its people.

use super::frame::RestReason;
use super::gap::{Gap, GapReason};
use super::prepared::Prepared;
use super::roster::Pair;
use super::turns::Turns;
use super::{DayWork, Doing, Stretch, WorkInput};
use crate::time::Span;

/// A block of a task, the task named by its place in the offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub(super) task: usize,
    pub(super) span: Span,
    pub(super) pair: Pair<'a>,
    pub(super) new: bool,
}

/// One day as far as it could be filled.
#[derive(Default)]
pub(super) struct Found<'a> {
    pub(super) placed: Vec<Placed<'a>>,
    /// Pauses between two rounds of one task.
    pub(super) pauses: Vec<Span>,
    pub(super) gaps: Vec<Gap>,
    pub(super) crowded: bool,
}

struct Part<'a> {
    span: Span,
    doing: Doing<'a>,
    placed: Option<Pair<'a>>,
}

/// The day in order, and its gaps.
pub(super) fn assemble<'a>(
    input: &WorkInput<'a>,
    day: &Prepared<'a>,
    found: &Found<'a>,
    at: usize,
) -> (DayWork<'a>, Vec<Gap>) {
    let mut gaps = found.gaps.clone();
    let attended = match (day.frame.stretches.first(), day.frame.stretches.last()) {
        (Some(first), Some(last)) => Some(Span { from: first.from, to: last.to }),
        _ => None,
    };
    let begun = at == 0 && input.past.is_some_and(|past| past.day_minutes > 0);
    if let (Some(span), true, false) = (attended, day.laid.slots.is_empty(), begun) {
        gaps.push(Gap { date: day.date, span, reason: GapReason::DayTooShort });
    }
    if let (None, Some(hours)) = (attended, hours_left(input, day)) {
        gaps.push(Gap { date: day.date, span: hours, reason: GapReason::HoursUsed });
    }
    let mut parts = parts(day, found);
    close_up(&mut parts, &gaps);
    let mut stretches = Vec::new();
    let mut turns = Turns::new(&day.roster, input.profile.hopes.same_people == Some(true));
    for part in parts {
        match turns.people(part.span, part.doing, part.placed) {
            Some(pair) => stretches.push(Stretch {
                span: part.span,
                doing: part.doing,
                person: pair.person,
                deputy: pair.deputy,
            }),
            None if matches!(part.doing, Doing::Rest(RestReason::Away)) => {}
            None => {
                let reason = if day.roster.has_somebody(part.span) {
                    GapReason::NoDeputy
                } else {
                    GapReason::NobodyThere
                };
                gaps.push(Gap { date: day.date, span: part.span, reason });
            }
        }
    }
    gaps.sort_by_key(|gap| gap.span);
    let work = DayWork {
        date: day.date,
        attended,
        shortened: day.frame.shortened,
        turns: day.turns,
        stretches,
        crowded: found.crowded,
    };
    (work, gaps)
}

/// The hours of a day that is attended in part neither by loss nor by the learner's choice.
fn hours_left(input: &WorkInput<'_>, day: &Prepared<'_>) -> Option<Span> {
    let lost = day.frame.shortened.is_some_and(|cut| cut.reason == super::FinishReason::Lost);
    (!lost).then_some(input.window.hours)
}

fn parts<'a>(day: &Prepared<'a>, found: &Found<'a>) -> Vec<Part<'a>> {
    let activities = day.laid.activities.iter().map(|(activity, span)| Part {
        span: *span,
        doing: Doing::Activity(*activity),
        placed: None,
    });
    let pauses = found.pauses.iter().map(|span| (*span, RestReason::Pause));
    let rests = day.frame.rests.iter().copied().chain(pauses);
    let rests = rests.map(|(span, why)| Part { span, doing: Doing::Rest(why), placed: None });
    let tasks = found.placed.iter().filter_map(|placed| {
        let task = day.supply.get(placed.task)?.task;
        let doing = Doing::Task { task, new: placed.new };
        Some(Part { span: placed.span, doing, placed: Some(placed.pair) })
    });
    let mut parts: Vec<_> = activities.chain(rests).chain(tasks).collect();
    parts.sort_by_key(|part| part.span);
    parts
}

/// A few minutes between a task and what is not one go to the latter.
fn close_up(parts: &mut [Part<'_>], gaps: &[Gap]) {
    let mut index = 1;
    while let Some([before, after]) = parts.get_mut(index - 1..=index) {
        index += 1;
        let Ok(hole) = Span::new(before.span.to, after.span.from) else { continue };
        if gaps.iter().any(|gap| gap.span.overlaps(hole)) {
            continue;
        }
        if matches!(before.doing, Doing::Task { .. }) {
            after.span.from = hole.from;
        } else {
            before.span.to = hole.to;
        }
    }
}
