//! The work that exists on one date: when, and with whom.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::roster::{Pair, Roster};
use super::spans::{both, without};
use crate::event::{EventKind, SiteEvent};
use crate::ids::TaskId;
use crate::offer::Offer;
use crate::task::Task;
use crate::time::{Span, TimeOfDay, Weekday};

/// A stretch in which one task can be done with one pair of people.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stint<'a> {
    pub(super) span: Span,
    pub(super) pair: Pair<'a>,
}

/// What one task offers on one date.
pub(super) struct TaskSupply<'a> {
    pub(super) task: &'a Task,
    /// When it can be done and with whom, best people first; empty for a carved task.
    pub(super) stints: Vec<Stint<'a>>,
    /// When the busy hours of its place are.
    pub(super) rush: Vec<Span>,
}

impl<'a> TaskSupply<'a> {
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

    pub(super) fn rushed(&self, span: Span) -> bool {
        self.rush.iter().any(|rush| rush.overlaps(span))
    }
}

/// Every task of the offer on one date, in the offer's order.
pub(super) fn supply_on<'a>(
    offer: &'a Offer,
    carved: &BTreeSet<TaskId>,
    roster: &Roster<'a>,
    date: NaiveDate,
) -> Vec<TaskSupply<'a>> {
    let one = |task: &'a Task| {
        let open = if carved.contains(&task.id) { Vec::new() } else { open_hours(offer, task, date) };
        let stints = if open.is_empty() {
            Vec::new()
        } else {
            let pairs = roster.pairs(&task.with).into_iter();
            pairs
                .flat_map(|(pair, there)| {
                    both(&open, &there).into_iter().map(move |span| Stint { span, pair })
                })
                .collect()
        };
        let rush = offer
            .events
            .iter()
            .filter(|event| rushes(event, task) && event.happens_on(date))
            .map(|event| event.hours)
            .collect();
        TaskSupply { task, stints, rush }
    };
    offer.tasks.iter().map(one).collect()
}

fn rushes(event: &SiteEvent, task: &Task) -> bool {
    event.kind == EventKind::Rush && event.place.as_ref().is_none_or(|place| *place == task.place)
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
