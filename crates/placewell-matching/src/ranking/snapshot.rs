//! The open offers as they stood at one moment, prepared for many queries.

use std::sync::Arc;

use crate::domain::ids::OfferId;
use crate::domain::offer::OfferFacts;
use crate::suitability::Packed;

/// One offer with its facts packed, shared between the snapshots that hold it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prepared {
    packed: Packed,
    facts: OfferFacts,
}

impl Prepared {
    /// An offer, prepared for many queries.
    #[must_use]
    pub fn new(facts: OfferFacts) -> Self {
        Self { packed: Packed::of(&facts), facts }
    }

    /// Its facts, packed.
    #[must_use]
    pub fn packed(&self) -> &Packed {
        &self.packed
    }

    /// The offer.
    #[must_use]
    pub fn facts(&self) -> &OfferFacts {
        &self.facts
    }
}

/// Offers in the order of their identifiers.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    version: u64,
    offers: Vec<Arc<Prepared>>,
}

impl Snapshot {
    /// A snapshot of these offers; of several with one identifier the highest version stands.
    #[must_use]
    pub fn build(offers: Vec<OfferFacts>) -> Self {
        Self::of(offers.into_iter().map(|facts| Arc::new(Prepared::new(facts))).collect())
    }

    /// As [`build`](Self::build), of offers that are prepared already: none of them is copied.
    #[must_use]
    pub fn of(mut offers: Vec<Arc<Prepared>>) -> Self {
        offers.sort_by(|a, b| a.facts.id.cmp(&b.facts.id).then(b.facts.version.cmp(&a.facts.version)));
        offers.dedup_by(|later, kept| later.facts.id == kept.facts.id);
        let version = offers.iter().fold(FNV_START, |hash, offer| {
            let stamp = offer.facts.id.as_str().bytes().chain(offer.facts.version.to_be_bytes());
            stamp.fold(hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME))
        });
        Self { version, offers }
    }

    /// Some of the offers, none of them copied. It is named like the whole.
    #[must_use]
    pub fn only(&self, admits: impl Fn(&Prepared) -> bool) -> Self {
        let offers = self.offers.iter().filter(|offer| admits(offer)).cloned().collect();
        Self { version: self.version, offers }
    }

    /// Names the content: the same for the same offers in the same versions.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// How many offers it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.offers.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.offers.is_empty()
    }

    /// One offer.
    #[must_use]
    pub fn get(&self, id: &OfferId) -> Option<&OfferFacts> {
        let at = self.offers.binary_search_by(|offer| offer.facts.id.cmp(id)).ok()?;
        self.offers.get(at).map(|offer| &offer.facts)
    }

    /// Every offer, in the order of identifiers.
    pub fn iter(&self) -> impl Iterator<Item = &Prepared> {
        self.offers.iter().map(AsRef::as_ref)
    }
}

const FNV_START: u64 = 0xCBF2_9CE4_8422_2325;
const FNV_PRIME: u64 = 0x0000_0100_0000_01B3;
