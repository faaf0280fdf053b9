//! Every rule of a programme, read from the programme itself and independent of how it was made:
//! people edit plans, and the same rules hold afterwards.

mod block;
mod day;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{BlockId, Programme};
use crate::domain::code::vocabulary;
use crate::domain::ids::{PersonId, Slug, TaskId};
use crate::domain::text::Line;
use crate::domain::time::Span;
use crate::domain::workload::{Activity, LostTime, MOST_TASKS_A_WEEK, WorkInput};

vocabulary! {
    /// How much hangs on a rule.
    #[schema(as = PlanRuleWeight)]
    Weight {
        /// Law, stamina, safety, people: the programme cannot go out.
        Must = "must",
        /// Good practice: somebody may decide otherwise.
        Should = "should",
    }
}

/// A rule that a programme breaks.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[schema(as = PlanRule)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Rule {
    /// A date of the placement has no day in the programme.
    DayMissing,
    /// The day is not a date of the placement.
    NotADay,
    /// The learner would be there outside the workplace's hours, or in time that is lost.
    OutsideHours,
    /// Nothing is planned in this stretch.
    Unfilled {
        /// Which stretch.
        span: Span,
    },
    /// Two blocks at the same time.
    Overlap,
    /// More work in a day than the law or the learner's stamina allows.
    DayMinutes {
        /// Planned.
        minutes: u16,
        /// Allowed.
        most: u16,
    },
    /// More work in a calendar week than the law allows.
    WeekMinutes {
        /// Planned.
        minutes: u16,
        /// Allowed.
        most: u16,
    },
    /// A long day without the break that the law asks for.
    LawBreak {
        /// How long the break must be, in one piece.
        minutes: u16,
    },
    /// More work at a stretch than the learner's stamina allows.
    TooLongWithoutRest {
        /// Planned.
        minutes: u16,
        /// Allowed.
        most: u16,
    },
    /// A task that the offer does not have.
    UnknownTask {
        /// Which one.
        task: TaskId,
    },
    /// A task that the learner may not or should not do.
    CarvedTask {
        /// Which one.
        task: TaskId,
    },
    /// The task does not exist at that time.
    NoSuchWorkThen {
        /// Which one.
        task: TaskId,
    },
    /// An event at the site stands in the way.
    EventInTheWay {
        /// Which event.
        event: Slug,
    },
    /// More minutes of a task than one day holds.
    TaskMinutes {
        /// Which one.
        task: TaskId,
        /// Planned.
        minutes: u16,
        /// There are.
        most: u16,
    },
    /// The person is not at work then, or at lunch.
    PersonNotThere {
        /// Who.
        person: PersonId,
    },
    /// The task is not one that this person does with a learner.
    NotTheirTask {
        /// Who.
        person: PersonId,
    },
    /// The person is tied up by something at the site then.
    TiedUp {
        /// Who.
        person: PersonId,
        /// By which event.
        event: Slug,
    },
    /// The person cannot leave what must always be covered.
    MustCover {
        /// Who.
        person: PersonId,
        /// What must be covered.
        what: Line,
    },
    /// The task is in a place where this learner does not go.
    PlaceBarred {
        /// Which task.
        task: TaskId,
        /// Which place.
        place: Line,
    },
    /// A block of one task that is longer than the learner stays at one.
    TooLongAtOneTask {
        /// Planned.
        minutes: u16,
        /// Allowed.
        most: u16,
        /// Whether somebody said so; otherwise it is the usual time.
        stated: bool,
    },
    /// A noise that the learner must not meet suddenly falls in this block.
    SuddenNoise {
        /// Which event.
        event: Slug,
    },
    /// One job follows another shortly before or during an alarm test.
    ChangeDuringTest {
        /// Which event.
        event: Slug,
    },
    /// Nobody is named to stand in, although more than one person works there.
    NoDeputy,
    /// Who is named to stand in is not at the workplace then, or cannot.
    DeputyCannot {
        /// Who.
        person: PersonId,
    },
    /// A fixed part of the day is missing.
    PartMissing {
        /// Which one.
        activity: Activity,
    },
    /// No work in a whole day.
    NoWork,
    /// An event at the site is not announced.
    NotAnnounced {
        /// Which event.
        event: Slug,
    },
    /// More than one new task in a half day.
    TwoNewTasks,
    /// More different tasks in a calendar week than are met again and again.
    TooManyTasks {
        /// Planned.
        tasks: u16,
    },
}

