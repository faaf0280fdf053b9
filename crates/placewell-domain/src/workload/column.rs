//! The ways to fill one free stretch of a day: sequences of tasks that exist then, each with people
//! who are there, none longer than the learner stays at one task.

use std::collections::BTreeMap;

use super::roster::Roster;
use super::supply::TaskSupply;
use crate::time::{Span, TimeOfDay};

/// The most tasks that one search looks at together.
pub(super) const MOST: usize = 8;

/// How late into a free stretch a task may begin, or how early it may end: what lies before or
/// after is made that much longer.
pub(super) const SLACK_MINUTES: u16 = 10;
/// A pause between two rounds of one task, minutes.
pub(super) const PAUSE_MINUTES: u16 = 10;
/// Steps of one search for the columns that begin with one task.
const MOST_STEPS: u32 = 400;
/// Steps of one search for any column that begins with one task.
const MOST_FIRST_STEPS: u32 = 60;
/// The most columns that are looked at in one stretch.
const MOST_COLUMNS: usize = 64;

/// One block of a column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// The task, by its place in the portfolio.
    pub(super) task: usize,
    pub(super) span: Span,
    /// Who can lead it, one bit a person of the roster.
    pub(super) leads: u64,
    /// Which other tasks could be done in exactly this time, one bit a task.
    pub(super) others: u16,
}

/// One way to fill a free stretch.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub(super) pieces: Vec<Piece>,
    pub(super) pauses: Vec<Span>,
    /// Crumbs, rush, slack: 0 is best.
    pub(super) comfort: u16,
    /// What the learner would rather not do, by the minute: 0 is best.
    pub(super) dislike: u16,
    /// Which tasks it holds, one bit a task.
    pub(super) tasks: u16,
    /// Minutes of each task.
    pub(super) minutes: [u16; MOST],
    /// The sequence of tasks as one number.
    pub(super) key: u64,
}

/// What may be tried to fill a stretch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Leeway {
    /// A late beginning and an early end.
    pub(super) slack: bool,
    /// The same task again after a pause.
    pub(super) pauses: bool,
}

/// What the columns of one stretch are made of.
pub(super) struct Slot<'s, 'a> {
    pub(super) span: Span,
    /// The tasks of the portfolio on this day.
    pub(super) tasks: &'s [&'s TaskSupply<'a>],
    /// What an hour of each costs.
    pub(super) dislike: &'s [u16],
    pub(super) roster: &'s Roster<'a>,
    /// The longest block of one task, minutes.
    pub(super) cap: u16,
    /// The shortest, minutes.
    pub(super) least: u16,
    /// Moments at which a first piece of work is best finished.
    pub(super) first_piece: [Option<TimeOfDay>; 2],
    /// Times in which one job does not follow another.
    pub(super) still: &'s [Span],
    /// Whether what else could be done in the time of each piece is wanted.
    pub(super) with_others: bool,
}

/// The columns of a stretch, best first; none when it cannot be filled so.
pub(super) fn columns(slot: &Slot<'_, '_>, leeway: Leeway) -> Vec<Column> {
    let mut growth = Growth::new(slot, leeway, None);
    growth.begin_with_each();
    let mut all: Vec<Column> = growth.found.into_values().collect();
    all.sort_by_key(|column| (column.comfort, column.dislike, column.key));
    if all.len() > MOST_COLUMNS {
        let rest = all.split_off(MOST_COLUMNS);
        let mut seen = all.iter().fold(0, |tasks, column| tasks | column.tasks);
        for column in rest {
            if column.tasks & !seen != 0 {
                seen |= column.tasks;
                all.push(column);
            }
        }
    }
    all
}

/// Any column of a stretch that takes no more of each task than is left of it: the first that is found,
/// without leeway.
pub(super) fn any_column(slot: &Slot<'_, '_>, left: &[u16; MOST]) -> Option<Column> {
    let leeway = Leeway { slack: false, pauses: false };
    let mut growth = Growth::new(slot, leeway, Some(left));
    let room = slot.span.minutes();
    let most = usize::from(room.div_ceil(slot.cap.max(1))).max(2) + 1;
    let mut order: Vec<usize> = (0..slot.tasks.len()).collect();
    order.sort_by_key(|task| std::cmp::Reverse(left.get(*task)));
    for first in order {
        growth.steps = MOST_FIRST_STEPS;
        growth.step(slot.span.from, first, most.min(6));
        if let Some((_, column)) = growth.found.pop_first() {
            return Some(column);
        }
    }
    None
}

