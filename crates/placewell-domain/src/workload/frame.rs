//! The frame of a day: when the learner is there, when they rest, and the stretches of work
//! between the rests.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::spans::without;
use super::{LEAST_BLOCK_MINUTES, WorkInput};
use crate::code::vocabulary;
use crate::event::EventKind;
use crate::exposure::Exposure;
use crate::need::Wanted;
use crate::time::{Span, TimeOfDay};

vocabulary! {
    /// Why there is a break.
    RestReason {
        /// The workplace has it for everybody.
        Workplace = "workplace",
        /// The learner's stamina asks for it.
        Stamina = "stamina",
        /// The law asks for it.
        Law = "law",
        /// No work exists for a short while.
        Lull = "lull",
        /// The learner is elsewhere.
        Away = "away",
        /// A noise that the learner avoids is awaited somewhere else.
        Quiet = "quiet",
        /// A few minutes between two rounds of one task.
        Pause = "pause",
    }
}

vocabulary! {
    /// Why a day ends before the workplace's usual time.
    FinishReason {
        /// The learner's stamina for one day.
        Stamina = "stamina",
        /// The law's limit for one day or one week.
        Law = "law",
        /// The rest of the day is lost.
        Lost = "lost",
    }
}

/// A day that ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Shortened {
    /// When the workplace's own day ends.
    pub usual: TimeOfDay,
    /// Why this one ends before.
    pub reason: FinishReason,
}

/// A short lack of all work is taken as a rest; a longer one is a gap.
const LONGEST_LULL_MINUTES: u16 = 30;
/// How long before an alarm test somebody who must not hear it goes elsewhere.
const BEFORE_ALARM_MINUTES: u16 = 5;
/// How far from the middle of the day a workplace's break may lie to be lengthened to the law's.
const NEAR_MIDDLE_MINUTES: u16 = 60;

/// The frame of one day.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) rests: Vec<(Span, RestReason)>,
    pub(super) stretches: Vec<Span>,
    pub(super) shortened: Option<Shortened>,
}

/// Minutes of work that a day may hold, and what sets the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Budget {
    minutes: u16,
    reason: FinishReason,
}

impl Budget {
    /// What is left after so many minutes in the day's week and on the day.
    pub(super) fn of(input: &WorkInput<'_>, spent_week: u16, spent_day: u16) -> Self {
        let stamina = input.profile.stamina.max_daily_minutes.saturating_sub(spent_day);
        let day = input.limits.day_minutes.saturating_sub(spent_day);
        let law = day.min(input.limits.week_minutes.saturating_sub(spent_week));
        if stamina <= law {
            Self { minutes: stamina, reason: FinishReason::Stamina }
        } else {
            Self { minutes: law, reason: FinishReason::Law }
        }
    }
}

struct Rules<'d> {
    budget: Budget,
    continuous: u16,
    rest: u16,
    least: u16,
    lulls: &'d [Span],
}

/// Lays the frame. `lulls` are times at which no work exists at all.
pub(super) fn frame(input: &WorkInput<'_>, date: NaiveDate, budget: Budget, lulls: &[Span]) -> Frame {
    let pieces = attendance(input, date);
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else {
        return Frame { shortened: shortened(input, FinishReason::Lost), ..Frame::default() };
    };
    let whole = Span { from: first.from, to: last.to };
    let stamina = input.profile.stamina;
    let rules = Rules {
        budget,
        continuous: stamina.max_continuous_minutes.max(1),
        rest: stamina.break_minutes,
        least: LEAST_BLOCK_MINUTES.min(stamina.max_continuous_minutes),
        lulls,
    };
    let mut fixed = fixed_rests(input, date, whole, &pieces, rules.rest);
    let mut frame = walk(whole, &fixed, &rules);
    if lacks_break(input, &frame) {
        add_law_break(&mut fixed, &frame, input.limits.break_minutes);
        frame = walk(whole, &fixed, &rules);
    }
    if lacks_break(input, &frame) {
        let to = whole.from.plus(input.limits.break_over_minutes).min(whole.to);
        frame = walk(Span { to, ..whole }, &fixed, &rules);
        frame.shortened =
            Some(FinishReason::Law).filter(|_| to < whole.to).and_then(|why| shortened(input, why));
        return frame;
    }
    frame.shortened = match frame.shortened {
        Some(_) => shortened(input, rules.budget.reason),
        None if whole.to < input.window.hours.to => shortened(input, FinishReason::Lost),
        None => None,
    };
    frame
}

