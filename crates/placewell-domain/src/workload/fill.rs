//! Fills the days of a placement: first whether it can be done at all, then how it is done best.

use std::rc::Rc;

use chrono::{Datelike, NaiveDate};

use super::assemble::{Found, Placed, assemble};
use super::cost::Cost;
use super::explain::explain;
use super::frame::Budget;
use super::gap::Gap;
use super::ground::{Depth, Ground, alike, has_hole, is_quickly_filled};
use super::leads::Leads;
use super::portfolio::portfolios;
use super::preference::{Preference, preference};
use super::prepared::Prepared;
use super::season::Season;
use super::state::MOST_DAYS;
use super::supply::{TaskSupply, Workday, Workdays, supply_on};
use super::terms::{Part, terms};
use super::{DayWork, WorkInput, Workload};
use crate::task::Task;

/// The days with their frames.
pub(super) fn prepare<'a, 'o: 'a>(input: &WorkInput<'a>, workdays: &Workdays<'o>) -> Vec<Prepared<'a>> {
    let mut supplied: Vec<(Rc<Workday<'o>>, Rc<[TaskSupply<'a>]>)> = Vec::new();
    let mut week = input.past.map_or(0, |past| past.week_minutes);
    let mut day = input.past.map_or(0, |past| past.day_minutes);
    let mut before: Option<NaiveDate> = None;
    let mut prepared: Vec<Prepared<'a>> = Vec::with_capacity(input.days.len());
    let mut looked_at: Vec<(usize, Budget)> = Vec::new();
    for date in input.days {
        if before.replace(*date).is_some_and(|before| before.iso_week() != date.iso_week()) {
            week = 0;
        }
        let workday: Rc<Workday<'o>> = workdays.on(*date);
        let like = supplied.iter().find(|(other, _)| Rc::ptr_eq(other, &workday));
        let supply = like.map_or_else(|| supply_on(input, &workday).into(), |(_, supply)| supply.clone());
        supplied.push((workday.clone(), supply.clone()));
        let budget = Budget::of(input, week, std::mem::take(&mut day));
        // What happens on a day, and what may be worked on it, is all that its frame turns on but lost time.
        let twin = looked_at.iter().find(|(at, of)| {
            let same = supplied.get(*at).is_some_and(|(other, _)| Rc::ptr_eq(other, &workday));
            same && *of == budget && input.lost.is_empty()
        });
        let one = match twin.and_then(|(at, _)| prepared.get(*at)) {
            Some(twin) => twin.on(*date),
            None => {
                looked_at.push((prepared.len(), budget));
                Prepared::new(input, *date, (workday.roster.clone(), supply), budget)
            }
        };
        week = week.saturating_add(one.work_minutes());
        prepared.push(one);
    }
    let first = prepared.iter().position(Prepared::is_attended).filter(|_| input.past.is_none());
    let last = prepared.iter().rposition(Prepared::is_attended);
    for (at, one) in prepared.iter_mut().enumerate() {
        one.lay(first == Some(at), last == Some(at));
    }
    prepared
}

/// What the placement can be made of, with the first portfolio that fills every day; the one that
/// leaves the fewest days short when none does.
pub(super) fn ground(
    input: &WorkInput<'_>,
    days: &[Prepared<'_>],
    preferences: &[Preference],
    depth: Depth,
) -> Ground {
    let mut best: Option<Ground> = None;
    for portfolio in portfolios(input, days, preferences) {
        let ground = Ground::new(input, days, preferences, &portfolio, depth);
        if ground.is_enough() {
            return ground;
        }
        if best.as_ref().is_none_or(|known| ground.lacking.len() < known.lacking.len()) {
            best = Some(ground);
        }
    }
    best.unwrap_or_else(|| Ground::new(input, days, preferences, &[], depth))
}

/// What the learner makes of each task of the offer.
pub(super) fn preferences(input: &WorkInput<'_>) -> Vec<Preference> {
    input.offer.tasks.iter().map(|task| preference(input.profile, task)).collect()
}

/// Whether nothing stays unfilled.
pub(super) fn is_enough<'a, 'o: 'a>(input: &WorkInput<'a>, workdays: &Workdays<'o>) -> bool {
    let days = prepare(input, workdays);
    if has_hole(&days) {
        return false;
    }
    let preferences = preferences(input);
    let first = portfolios(input, &days, &preferences).next().unwrap_or_default();
    if !is_quickly_filled(input, &days, &first) {
        let ground = ground(input, &days, &preferences, Depth::WhileEnough);
        return ground.is_enough() && leaves_none(&ground, input, &days);
    }
    // What lies beside the work needs people too, and on days that are alike the same.
    let mut seen: Vec<&Prepared<'_>> = Vec::new();
    days.iter().enumerate().all(|(at, day)| {
        let known = seen.iter().any(|other| alike(day, other));
        seen.push(day);
        known || assemble(input, day, &Found::default(), at).1.is_empty()
    })
}

/// Everything that nothing fills, without planning the week.
pub(super) fn gaps<'a, 'o: 'a>(input: &WorkInput<'a>, workdays: &Workdays<'o>) -> Vec<Gap> {
    gaps_in(input, &prepare(input, workdays))
}

fn gaps_in<'a>(input: &WorkInput<'a>, days: &[Prepared<'a>]) -> Vec<Gap> {
    let preferences = preferences(input);
    let first = portfolios(input, days, &preferences).next().unwrap_or_default();
    if is_quickly_filled(input, days, &first) {
        let whole = days.iter().enumerate();
        return whole.flat_map(|(at, day)| assemble(input, day, &Found::default(), at).1).collect();
    }
    left_by(&ground(input, days, &preferences, Depth::OneWay), input, days)
}

