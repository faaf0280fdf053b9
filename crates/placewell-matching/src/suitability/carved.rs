//! Tasks that are left out of a placement, and why.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::exposure::Exposure;
use crate::domain::ids::TaskId;
use crate::domain::text::Line;
use crate::domain::theme::Theme;
use crate::law::Because;

/// Why a task is left out of this learner's placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum CarvedWhy {
    /// The law bars it.
    Law {
        /// Why.
        because: Because,
    },
    /// It brings something that the learner must avoid.
    Brings {
        /// What.
        exposure: Exposure,
    },
    /// It could be done only by keeping the learner away from something, and there is enough
    /// other work.
    NeedsKeepingAway {
        /// From what.
        exposure: Exposure,
    },
    /// It is done in a place where learners never go.
    NeverThere {
        /// Where.
        place: Line,
    },
    /// Stairs lead to its place, and the learner cannot use stairs.
    Stairs {
        /// Where.
        place: Line,
    },
    /// Its heaviest thing is more than the learner carries.
    TooHeavy {
        /// The heaviest thing, kilograms.
        heaviest_kg: u8,
    },
    /// It is about something that the learner does not want to do yet.
    NotYet {
        /// About what.
        theme: Theme,
    },
    /// Something about it is not known yet, and there is enough other work.
    NotKnownYet,
}

/// A task that is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Carved {
    /// Which.
    pub task: TaskId,
    /// Why.
    pub why: CarvedWhy,
}
