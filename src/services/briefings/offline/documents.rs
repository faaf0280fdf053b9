use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::Deserialize;

use crate::briefing::compose::{AgreedTerms, PlannedCall};
use crate::domain::agreement::PlacementTerms;
use crate::domain::check::{FieldError, within};
use crate::domain::ids::{LearnerId, OfferId, OrganisationId};
use crate::domain::learner::{Learner, LearnerFacts};
use crate::domain::offer::{Offer, OfferFacts};
use crate::domain::organisation::{Employer, Provider};
use crate::domain::step_taken::StepTaken;
use crate::domain::text::Line;
use crate::domain::time::TimeOfDay;
use crate::law::VettingDecision;

/// An offer with its employer, each as the API takes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferDocument {
    /// Whose offer.
    pub employer: Employer,
    /// The offer.
    pub offer: Offer,
}

/// A learner with the provider that sends them, each as the API takes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearnerDocument {
    /// The learner.
    pub learner: Learner,
    /// Who sends them, whom the employer rings.
    pub provider: Provider,
    /// What was agreed.
    #[serde(default)]
    pub agreed: Agreed,
    /// The safeguarding lead's decision, when there is one.
    #[serde(default)]
    pub vetting: Option<VettingDecision>,
    /// The steps before confirming that were taken, when and by whom.
    #[serde(default)]
    pub steps: Vec<StepTaken>,
    /// When the provider rings the family or somebody of the employer.
    #[serde(default)]
    pub calls: Vec<Call>,
}

/// A call that the provider has promised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// The name of whoever is rung at the employer; the family is rung without one.
    #[serde(default)]
    pub contact: Option<Line>,
    /// On which day.
    pub on: NaiveDate,
    /// At what time.
    pub at: TimeOfDay,
}

/// What the learner, and a parent where needed, have agreed that this employer is told. Absent:
/// nothing that names or quotes anybody.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreed {
    /// When the placement was agreed, and with it the first name and what follows as `terms`.
    #[serde(default)]
    pub placement: Option<NaiveDate>,
    /// When the learner's own statement was agreed.
    #[serde(default)]
    pub statement: Option<NaiveDate>,
    /// What was agreed for this placement alone.
    #[serde(default)]
    pub terms: Option<PlacementTerms>,
}

impl Agreed {
    /// What was agreed for this placement alone, once the placement was agreed to.
    pub(super) fn terms(&self) -> Option<AgreedTerms<'_>> {
        Some(AgreedTerms { terms: self.terms.as_ref()?, on: self.placement? })
    }
}

impl OfferDocument {
    /// Checks what no single field can be wrong about alone.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = within("offer", self.offer.check().err().unwrap_or_default());
        faults.extend(within("employer", self.employer.check().err().unwrap_or_default()));
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// When the newest of its facts was stated, when any says so.
    pub(super) fn as_at(&self) -> Option<NaiveDate> {
        self.offer.provisions.0.values().filter_map(|stated| stated.as_at).max()
    }

    /// What matching knows of it. There are no rows, so the identifiers are all noughts.
    pub(super) fn facts(&self) -> OfferFacts {
        OfferFacts {
            id: OfferId::nil(),
            version: 1,
            employer: OrganisationId::nil(),
            employer_name: self.employer.name.clone(),
            insurance: self.employer.insurance.clone(),
            offer: self.offer.clone(),
            full: BTreeMap::new(),
            supervised: BTreeSet::new(),
        }
    }
}

impl LearnerDocument {
    /// As [`OfferDocument::check`], on the first day of the placement.
    ///
    /// # Errors
    /// Every fault, by field.
    pub fn check(&self, start: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut faults = within("learner", self.learner.check(start).err().unwrap_or_default());
        faults.extend(within("provider", self.provider.check().err().unwrap_or_default()));
        if faults.is_empty() { Ok(()) } else { Err(faults) }
    }

    /// The calls as a pack tells them.
    pub(super) fn calls(&self) -> Vec<PlannedCall> {
        let call = |call: &Call| PlannedCall {
            contact: call.contact.as_ref().map(ToString::to_string),
            date: call.on,
            at: call.at,
        };
        self.calls.iter().map(call).collect()
    }

    /// What matching knows of them.
    pub(super) fn facts(&self) -> LearnerFacts {
        LearnerFacts {
            id: LearnerId::nil(),
            version: 1,
            nation: self.provider.nation,
            closed: self.provider.closed.clone(),
            date_of_birth: self.learner.identity.date_of_birth,
            home: self.learner.home.coordinates,
            profile: self.learner.profile.clone(),
            placed: Vec::new(),
        }
    }
}