impl Rule {
    /// How much hangs on it.
    #[must_use]
    pub fn weight(&self) -> Weight {
        match self {
            Self::TwoNewTasks | Self::TooManyTasks { .. } | Self::PartMissing { .. } | Self::NoWork => {
                Weight::Should
            }
            // Until somebody says how long the learner stays at one task, the usual time is a guide.
            Self::TooLongAtOneTask { stated: false, .. } => Weight::Should,
            _ => Weight::Must,
        }
    }
}

/// A broken rule, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Breach {
    /// On which date.
    pub date: NaiveDate,
    /// In which block, if it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<BlockId>,
    /// Which rule.
    pub rule: Rule,
}

/// Every rule that the programme breaks, in order of date; empty for one that was just planned.
/// Time that the programme says is lost counts as lost.
#[must_use]
pub fn check(programme: &Programme, input: &WorkInput<'_>) -> Vec<Breach> {
    let lost: Vec<LostTime> = input.lost.iter().chain(&programme.lost).copied().collect();
    let mut breaches = days(programme, input, &lost);
    for (at, day) in programme.days.iter().enumerate() {
        let place = day::Place { first: at == 0, last: at + 1 == programme.days.len() };
        day::check(day, place, input, &lost, &mut breaches);
        for block in &day.blocks {
            block::check(day.date, block, input, &mut breaches);
        }
    }
    weeks(programme, input, &mut breaches);
    breaches.sort();
    breaches
}

/// The programme has the placement's days: each that is not lost from beginning to end.
fn days(programme: &Programme, input: &WorkInput<'_>, lost: &[LostTime]) -> Vec<Breach> {
    let planned: BTreeSet<NaiveDate> = programme.days.iter().map(|day| day.date).collect();
    let wanted: BTreeSet<NaiveDate> = input.days.iter().copied().collect();
    let breach = |date: &NaiveDate, rule| Breach { date: *date, block: None, rule };
    let is_lost = |date: &NaiveDate| day::hours_there(input, *date, lost).is_empty();
    let missing = wanted.difference(&planned).filter(|date| !is_lost(date));
    let strange = planned.difference(&wanted).map(|date| breach(date, Rule::NotADay));
    missing.map(|date| breach(date, Rule::DayMissing)).chain(strange).collect()
}

/// What holds for a calendar week: hours, and few tasks.
fn weeks(programme: &Programme, input: &WorkInput<'_>, breaches: &mut Vec<Breach>) {
    let mut weeks: BTreeMap<_, (NaiveDate, u16, BTreeSet<&TaskId>)> = BTreeMap::new();
    for (day, block) in programme.blocks() {
        let key = (day.date.iso_week().year(), day.date.iso_week().week());
        let week = weeks.entry(key).or_insert((day.date, 0, BTreeSet::new()));
        if !block.content.is_rest() {
            week.1 = week.1.saturating_add(block.span.minutes());
        }
        week.2.extend(block.content.task());
    }
    for (date, minutes, tasks) in weeks.into_values() {
        if minutes > input.limits.week_minutes {
            let rule = Rule::WeekMinutes { minutes, most: input.limits.week_minutes };
            breaches.push(Breach { date, block: None, rule });
        }
        if tasks.len() > MOST_TASKS_A_WEEK {
            let rule = Rule::TooManyTasks { tasks: u16::try_from(tasks.len()).unwrap_or(u16::MAX) };
            breaches.push(Breach { date, block: None, rule });
        }
    }
}
