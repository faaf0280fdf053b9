//! What can be wrong with a cohort, or with a change to it.

use thiserror::Error;

/// Why a cohort, or a change to it, cannot be. Indices are those the caller gave.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CohortError {
    /// More learners than [`MOST_LEARNERS`](super::MOST_LEARNERS), or more offers or pairs than can be indexed.
    #[error("the cohort is too large: {learners} learners, {offers} offers, {pairs} pairs")]
    TooLarge {
        /// Learners given.
        learners: usize,
        /// Offers given.
        offers: usize,
        /// Pairs given.
        pairs: usize,
    },
    /// A learner's index that is not below the number of learners.
    #[error("there is no learner {0}")]
    NoSuchLearner(u32),
    /// An offer's index that is not below the number of offers.
    #[error("there is no offer {0}")]
    NoSuchOffer(u32),
    /// A pool's index that is not below the number of pools.
    #[error("there is no pool {0}")]
    NoSuchPool(u32),
    /// A score above 1000.
    #[error("learner {learner} and offer {offer} score {score}, above 1000")]
    ScoreTooHigh {
        /// The learner.
        learner: u32,
        /// The offer.
        offer: u32,
        /// The score given.
        score: u32,
    },
    /// The same learner and offer given twice.
    #[error("learner {learner} and offer {offer} are given twice")]
    Repeated {
        /// The learner.
        learner: u32,
        /// The offer.
        offer: u32,
    },
    /// A pin of two that are not a possible pair (never listed, or forbidden).
    #[error("learner {learner} cannot be pinned to offer {offer}: they are not a possible pair")]
    PinNotPossible {
        /// The learner.
        learner: u32,
        /// The offer.
        offer: u32,
    },
    /// One learner pinned to two offers.
    #[error("learner {learner} is pinned to offer {first} and to offer {second}")]
    PinnedTwice {
        /// The learner.
        learner: u32,
        /// The offer pinned first.
        first: u32,
        /// The offer pinned second.
        second: u32,
    },
    /// More learners pinned to an offer than it has seats.
    #[error("offer {offer} has {capacity} seats for the {} learners pinned to it", learners.len())]
    OfferOverPinned {
        /// The offer.
        offer: u32,
        /// Its seats.
        capacity: u32,
        /// The learners pinned to it.
        learners: Vec<u32>,
    },
    /// More learners pinned to the offers of a pool than it has places.
    #[error("pool {pool} has {capacity} places for the {} learners pinned to its offers", learners.len())]
    PoolOverPinned {
        /// The pool.
        pool: u32,
        /// Its places.
        capacity: u32,
        /// The learners pinned to its offers.
        learners: Vec<u32>,
    },
    /// Two learners who are kept apart, pinned to one place.
    #[error("learners {first} and {second} are kept apart and pinned to the same place")]
    PinnedTogether {
        /// One of them.
        first: u32,
        /// The other.
        second: u32,
    },
    /// A learner who has withdrawn cannot be changed but by joining again.
    #[error("learner {0} has withdrawn")]
    Withdrawn(u32),
    /// A learner who is there already cannot join.
    #[error("learner {0} is in the cohort already")]
    AlreadyIn(u32),
    /// Only a pinned learner can be unpinned.
    #[error("learner {0} is not pinned")]
    NotPinned(u32),
}
