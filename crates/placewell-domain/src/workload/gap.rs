//! What nothing fills, and why.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::roster::Roster;
use super::spans::both;
use super::supply::{LEAST_LIMIT_MINUTES, TaskSupply, may_be_there, open_hours};
use super::{LEAST_BLOCK_MINUTES, WorkInput};
use crate::ids::Slug;
use crate::time::{Span, Weekday};

/// Why no work fills a stretch of time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum GapReason {
    /// No task exists then.
    NoTask,
    /// Every task that exists then is one that the learner may not or should not do.
    AllCarved,
    /// Something at the site stands in the way of every task that exists then.
    SiteEvent {
        /// Which event.
        event: Slug,
    },
    /// Nobody who could be with the learner is at work then.
    NobodyThere,
    /// Somebody is at work, and nobody who could stand in.
    NoDeputy,
    /// Of every task that exists then there is no more on that day.
    MinutesUsed,
    /// There is work only in more different tasks than one week should hold.
    TooManyTasks,
    /// There is work, in pieces too short to start.
    TooShort,
    /// The fixed parts of the day leave no time for work.
    DayTooShort,
    /// The hours that the law or the learner's stamina allows are used up before this day.
    HoursUsed,
}

/// A stretch of a day that nothing fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Gap {
    /// The date.
    pub date: NaiveDate,
    /// From when to when.
    pub span: Span,
    /// Why.
    pub reason: GapReason,
}

/// What the gap is judged by: the day as far as it is filled.
pub(super) struct DayState<'d, 'a> {
    pub(super) input: &'d WorkInput<'a>,
    pub(super) date: NaiveDate,
    pub(super) roster: &'d Roster<'a>,
    pub(super) supply: &'d [TaskSupply<'a>],
    /// Minutes of each task that are planned already.
    pub(super) used: &'d [u16],
    /// The tasks to plan with, and whether one week holds no more of them.
    pub(super) portfolio: &'d [usize],
    pub(super) full: bool,
}

impl DayState<'_, '_> {
    /// Why no work fills the stretch, the most basic reason first.
    pub(super) fn why(&self, span: Span) -> GapReason {
        let weekday = Weekday::of(self.date);
        let overlaps = |spans: &[Span]| spans.iter().any(|other| other.overlaps(span));
        let mut left: Vec<usize> = (0..self.supply.len()).collect();
        let mut narrow = |keep: &dyn Fn(usize, &TaskSupply<'_>) -> bool| {
            left.retain(|at| self.supply.get(*at).is_some_and(|supply| keep(*at, supply)));
            left.is_empty()
        };
        if narrow(&|_, s| s.task.hours_on(weekday).any(|hours| hours.overlaps(span))) {
            return GapReason::NoTask;
        }
        let may = |s: &TaskSupply<'_>| {
            !self.input.carved.contains(&s.task.id)
                && may_be_there(self.input.offer, s.task, self.input.profile)
        };
        if narrow(&|_, s| may(s)) {
            return GapReason::AllCarved;
        }
        let open = |s: &TaskSupply<'_>| open_hours(self.input.offer, s.task, self.date);
        if narrow(&|_, s| overlaps(&open(s))) {
            return self.event(span).map_or(GapReason::NoTask, |event| GapReason::SiteEvent { event });
        }
        if narrow(&|_, s| s.limit >= LEAST_LIMIT_MINUTES) {
            return GapReason::MinutesUsed;
        }
        if narrow(&|_, s| overlaps(&both(&open(s), &self.roster.working(&s.task.with)))) {
            return GapReason::NobodyThere;
        }
        if narrow(&|_, s| s.stints.iter().any(|stint| stint.span.overlaps(span))) {
            return GapReason::NoDeputy;
        }
        let left =
            |at: usize, s: &TaskSupply<'_>| s.limit.saturating_sub(self.used.get(at).copied().unwrap_or(0));
        if narrow(&|at, s| left(at, s) >= LEAST_BLOCK_MINUTES.min(s.limit)) {
            return GapReason::MinutesUsed;
        }
        if narrow(&|at, _| !self.full || self.portfolio.contains(&at)) {
            return GapReason::TooManyTasks;
        }
        GapReason::TooShort
    }

    fn event(&self, span: Span) -> Option<Slug> {
        let events = &self.input.offer.events;
        let in_the_way = |place| {
            events.iter().find(|e| e.happens_on(self.date) && e.hours.overlaps(span) && e.blocks(place))
        };
        self.supply.iter().find_map(|s| in_the_way(&s.task.place)).map(|event| event.id.clone())
    }
}
