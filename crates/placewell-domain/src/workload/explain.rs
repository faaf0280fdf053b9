//! As much of a day as can be filled from its beginning on, and why not more.

use super::assemble::{Found, Placed};
use super::column::SLACK_MINUTES;
use super::gap::{DayState, Gap, GapReason};
use super::prepared::Prepared;
use super::supply::TaskSupply;
use super::{LEAST_BLOCK_MINUTES, MOST_TASKS_A_WEEK, WorkInput};
use crate::time::{Span, TimeOfDay};

/// The day with its gaps: at least one.
pub(super) fn explain<'a>(input: &WorkInput<'a>, day: &Prepared<'a>, portfolio: &[usize]) -> Found<'a> {
    let full = portfolio.len() >= MOST_TASKS_A_WEEK;
    let mut used: Vec<u16> = day.supply.iter().map(|supply| done(input, day, supply)).collect();
    let mut found = Found::default();
    for slot in &day.laid.slots {
        let mut at = slot.from;
        while at < slot.to {
            let late = if at == slot.from { SLACK_MINUTES } else { 0 };
            if let Some(placed) = furthest(day, *slot, at, late, portfolio, &used) {
                at = placed.span.to;
                if let Some(used) = used.get_mut(placed.task) {
                    *used = used.saturating_add(placed.span.minutes());
                }
                found.placed.push(placed);
                continue;
            }
            let next = next_change(day, at, slot.to);
            let span = Span { from: at, to: next };
            let state = DayState {
                input,
                date: day.date,
                roster: &day.roster,
                supply: &day.supply,
                used: &used,
                portfolio,
                full,
            };
            note(&mut found.gaps, Gap { date: day.date, span, reason: state.why(span) });
            at = next;
        }
    }
    found.gaps.retain(|gap| gap.span.minutes() > SLACK_MINUTES);
    if found.gaps.is_empty() {
        let slot = day.laid.slots.iter().max_by_key(|slot| slot.minutes());
        found.gaps.extend(slot.map(|slot| Gap { date: day.date, span: *slot, reason: GapReason::TooShort }));
        found.placed.retain(|placed| slot.is_none_or(|slot| !slot.overlaps(placed.span)));
    }
    found
}

fn note(gaps: &mut Vec<Gap>, gap: Gap) {
    match gaps.last_mut() {
        Some(before) if before.span.to == gap.span.from && before.reason == gap.reason => {
            before.span.to = gap.span.to;
        }
        _ => gaps.push(gap),
    }
}

/// Minutes of a task that were worked on the day before what is planned now.
fn done(input: &WorkInput<'_>, day: &Prepared<'_>, supply: &TaskSupply<'_>) -> u16 {
    let today = input.past.filter(|_| input.days.first() == Some(&day.date));
    let tasks = today.into_iter().flat_map(|past| &past.day_tasks);
    tasks.filter(|(id, _)| *id == supply.task.id).map(|(_, minutes)| *minutes).sum()
}

/// The block that reaches furthest.
fn furthest<'a>(
    day: &Prepared<'a>,
    slot: Span,
    at: TimeOfDay,
    late: u16,
    portfolio: &[usize],
    used: &[u16],
) -> Option<Placed<'a>> {
    let block = |task: usize| {
        let supply = day.supply.get(task)?;
        let left = supply.limit.saturating_sub(used.get(task).copied().unwrap_or(0));
        let from = supply.opens(at, late)?;
        let to = supply.reach(from)?.min(slot.to).min(from.plus(left));
        let span = Span::new(from, to).ok()?;
        let pair = supply.pair(span)?;
        let least = day.least.min(LEAST_BLOCK_MINUTES).min(supply.limit);
        (span.minutes() >= least).then_some(Placed { task, span, pair, new: false })
    };
    portfolio
        .iter()
        .filter_map(|task| block(*task))
        .max_by_key(|placed| (placed.span.to, std::cmp::Reverse(placed.span.from)))
}

/// The next moment at which something changes in what is available.
fn next_change(day: &Prepared<'_>, at: TimeOfDay, end: TimeOfDay) -> TimeOfDay {
    let stints = day.supply.iter().flat_map(|supply| supply.stints.iter());
    let hours = day.supply.iter().flat_map(|supply| super::supply::hours(supply.task, day.date));
    let edges = stints.map(|stint| stint.span).chain(hours).flat_map(|span| [span.from, span.to]);
    edges.filter(|edge| *edge > at).chain([end]).min().unwrap_or(end).min(end)
}
