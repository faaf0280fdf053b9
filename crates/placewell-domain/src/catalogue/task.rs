//! A task as it is typical of an occupation.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{AmountPeriod, TypicalHours};
use crate::code::CodeSet;
use crate::exposure::Exposure;
use crate::hazard::Hazard;
use crate::ids::Slug;
use crate::quantity::Posture;
use crate::task::{Load, Pace, Step};
use crate::text::Line;
use crate::theme::Theme;
use crate::time::TimeOfDay;

/// How much of a task there is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalAmount {
    /// How many units.
    #[schema(minimum = 1)]
    pub how_many: u16,
    /// The unit, one of it.
    pub unit: Line,
    /// The unit, several of it.
    pub units: Line,
    /// Minutes that one takes a worker.
    #[schema(minimum = 1)]
    pub minutes_each: u16,
    /// What it is counted over.
    pub per: AmountPeriod,
}

/// A hazard that usually comes with a task, and what is usually done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalHazard {
    /// What it is.
    pub hazard: Hazard,
    /// What is done about it.
    pub control: Line,
}

/// One piece of work. Its steps are a draft until somebody has done them at the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TypicalTask {
    /// Names the task within the entry.
    pub id: Slug,
    /// What the task is called: a verb and its object.
    pub name: Line,
    /// Interest themes that it touches.
    #[schema(value_type = Vec<Theme>)]
    pub themes: CodeSet<Theme>,
    /// Its steps, 4 to 9, each with its natural cue.
    #[schema(min_items = 4, max_items = 9)]
    pub steps: Vec<Step>,
    /// How much of it there is.
    pub amount: TypicalAmount,
    /// When it exists.
    pub when: TypicalHours,
    /// When the result is needed by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<TimeOfDay>,
    /// Who uses the result, and for what.
    pub used_by: Line,
    /// Who is handed the result.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over_to: Option<Slug>,
    /// Where.
    pub place: Slug,
    /// Who can be with the learner for it, best first.
    pub with: Vec<Slug>,
    /// Who sets the pace.
    pub pace: Pace,
    /// What it asks of a person.
    pub load: Load,
    /// How the body is held.
    pub posture: Posture,
    /// The heaviest thing lifted or carried, in kilograms.
    pub heaviest_kg: u8,
    /// What it usually exposes a person to.
    #[schema(value_type = Vec<Exposure>)]
    pub exposures: CodeSet<Exposure>,
    /// Hazards that usually come with it; the employer confirms them or strikes them out.
    pub hazards: Vec<TypicalHazard>,
    /// What is used.
    pub equipment: Vec<Line>,
    /// What good work looks like.
    pub good_looks_like: Line,
    /// How anybody can see that a block of it is finished.
    pub visible_finish: Line,
    /// What to do when it is finished early.
    pub if_finished: Line,
    /// What to do first when the learner is stuck.
    pub if_stuck: Line,
    /// What part of the job stays with staff.
    pub left_out: Line,
    /// What happens when the usual thing goes wrong.
    pub plan_b: Line,
    /// When to stop at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_rule: Option<Line>,
    /// What is made that can be shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<Line>,
}
