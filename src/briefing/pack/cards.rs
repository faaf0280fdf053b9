use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How one task is done: a tool for the visitor's hand, five to nine steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TaskCard {
    /// The task.
    pub task: String,
    /// Where it is done.
    pub place: String,
    /// What to have ready.
    pub ready: Vec<String>,
    /// What starts the task; only in packs of before, since each step now has its own cue.
    #[serde(default)]
    pub cue: Option<String>,
    /// The steps in order.
    pub steps: Vec<Step>,
    /// How to tell that it came out right.
    pub check: String,
    /// When to stop at once and tell somebody.
    pub stop: String,
    /// The visible finish.
    pub finish: String,
    /// How much there is of it, what it asks of the body, who uses the result: a line each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub about: Vec<String>,
    /// The part of the job that stays with staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<String>,
    /// What to do instead when it cannot be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan_b: Option<String>,
    /// Who has done these very steps on this site; without it the card is a draft.
    pub tried: Option<Trial>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = PackStep)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// What to do.
    pub act: String,
    /// What to look for before the next step, where it helps.
    pub look: Option<String>,
    /// What at the place says that it is time for the step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cue: Option<String>,
    /// Whether a slip here spoils the work or could hurt.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub critical: bool,
}

/// Who tried the steps on the site, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Who.
    pub by: String,
    /// When.
    pub on: NaiveDate,
}
