//! What is known about a workplace, and how well it is known. Unknown is not no.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::code::{Code, CodeSet, vocabulary};
use super::exposure::Exposure;
use super::provision::Provision;
use super::text::Line;

vocabulary! {
    /// Whether a workplace has a provision. A provision that is not mentioned is unknown.
    Availability {
        /// It is there.
        Yes = "yes",
        /// It is not there today, and the employer will arrange it.
        CanArrange = "can_arrange",
        /// It is not there and cannot be.
        No = "no",
        /// Nobody has asked yet.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Whether work exposes a person to something. An exposure that is not mentioned is unknown.
    Presence {
        /// It is there.
        Present = "present",
        /// It is there, and a learner can be kept away from it.
        Avoidable = "avoidable",
        /// It is not there.
        Absent = "absent",
        /// Nobody has asked yet.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Who stated a fact.
    FactSource {
        /// The employer wrote it.
        Employer = "employer",
        /// The hub wrote it on the employer's behalf.
        Hub = "hub",
        /// A job coach saw it on site.
        SiteVisit = "site_visit",
        /// A learner or provider reported it after a placement.
        EarlierPlacement = "earlier_placement",
    }
}

/// A fact with where it comes from and when it was true.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stated<T> {
    /// The fact.
    pub state: T,
    /// Who stated it; the employer, unless said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<FactSource>,
    /// The date on which it was true.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_at: Option<NaiveDate>,
    /// Anything that a reader must know to rely on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

impl<T> Stated<T> {
    /// A fact without further detail.
    pub fn plain(state: T) -> Self {
        Self { state, source: None, as_at: None, note: None }
    }
}

/// Every stated provision; the others are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct ProvisionFacts(pub BTreeMap<Provision, Stated<Availability>>);

impl ProvisionFacts {
    /// What is known of one provision.
    #[must_use]
    pub fn get(&self, provision: Provision) -> Availability {
        self.0.get(&provision).map_or(Availability::Unknown, |fact| fact.state)
    }

    /// The provisions in one state.
    #[must_use]
    pub fn having(&self, state: Availability) -> CodeSet<Provision> {
        Provision::ALL.iter().copied().filter(|code| self.get(*code) == state).collect()
    }
}

/// Every stated exposure; the others are unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
pub struct ExposureFacts(pub BTreeMap<Exposure, Stated<Presence>>);

impl ExposureFacts {
    /// What is known of one exposure.
    #[must_use]
    pub fn get(&self, exposure: Exposure) -> Presence {
        self.0.get(&exposure).map_or(Presence::Unknown, |fact| fact.state)
    }

    /// The exposures in one state.
    #[must_use]
    pub fn having(&self, state: Presence) -> CodeSet<Exposure> {
        Exposure::ALL.iter().copied().filter(|code| self.get(*code) == state).collect()
    }
}
