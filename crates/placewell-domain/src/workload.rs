//! Supply and demand of work: whether real work, with people who are there, fills the days of a
//! placement. Suitability asks it; the programme is made of its answer, so that an offer that is
//! said to have enough work always yields a programme.

mod activity;
mod assemble;
mod beam;
mod column;
mod cost;
mod days;
mod explain;
mod fill;
mod frame;
mod gap;
mod ground;
mod leads;
mod passes;
mod portfolio;
mod preference;
mod prepared;
mod roster;
mod rules;
mod season;
#[cfg(feature = "bench")]
mod searched;
mod spans;
mod state;
mod supply;
mod terms;
mod turns;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::{PersonId, TaskId};
use super::learner::Profile;
use super::offer::Offer;
use super::task::Task;
use super::time::{Span, TimeOfDay};
use super::window::Window;

pub use activity::Activity;
pub use frame::{FinishReason, RestReason, Shortened};
pub use gap::{Gap, GapReason};
pub use ground::FIRST_PIECE_MINUTES;
pub use rules::WeekRule;
#[cfg(feature = "bench")]
pub use searched::Searched;
pub use supply::{Workdays, may_be_there, most_minutes};

/// The most different tasks in one calendar week: few tasks, met again and again.
pub const MOST_TASKS_A_WEEK: usize = 7;

/// The shortest block of work that is worth starting, minutes; shorter only where the task or the
/// learner's stamina is.
pub const LEAST_BLOCK_MINUTES: u16 = 15;

/// The limits of the law on hours, as plain numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourLimits {
    /// The most work in a day, minutes, breaks not counted.
    pub day_minutes: u16,
    /// The most work in a calendar week, minutes, breaks not counted.
    pub week_minutes: u16,
    /// A day longer than this, from arriving to leaving, must hold a break.
    pub break_over_minutes: u16,
    /// How long that break must be, minutes, in one piece.
    pub break_minutes: u16,
}

impl HourLimits {
    /// Working Time Regulations 1998, regulations 5A and 12(4): a worker under 18.
    pub const UNDER_18: Self =
        Self { day_minutes: 480, week_minutes: 2400, break_over_minutes: 270, break_minutes: 30 };

    /// Working Time Regulations 1998, regulations 4 and 12(1): from 18 on, without an agreement to
    /// work longer. The day stays within eight hours, which is what work experience means by a day.
    pub const ADULT: Self =
        Self { day_minutes: 480, week_minutes: 2880, break_over_minutes: 360, break_minutes: 20 };
}

/// Time on which the learner cannot be there although the workplace is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LostTime {
    /// The date.
    pub date: NaiveDate,
    /// From when to when.
    pub hours: Span,
}

/// What has happened of a placement before the days that are asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Tasks that the learner has met.
    pub met: BTreeSet<TaskId>,
    /// Minutes worked in the calendar week of the first day asked about.
    pub week_minutes: u16,
    /// Minutes worked on the first day asked about.
    pub day_minutes: u16,
    /// Minutes of each task on the first day asked about.
    pub day_tasks: Vec<(TaskId, u16)>,
}

/// What supply and demand depend on.
#[derive(Clone, Copy, Debug)]
pub struct WorkInput<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// The window that is taken up.
    pub window: &'a Window,
    /// The attended dates, in order.
    pub days: &'a [NaiveDate],
    /// Tasks that the learner may not or should not do.
    pub carved: &'a BTreeSet<TaskId>,
    /// How the learner works.
    pub profile: &'a Profile,
    /// The law's limits on hours.
    pub limits: HourLimits,
    /// How much later than the workplace's usual start the learner arrives, minutes.
    pub starts_later_minutes: u16,
    /// Time that is lost.
    pub lost: &'a [LostTime],
    /// What has happened already, when the placement has begun.
    pub past: Option<&'a Past>,
}

