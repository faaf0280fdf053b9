//! What was seen of a placement, by those who were there.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::said::SaidBy;
use crate::domain::code::vocabulary;
use crate::domain::ids::TaskId;
use crate::domain::provision::Provision;
use crate::domain::support::HelpLevel;
use crate::domain::text::{Line, Paragraph};

vocabulary! {
    /// How a support served the learner.
    #[schema(as = SupportHelped)]
    Helped {
        /// It was there and helped.
        Worked = "worked",
        /// It was there and did not help.
        DidNot = "did_not",
        /// It was not there.
        NotThere = "not_there",
    }
}

/// A step of a task that was done in another way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MendedStep {
    /// Of which task.
    pub task: TaskId,
    /// The step as the offer tells it.
    pub step: Line,
    /// How it was done.
    pub done: Line,
}

/// What was seen of a placement. What is left out was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Observation {
    /// How each support served, of those of which somebody can say.
    #[serde(default)]
    pub supports: BTreeMap<Provision, Helped>,
    /// The tasks that the learner did by the steps of the offer.
    #[serde(default)]
    #[schema(max_items = 60)]
    pub tried: BTreeSet<TaskId>,
    /// Steps of tasks that were done in another way than the offer tells.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 12)]
    pub mended: Vec<MendedStep>,
    /// A word for the learner to keep and to show to others; the employer's to give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<Paragraph>,
    /// The level of help with which the learner began new tasks; a job coach sees it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<HelpLevel>,
}

impl Observation {
    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// An observation with who told it and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldObservation {
    /// Who, and when.
    pub said: SaidBy,
    /// What.
    pub observation: Observation,
}
