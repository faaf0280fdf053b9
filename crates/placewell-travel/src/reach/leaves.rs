//! The latest departures from home by number of rides, side by side.

#![expect(clippy::indexing_slicing, reason = "no more rides are asked for than there is room for")]

use wide::bytemuck::cast;
use wide::{i16x8, u64x2};

/// Latest minutes to leave home: first with one ride, next with at most two, and so on; nought
/// where there is none. Minutes of the axis fit sixteen bits with a sign, of which a processor
/// compares eight at once and without a branch.
#[derive(Clone, Copy)]
pub(super) struct Leaves(i16x8);

/// The first few of them: arrays of these are gone through out of order, and the smaller they
/// are the more of them is at hand.
pub(super) trait Kept: Copy {
    /// For how many numbers of rides there is room.
    const RIDES: usize;
    /// Nowhere.
    const NONE: Self;

    /// Those that fit.
    fn keep(leaves: Leaves) -> Self;
    /// As they were, nowhere for the rest.
    fn leaves(self) -> Leaves;
}

impl Kept for u64 {
    const RIDES: usize = 4;
    const NONE: Self = 0;

    #[inline]
    fn keep(leaves: Leaves) -> Self {
        let [first, _] = cast::<_, [u64; 2]>(leaves.0);
        first
    }

    #[inline]
    fn leaves(self) -> Leaves {
        Leaves(cast(u64x2::new([self, 0])))
    }
}

impl Kept for i16x8 {
    const RIDES: usize = 8;
    const NONE: Self = Self::ZERO;

    #[inline]
    fn keep(leaves: Leaves) -> Self {
        leaves.0
    }

    #[inline]
    fn leaves(self) -> Leaves {
        Leaves(self)
    }
}

impl Leaves {
    /// The same minute for each number of rides.
    #[inline]
    pub(super) fn every(minute: u16) -> Self {
        Self(i16x8::splat(minute.cast_signed()))
    }

    /// For choosing those with fewer rides than so many.
    pub(super) fn below(rides: usize) -> Self {
        Self(i16x8::new(std::array::from_fn(|place| if place + 1 < rides { -1 } else { 0 })))
    }

    /// Those that another chooses, nowhere for the rest.
    #[inline]
    pub(super) fn chosen(self, by: Self) -> Self {
        Self(self.0 & by.0)
    }

    /// All or nowhere.
    #[inline]
    pub(super) fn only_if(self, wanted: bool) -> Self {
        Self(self.0 & i16x8::splat(-i16::from(wanted)))
    }

    /// The later of both.
    #[inline]
    pub(super) fn later(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// Whether any is later than the other's.
    #[inline]
    pub(super) fn beats(self, other: Self) -> bool {
        self.0.simd_gt(other.0).any()
    }

    /// Without those before the other's.
    #[inline]
    pub(super) fn since(self, other: Self) -> Self {
        Self(self.0 & !self.0.simd_lt(other.0))
    }

    /// As they are for boarding once more.
    #[inline]
    pub(super) fn boarding(self) -> Self {
        let [a, b, c, d, e, f, g, _] = self.0.to_array();
        Self(i16x8::new([0, a, b, c, d, e, f, g]))
    }

    /// That of a number of rides.
    #[inline]
    pub(super) fn of(self, rides: usize) -> u16 {
        self.0.as_array()[rides - 1].cast_unsigned()
    }
}
