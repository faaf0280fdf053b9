//! Where the work is, how one gets in, and what happens in an emergency.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::nation::Nation;
use super::place::{Coordinates, Postcode};
use super::text::{Line, Paragraph};

/// The place of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Site {
    /// What people call it.
    pub name: Line,
    /// Street and town, one line each.
    #[schema(min_items = 1, max_items = 5)]
    pub address: Vec<Line>,
    /// Its postcode.
    pub postcode: Postcode,
    /// Its position; looked up from the postcode when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coordinates: Option<Coordinates>,
    /// Its nation.
    pub nation: Nation,
    /// Which door to come to on the first day, and what is beside it.
    pub door: Line,
    /// Whom to ask for there, by role and name.
    pub ask_for: Line,
}

vocabulary! {
    /// How well somebody can be got out of the building.
    EvacuationRoute {
        /// Everything the learner uses is on the ground floor with level ways out.
        LevelExit = "level_exit",
        /// Stairs, with a refuge and people trained to help.
        RefugeAndHelp = "refuge_and_help",
        /// Stairs only.
        StairsOnly = "stairs_only",
        /// Not asked yet.
        Unknown = "unknown",
    }
}

/// What a learner and their person must know in an emergency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Emergency {
    /// Where everybody meets.
    pub assembly_point: Line,
    /// How the alarm sounds or looks, and when it is tested.
    pub alarm: Line,
    /// How somebody who cannot use stairs gets out.
    pub route: EvacuationRoute,
    /// Where the first-aid box is.
    pub first_aid_box: Line,
}

/// Everyday facts that a learner asks about first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Everyday {
    /// What to wear.
    pub dress: Line,
    /// Where and what one eats.
    pub lunch: Line,
    /// Where the toilets are.
    pub toilets: Line,
    /// Whether and where a phone may be used.
    pub phones: Line,
    /// Places where learners never go.
    #[serde(default)]
    pub no_go: Vec<Line>,
    /// Anything else worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub more: Option<Paragraph>,
}
