//! One possible placement, packed so that a cohort's pairs stay in cache.

/// The highest score a pair can have, in points.
pub const FULL_SCORE: u16 = 1000;

/// Bits that hold the other end of a pair; the ten above them hold its shortfall.
const INDEX_BITS: u32 = 22;

/// How many learners, or offers, a cohort may have: indices are packed in 22 bits.
pub(crate) const MOST_INDICES: usize = 1 << INDEX_BITS;

/// The other end of a possible placement (an offer seen from a learner, or a learner seen from an
/// offer) and its *shortfall*: how many points the score lacks of [`FULL_SCORE`].
///
/// Pairs order by shortfall, then index: the best-scoring comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair(u32);

impl Pair {
    /// `other` is below [`MOST_INDICES`] and `shortfall` at most [`FULL_SCORE`]: the cohort's
    /// builder has checked both.
    pub(crate) const fn new(other: u32, shortfall: u16) -> Self {
        Self((shortfall as u32) << INDEX_BITS | other)
    }

    /// The index of the other end.
    pub(crate) const fn other(self) -> u32 {
        self.0 & ((1 << INDEX_BITS) - 1)
    }

    /// Points lacking of [`FULL_SCORE`].
    pub(crate) const fn shortfall(self) -> u16 {
        (self.0 >> INDEX_BITS) as u16
    }

    /// The score in points, 0 to [`FULL_SCORE`].
    pub(crate) const fn score(self) -> u16 {
        FULL_SCORE - self.shortfall()
    }
}
