//! What the rules need to know of a part of a placement before it is searched: which task opens the
//! days, which one is the step up at the end.

use std::cmp::Reverse;

use super::WorkInput;
use super::column::{Column, MOST};
use super::ground::{Ground, arrival};
use super::portfolio::wanted;
use super::preference::Preference;
use super::prepared::Prepared;
use super::state::Terms;
use crate::time::{Span, TimeOfDay};

/// A part of a placement.
pub(super) struct Part {
    /// Its days: from, to.
    pub(super) from: usize,
    pub(super) to: usize,
    /// Tasks met before it, one bit each.
    pub(super) met: u16,
}

/// The terms of a part.
pub(super) fn terms(
    input: &WorkInput<'_>,
    days: &[Prepared<'_>],
    preferences: &[Preference],
    ground: &Ground,
    part: &Part,
) -> Terms {
    let preference = |at: usize| -> Preference {
        ground.portfolio.get(at).and_then(|task| preferences.get(*task)).copied().unwrap_or_default()
    };
    let tasks = ground.portfolio.len();
    let bits = |holds: &dyn Fn(Preference) -> bool| {
        (0..tasks).filter(|at| holds(preference(*at))).fold(0_u16, |all, at| all | 1 << at)
    };
    // With a past, no day of these is the placement's first.
    let begun = usize::from(input.past.is_some());
    let last = days.iter().rposition(Prepared::is_attended).unwrap_or(0);
    let (first_job, opens) = first_job(input, ground, part, &preference);
    let (before, all_days) = (part.from + begun, last + 1 + begun);
    let step_up = step_up(ground, tasks, last, &preference);
    let every = |slot: usize, task: usize| {
        ground.columns.get(slot).is_some_and(|columns| columns.iter().all(|column| holds(column, task)))
    };
    let step_up_early = step_up.is_some_and(|task| {
        let early =
            |slot: &usize| ground.slots.get(*slot).is_some_and(|slot| slot.day + begun < all_days / 2);
        (0..ground.slots.len()).filter(early).any(|slot| every(slot, task))
    });
    let leads = ground.columns.iter().flat_map(|columns| columns.iter()).flat_map(|column| &column.pieces);
    let leads = leads.fold(0, |all, piece| all | piece.leads);
    let known_people = days.first().map_or(0, |day| day.roster.bit(&input.offer.supervisor));
    Terms {
        tasks,
        met: part.met,
        variety: input.profile.variety,
        wanted: wanted(input.profile.variety).min(tasks),
        first_job,
        first_job_chosen: first_job.is_some_and(|at| preference(at).chosen_first),
        opens,
        easy: bits(&|preference| preference.easy_and_tried),
        stretches: bits(&|preference| preference.stretches || preference.above_stretch),
        wished: bits(&|preference| preference.wished),
        step_up,
        step_up_early,
        before,
        days: (part.to.min(last + 1)).saturating_sub(part.from),
        all_days,
        arrival: days.first().map(arrival).unwrap_or_default(),
        exists: exists(ground, part),
        places: places(input, ground),
        people: (leads | known_people).count_ones(),
        known_people,
        company: company(input, days, part),
    }
}

/// When somebody comes along on the days of the part; nothing where nobody ever does.
fn company(input: &WorkInput<'_>, days: &[Prepared<'_>], part: &Part) -> Vec<Vec<Span>> {
    let there = |day: &Prepared<'_>| -> Vec<Span> {
        let companions = input.profile.companions.iter();
        companions.filter_map(|one| one.hours_on(day.date, input.window.hours)).collect()
    };
    if days.iter().all(|day| there(day).is_empty()) {
        return Vec::new();
    }
    days.iter().skip(part.from).take(part.to - part.from).map(there).collect()
}

fn holds(column: &Column, task: usize) -> bool {
    column.tasks >> task & 1 != 0
}

/// The job with which the days begin, and on which days it can: chosen by the learner; else easy and
/// tried, on most days, due early, well liked.
fn first_job(
    input: &WorkInput<'_>,
    ground: &Ground,
    part: &Part,
    preference: &dyn Fn(usize) -> Preference,
) -> (Option<usize>, u16) {
    let firsts: Vec<(usize, &Vec<Column>)> = (part.from..part.to)
        .filter_map(|day| {
            let slot = ground.slots.iter().position(|slot| slot.day == day)?;
            Some((day - part.from, ground.columns.get(slot)?.as_ref()))
        })
        .collect();
    let opens = |task: usize| {
        let can = |columns: &[Column]| {
            columns.iter().any(|column| column.pieces.first().is_some_and(|piece| piece.task == task))
        };
        firsts.iter().filter(|(_, columns)| can(columns)).fold(0_u16, |all, (day, _)| all | 1 << day)
    };
    let best = (0..ground.portfolio.len()).filter(|task| opens(*task) != 0).min_by_key(|task| {
        let (one, days) = (preference(*task), opens(*task).count_ones() as usize);
        let due = ground.portfolio.get(*task).and_then(|task| input.offer.tasks.get(*task)?.due);
        (
            !one.chosen_first,
            one.stretches || one.above_stretch,
            days * 2 <= firsts.len(),
            !one.easy_and_tried,
            Reverse(days),
            due.map_or(u16::MAX, TimeOfDay::minutes),
            Reverse(one.points),
            *task,
        )
    });
    (best, best.map_or(0, opens))
}

/// The step up of the last day: a stretch that exists then, wished for, that leaves something to show.
fn step_up(
    ground: &Ground,
    tasks: usize,
    last: usize,
    preference: &dyn Fn(usize) -> Preference,
) -> Option<usize> {
    let on_last = |task: usize| {
        let slots = ground.slots.iter().zip(&ground.columns).filter(|(slot, _)| slot.day == last);
        slots.flat_map(|(_, columns)| columns.iter()).any(|column| holds(column, task))
    };
    (0..tasks).filter(|task| preference(*task).stretches).min_by_key(|task| {
        let one = preference(*task);
        (!on_last(*task), !one.wished, !one.product, Reverse(one.points), *task)
    })
}

fn exists(ground: &Ground, part: &Part) -> [u8; MOST] {
    let mut exists = [0; MOST];
    for day in part.from..part.to {
        let slots = ground.slots.iter().zip(&ground.columns).filter(|(slot, _)| slot.day == day);
        let can = slots.flat_map(|(_, columns)| columns.iter()).fold(0, |all, column| all | column.tasks);
        for (task, exists) in exists.iter_mut().enumerate() {
            *exists += u8::from(can >> task & 1 != 0);
        }
    }
    exists
}

fn places(input: &WorkInput<'_>, ground: &Ground) -> [u8; MOST] {
    let mut places = [0; MOST];
    for (place, task) in places.iter_mut().zip(&ground.portfolio) {
        let Some(task) = input.offer.tasks.get(*task) else { continue };
        let first = input.offer.tasks.iter().position(|other| other.place == task.place);
        *place = first.and_then(|at| u8::try_from(at).ok()).unwrap_or_default();
    }
    places
}
