//! What was said of how a step of a placement was taken.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::Line;

/// What was said of how a step was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StepDetails {
    /// Who took the step, as the pack is to name them: who walked the site and with whom, or who at the workplace
    /// agreed to the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Line>,
    /// The day on which the step was taken, not after today; absent when that is the day of recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Whether the learner's way out in an alarm was walked at this visit or meeting.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub way_out_walked: bool,
    /// Whether the learner agreed to the plan, too, when the workplace did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub agreed_by_learner: bool,
}

impl StepDetails {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
