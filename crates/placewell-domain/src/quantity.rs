//! How much of a piece of work there is, and who uses it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::ids::PersonId;
use super::text::Line;

/// How much of a task there is, in things that can be counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    /// How many there are on a day.
    #[schema(minimum = 1, maximum = 5000)]
    pub a_day: u16,
    /// What one of them is called: "tray".
    pub unit: Line,
    /// What several are called: "trays".
    pub units: Line,
    /// How long one takes somebody who works there, seconds; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 7200)]
    pub worker_seconds_each: Option<u16>,
    /// In what they are finished, if not one by one: a stack of ten, a band of fifty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<Batch>,
}

/// A number of things that are finished together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Batch {
    /// How many it holds.
    #[schema(minimum = 2, maximum = 1000)]
    pub of: u16,
    /// What one is called: "stack of ten".
    pub unit: Line,
    /// What several are called: "stacks of ten".
    pub units: Line,
}

impl Batch {
    /// So many of them, with the right noun.
    #[must_use]
    pub fn noun(&self, count: u16) -> &Line {
        if count == 1 { &self.unit } else { &self.units }
    }
}

/// What becomes of the result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Use {
    /// Who does what with it: "the drivers take them at 06:30".
    pub how: Line,
    /// To whom the learner hands it, if that is somebody of `people`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_to: Option<PersonId>,
}

vocabulary! {
    /// How a task is done.
    Posture {
        /// Sitting.
        Sitting = "sitting",
        /// Standing in one place.
        Standing = "standing",
        /// Walking about.
        Walking = "walking",
        /// Bending or kneeling.
        Bending = "bending",
        /// Any of these, as the worker prefers.
        AsOneLikes = "as_one_likes",
    }
}

/// What a task asks of the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// How it is done.
    pub posture: Posture,
    /// The heaviest thing that is lifted, kilograms.
    #[schema(maximum = 50)]
    pub heaviest_kg: u8,
}

impl Amount {
    /// So many of them, with the right noun.
    #[must_use]
    pub fn noun(&self, count: u16) -> &Line {
        if count == 1 { &self.unit } else { &self.units }
    }
}
