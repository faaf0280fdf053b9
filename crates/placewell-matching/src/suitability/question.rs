//! What somebody has to find out, and whom to ask.

use serde::Serialize;
use utoipa::ToSchema;

use super::change::Party;
use crate::domain::exposure::Exposure;
use crate::domain::hazard::Hazard;
use crate::domain::ids::TaskId;
use crate::domain::provision::Provision;
use crate::law::Condition;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Asked {
    /// Is there, or can there be, this?
    Provision {
        /// What.
        provision: Provision,
    },
    /// Is any one of these to be had?
    AnyOf {
        /// Which.
        provisions: Vec<Provision>,
    },
    /// Is there this at the site?
    SiteExposure {
        /// What.
        exposure: Exposure,
    },
    /// Does this task bring this?
    TaskExposure {
        /// Which task.
        task: TaskId,
        /// What.
        exposure: Exposure,
    },
    /// Can these be shown for a task with a hazard?
    TaskProofs {
        /// Which task.
        task: TaskId,
        /// Which hazard.
        hazard: Hazard,
        /// What is to be shown.
        conditions: Vec<Condition>,
    },
    /// Which hazards does this task have, or none?
    TaskHazards {
        /// Which task.
        task: TaskId,
    },
    /// Words of this task suggest this hazard: does it have it?
    TaskHazardProposed {
        /// Which task.
        task: TaskId,
        /// Which hazard.
        hazard: Hazard,
        /// Which words.
        words: String,
    },
    /// Can the place of this task be reached, and left in a fire, without stairs?
    WithoutStairs {
        /// Which task.
        task: TaskId,
    },
    /// How heavy is the heaviest thing that this task has somebody lift?
    TaskWeight {
        /// Which task.
        task: TaskId,
    },
    /// How does somebody who cannot use stairs get out?
    Evacuation,
    /// How is the employer covered, and until when?
    Insurance,
    /// Is one adult ever alone with the learner?
    LoneAdult,
    /// What does the safeguarding lead decide on checks?
    VettingDecision,
    /// Does the map agree that the way is short enough?
    CheckMap,
    /// Is there a bus or train that serves?
    PublicTransport,
    /// Where exactly does the journey begin?
    HomePlace,
    /// Where exactly is the site?
    SitePlace,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct Question {
    /// Whether the answer can decide the placement; otherwise it only helps.
    pub decisive: bool,
    /// Whom to ask.
    pub to: Party,
    /// What is asked.
    pub asked: Asked,
}
