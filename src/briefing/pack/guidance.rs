use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How to work together, in terms of what can be seen and done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// How to talk and how the visitor answers.
    pub talking: Vec<String>,
    /// How long to wait for an answer, and how the visitor answers; with `talking` in packs of before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// How to explain and show work.
    pub instructing: Vec<String>,
    /// What keeps the visitor going: interests, pace, choice.
    pub engaging: Vec<String>,
    /// What stress looks like from outside.
    pub stress_signs: Vec<String>,
    /// What helps then.
    pub helps: Vec<String>,
    /// What makes it worse.
    pub avoid: Vec<String>,
    /// What to do when the visitor is stuck, whatever the job: what one sees, how long to wait, what to do
    /// first, second and the third time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stuck: Vec<String>,
    /// Supports that the visitor keeps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stays: Vec<String>,
}

/// An agreed adjustment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// What is different.
    pub what: String,
    /// Who sees to it.
    pub owner: String,
    /// What it costs, in pounds; 0 means nothing.
    pub cost_pounds: u32,
    /// By when; absent in packs of before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
}

/// What the learner needs that is there already, or comes along: somebody keeps it so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Kept {
    /// What is there.
    pub what: String,
    /// Who sees to it.
    pub owner: String,
    /// By when it is to be there, or to be agreed who has it in hand; absent for what the workplace has already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// What it costs the workplace, in whole pounds, where that was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_pounds: Option<u32>,
    /// What is done without it, where that was agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<String>,
    /// Whether it was agreed for this placement who sees to it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub agreed: bool,
}
