//! The work that exists on one date: when, and with whom.

use chrono::NaiveDate;

use super::WorkInput;
use super::roster::{Pair, Roster};
use super::spans::{both, without};
use crate::event::{EventKind, SiteEvent};
use crate::learner::Profile;
use crate::offer::Offer;
use crate::task::Task;
use crate::time::{Span, TimeOfDay, Weekday};

/// A task of which a day holds less than this is none, minutes.
pub(super) const LEAST_LIMIT_MINUTES: u16 = 5;

/// A stretch in which one task can be done with one pair of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stint<'a> {
    pub(super) span: Span,
    pub(super) pair: Pair<'a>,
    /// Who leads, one bit a person of the roster.
    lead: u64,
}

/// What one task offers on one date.
pub(super) struct TaskSupply<'a> {
    pub(super) task: &'a Task,
    /// When it can be done and with whom, best people first; empty for a carved task.
    pub(super) stints: Vec<Stint<'a>>,
    /// When the busy hours of its place are.
    pub(super) rush: Vec<Span>,
    /// The most minutes of it on one day.
    pub(super) limit: u16,
}

impl<'a> TaskSupply<'a> {
    /// Whether it is the same work at the same times with the same people.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.task.id == other.task.id
            && self.limit == other.limit
            && self.rush == other.rush
            && self.stints == other.stints
    }

    /// How far the task can run from `at` without a change of people.
    pub(super) fn reach(&self, at: TimeOfDay) -> Option<TimeOfDay> {
        let covering = self.stints.iter().filter(|stint| stint.span.from <= at && at < stint.span.to);
        covering.map(|stint| stint.span.to).max()
    }

    /// The first moment from `at` on, at most `slack` minutes later, at which it can begin.
    pub(super) fn opens(&self, at: TimeOfDay, slack: u16) -> Option<TimeOfDay> {
        self.stints
            .iter()
            .filter(|stint| stint.span.to > at && stint.span.from <= at.plus(slack))
            .map(|stint| stint.span.from.max(at))
            .min()
    }

    /// The best people for the whole stretch.
    pub(super) fn pair(&self, span: Span) -> Option<Pair<'a>> {
        self.stints.iter().find(|stint| stint.span.covers(span)).map(|stint| stint.pair)
    }

    /// Every pair for the whole stretch, best first.
    pub(super) fn pairs(&self, span: Span) -> impl Iterator<Item = Pair<'a>> + '_ {
        self.stints.iter().filter(move |stint| stint.span.covers(span)).map(|stint| stint.pair)
    }

    /// Who can lead the whole stretch, one bit a person of the roster.
    pub(super) fn leads(&self, span: Span) -> u64 {
        let there = self.stints.iter().filter(|stint| stint.span.covers(span));
        there.fold(0, |all, stint| all | stint.lead)
    }

    pub(super) fn rushed(&self, span: Span) -> bool {
        self.rush.iter().any(|rush| rush.overlaps(span))
    }
}

/// The most minutes of a task that one day holds for this learner: what the employer says, and what
/// there is of it at the learner's pace. Without a pace it is counted as a worker's, so that no more
/// is planned than there is; nothing when neither is stated.
#[must_use]
pub fn most_minutes(task: &Task, profile: &Profile) -> Option<u16> {
    let stock = task.amount.as_ref().and_then(|amount| {
        let seconds = u32::from(amount.a_day) * u32::from(amount.worker_seconds_each?);
        let minutes = seconds * u32::from(profile.pace_percent.unwrap_or(100)) / 6_000;
        Some(u16::try_from(minutes).unwrap_or(u16::MAX))
    });
    stock.into_iter().chain(task.minutes_a_day).min()
}

/// Whether the learner may work at the task's place: never where learners never go, and on a level
/// way out for somebody who cannot use stairs.
#[must_use]
pub fn may_be_there(offer: &Offer, task: &Task, profile: &Profile) -> bool {
    offer.place(&task.place).is_none_or(|place| place.may_be_used(profile.evacuation))
}

/// Every task of the offer on one date, in the offer's order.
pub(super) fn supply_on<'a>(
    input: &WorkInput<'a>,
    roster: &Roster<'a>,
    date: NaiveDate,
) -> Vec<TaskSupply<'a>> {
    let offer = input.offer;
    let one = |task: &'a Task| {
        let limit = most_minutes(task, input.profile).unwrap_or(u16::MAX);
        let left_out = input.carved.contains(&task.id)
            || limit < LEAST_LIMIT_MINUTES
            || !may_be_there(offer, task, input.profile);
        let open = if left_out { Vec::new() } else { open_hours(offer, task, date) };
        let stints = if open.is_empty() {
            Vec::new()
        } else {
            let pairs = roster.pairs(&task.with).into_iter();
            pairs
                .flat_map(|(pair, there)| {
                    let lead = roster.bit(pair.person);
                    both(&open, &there).into_iter().map(move |span| Stint { span, pair, lead })
                })
                .collect()
        };
        let rush = offer
            .events
            .iter()
            .filter(|event| rushes(event, task) && event.happens_on(date))
            .map(|event| event.hours)
            .collect();
        TaskSupply { task, stints, rush, limit }
    };
    offer.tasks.iter().map(one).collect()
}

fn rushes(event: &SiteEvent, task: &Task) -> bool {
    event.kind == EventKind::Rush && event.concerns(&task.place)
}

/// When a task exists and nothing at the site is in its way.
pub(super) fn open_hours(offer: &Offer, task: &Task, date: NaiveDate) -> Vec<Span> {
    offer
        .events
        .iter()
        .filter(|event| event.happens_on(date) && event.blocks(&task.place))
        .fold(hours(task, date).collect(), |open, event| without(open, event.hours))
}

/// The hours in which a task exists on a date, whatever stands in its way.
pub(super) fn hours(task: &Task, date: NaiveDate) -> impl Iterator<Item = Span> {
    task.hours_on(Weekday::of(date))
}