/// What a choice of a ground leaves unfilled.
fn left_by<'a>(ground: &Ground, input: &WorkInput<'a>, days: &[Prepared<'a>]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let (mut leads, mut met) = (Leads::new(input, days), met_before(input));
    for (at, day) in days.iter().enumerate() {
        let found = if ground.lacking.contains(&at) {
            explain(input, day, &ground.portfolio)
        } else {
            laid_out(day, at, ground, &ground.safe, &mut leads, &mut met)
        };
        gaps.extend(assemble(input, day, &found, at).1);
    }
    gaps
}

/// Whether a choice of a ground that fills every day leaves people for everything: days that are alike are filled alike.
fn leaves_none<'a>(ground: &Ground, input: &WorkInput<'a>, days: &[Prepared<'a>]) -> bool {
    let (mut leads, mut met) = (Leads::new(input, days), met_before(input));
    days.iter().enumerate().all(|(at, day)| {
        let before = || days.iter().take(at).skip(1);
        if at > 1 && before().any(|other| alike(day, other)) {
            return true;
        }
        let found = laid_out(day, at, ground, &ground.safe, &mut leads, &mut met);
        assemble(input, day, &found, at).1.is_empty()
    })
}

/// Fills every day.
pub(super) fn fill<'a>(input: &WorkInput<'a>) -> Workload<'a> {
    let days = prepare(input, &Workdays::new(input.offer));
    let preferences = preferences(input);
    let ground = ground(input, &days, &preferences, Depth::EveryWay);
    let (chosen, cost) = search(input, &days, &preferences, &ground);
    let mut workload = Workload { days: Vec::new(), gaps: Vec::new(), unkept: cost.unkept() };
    let (mut leads, mut met) = (Leads::new(input, &days), met_before(input));
    for (at, day) in days.iter().enumerate() {
        let found = if ground.lacking.contains(&at) {
            explain(input, day, &ground.portfolio)
        } else {
            laid_out(day, at, &ground, &chosen, &mut leads, &mut met)
        };
        let (work, gaps): (DayWork<'a>, Vec<Gap>) = assemble(input, day, &found, at);
        workload.days.push(work);
        workload.gaps.extend(gaps);
    }
    workload
}

/// Which tasks of the offer the learner has met already.
fn met_before(input: &WorkInput<'_>) -> Vec<bool> {
    let met = |task: &Task| input.past.is_some_and(|past| past.met.contains(&task.id));
    input.offer.tasks.iter().map(met).collect()
}

/// The columns that were chosen for a day, with their people.
fn laid_out<'a>(
    day: &Prepared<'a>,
    at: usize,
    ground: &Ground,
    chosen: &[usize],
    leads: &mut Leads<'a>,
    met: &mut [bool],
) -> Found<'a> {
    let mut found = Found::default();
    let slots = ground.slots.iter().zip(ground.columns.iter().zip(chosen)).filter(|(slot, _)| slot.day == at);
    for (_, (columns, chosen)) in slots {
        let Some(column) = columns.get(*chosen) else { continue };
        for piece in &column.pieces {
            let Some(task) = ground.portfolio.get(piece.task).copied() else { continue };
            let Some(supply) = day.supply.get(task) else { continue };
            let new = met.get_mut(task).is_some_and(|met| !std::mem::replace(met, true));
            let Some(pair) = leads.choose(supply, piece.span, new) else { continue };
            found.placed.push(Placed { task, span: piece.span, pair, new });
        }
        found.pauses.extend(column.pauses.iter().copied());
    }
    for second in [false, true] {
        let new =
            found.placed.iter().filter(|placed| placed.new && (placed.span.from >= day.turns) == second);
        found.crowded |= new.count() > 1;
    }
    found
}

/// Which tasks of the portfolio the learner has met already, one bit each.
pub(super) fn met_of(input: &WorkInput<'_>, ground: &Ground) -> u16 {
    let met = met_before(input);
    let is_met = |task: &usize| met.get(*task).copied().unwrap_or_default();
    let tasks = ground.portfolio.iter().enumerate().filter(|(_, task)| is_met(task));
    tasks.fold(0, |all, (at, _)| all | 1 << at)
}

/// Searches the placement part by part: what was met in one is known in the next.
pub(super) fn search(
    input: &WorkInput<'_>,
    days: &[Prepared<'_>],
    preferences: &[Preference],
    ground: &Ground,
) -> (Vec<usize>, Cost) {
    let mut chosen = Vec::new();
    let mut whole = Cost::default();
    let parts = days.len().div_ceil(MOST_DAYS).max(1);
    let mut met = met_of(input, ground);
    for part in 0..parts {
        let (from, to) = (days.len() * part / parts, days.len() * (part + 1) / parts);
        let slots = (slot_at(ground, from), slot_at(ground, to));
        let lacking = ground.lacking.iter().any(|day| (from..to).contains(day));
        if slots.0 == slots.1 {
            continue;
        }
        if lacking {
            chosen.extend(ground.safe.iter().skip(slots.0).take(slots.1 - slots.0));
            continue;
        }
        let terms = terms(input, days, preferences, ground, &Part { from, to, met });
        let (found, cost) = Season::new(ground, &terms, slots, from).search();
        let columns = ground.columns.iter().skip(slots.0).zip(&found);
        met = columns.fold(met, |met, (columns, at)| met | columns.get(*at).map_or(0, |column| column.tasks));
        chosen.extend(found);
        whole.join(cost);
    }
    (chosen, whole)
}

/// The first slot of a day or of a later one.
fn slot_at(ground: &Ground, day: usize) -> usize {
    ground.slots.iter().position(|slot| slot.day >= day).unwrap_or(ground.slots.len())
}
