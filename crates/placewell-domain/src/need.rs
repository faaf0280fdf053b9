//! What a learner needs of a workplace, in functional terms.

mod in_words;
pub mod signs;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::exposure::Exposure;
use super::provision::Provision;
use super::text::Line;

pub use in_words::{NeedsInWords, SuggestedNeed, needs_in};

vocabulary! {
    /// How much hangs on a need.
    #[schema(as = NeedWeight)]
    Weight {
        /// Without it the placement cannot work.
        Essential = "essential",
        /// With it the placement works better.
        Helpful = "helpful",
    }
}

/// What is needed: something that is there, or something that is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Wanted {
    /// A provision.
    Provision(Provision),
    /// The absence of an exposure.
    Avoid(Exposure),
}

/// One need.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// What is needed.
    pub wanted: Wanted,
    /// How much hangs on it.
    pub weight: Weight,
    /// For the provider's own eyes; it never leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}
