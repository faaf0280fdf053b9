//! The search that fills one day.

use super::WorkInput;
use super::fill::Prepared;
use super::gap::{DayState, Gap};
use super::memory::Memory;
use super::roster::Pair;
use super::taste::{Moment, Taste};
use crate::time::{Span, TimeOfDay};

/// How late into a free stretch a task may begin, or how early it may end: what lies before or
/// after is made that much longer.
const SLACK_MINUTES: u16 = 10;

/// How many steps one search may take before it gives up. A day takes about ten.
const MOST_STEPS: u32 = 200;

/// A block of a task, the task named by its place in the offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed<'a> {
    pub(super) task: usize,
    pub(super) span: Span,
    pub(super) pair: Pair<'a>,
    pub(super) new: bool,
}

/// One day as far as it could be filled.
pub(super) struct Found<'a> {
    pub(super) placed: Vec<Placed<'a>>,
    pub(super) gaps: Vec<Gap>,
    pub(super) memory: Memory,
    pub(super) crowded: bool,
}

pub(super) struct Search<'s, 'a> {
    input: &'s WorkInput<'a>,
    day: &'s Prepared<'a>,
    taste: &'s Taste,
    memory: Memory,
    at: usize,
    last_day: bool,
    /// At most one new task in a half day.
    strict: bool,
    steps: u32,
    placed: Vec<Placed<'a>>,
}

impl<'s, 'a> Search<'s, 'a> {
    pub(super) fn new(
        input: &'s WorkInput<'a>,
        day: &'s Prepared<'a>,
        taste: &'s Taste,
        memory: Memory,
        at: usize,
        last_day: bool,
        strict: bool,
    ) -> Self {
        Self { input, day, taste, memory, at, last_day, strict, steps: MOST_STEPS, placed: Vec::new() }
    }

