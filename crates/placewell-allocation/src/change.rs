//! What may change in a cohort after an answer stands.

/// One change to a cohort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A learner leaves (and is unpinned).
    Withdraw {
        /// The learner.
        learner: u32,
    },
    /// A learner joins, new (the index after the last) or withdrawn before.
    Join {
        /// The learner.
        learner: u32,
        /// Possible offers with scores in points.
        options: Vec<(u32, u16)>,
    },
    /// A learner's offer is settled.
    Pin {
        /// The learner.
        learner: u32,
        /// The offer.
        offer: u32,
    },
    /// A learner's offer is open again.
    Unpin {
        /// The learner.
        learner: u32,
    },
    /// A pair is ruled out, whether or not it is listed.
    Forbid {
        /// The learner.
        learner: u32,
        /// The offer.
        offer: u32,
    },
    /// An offer has another number of seats.
    Seats {
        /// The offer.
        offer: u32,
        /// Its seats from now on.
        seats: u32,
    },
    /// A pool has another number of places.
    Places {
        /// The pool.
        pool: u32,
        /// Its places from now on.
        places: u32,
    },
    /// A pair has another score, or becomes possible.
    Score {
        /// The learner.
        learner: u32,
        /// The offer.
        offer: u32,
        /// The score in points, 0 to 1000.
        score: u16,
    },
}
