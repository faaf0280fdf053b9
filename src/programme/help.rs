//! The level of help with which each task starts, and what one must see to give less or more.
//! The plan plans the opportunities; the coach moves the levels by what is seen, never by the calendar.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::code::Code;
use crate::domain::ids::TaskId;
use crate::domain::learner::Profile;
use crate::domain::support::HelpLevel;
use crate::domain::task::Task;
use crate::domain::text::Line;

/// What one must see to step to less help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum LessHelp {
    /// Every step right with no more help than the level gives, so many blocks running.
    EveryStepRight {
        /// Blocks running.
        blocks: u8,
    },
}

/// What one must see to step to more help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum MoreHelp {
    /// Stuck at the same step so many times in one block, or any sign of stress.
    StuckAtOneStep {
        /// Times in one block.
        times: u8,
    },
}

/// One task of the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskPlan {
    /// Which task of the offer.
    pub task: TaskId,
    /// What it is called at work.
    pub name: Line,
    /// The day on which the learner meets it.
    pub first_met: NaiveDate,
    /// How many blocks of it there are.
    pub blocks: u16,
    /// The level of help with which it starts.
    pub starts_at: HelpLevel,
    /// When to give less help; absent where the natural cue is already enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub less_help_when: Option<LessHelp>,
    /// When to give more help; absent where it starts together, and then one changes the task.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more_help_when: Option<MoreHelp>,
    /// Whether it stretches the learner beyond what is comfortable today.
    pub stretches: bool,
    /// Whether the steps are a draft that nobody has tried on the site.
    pub draft_steps: bool,
}

/// So many rounds running with every step right come before less help.
pub(super) const ROUNDS_A_LEVEL: u8 = 2;

/// The level with which a task starts: the learner's usual one; one step more help for a task that is
/// harder, or loads more, than what is comfortable; one step less for a task that is much easier.
fn starting_level(profile: &Profile, task: &Task) -> HelpLevel {
    let (can, load) = (profile.capability, task.load);
    let loaded = load.reading > can.reading
        || load.numbers > can.numbers
        || load.communication > can.communication
        || load.physical > can.physical;
    let usual = profile.help.index();
    let index = if load.challenge > can.challenge || loaded {
        usual.saturating_sub(1)
    } else if load.challenge + 2 <= can.challenge {
        usual + 1
    } else {
        usual
    };
    HelpLevel::ALL.iter().copied().find(|level| level.index() == index).unwrap_or(profile.help)
}

/// The level of a first meeting: somebody shows the task, however little help is usual.
pub(super) fn first_level(profile: &Profile, task: &Task) -> HelpLevel {
    starting_level(profile, task).min(HelpLevel::ShownOnce)
}

/// The plan of one task.
pub(super) fn task_plan(profile: &Profile, task: &Task, first_met: NaiveDate, blocks: u16) -> TaskPlan {
    let starts_at = first_level(profile, task);
    TaskPlan {
        task: task.id.clone(),
        name: task.name.clone(),
        first_met,
        blocks,
        starts_at,
        less_help_when: (starts_at != HelpLevel::Alone)
            .then_some(LessHelp::EveryStepRight { blocks: ROUNDS_A_LEVEL }),
        more_help_when: (starts_at != HelpLevel::Together).then_some(MoreHelp::StuckAtOneStep { times: 2 }),
        stretches: task.load.challenge > profile.capability.challenge,
        draft_steps: task.tried.is_none(),
    }
}