/// Some column of a stretch that takes no more of each task than is left of it. With all that there is of each task it
/// finds one exactly where [`columns`] finds any.
pub(super) fn some_column(slot: &Slot<'_, '_>, leeway: Leeway, left: &[u16; MOST]) -> Option<Column> {
    let mut growth = Growth::new(slot, leeway, Some(left));
    growth.begin_with_each();
    growth.found.pop_first().map(|(_, column)| column)
}

/// The most moments at which one block is tried to end.
const MOST_ENDS: usize = 8;

/// Moments at which a block may end, each once.
struct Ends {
    some: [TimeOfDay; MOST_ENDS],
    len: usize,
}

impl Ends {
    fn add(&mut self, to: TimeOfDay) {
        let is_known = self.some.iter().take(self.len).any(|known| *known == to);
        if let Some(next) = self.some.get_mut(self.len).filter(|_| !is_known) {
            *next = to;
            self.len += 1;
        }
    }
}

#[derive(Default)]
struct Grown {
    pieces: Vec<Piece>,
    pauses: Vec<Span>,
}

struct Growth<'g, 's, 'a> {
    slot: &'g Slot<'s, 'a>,
    leeway: Leeway,
    /// The best timing of each sequence of tasks.
    found: BTreeMap<u64, Column>,
    steps: u32,
    grown: Grown,
    /// What is left of each task, where the first column will do.
    first: Option<&'g [u16; MOST]>,
    /// When work opens or closes, each moment once.
    edges: Vec<TimeOfDay>,
}

impl<'g, 's, 'a> Growth<'g, 's, 'a> {
    fn new(slot: &'g Slot<'s, 'a>, leeway: Leeway, first: Option<&'g [u16; MOST]>) -> Self {
        let spans = slot.tasks.iter().flat_map(|supply| supply.spans.iter());
        let mut edges: Vec<TimeOfDay> = Vec::new();
        for edge in spans.flat_map(|(span, _)| [span.from, span.to]) {
            if slot.span.from <= edge && edge <= slot.span.to && !edges.contains(&edge) {
                edges.push(edge);
            }
        }
        let (found, grown) = (BTreeMap::new(), Grown::default());
        Self { slot, leeway, found, steps: 0, grown, first, edges }
    }

    /// Looks for the columns that begin with each of the tasks in turn.
    fn begin_with_each(&mut self) {
        let slot = self.slot;
        let room = slot.span.minutes();
        let needed = usize::from(room.div_ceil(slot.cap.max(1)));
        let most = if room > slot.cap.max(45) { needed.max(2) + 1 } else { needed.max(1) + 1 };
        for first in 0..slot.tasks.len() {
            self.steps = MOST_STEPS;
            self.step(slot.span.from, first, most.min(6));
        }
    }

    /// Goes on with `task` from `at`, with at most `left` more blocks.
    fn step(&mut self, at: TimeOfDay, task: usize, left: usize) {
        let slot = self.slot;
        let Some(supply) = slot.tasks.get(task) else { return };
        if left == 0 || self.steps == 0 || self.is_done() {
            return;
        }
        self.steps -= 1;
        let again = self.grown.pieces.last().is_some_and(|piece| piece.task == task);
        let Some(from) = self.begins(at, supply, again) else { return };
        let used: u16 = self.of(task).map(|piece| piece.span.minutes()).sum();
        let there = self.first.and_then(|left| left.get(task)).copied().unwrap_or(supply.limit);
        let limit = there.saturating_sub(used);
        let Some(reach) = supply.reach(from) else { return };
        let reach = reach.min(slot.span.to).min(from.plus(slot.cap.min(limit)));
        let least = slot.least.min(supply.limit);
        let ends = self.ends(from, reach, least, left);
        for to in ends.some.into_iter().take(ends.len) {
            if self.is_done() {
                return;
            }
            let span = Span { from, to };
            let leads = supply.leads(span);
            if leads == 0 {
                continue;
            }
            self.grown.pieces.push(Piece { task, span, leads, others: 0 });
            if again {
                self.grown.pauses.push(Span { from: at, to: from });
            }
            if slot.span.to.since(to) <= self.slack() {
                self.record(to);
            } else {
                for next in 0..slot.tasks.len() {
                    if (next == task && self.leeway.pauses) || (next != task && !self.is_still(to)) {
                        self.step(to, next, left - 1);
                    }
                }
            }
            if again {
                self.grown.pauses.pop();
            }
            self.grown.pieces.pop();
        }
    }

    fn is_still(&self, at: TimeOfDay) -> bool {
        self.slot.still.iter().any(|still| still.from <= at && at < still.to)
    }

    fn is_done(&self) -> bool {
        self.first.is_some() && !self.found.is_empty()
    }

    fn of(&self, task: usize) -> impl Iterator<Item = &Piece> {
        self.grown.pieces.iter().filter(move |piece| piece.task == task)
    }

