//! What is recorded of each day of a placement that has come.

use chrono::NaiveDate;

use crate::domain::reader::Reader;
use crate::domain::report::{Arrival, Tick};
use crate::domain::time::{Span, TimeOfDay};
use crate::law::Day;

/// The tick of a day, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldTick {
    /// Of which day.
    pub date: NaiveDate,
    /// What was ticked.
    pub tick: Tick,
    /// On which day it was.
    pub told_on: NaiveDate,
    /// Whether somebody of the provider ticked it, not the employer.
    pub by_provider: bool,
}

/// What was told of the days of a placement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SaidOfDays {
    /// The ticks, one a day at most.
    pub ticks: Vec<ToldTick>,
    /// On which days the learner's side said that the learner cannot come, and who did.
    pub absences: Vec<(NaiveDate, Reader)>,
    /// The day on which the placement ended before its time.
    pub ended: Option<NaiveDate>,
}

/// What is recorded of a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The learner came.
    Came {
        /// When, where that was said.
        at: Option<TimeOfDay>,
        /// When it was ticked.
        told_on: NaiveDate,
        /// Whether somebody of the provider ticked it.
        by_provider: bool,
    },
    /// Somebody says that the learner had not arrived.
    NotArrived {
        /// When it was ticked.
        told_on: NaiveDate,
        /// Whether somebody of the provider ticked it.
        by_provider: bool,
    },
    /// The learner or the family said that the learner could not come.
    Excused {
        /// Whether the learner said so.
        by_learner: bool,
    },
    /// Nobody has said.
    NotRecorded,
}

/// A day of a placement that has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayRecord {
    /// The day as it was planned.
    pub day: Day,
    /// What is recorded of it.
    pub mark: Mark,
}

impl DayRecord {
    /// Whether the learner came; none where nobody has said.
    #[must_use]
    pub fn came(&self) -> Option<bool> {
        match self.mark {
            Mark::Came { .. } => Some(true),
            Mark::NotArrived { .. } | Mark::Excused { .. } => Some(false),
            Mark::NotRecorded => None,
        }
    }

    /// The planned minutes at work from the minute in which the learner came, breaks not counted. When the learner left is
    /// not recorded.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.minutes_of(self.day.hours)
    }

    /// The same of a part of the day.
    #[must_use]
    pub fn minutes_of(&self, part: Span) -> u32 {
        let Mark::Came { at, .. } = self.mark else { return 0 };
        let from = at.map_or(part.from, |at| at.max(part.from));
        let Ok(there) = Span::new(from, part.to) else { return 0 };
        let rest = self.day.breaks.iter().filter_map(|rest| rest.intersection(there)).map(Span::minutes);
        u32::from(there.minutes()).saturating_sub(rest.map(u32::from).sum())
    }
}

/// The planned days that have come by a date, each with what is recorded of it. A day on or after an early end counts only
/// where something was said of it.
#[must_use]
pub fn days(planned: &[Day], told: &SaidOfDays, today: NaiveDate) -> Vec<DayRecord> {
    let mark = |date: NaiveDate| {
        let tick = told.ticks.iter().find(|tick| tick.date == date);
        let absence = told.absences.iter().find(|(of, _)| *of == date);
        match (tick, absence) {
            (Some(ToldTick { tick, told_on, by_provider, .. }), _) if tick.arrival == Arrival::Arrived => {
                Mark::Came { at: tick.at, told_on: *told_on, by_provider: *by_provider }
            }
            (_, Some((_, reader))) => Mark::Excused { by_learner: *reader == Reader::Learner },
            (Some(ToldTick { told_on, by_provider, .. }), None) => {
                Mark::NotArrived { told_on: *told_on, by_provider: *by_provider }
            }
            (None, None) => Mark::NotRecorded,
        }
    };
    let come = planned.iter().filter(|day| day.date <= today);
    let records = come.map(|day| DayRecord { day: day.clone(), mark: mark(day.date) });
    let over = |date: NaiveDate| told.ended.is_some_and(|ended| date >= ended);
    records.filter(|one| one.mark != Mark::NotRecorded || !over(one.day.date)).collect()
}

/// How many minutes of work several days hold, breaks not counted.
pub(super) fn planned_minutes(days: &[Day]) -> u32 {
    days.iter().map(|day| u32::from(day.worked())).sum()
}
