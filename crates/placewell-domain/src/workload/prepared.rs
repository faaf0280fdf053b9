//! One day with its people, its work and its frame, before it is filled.

use std::rc::Rc;

use chrono::NaiveDate;

use super::activity::{Laid, lay};
use super::frame::{Budget, Frame, frame};
use super::roster::Roster;
use super::spans::without;
use super::supply::TaskSupply;
use super::{LEAST_BLOCK_MINUTES, WorkInput};
use crate::event::SiteEvent;
use crate::time::{Span, TimeOfDay};

/// The start of a day in which a lull does not matter: the day's opening is there.
const OPENING_MINUTES: u16 = 45;

/// The longest time by which what lies beside a slot is made longer for an alarm test, minutes.
const LONGEST_WAIT_MINUTES: u16 = 20;

/// One day, ready to be filled.
pub(super) struct Prepared<'a> {
    pub(super) date: NaiveDate,
    pub(super) roster: Rc<Roster<'a>>,
    pub(super) supply: Rc<[TaskSupply<'a>]>,
    pub(super) frame: Frame,
    pub(super) laid: Laid,
    /// The shortest slot that a task is sought for.
    pub(super) least: u16,
    /// When the second half of the day begins.
    pub(super) turns: TimeOfDay,
    /// Times in which nobody is sent from one job to another, or begins one.
    pub(super) still: Vec<Span>,
}

impl<'a> Prepared<'a> {
    /// The day's people, work and frame.
    pub(super) fn new(
        input: &WorkInput<'a>,
        date: NaiveDate,
        (roster, supply): (Rc<Roster<'a>>, Rc<[TaskSupply<'a>]>),
        budget: Budget,
    ) -> Self {
        let lulls = lulls(input.window.hours, &supply);
        let frame = frame(input, date, budget, &lulls);
        let least = LEAST_BLOCK_MINUTES.min(input.profile.stamina.max_continuous_minutes);
        let turns = turning(&frame);
        let laid = Laid { activities: Vec::new(), slots: Vec::new() };
        let today = input.offer.events.iter().filter(|event| event.happens_on(date));
        let still = today.filter_map(SiteEvent::holds_still).collect();
        Self { date, roster, supply, frame, laid, least, turns, still }
    }

    /// Another day like this one, before its fixed parts are laid.
    pub(super) fn on(&self, date: NaiveDate) -> Self {
        let laid = Laid { activities: Vec::new(), slots: Vec::new() };
        let (roster, supply) = (self.roster.clone(), self.supply.clone());
        Self { date, roster, supply, frame: self.frame.clone(), laid, still: self.still.clone(), ..*self }
    }

    /// Lays the fixed parts, once it is known whether the day is the first or the last.
    pub(super) fn lay(&mut self, first: bool, last: bool) {
        self.laid = lay(&self.frame.stretches, first, last);
        let least = self.least;
        let clear = self.laid.slots.iter().map(|slot| self.clear_of_tests(*slot)).collect();
        self.laid.slots = clear;
        self.laid.slots.retain(|slot| slot.minutes() >= least);
    }

    /// A slot that begins after an alarm test and ends before it, as far as what lies beside it can be made longer.
    fn clear_of_tests(&self, slot: Span) -> Span {
        let within = |at: TimeOfDay| self.still.iter().find(|still| still.from <= at && at < still.to);
        let from = within(slot.from).map_or(slot.from, |still| still.to);
        let to = within(slot.to).map_or(slot.to, |still| still.from);
        let longer = from.since(slot.from).max(slot.to.since(to));
        Span::new(from, to)
            .ok()
            .filter(|kept| kept.minutes() >= self.least && longer <= LONGEST_WAIT_MINUTES)
            .filter(|_| longer > 0 && self.may_slip(slot, longer))
            .unwrap_or(slot)
    }

    /// Whether anything of the day is left.
    pub(super) fn is_attended(&self) -> bool {
        !self.frame.stretches.is_empty()
    }

    /// Minutes of the day that are not rest.
    pub(super) fn work_minutes(&self) -> u16 {
        self.frame.stretches.iter().map(|span| span.minutes()).sum()
    }

    /// The slot's minutes in which the task can be done at all, in ticks of five from `start`.
    pub(super) fn ticks(&self, task: usize, start: TimeOfDay) -> u128 {
        let Some(supply) = self.supply.get(task) else { return 0 };
        let within = |stint: Span| self.laid.slots.iter().filter_map(move |slot| slot.intersection(stint));
        let spans = supply.stints.iter().flat_map(|stint| within(stint.span));
        spans.fold(0, |all, span| all | ticks(span, start))
    }

    /// The ticks of every slot.
    pub(super) fn slot_ticks(&self, start: TimeOfDay) -> u128 {
        self.laid.slots.iter().fold(0, |all, slot| all | ticks(*slot, start))
    }

    /// How late a task may begin in a slot, or how early it may end: as long as the people of what
    /// lies before and after are there for that much longer.
    pub(super) fn may_slip(&self, slot: Span, by: u16) -> bool {
        let parts = self.laid.activities.iter().map(|(_, span)| (*span, false));
        let rests = self.frame.rests.iter().map(|(span, _)| (*span, true));
        let mut beside = parts.chain(rests).filter(|(span, _)| span.to == slot.from || span.from == slot.to);
        beside.all(|(span, rest)| {
            let from = TimeOfDay::from_minutes(span.from.minutes().saturating_sub(by)).unwrap_or(span.from);
            let longer = Span { from, to: span.to.plus(by) };
            self.roster.pair_for(longer, rest).is_some()
        })
    }
}

fn ticks(span: Span, start: TimeOfDay) -> u128 {
    let tick = |at: TimeOfDay| u32::from(at.since(start) / 5).min(128);
    let below = |tick: u32| if tick >= 128 { u128::MAX } else { (1_u128 << tick) - 1 };
    below(tick(span.to)) & !below(tick(span.from))
}

/// When nothing at all can be done within the workplace's hours.
fn lulls(hours: Span, supply: &[TaskSupply<'_>]) -> Vec<Span> {
    let after_opening = Span { from: hours.from.plus(OPENING_MINUTES).min(hours.to), ..hours };
    let stints = supply.iter().flat_map(|supply| supply.stints.iter());
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
