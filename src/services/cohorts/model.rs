//! What is kept of a cohort, sealed: which offers suit whom, what was solved, and the answer. All of it speaks of
//! numbers; who is behind a number stands in the learner's own row.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::cohort::{CohortObjective, CohortStanding, CohortVerdict};
use crate::domain::digest::sha256;
use crate::domain::ids::{OfferId, OrganisationId, PlacementId, WindowId};
use crate::domain::support::HelpLevel;
use crate::services::ServiceError;
use crate::suitability::Outcome;

/// One offer that suits a learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Choice {
    pub offer: OfferId,
    pub offer_version: i64,
    pub window: WindowId,
    pub days: Vec<NaiveDate>,
    pub score: u16,
    /// What counts: the score less what changes and questions take off, and never below 0.
    pub value: u16,
    pub outcome: Outcome,
}

/// What was found for one learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Options {
    /// The version of the learner's record; absent for a learner who has left.
    pub version: Option<i64>,
    /// A placement that was proposed or confirmed before, with its offer.
    pub kept: Option<(PlacementId, OfferId)>,
    /// The employers with whom the learner has a placement that is not over.
    #[serde(default)]
    pub employers: Vec<OrganisationId>,
    /// Best first.
    pub choices: Vec<Choice>,
    /// Names the weights that scored.
    pub weights: u32,
    /// The level of help with which the learner begins new work.
    #[serde(default)]
    pub help: Option<HelpLevel>,
}

impl Options {
    /// Of a learner whose record is archived, or whose agreement was taken back.
    pub(super) fn left() -> Self {
        Self { version: None, kept: None, employers: Vec::new(), choices: Vec::new(), weights: 0, help: None }
    }
}

/// One window of an offer, with the seats that are free.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Slot {
    pub offer: OfferId,
    pub offer_version: i64,
    pub window: WindowId,
    pub title: String,
    pub employer: OrganisationId,
    pub employer_name: String,
    /// The first part of the postcode, such as `NP20`.
    pub area: String,
    /// The occupation, by its SOC code.
    pub soc: String,
    pub seats: u32,
    pub pool: Option<u32>,
}

/// What was solved. With it, the same answer is found again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Inputs {
    pub objective: CohortObjective,
    /// The numbers of those who take part, in the solver's order.
    pub learners: Vec<u32>,
    pub slots: Vec<Slot>,
    /// By learner in the solver's order: slot and value.
    pub pairs: Vec<Vec<(u32, u16)>>,
    /// The places of each pool.
    pub pools: Vec<u32>,
    /// Learner and slot, by the solver's order.
    pub pins: Vec<(u32, u32)>,
    pub forbidden: Vec<(u32, u32)>,
    pub apart: Vec<(u32, u32)>,
    /// Names the offers as they stood.
    pub snapshot: u64,
    pub weights: u32,
}

/// Learners who depend on too few seats.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Shortage {
    /// Their numbers.
    pub learners: Vec<u32>,
    pub slots: Vec<u32>,
    pub pools: Vec<u32>,
    pub seats: u64,
    pub lacking: u64,
}

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Answer {
    /// By learner in the solver's order: the slot.
    pub places: Vec<Option<u32>>,
    pub placed: u64,
    pub total: u64,
    pub lowest: Option<u16>,
    /// Placed learners by band of 100 points.
    pub bands: Vec<u64>,
    /// Placed learners by how many of their own options score higher.
    pub choices: Vec<u64>,
    pub shortages: Vec<Shortage>,
    /// By slot: more learners placed, and the change of the total, with one more seat.
    pub gains: Vec<(i64, Option<i64>)>,
    /// Learner and slot that were ruled out so that nobody meets whom they are kept apart from.
    pub ruled_out: Vec<(u32, u32)>,
    /// Whether nothing better keeps everybody apart.
    pub apart_proved: bool,
    /// How many could be placed at most while everybody is kept apart.
    pub at_most: u64,
    /// Whether the proof was checked and holds.
    pub proved: bool,
}

/// What one learner got, or wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Got {
    pub slot: u32,
    pub start: NaiveDate,
    pub last_day: NaiveDate,
    pub score: u16,
    pub value: u16,
    pub outcome: Outcome,
    pub reasons: Vec<String>,
    pub questions: Vec<String>,
    pub changes: Vec<String>,
    /// Whether the offer or the learner's record changed between the weighing and the words.
    pub changed_since: bool,
}

/// One move of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Link {
    /// The learner's number.
    pub learner: u32,
    pub from: Option<u32>,
    pub to: Option<u32>,
    pub change: i64,
}

/// Why not an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct WhyNot {
    pub slot: u32,
    pub value: Option<u16>,
    pub verdict: CohortVerdict,
    pub words: String,
    pub cost_to_others: i64,
    pub chain: Vec<Link>,
}

/// One change that would open an offer to a learner without a placement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Ask {
    pub offer: OfferId,
    pub employer: OrganisationId,
    /// The change: its code with parameters, as JSON, so that equal asks are the same text.
    pub change: String,
    pub owner: String,
    pub words: String,
    pub title: String,
    pub employer_name: String,
}

/// A learner's part of the answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    pub standing: CohortStanding,
    pub options: u32,
    pub got: Option<Got>,
    /// The placement that is kept.
    pub kept: Option<PlacementId>,
    pub why_not: Option<WhyNot>,
    pub asks: Vec<Ask>,
    #[serde(default)]
    pub help: Option<HelpLevel>,
}

/// A digest by which one content is told from another.
///
/// # Errors
/// [`ServiceError::Internal`] when it cannot be written as JSON.
pub(super) fn digest(content: &impl Serialize) -> Result<String, ServiceError> {
    Ok(sha256(&serde_json::to_vec(content).map_err(ServiceError::internal)?))
}

/// What counts, in order, once as many as possible are placed.
pub(super) fn criteria(objective: CohortObjective) -> Vec<&'static str> {
    match objective {
        CohortObjective::Fair => vec!["placed", "lowest", "total"],
        CohortObjective::Total => vec!["placed", "total"],
        CohortObjective::Generous => vec!["placed", "bands", "total"],
        CohortObjective::Convex => vec!["placed", "squares"],
    }
}
