//! How the steps before confirming a placement were taken: by whom and on which day, as far as that was said.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::placement::{Gate, PlacementAction, Transition};
use super::text::Line;

/// A step before confirming, as it was last taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepTaken {
    /// What was done; a step that was waived was not done.
    pub action: PlacementAction,
    /// The day.
    pub on: NaiveDate,
    /// Who did it, where that was said.
    #[serde(default)]
    pub who: Option<Line>,
    /// Whether the learner's way out in an alarm was walked with it.
    #[serde(default)]
    pub way_out_walked: bool,
    /// Whether the learner agreed to the plan with it.
    #[serde(default)]
    pub agreed_by_learner: bool,
}

impl StepTaken {
    /// A step as it was recorded, `recorded` being the day of that.
    #[must_use]
    pub fn of(step: &Transition, recorded: NaiveDate) -> Self {
        let details = &step.details;
        Self {
            action: step.action,
            on: details.on.unwrap_or(recorded),
            who: details.who.clone(),
            way_out_walked: details.way_out_walked,
            agreed_by_learner: details.agreed_by_learner,
        }
    }

    /// The gate that it passes.
    #[must_use]
    pub fn gate(&self) -> Option<Gate> {
        self.action.gate()
    }

    /// Whether the step was left out for a reason.
    #[must_use]
    pub fn is_waived(&self) -> bool {
        matches!(self.action, PlacementAction::WaiveVisit | PlacementAction::WaiveMeeting)
    }
}
