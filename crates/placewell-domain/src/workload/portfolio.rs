//! Which tasks a placement is made of: few enough to be met again, enough to fill the days.

use std::cmp::Reverse;

use super::column::MOST;
use super::preference::Preference;
use super::prepared::Prepared;
use super::{MOST_TASKS_A_WEEK, WorkInput};
use crate::support::Variety;
use crate::text::Line;
use crate::time::TimeOfDay;

/// Sets are chosen from so many tasks at most.
const MOST_CANDIDATES: usize = 12;
/// A task met on so many days is a core task.
pub(super) const CORE_DAYS: usize = 3;
/// How many core tasks a week wants.
pub(super) const CORE_TASKS: usize = 3;
/// How many people a learner meets for a reason.
pub(super) const PEOPLE: u32 = 4;

/// How many different tasks somebody who likes so much change does in a week.
pub(super) fn wanted(variety: Variety) -> usize {
    match variety {
        Variety::Same => 5,
        Variety::Some => 6,
        Variety::Much => 7,
    }
}

/// The sets of tasks to plan with, in the order in which to try them.
pub(super) fn portfolios(
    input: &WorkInput<'_>,
    days: &[Prepared<'_>],
    preferences: &[Preference],
) -> impl Iterator<Item = Vec<usize>> {
    let exists = |task: &usize| {
        days.iter().any(|day| day.supply.get(*task).is_some_and(|supply| !supply.stints.is_empty()))
    };
    let is_above = |task: &usize| preferences.get(*task).is_some_and(|preference| preference.above_stretch);
    let all: Vec<usize> = (0..input.offer.tasks.len()).filter(exists).collect();
    let within: Vec<usize> = all.iter().copied().filter(|task| !is_above(task)).collect();
    // Looked into only where there is something to choose.
    let mut choice: Option<Choice<'_>> = None;
    let want = wanted(input.profile.variety).min(MOST_TASKS_A_WEEK);
    let mut tried = Vec::new();
    let ways = [(within.clone(), want), (within, MOST_TASKS_A_WEEK), (all, MOST_TASKS_A_WEEK)];
    ways.into_iter().filter_map(move |(candidates, count)| {
        let count = count.min(MOST);
        let set = if candidates.len() <= count {
            candidates
        } else {
            choice.get_or_insert_with(|| Choice::new(input, days, preferences)).best(&candidates, count)
        };
        let is_new = !set.is_empty() && !tried.contains(&set);
        is_new.then(|| {
            tried.push(set.clone());
            set
        })
    })
}

struct Choice<'s> {
    preferences: &'s [Preference],
    /// Ticks of each day that each task can fill.
    covers: Vec<Vec<u128>>,
    /// Ticks of each day to be filled.
    wanted: Vec<u128>,
    leads: Vec<u64>,
    /// Tasks that were met already.
    met: Vec<bool>,
    places: Vec<usize>,
}

impl<'s> Choice<'s> {
    fn new(input: &WorkInput<'_>, days: &[Prepared<'_>], preferences: &'s [Preference]) -> Self {
        let start = days.iter().filter_map(|day| day.laid.slots.first()).map(|slot| slot.from).min();
        let start = start.unwrap_or(TimeOfDay::default());
        let tasks = 0..input.offer.tasks.len();
        let leads = |task: usize| {
            let of_day = |day: &Prepared<'_>| {
                let stints = day.supply.get(task).into_iter().flat_map(|supply| supply.stints.iter());
                stints.fold(0, |all, stint| all | day.roster.bit(stint.pair.person))
            };
            days.iter().fold(0, |all, day| all | of_day(day))
        };
        let first_at =
            |place: &Line| input.offer.tasks.iter().position(|task| task.place == *place).unwrap_or(0);
        Self {
            preferences,
            covers: tasks
                .clone()
                .map(|task| days.iter().map(|day| day.ticks(task, start)).collect())
                .collect(),
            wanted: days.iter().map(|day| day.slot_ticks(start)).collect(),
            leads: tasks.map(leads).collect(),
            met: (input.offer.tasks.iter())
                .map(|task| input.past.is_some_and(|past| past.met.contains(&task.id)))
                .collect(),
            places: input.offer.tasks.iter().map(|task| first_at(&task.place)).collect(),
        }
    }

    /// The best set of `count` of more candidates.
    fn best(&self, candidates: &[usize], count: usize) -> Vec<usize> {
        let candidates = self.foremost(candidates);
        let mut best: Option<(Rank, Vec<usize>)> = None;
        for bits in (0..1_u32 << candidates.len()).filter(|bits| bits.count_ones() as usize == count) {
            let set: Vec<usize> = (candidates.iter().enumerate())
                .filter(|(nth, _)| bits & (1 << nth) != 0)
                .map(|(_, task)| *task)
                .collect();
            let rank = self.rank(&set);
            if best.as_ref().is_none_or(|(known, _)| rank < *known) {
                best = Some((rank, set));
            }
        }
        best.map(|(_, set)| set).unwrap_or_default()
    }

    /// The candidates worth choosing from, in the offer's order.
    fn foremost(&self, candidates: &[usize]) -> Vec<usize> {
        let mut all = candidates.to_vec();
        all.sort_by_key(|task| {
            let preference = self.preference(*task);
            let met = self.met.get(*task).copied().unwrap_or_default();
            (
                !met,
                !preference.wished,
                !preference.chosen_first,
                !preference.stretches,
                Reverse(preference.points),
                *task,
            )
        });
        all.truncate(MOST_CANDIDATES);
        all.sort_unstable();
        all
    }

    fn preference(&self, task: usize) -> Preference {
        self.preferences.get(task).copied().unwrap_or_default()
    }

    fn rank(&self, set: &[usize]) -> Rank {
        let days = self.wanted.len();
        let on = |task: usize, day: usize| {
            self.covers.get(task).and_then(|days| days.get(day)).copied().unwrap_or_default()
        };
        let uncovered = (0..days).map(|day| {
            let covered = set.iter().fold(0, |all, task| all | on(*task, day));
            self.wanted.get(day).map_or(0, |wanted| (wanted & !covered).count_ones())
        });
        let count = |holds: &dyn Fn(usize) -> bool| set.iter().filter(|task| holds(**task)).count();
        let days_of = |task: usize| (0..days).filter(|day| on(task, *day) != 0).count();
        let last = days.saturating_sub(1);
        let mut places: Vec<_> = set.iter().filter_map(|task| self.places.get(*task)).collect();
        places.sort_unstable();
        places.dedup();
        let people = set.iter().filter_map(|task| self.leads.get(*task)).fold(0, |all, leads| all | leads);
        let points: i32 = set.iter().map(|task| self.preference(*task).points).sum();
        Rank(
            uncovered.sum(),
            Reverse(count(&|task| self.met.get(task).copied().unwrap_or_default())),
            Reverse(count(&|task| self.preference(task).stretches && on(task, last) != 0).min(1)),
            Reverse(count(&|task| self.preference(task).wished || self.preference(task).chosen_first)),
            Reverse(count(&|task| self.preference(task).easy_and_tried && days_of(task) + 1 >= days).min(1)),
            Reverse(count(&|task| days_of(task) >= CORE_DAYS).min(CORE_TASKS)),
            Reverse(people.count_ones().min(PEOPLE)),
            Reverse(points),
            places.len(),
        )
    }
}

/// Less is better.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank(
    u32,
    Reverse<usize>,
    Reverse<usize>,
    Reverse<usize>,
    Reverse<usize>,
    Reverse<usize>,
    Reverse<u32>,
    Reverse<i32>,
    usize,
);
