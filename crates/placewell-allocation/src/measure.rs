//! What a placement costs, in the objective's order, as something that can be added and compared.

use std::fmt::Debug;
use std::ops::{Add, Sub};

use super::objective::Objective;
use super::pair::FULL_SCORE;

/// Levels of a [`Toll`]: unplaced, nine bands of score from the lowest, shortfall.
pub const LEVELS: usize = 11;

/// A cost spelled out level by level, the gravest first; it compares lexicographically.
///
/// Level 0 counts learners left unplaced. Levels 1 to 9 count, under [`Objective::Generous`], those
/// placed with a score in 0-99, 100-199, ... 800-899. The last is the shortfall in points (squared
/// under [`Objective::Convex`]).
pub type Toll = [i64; LEVELS];

/// An ordered group of costs. Each also counts, below all else, learners moved from the last answer.
pub(crate) trait Measure:
    Copy + Ord + Debug + Send + Sync + Add<Output = Self> + Sub<Output = Self> + 'static
{
    /// No cost.
    const ZERO: Self;
    /// A learner who was told an offer and gets another, or none.
    const MOVED: Self;
    /// A learner left unplaced: above the cost of any chain of placements.
    const UNPLACED: Self;
    /// Above every cost; never added to.
    const FAR: Self;

    /// The cost of one placement with a shortfall in points.
    fn of(objective: Objective, shortfall: u16) -> Self;
    /// The cost without its count of moves, which a price need not keep once an answer stands.
    fn settled(self) -> Self;
    /// The cost level by level, without its count of moves.
    fn toll(self) -> Toll;
}

/// Bits of the packed cost below the points: the count of moves.
const MOVE_BITS: u32 = 20;
/// The bit that counts learners unplaced.
const UNPLACED_BIT: u32 = 60;

impl Measure for i64 {
    const ZERO: Self = 0;
    const MOVED: Self = 1;
    const UNPLACED: Self = 1 << UNPLACED_BIT;
    const FAR: Self = Self::MAX;

    fn of(objective: Objective, shortfall: u16) -> Self {
        let points = Self::from(shortfall);
        match objective {
            Objective::Convex => (points * points) << MOVE_BITS,
            Objective::Fair | Objective::Total | Objective::Generous => points << MOVE_BITS,
        }
    }

    fn settled(self) -> Self {
        ((self + (1 << (MOVE_BITS - 1))) >> MOVE_BITS) << MOVE_BITS
    }

    fn toll(self) -> Toll {
        let unplaced = (self + (1 << (UNPLACED_BIT - 1))) >> UNPLACED_BIT;
        let points = (self - (unplaced << UNPLACED_BIT)).settled() >> MOVE_BITS;
        let mut toll = [0; LEVELS];
        let [first, .., last] = &mut toll;
        (*first, *last) = (unplaced, points);
        toll
    }
}

/// A cost kept level by level: [`Toll`] in 32 bits, then the moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Levels([i32; LEVELS + 1]);

impl Levels {
    const fn unit(level: usize) -> Self {
        let mut levels = [0; LEVELS + 1];
        let mut at = 0;
        while at < LEVELS + 1 {
            if let Some((_, rest)) = levels.split_at_mut_checked(at)
                && let Some(slot) = rest.first_mut()
                && at == level
            {
                *slot = 1;
            }
            at += 1;
        }
        Self(levels)
    }

    fn zipped(self, other: Self, with: impl Fn(i32, i32) -> i32) -> Self {
        let mut sum = self.0;
        for (own, theirs) in sum.iter_mut().zip(other.0) {
            *own = with(*own, theirs);
        }
        Self(sum)
    }
}

impl Add for Levels {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        self.zipped(other, |own, theirs| own + theirs)
    }
}

impl Sub for Levels {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self.zipped(other, |own, theirs| own - theirs)
    }
}

impl Measure for Levels {
    const ZERO: Self = Self([0; LEVELS + 1]);
    const MOVED: Self = Self::unit(LEVELS);
    const UNPLACED: Self = Self::unit(0);
    const FAR: Self = Self([i32::MAX; LEVELS + 1]);

    fn of(_: Objective, shortfall: u16) -> Self {
        let mut levels = [0; LEVELS + 1];
        let band = usize::from(FULL_SCORE - shortfall) / 100;
        if band < LEVELS - 2
            && let Some(count) = levels.get_mut(1 + band)
        {
            *count = 1;
        }
        if let Some(points) = levels.get_mut(LEVELS - 1) {
            *points = i32::from(shortfall);
        }
        Self(levels)
    }

    fn settled(mut self) -> Self {
        if let Some(moves) = self.0.last_mut() {
            *moves = 0;
        }
        self
    }

    fn toll(self) -> Toll {
        let mut toll = [0; LEVELS];
        for (level, own) in toll.iter_mut().zip(self.0) {
            *level = i64::from(own);
        }
        toll
    }
}
