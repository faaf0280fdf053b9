//! One offer as snapshots share it.

use crate::domain::offer::OfferFacts;

/// One offer, shared between the snapshots that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    facts: OfferFacts,
}

impl Prepared {
    /// An offer.
    #[must_use]
    pub fn new(facts: OfferFacts) -> Self {
        Self { facts }
    }

    /// The offer.
    #[must_use]
    pub fn facts(&self) -> &OfferFacts {
        &self.facts
    }
}
