//! The week worth having: who does what with whom, block by block, every day; re-checked after
//! every edit, re-planned when time is lost.

mod block;
mod build;
mod check;
mod edit;
mod edit_refused;
mod facts;
mod growth;
mod help;
mod lines;
mod lose;
mod meaningful;
mod signals;
mod spoken;
mod wording;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::event::{EventKind, SiteEvent};
use crate::domain::ids::{Slug, WindowId};
use crate::domain::text::Line;
use crate::domain::time::{Span, TimeOfDay};
use crate::domain::window::Pattern;
use crate::domain::workload::{Gap, LostTime, Shortened, WeekRule, WorkInput, measure};

pub use block::{Block, BlockId, Content};
pub use check::{Breach, Rule, Weight, check};
pub use edit::{Edit, Edited, edit, half_day};
pub use edit_refused::EditRefused;
pub use facts::{Facts, Goal};
pub use help::{LessHelp, MoreHelp, TaskPlan};
pub use meaningful::{MeaningfulTest, TestResult, first_meetings, meaningful};
pub use signals::{Signals, signals};
pub use wording::{DayPart, Wording, WordingLine};

/// The plan of a whole placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Programme {
    /// How the placement is spread over time.
    pub pattern: Pattern,
    /// The window that is taken up.
    pub window: WindowId,
    /// The attended days, in order.
    pub days: Vec<Day>,
    /// The tasks, in the order in which the learner meets them.
    pub tasks: Vec<TaskPlan>,
    /// Time that was lost after the plan was made.
    #[serde(default)]
    pub lost: Vec<LostTime>,
    /// The rules of a good week that could not be kept everywhere when the plan was made, the weightiest
    /// first; edits do not change it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unkept: Vec<WeekRule>,
    /// The number of the next block that an edit makes.
    pub next_block: u32,
}

/// One attended day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// From arriving to leaving.
    pub attended: Span,
    /// Why it ends before the workplace's usual time, if it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shortened: Option<Shortened>,
    /// When its second half begins.
    pub turns: TimeOfDay,
    /// Whether a half day brings more than one new task because no other work exists then.
    #[serde(default)]
    pub crowded: bool,
    /// What happens at the site while the learner is there, said beforehand.
    pub notices: Vec<Notice>,
    /// What the learner does, in order, without gaps.
    pub blocks: Vec<Block>,
}

/// Something that happens at the site during a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Which event.
    pub event: Slug,
    /// What people call it.
    pub name: Line,
    /// What kind of event.
    pub kind: EventKind,
    /// When.
    pub hours: Span,
    /// Where, if not everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Line>,
}

impl Notice {
    fn of(event: &SiteEvent) -> Self {
        Self {
            event: event.id.clone(),
            name: event.name.clone(),
            kind: event.kind,
            hours: event.hours,
            place: event.place.clone(),
        }
    }
}

/// The offer holds too little work: what is missing, never filler.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema, thiserror::Error)]
#[error("{} stretches of the placement have no work", missing.len())]
pub struct Shortfall {
    /// Every stretch without work, and why, in order.
    pub missing: Vec<Gap>,
}

/// Plans a placement: the same programme for the same input.
///
/// # Errors
/// [`Shortfall`] when real work with people who are there does not fill every day.
pub fn plan(input: &WorkInput<'_>) -> Result<Programme, Shortfall> {
    let workload = measure(input);
    if !workload.is_enough() {
        return Err(Shortfall { missing: workload.gaps });
    }
    Ok(build::programme(input, &workload.days, workload.unkept))
}

impl Programme {
    /// One of its blocks, with its day.
    #[must_use]
    pub fn block(&self, id: &BlockId) -> Option<(&Day, &Block)> {
        self.days.iter().find_map(|day| Some((day, day.blocks.iter().find(|block| block.id == *id)?)))
    }

    /// Every block, day by day.
    pub fn blocks(&self) -> impl Iterator<Item = (&Day, &Block)> {
        self.days.iter().flat_map(|day| day.blocks.iter().map(move |block| (day, block)))
    }

    /// The step up: of the tasks that stretch the learner, the one done last.
    #[must_use]
    pub fn step_up(&self) -> Option<&TaskPlan> {
        let stretching = |block: &Block| {
            let task = block.content.task()?;
            self.tasks.iter().find(|plan| plan.stretches && plan.task == *task)
        };
        self.blocks().filter_map(|(_, block)| stretching(block)).last()
    }
}
