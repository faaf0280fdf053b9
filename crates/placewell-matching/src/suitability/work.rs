//! Whether the tasks that remain fill the placement, and which of them have to be asked about or
//! taken with care for that.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::tasks::Standing;
use crate::domain::ids::TaskId;
use crate::domain::learner::Profile;
use crate::domain::offer::Offer;
use crate::domain::window::Window;
use crate::domain::workload::{Gap, HourLimits, WorkInput, Workdays, gaps, is_enough};

/// Sets of up to this many tasks are searched for the smallest one.
const SEARCHED: usize = 8;

/// With fewer tasks than these a week wants for more.
const ENOUGH_TASKS: usize = 3;

/// What the days of a placement ask of the work.
#[derive(Clone, Copy, Debug)]
pub struct Demand<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// The window.
    pub window: &'a Window,
    /// The attended dates.
    pub days: &'a [NaiveDate],
    /// How the learner works.
    pub profile: &'a Profile,
    /// The law's limits.
    pub limits: HourLimits,
    /// How much later than usual the day starts, minutes.
    pub starts_later_minutes: u16,
}

impl Demand<'_> {
    /// How many of the tasks are within what stretches the learner without overwhelming.
    fn within_stretch(&self, tasks: &[usize]) -> usize {
        let within = |at: &&usize| {
            let task = self.offer.tasks.get(**at);
            task.is_some_and(|task| task.load.challenge <= self.profile.capability.stretch)
        };
        tasks.iter().filter(within).count()
    }
}

/// Which tasks the placement is made of, by their place in the offer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Open tasks: all of them.
    pub open: Vec<usize>,
    /// Tasks in doubt without which the days are not filled, or hold too few different tasks.
    pub doubtful: Vec<usize>,
    /// Tasks to be taken with care without which the days are not filled.
    pub with_care: Vec<usize>,
}

impl Choice {
    /// Whether a task is part of the placement.
    #[must_use]
    pub fn holds(&self, at: usize) -> bool {
        self.open.contains(&at) || self.doubtful.contains(&at) || self.with_care.contains(&at)
    }
}

/// The tasks that fill the days, asking as little as possible: open ones alone if they do (with those in
/// doubt where they are few), then
/// the fewest in doubt, then the fewest with care.
///
/// # Errors
/// The first gap that stays when everything that could be done is done; `None` when no task is left.
pub fn choose(demand: &Demand<'_>, standings: &[Standing<'_>]) -> Result<Choice, Option<Gap>> {
    let work = Work::new(demand);
    work.choice(standings)
        .ok_or_else(|| work.first_gap(&sorted(standings).each_ref().map(Vec::as_slice)).flatten())
}

/// As [`choose`], without what is missing where nothing does.
#[must_use]
pub fn enough(demand: &Demand<'_>, standings: &[Standing<'_>]) -> Option<Choice> {
    Work::new(demand).choice(standings)
}

/// The tasks that are clear, in doubt, and to be taken with care, by their place in the offer.
fn sorted(standings: &[Standing<'_>]) -> [Vec<usize>; 3] {
    let those = |wanted: fn(&Standing<'_>) -> bool| -> Vec<usize> {
        standings.iter().enumerate().filter(|(_, one)| wanted(one)).map(|(at, _)| at).collect()
    };
    [those(|one| one.is_clear()), those(|one| one.is_doubtful()), those(|one| one.needs_care())]
}

/// The work of one placement, with what was found of it.
struct Work<'d, 'a> {
    demand: &'d Demand<'a>,
    workdays: Workdays<'a>,
    /// Which sets of tasks fill the days.
    known: RefCell<BTreeMap<Vec<usize>, bool>>,
}

impl<'d, 'a> Work<'d, 'a> {
    fn new(demand: &'d Demand<'a>) -> Self {
        Self { demand, workdays: Workdays::new(demand.offer), known: RefCell::default() }
    }

    fn choice(&self, standings: &[Standing<'_>]) -> Option<Choice> {
        let [open, doubtful, with_care] = sorted(standings);
        if self.fills(&[&open]) {
            // A doubtful task is asked about once rather than dropped, while the week would be poor without.
            let few = self.demand.within_stretch(&open) < ENOUGH_TASKS;
            let doubtful = if few { doubtful } else { Vec::new() };
            return Some(Choice { open, doubtful, with_care: Vec::new() });
        }
        if let Some(doubtful) = smallest(&doubtful, |some| self.fills(&[&open, some])) {
            return Some(Choice { open, doubtful, with_care: Vec::new() });
        }
        let with_care = smallest(&with_care, |some| self.fills(&[&open, &doubtful, some]))?;
        let doubtful = smallest(&doubtful, |some| self.fills(&[&open, &with_care, some])).unwrap_or(doubtful);
        Some(Choice { open, doubtful, with_care })
    }

    /// Whether the days are filled when only these tasks are done.
    fn fills(&self, sets: &[&[usize]]) -> bool {
        let mut chosen = sets.concat();
        chosen.sort_unstable();
        if let Some(fills) = self.known.borrow().get(&chosen) {
            return *fills;
        }
        let fills = self.with(sets, |input| is_enough(input, &self.workdays)).unwrap_or(false);
        self.known.borrow_mut().insert(chosen, fills);
        fills
    }

    /// The first thing that is missing when only these tasks are done: `None` when nothing is,
    /// `Some(None)` when there is no task at all.
    fn first_gap(&self, sets: &[&[usize]]) -> Option<Option<Gap>> {
        let gaps = self.with(sets, |input| gaps(input, &self.workdays));
        gaps.map_or(Some(None), |gaps| gaps.into_iter().next().map(Some))
    }

    /// Asks something of the days with only these tasks; `None` where there are none of either.
    fn with<T>(&self, sets: &[&[usize]], ask: impl FnOnce(&WorkInput<'_>) -> T) -> Option<T> {
        let chosen = sets.concat();
        let Demand { offer, window, days, profile, limits, starts_later_minutes } = *self.demand;
        if chosen.is_empty() || days.is_empty() {
            return None;
        }
        let left_out = offer.tasks.iter().enumerate().filter(|(at, _)| !chosen.contains(at));
        let carved: BTreeSet<TaskId> = left_out.map(|(_, task)| task.id.clone()).collect();
        let input = WorkInput::new(offer, window, days, &carved, profile, limits);
        Some(ask(&WorkInput { starts_later_minutes, ..input }))
    }
}

/// The smallest of the candidates' subsets that will do, the earliest of equals; `None` when not
/// even all of them will. Among many candidates the answer is only free of needless members.
fn smallest(candidates: &[usize], mut will_do: impl FnMut(&[usize]) -> bool) -> Option<Vec<usize>> {
    if candidates.len() <= SEARCHED {
        let mut subsets: Vec<Vec<usize>> = (0..1_u32 << candidates.len())
            .map(|bits| {
                candidates
                    .iter()
                    .enumerate()
                    .filter(|(nth, _)| bits & (1 << nth) != 0)
                    .map(|(_, at)| *at)
                    .collect()
            })
            .collect();
        subsets.sort_by_key(Vec::len);
        if !will_do(candidates) {
            return None;
        }
        return subsets.into_iter().find(|some| will_do(some));
    }
    if !will_do(candidates) {
        return None;
    }
    let mut kept = candidates.to_vec();
    for at in candidates {
        let fewer: Vec<usize> = kept.iter().copied().filter(|other| other != at).collect();
        if will_do(&fewer) {
            kept = fewer;
        }
    }
    Some(kept)
}