    fn slack(&self) -> u16 {
        if self.leeway.slack { SLACK_MINUTES } else { 0 }
    }

    /// When a block begins: at once, after a pause, or a little late at the beginning.
    fn begins(&self, at: TimeOfDay, supply: &TaskSupply<'_>, again: bool) -> Option<TimeOfDay> {
        if again {
            let from = at.plus(PAUSE_MINUTES);
            let pause = Span { from: at, to: from };
            return self.slot.roster.pair_for(pause, true).map(|_| from);
        }
        let late = if self.grown.pieces.is_empty() { self.slack() } else { 0 };
        supply.opens(at, late)
    }

    /// Good moments at which a block that begins at `from` and can run to `reach` may end: the end of
    /// the stretch, where other work opens or closes, even shares.
    fn ends(&self, from: TimeOfDay, reach: TimeOfDay, least: u16, left: usize) -> Ends {
        let slot = self.slot;
        let end = slot.span.to;
        let room = end.since(from);
        let blocks = room.div_ceil(slot.cap.max(1)).max(1);
        let share = |parts: u16| from.plus((room / parts.max(1)).next_multiple_of(5));
        let back = |minutes: u16| TimeOfDay::from_minutes(end.minutes().saturating_sub(minutes));
        let fits = |to: TimeOfDay| {
            let after = end.since(to);
            let rounds = after == 0 || after >= slot.least || (after <= self.slack() && to == reach);
            to > from
                && to <= reach
                && to.since(from) >= least.max(1)
                && rounds
                && (left > 1 || after <= self.slack())
        };
        let first_piece = if self.grown.pieces.is_empty() { slot.first_piece } else { [None; 2] };
        let shares = [
            Some(end),
            Some(share(blocks)),
            Some(reach),
            Some(share(2)),
            Some(share(blocks + 1)),
            back(slot.cap),
            back(slot.least),
        ];
        let before = |still: &Span| TimeOfDay::from_minutes(still.from.minutes().saturating_sub(5));
        let beside = slot.still.iter().flat_map(|still| [Some(still.to), before(still)]);
        let good = beside.chain(shares).chain(first_piece).flatten();
        let mut ends = Ends { some: [TimeOfDay::default(); MOST_ENDS], len: 0 };
        let most = if blocks > 2 { 5 } else { MOST_ENDS };
        for to in good.chain(self.edges.iter().copied()) {
            if ends.len < most && fits(to) {
                ends.add(to);
            }
        }
        ends
    }

    fn others(&self, task: usize, span: Span) -> u16 {
        if !self.slot.with_others {
            return 0;
        }
        let could = |(at, supply): (usize, &&TaskSupply<'_>)| {
            let can = at != task && supply.limit >= span.minutes() && supply.leads(span) != 0;
            if can { 1 << at } else { 0 }
        };
        self.slot.tasks.iter().enumerate().map(could).fold(0, |all, bit| all | bit)
    }

    fn record(&mut self, to: TimeOfDay) {
        let slot = self.slot;
        let Some(first) = self.grown.pieces.first() else { return };
        let idle = first.span.from.since(slot.span.from) + slot.span.to.since(to);
        let mut column = Column {
            comfort: idle / 5 + 2 * u16::try_from(self.grown.pauses.len()).unwrap_or(0),
            ..Column::default()
        };
        let mut dislike = 0_u32;
        for piece in &self.grown.pieces {
            let minutes = piece.span.minutes();
            column.tasks |= 1 << piece.task;
            column.key = column.key * 16 + piece.task as u64 + 1;
            if let Some(of) = column.minutes.get_mut(piece.task) {
                *of += minutes;
            }
            column.comfort += match minutes {
                0..20 => 4,
                20..25 => 2,
                25..=45 => 0,
                _ => 1,
            };
            if slot.tasks.get(piece.task).is_some_and(|supply| supply.rushed(piece.span)) {
                column.comfort += 3;
            }
            let hour = slot.dislike.get(piece.task).copied().unwrap_or_default();
            dislike += u32::from(hour) * u32::from(minutes) / 60;
        }
        column.dislike = u16::try_from(dislike).unwrap_or(u16::MAX);
        let rank = |column: &Column| (column.comfort, column.dislike);
        if self.found.get(&column.key).is_some_and(|known| rank(known) <= rank(&column)) {
            return;
        }
        let with_others = |piece: &Piece| Piece { others: self.others(piece.task, piece.span), ..*piece };
        column.pieces = self.grown.pieces.iter().map(with_others).collect();
        column.pauses.clone_from(&self.grown.pauses);
        self.found.insert(column.key, column);
    }
}