    /// A day without gaps, if the search finds one.
    pub(super) fn complete(mut self) -> Option<Found<'a>> {
        let slots = &self.day.laid.slots;
        let possible = slots.iter().all(|slot| self.is_covered(*slot));
        let start = slots.first().map(|slot| slot.from).unwrap_or_default();
        (possible && self.run(0, start)).then(|| self.found(Vec::new()))
    }

    /// As much of the day as can be filled from its beginning on, and why not more.
    pub(super) fn with_gaps(mut self) -> Found<'a> {
        let mut gaps: Vec<Gap> = Vec::new();
        for slot in self.day.laid.slots.clone() {
            let mut at = slot.from;
            while at < slot.to {
                let best = self.candidates(slot, at, true).into_iter().next();
                if let Some((_, placed)) = best {
                    at = placed.span.to;
                    self.place(placed);
                    continue;
                }
                let next = self.next_change(at, slot.to);
                let span = Span { from: at, to: next };
                let reason = self.state().why(span);
                match gaps.last_mut() {
                    Some(gap) if gap.span.to == at && gap.reason == reason => gap.span.to = next,
                    _ => gaps.push(Gap { date: self.day.date, span, reason }),
                }
                at = next;
            }
        }
        self.found(gaps)
    }

    fn found(self, gaps: Vec<Gap>) -> Found<'a> {
        let new_in = |second: bool| {
            self.placed.iter().filter(|p| p.new && (p.span.from >= self.day.turns) == second).count()
        };
        let crowded = new_in(false) > 1 || new_in(true) > 1;
        Found { placed: self.placed, gaps, memory: self.memory, crowded }
    }

    fn run(&mut self, slot_at: usize, at: TimeOfDay) -> bool {
        let Some(slot) = self.day.laid.slots.get(slot_at).copied() else { return true };
        let Some(steps) = self.steps.checked_sub(1) else { return false };
        self.steps = steps;
        for (_, placed) in self.candidates(slot, at, false) {
            let before = self.place(placed);
            let done = slot.to.since(placed.span.to) <= SLACK_MINUTES;
            let next_slot = self.day.laid.slots.get(slot_at + 1).map_or(slot.to, |next| next.from);
            let (next, from) = if done { (slot_at + 1, next_slot) } else { (slot_at, placed.span.to) };
            if self.run(next, from) {
                return true;
            }
            self.placed.pop();
            self.memory.put(placed.task, before);
        }
        false
    }

    fn place(&mut self, placed: Placed<'a>) -> super::memory::TaskMemory {
        self.placed.push(placed);
        self.memory.note(placed.task, placed.span.minutes())
    }

    /// What could come next, best first. Where gaps are allowed, a block may leave too little
    /// time behind it for another.
    fn candidates(&self, slot: Span, at: TimeOfDay, gaps_allowed: bool) -> Vec<(i32, Placed<'a>)> {
        let new_already =
            |half: bool| self.placed.iter().any(|p| p.new && (p.span.from >= self.day.turns) == half);
        let second_half = at >= self.day.turns;
        let hold_new = self.strict && new_already(second_half);
        let late = if at == slot.from { SLACK_MINUTES } else { 0 };
        let week_is_full = self.memory.week_is_full();
        let mut all = Vec::new();
        for (task, supply) in self.day.supply.iter().enumerate() {
            let memory = self.memory.task(task);
            let new = !memory.met;
            let one_too_many = week_is_full && !memory.this_week;
            let barred = (new && hold_new) || one_too_many || !memory.has_minutes();
            let Some(from) = supply.opens(at, late).filter(|_| !barred) else { continue };
            let Some(reach) = supply.reach(from) else { continue };
            let reach = reach.min(slot.to).min(from.plus(memory.left()));
            let least = memory.least(self.day.least);
            let ends = self.ends(slot, from, reach, least, gaps_allowed);
            for (nth, to) in ends.into_iter().flatten().enumerate() {
                let span = Span { from, to };
                let Some(pair) = supply.pair(span) else { continue };
                let moment = self.moment(slot, span, supply.rushed(span));
                let late = i32::from(from.since(at)) * 3 + i32::try_from(nth).unwrap_or(0) * 4;
                let points = self.taste.points(task, memory, &moment) - late;
                all.push((points, Placed { task, span, pair, new }));
            }
        }
        all.sort_by_key(|(points, placed)| (-points, placed.task, placed.span));
        all
    }

    /// Good moments at which a block that begins at `from` and can run to `reach` may end.
    fn ends(
        &self,
        slot: Span,
        from: TimeOfDay,
        reach: TimeOfDay,
        least: u16,
        gaps_allowed: bool,
    ) -> [Option<TimeOfDay>; 3] {
        let room = slot.to.since(from);
        let blocks = room.div_ceil(self.taste.block_minutes).max(1);
        let even = from.plus(room.div_ceil(blocks).next_multiple_of(5)).min(reach);
        let leave_one = TimeOfDay::from_minutes(slot.to.minutes().saturating_sub(self.day.least))
            .filter(|to| *to < reach && *to > even);
        let fits = |to: &TimeOfDay| {
            let left = slot.to.since(*to);
            let rounds = left == 0 || left >= self.day.least || (left <= SLACK_MINUTES && *to == reach);
            to.since(from) >= least.max(1) && (rounds || gaps_allowed)
        };
        let longer = Some(reach).filter(|to| *to > even);
        [Some(even).filter(fits), longer.filter(fits), leave_one.filter(fits)]
    }

    fn moment(&self, slot: Span, span: Span, rushed: bool) -> Moment {
        let last_slot = self.day.laid.slots.last() == Some(&slot);
        Moment {
            day: if self.input.past.is_some() { self.at + 1 } else { self.at },
            last_day: self.last_day,
            first_of_day: self.placed.is_empty(),
            last_of_day: last_slot && slot.to.since(span.to) <= SLACK_MINUTES,
            previous: self.placed.last().map(|placed| placed.task),
            minutes: span.minutes(),
            rushed,
            new_today: self.placed.iter().any(|placed| placed.new),
        }
    }

    /// Whether some work exists at every moment of a free stretch, its slack apart.
    fn is_covered(&self, slot: Span) -> bool {
        let mut at = slot.from;
        while at < slot.to {
            let late = if at == slot.from { SLACK_MINUTES } else { 0 };
            let opening = self.day.supply.iter().filter_map(|supply| supply.reach(supply.opens(at, late)?));
            match opening.max() {
                Some(to) if to > at => at = to,
                _ => return slot.to.since(at) <= SLACK_MINUTES,
            }
        }
        true
    }

    /// The next moment at which something changes in what is available.
    fn next_change(&self, at: TimeOfDay, end: TimeOfDay) -> TimeOfDay {
        let stints = self.day.supply.iter().flat_map(|supply| &supply.stints);
        let hours =
            self.day.supply.iter().flat_map(|supply| super::supply::hours(supply.task, self.day.date));
        let edges = stints.map(|stint| stint.span).chain(hours).flat_map(|span| [span.from, span.to]);
        edges.filter(|edge| *edge > at).chain([end]).min().unwrap_or(end).min(end)
    }

    fn state(&self) -> DayState<'_, 'a> {
        DayState {
            input: self.input,
            date: self.day.date,
            roster: &self.day.roster,
            supply: &self.day.supply,
            memory: &self.memory,
        }
    }
}
