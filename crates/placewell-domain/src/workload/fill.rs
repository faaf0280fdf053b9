//! Fills the frame of each day with tasks: a depth-first search for a day without gaps, the
//! learner's preferences first; where there is none, as much as can be filled and why not more.

use chrono::{Datelike, NaiveDate};

use super::activity::{Laid, lay};
use super::assemble::assemble;
use super::frame::{Frame, frame};
use super::memory::Memory;
use super::roster::Roster;
use super::search::{Found, Search};
use super::spans::without;
use super::supply::{TaskSupply, supply_on};
use super::taste::Taste;
use super::{LEAST_BLOCK_MINUTES, WorkInput, Workload};
use crate::time::{Span, TimeOfDay};

/// The start of a day in which a lull does not matter: the day's opening is there.
const OPENING_MINUTES: u16 = 45;

/// One day with its people, its work and its frame, before it is filled.
pub(super) struct Prepared<'a> {
    pub(super) date: NaiveDate,
    pub(super) roster: Roster<'a>,
    pub(super) supply: Vec<TaskSupply<'a>>,
    pub(super) frame: Frame,
    pub(super) laid: Laid,
    /// The shortest slot that a task is sought for.
    pub(super) least: u16,
    /// When the second half of the day begins.
    pub(super) turns: TimeOfDay,
}

impl<'a> Prepared<'a> {
    /// The day's people, work and frame; `spent` are minutes already worked in its week and on it.
    pub(super) fn new(input: &WorkInput<'a>, date: NaiveDate, spent: (u16, u16)) -> Self {
        let roster = Roster::new(input.offer, date);
        let supply = supply_on(input.offer, input.carved, &roster, date);
        let lulls = lulls(input.window.hours, &supply);
        let frame = frame(input, date, spent.0, spent.1, &lulls);
        let least = LEAST_BLOCK_MINUTES.min(input.profile.stamina.max_continuous_minutes);
        let turns = turning(&frame);
        let laid = Laid { activities: Vec::new(), slots: Vec::new() };
        Self { date, roster, supply, frame, laid, least, turns }
    }

    /// Lays the fixed parts, once it is known whether the day is the first or the last.
    pub(super) fn lay(&mut self, first: bool, last: bool) {
        self.laid = lay(&self.frame.stretches, first, last);
        let least = self.least;
        self.laid.slots.retain(|slot| slot.minutes() >= least);
    }

    /// Whether anything of the day is left.
    pub(super) fn is_attended(&self) -> bool {
        !self.frame.stretches.is_empty()
    }

    /// Minutes of the day that are not rest.
    pub(super) fn work_minutes(&self) -> u16 {
        self.frame.stretches.iter().map(|span| span.minutes()).sum()
    }

    /// Whether the task exists on the day at all.
    pub(super) fn offers(&self, task: usize) -> bool {
        self.supply.get(task).is_some_and(|supply| !supply.stints.is_empty())
    }

    /// Whether the day's work can begin with the task.
    pub(super) fn can_begin_with(&self, task: usize) -> bool {
        let (Some(slot), Some(supply)) = (self.laid.slots.first(), self.supply.get(task)) else {
            return false;
        };
        supply.reach(slot.from).is_some_and(|to| to.since(slot.from) >= self.least)
    }
}

/// When nothing at all can be done within the workplace's hours.
fn lulls(hours: Span, supply: &[TaskSupply<'_>]) -> Vec<Span> {
    let after_opening = Span { from: hours.from.plus(OPENING_MINUTES).min(hours.to), ..hours };
    let stints = supply.iter().flat_map(|supply| &supply.stints);
    stints.fold(vec![after_opening], |left, stint| without(left, stint.span))
}

/// The end of the longest rest; the middle of a day without one.
fn turning(frame: &Frame) -> TimeOfDay {
    let longest = frame
        .rests
        .iter()
        .map(|(rest, _)| *rest)
        .reduce(|best, rest| if rest.minutes() > best.minutes() { rest } else { best });
    match (longest, frame.stretches.first(), frame.stretches.last()) {
        (Some(rest), ..) => rest.to,
        (None, Some(first), Some(last)) => first.from.plus(last.to.since(first.from) / 2),
        _ => TimeOfDay::default(),
    }
}

/// Fills every day in turn.
pub(super) fn fill<'a>(input: &WorkInput<'a>, days: &[Prepared<'a>]) -> Workload<'a> {
    let taste = Taste::new(input, days);
    let mut memory = Memory::new(days.first().map_or(&[][..], |day| &day.supply).iter(), input.past);
    let mut workload = Workload { days: Vec::new(), gaps: Vec::new() };
    let last = days.iter().rposition(Prepared::is_attended);
    let mut before: Option<NaiveDate> = None;
    for (at, day) in days.iter().enumerate() {
        if let Some(before) = before.replace(day.date) {
            memory.new_day();
            if before.iso_week() != day.date.iso_week() {
                memory.new_week();
            }
        }
        let search = |strict| Search::new(input, day, &taste, memory.clone(), at, last == Some(at), strict);
        let found: Found<'a> = search(true)
            .complete()
            .or_else(|| search(false).complete())
            .unwrap_or_else(|| search(false).with_gaps());
        let (work, gaps) = assemble(input, day, &found, at);
        memory = found.memory;
        workload.days.push(work);
        workload.gaps.extend(gaps);
    }
    workload
}