fn shortened(input: &WorkInput<'_>, reason: FinishReason) -> Option<Shortened> {
    Some(Shortened { usual: input.window.hours.to, reason })
}

/// The learner's hours at the workplace, lost time taken out.
fn attendance(input: &WorkInput<'_>, date: NaiveDate) -> Vec<Span> {
    let hours = input.window.hours;
    let usual = Span::new(hours.from.plus(input.starts_later_minutes), hours.to);
    let lost = input.lost.iter().filter(|lost| lost.date == date);
    lost.fold(usual.into_iter().collect(), |spans, lost| without(spans, lost.hours))
}

/// The workplace's breaks, each at least as long as the learner's, and the time the learner is
/// away; in order and apart.
fn fixed_rests(
    input: &WorkInput<'_>,
    date: NaiveDate,
    whole: Span,
    pieces: &[Span],
    rest: u16,
) -> Vec<(Span, RestReason)> {
    let breaks = input.window.breaks.iter().map(|span| {
        let to = span.to.max(span.from.plus(rest));
        (Span { to, ..*span }, RestReason::Workplace)
    });
    let away = pieces.iter().fold(vec![whole], |left, piece| without(left, *piece));
    let mut all: Vec<_> = breaks
        .chain(alarms(input, date, rest))
        .chain(away.into_iter().map(|span| (span, RestReason::Away)))
        .filter_map(|(span, why)| Some((span.intersection(whole)?, why)))
        .collect();
    all.sort_by_key(|(span, _)| *span);
    let mut apart: Vec<(Span, RestReason)> = Vec::new();
    for (span, why) in all {
        match apart.last_mut() {
            Some((before, _)) if before.to >= span.from => before.to = before.to.max(span.to),
            _ => apart.push((span, why)),
        }
    }
    apart
}

/// The alarm tests of a date as planned breaks, for a learner who must not meet sudden noise.
fn alarms<'a>(
    input: &WorkInput<'a>,
    date: NaiveDate,
    rest: u16,
) -> impl Iterator<Item = (Span, RestReason)> + use<'a> {
    let sudden = Wanted::Avoid(Exposure::SuddenNoise);
    let avoids = input.profile.needs.iter().any(|need| need.wanted == sudden);
    let tests = input
        .offer
        .events
        .iter()
        .filter(move |event| avoids && event.kind == EventKind::AlarmTest && event.happens_on(date));
    tests.map(move |event| {
        let from = event.hours.from.minutes().saturating_sub(BEFORE_ALARM_MINUTES);
        let from = TimeOfDay::from_minutes(from).unwrap_or(event.hours.from);
        (Span { from, to: event.hours.to.max(from.plus(rest)) }, RestReason::Quiet)
    })
}

/// Walks through the day, cutting the time between fixed rests into stretches that the learner
/// can work, until the day or the budget ends; the learner leaves at the end of the last stretch.
fn walk(whole: Span, fixed: &[(Span, RestReason)], rules: &Rules<'_>) -> Frame {
    let mut frame = cut(whole, fixed, rules);
    let end = frame.stretches.last().map(|stretch| stretch.to);
    frame.rests.retain(|(rest, _)| end.is_some_and(|end| rest.to <= end));
    frame
}

fn cut(whole: Span, fixed: &[(Span, RestReason)], rules: &Rules<'_>) -> Frame {
    let mut frame = Frame::default();
    let mut worked = 0;
    let segments = fixed.iter().fold(vec![whole], |left, (rest, _)| without(left, *rest));
    for segment in segments {
        let before = fixed.iter().find(|(rest, _)| rest.to == segment.from);
        let mut rest = before.copied();
        let mut from = segment.from;
        if let Some((rest, _)) = &mut rest {
            from = rules.after_lull(segment);
            rest.to = from;
        }
        while from < segment.to {
            let left = rules.budget.minutes.saturating_sub(worked);
            if left < rules.least {
                frame.shortened = Some(Shortened { usual: whole.to, reason: rules.budget.reason });
                return frame;
            }
            let to = rules.stretch_end(from, segment.to, left, segment.to < whole.to);
            let stretch = Span { from, to };
            if !frame.stretches.is_empty() {
                frame.rests.extend(rest.take());
            }
            frame.stretches.push(stretch);
            worked = worked.saturating_add(stretch.minutes());
            from = stretch.to;
            if from < segment.to {
                let (pause, why) = rules.rest_from(from, segment.to);
                rest = Some((pause, why));
                from = pause.to;
            }
            if from >= segment.to && stretch.to < segment.to {
                frame.rests.extend(rest.take());
            }
        }
    }
    frame
}