impl<'a> WorkInput<'a> {
    /// A whole placement from its beginning, starting at the usual time.
    #[must_use]
    pub fn new(
        offer: &'a Offer,
        window: &'a Window,
        days: &'a [NaiveDate],
        carved: &'a BTreeSet<TaskId>,
        profile: &'a Profile,
        limits: HourLimits,
    ) -> Self {
        Self { offer, window, days, carved, profile, limits, starts_later_minutes: 0, lost: &[], past: None }
    }
}

/// What a learner does in one stretch of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing<'a> {
    /// Work.
    Task {
        /// The task.
        task: &'a Task,
        /// Whether the learner meets it for the first time.
        new: bool,
    },
    /// A fixed part of the day.
    Activity(Activity),
    /// A break.
    Rest(RestReason),
}

/// A stretch of a day, with whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<'a> {
    /// From when to when.
    pub span: Span,
    /// What.
    pub doing: Doing<'a>,
    /// Who is with the learner, or in a break whom to go to.
    pub person: &'a PersonId,
    /// Who stands in and is at the workplace then; nobody where only one person works.
    pub deputy: Option<&'a PersonId>,
}

/// One day of the placement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayWork<'a> {
    /// The date.
    pub date: NaiveDate,
    /// From arriving to leaving; `None` when nothing of the day is left.
    pub attended: Option<Span>,
    /// Why the day ends before the workplace's usual time, if it does.
    pub shortened: Option<Shortened>,
    /// When its second half begins: at the end of its longest break, else in its middle.
    pub turns: TimeOfDay,
    /// What fills it, in order; with the gaps it covers `attended`.
    pub stretches: Vec<Stretch<'a>>,
    /// Whether a half day brings more than one new task because no other work exists then.
    pub crowded: bool,
}

/// How well real work fills the days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workload<'a> {
    /// Day by day.
    pub days: Vec<DayWork<'a>>,
    /// What nothing fills.
    pub gaps: Vec<Gap>,
    /// The rules of a good week that could not be kept everywhere, the weightiest first.
    pub unkept: Vec<WeekRule>,
}

impl Workload<'_> {
    /// Whether real work fills every day.
    #[must_use]
    pub fn is_enough(&self) -> bool {
        self.gaps.is_empty()
    }
}

/// Plans the days of a placement with real work: the same answer for the same input.
#[must_use]
pub fn measure<'a>(input: &WorkInput<'a>) -> Workload<'a> {
    fill::fill(input)
}

/// What nothing fills, found without planning the days: empty exactly where [`measure`] leaves none. What is found of
/// the offer's days is kept for the next question about the same offer.
#[must_use]
pub fn gaps<'a, 'o: 'a>(input: &WorkInput<'a>, workdays: &Workdays<'o>) -> Vec<Gap> {
    fill::gaps(input, workdays)
}

/// Whether [`gaps`] leaves none.
#[must_use]
pub fn is_enough<'a, 'o: 'a>(input: &WorkInput<'a>, workdays: &Workdays<'o>) -> bool {
    fill::is_enough(input, workdays)
}

/// The tasks that could be done in exactly this time, in the offer's order.
#[must_use]
pub fn possible<'a>(input: &WorkInput<'a>, date: NaiveDate, span: Span) -> Vec<&'a Task> {
    let supply = supply::supply_on(input, &Workdays::new(input.offer).on(date));
    let can = supply.iter().filter(|supply| supply.limit >= span.minutes() && supply.pair(span).is_some());
    can.map(|supply| supply.task).collect()
}

/// The best people for a stretch of a day, who is with the learner and who stands in: for a task,
/// or for a break when there is none.
#[must_use]
pub fn people_for<'a>(
    offer: &'a Offer,
    task: Option<&'a Task>,
    date: NaiveDate,
    span: Span,
) -> Option<(&'a PersonId, Option<&'a PersonId>)> {
    let roster = roster::Roster::new(offer, date);
    let pair = match task {
        Some(task) => {
            let mut pairs = roster.pairs(&task.with).into_iter();
            pairs.find(|(_, spans)| spans.iter().any(|there| there.covers(span))).map(|(pair, _)| pair)
        }
        None => roster.pair_for(span, true),
    };
    pair.map(|pair| (pair.person, pair.deputy))
}
