//! The places of a site: where tasks are done, where breaks are taken, where learners never go.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::vocabulary;
use super::ids::PersonId;
use super::support::Evacuation;
use super::text::Line;
use super::time::Span;

vocabulary! {
    /// How loud a place is.
    Noise {
        /// Quiet enough to whisper.
        Quiet = "quiet",
        /// Quiet enough to talk.
        Talk = "talk",
        /// People must raise their voices.
        Loud = "loud",
        /// Mostly quiet, with sudden loud noise.
        Sudden = "sudden",
    }
}

/// A place of the site. Tasks and events may name it; of a name that is not in the list nothing is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SitePlace {
    /// The name that tasks and events use.
    pub name: Line,
    /// The floor, 0 for the ground floor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = -3, maximum = 40)]
    pub floor: Option<i8>,
    /// Whether the way out is level all the way; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level_exit: Option<bool>,
    /// Whether a learner may go there to rest.
    #[serde(default)]
    pub for_rest: bool,
    /// How loud it is; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noise: Option<Noise>,
    /// Whether the public come there; not asked when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub public: Option<bool>,
    /// Whether learners never go there.
    #[serde(default)]
    pub never_for_learners: bool,
    /// Why learners never go there: "lorries reverse there".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Line>,
}

impl SitePlace {
    /// Whether a learner with this need may be there: never where learners never go, and for somebody who
    /// cannot use stairs nowhere from where the way out is said not to be level.
    #[must_use]
    pub fn may_be_used(&self, evacuation: Evacuation) -> bool {
        let trapped = evacuation == Evacuation::CannotUseStairs && self.level_exit == Some(false);
        !self.never_for_learners && !trapped
    }
}

/// People of whom so many must always stay at their own work: "the desk has one of three".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// What must be covered.
    pub what: Line,
    /// Who can.
    #[schema(min_items = 1)]
    pub people: Vec<PersonId>,
    /// How many of them must be there at any moment.
    #[schema(minimum = 1, maximum = 20)]
    pub least: u8,
    /// Between which times; all day when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Span>,
}