impl Rules<'_> {
    /// When work can begin after a rest that ends where the segment begins: a short lack of all
    /// work makes the rest longer.
    fn after_lull(&self, segment: Span) -> TimeOfDay {
        let covering = self.lulls.iter().find(|lull| lull.from <= segment.from && segment.from < lull.to);
        covering
            .map(|lull| lull.to)
            .filter(|to| to.since(segment.from) <= LONGEST_LULL_MINUTES && *to < segment.to)
            .unwrap_or(segment.from)
    }

    /// When a stretch that begins at `from` ends: even stretches between two fixed rests, each
    /// within the learner's continuous minutes; before a short lack of all work.
    fn stretch_end(&self, from: TimeOfDay, to: TimeOfDay, left: u16, rest_follows: bool) -> TimeOfDay {
        let room = to.since(from);
        let longest = self.continuous.min(room).min(left);
        let lull = self.lulls.iter().find(|lull| {
            lull.to.min(to).since(lull.from) <= LONGEST_LULL_MINUTES
                && (self.least..=longest).contains(&lull.from.since(from))
                && (lull.to < to || (rest_follows && lull.from < to))
        });
        if let Some(lull) = lull {
            return lull.from;
        }
        let stretches = (room + self.rest).div_ceil(self.continuous + self.rest);
        let work = room.saturating_sub((stretches - 1) * self.rest);
        let even = if left < work {
            left.div_ceil(left.div_ceil(self.continuous))
        } else {
            work.div_ceil(stretches)
        };
        let even = if even < self.least { longest } else { even.next_multiple_of(5).min(longest) };
        from.plus(even)
    }

    /// The rest that begins at `from`; it runs up to `to` when what would be left is too short.
    fn rest_from(&self, from: TimeOfDay, to: TimeOfDay) -> (Span, RestReason) {
        let lull = self
            .lulls
            .iter()
            .find(|lull| lull.from == from && lull.to.min(to).since(from) <= LONGEST_LULL_MINUTES);
        let end = from.plus(self.rest).max(lull.map_or(from, |lull| lull.to)).min(to);
        let end = if to.since(end) < self.least { to } else { end };
        let why = if lull.is_some() { RestReason::Lull } else { RestReason::Stamina };
        (Span { from, to: end }, why)
    }
}

fn lacks_break(input: &WorkInput<'_>, frame: &Frame) -> bool {
    let (Some(first), Some(last)) = (frame.stretches.first(), frame.stretches.last()) else {
        return false;
    };
    last.to.since(first.from) > input.limits.break_over_minutes
        && frame.rests.iter().all(|(rest, _)| rest.minutes() < input.limits.break_minutes)
}

/// Lengthens the workplace's break that is nearest the middle of the day, or adds one there.
fn add_law_break(fixed: &mut Vec<(Span, RestReason)>, frame: &Frame, minutes: u16) {
    let (Some(first), Some(last)) = (frame.stretches.first(), frame.stretches.last()) else { return };
    let middle = (first.from.minutes() + last.to.minutes()) / 2;
    let middle = TimeOfDay::from_minutes(middle - middle % 5).unwrap_or(first.from);
    let distance = |span: &Span| span.from.since(middle).max(middle.since(span.from));
    match fixed.iter_mut().min_by_key(|(span, _)| distance(span)) {
        Some((span, _)) if distance(span) <= NEAR_MIDDLE_MINUTES => {
            span.to = span.to.max(span.from.plus(minutes));
        }
        _ => fixed.push((Span { from: middle, to: middle.plus(minutes) }, RestReason::Law)),
    }
    fixed.sort_by_key(|(span, _)| *span);
    fixed.dedup_by(|later, earlier| {
        let meet = later.0.from <= earlier.0.to;
        if meet {
            earlier.0.to = earlier.0.to.max(later.0.to);
        }
        meet
    });
}
