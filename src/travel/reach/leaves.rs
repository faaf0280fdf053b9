//! The latest departures from home by number of rides, side by side in one word.
//!
//! Each takes sixteen bits, of which minutes of the axis never reach the highest. It is lent out
//! in subtractions, so that all numbers of rides are compared at once and without a branch.

/// Latest minutes to leave home: lowest with one ride, next with at most two, and so on; nought
/// where there is none.
pub(super) trait Leaves: Copy {
    /// How many numbers of rides there is room for.
    const RIDES: usize;
    /// Nowhere.
    const NONE: Self;

    /// The same minute for each number of rides up to one.
    fn every(minute: u16, rides: usize) -> Self;
    /// The later of both.
    fn later(self, other: Self) -> Self;
    /// Whether any is later than the other's.
    fn beats(self, other: Self) -> bool;
    /// Without those before a minute.
    fn since(self, minute: u16) -> Self;
    /// As they are for boarding once more, up to a number of rides.
    fn boarding(self, rides: usize) -> Self;
    /// That of a number of rides.
    fn of(self, rides: usize) -> u16;
}

/// One in each place.
const ONES: u128 = u128::MAX / 0xFFFF;

/// The bits of up to a number of rides.
macro_rules! upto {
    ($word:ty, $rides:expr) => {
        <$word>::MAX >> (<$word>::BITS as usize - 16 * $rides)
    };
}

/// The bits of those places where one word is not before the other.
macro_rules! not_before {
    ($word:ty, $one:expr, $other:expr) => {{
        let highest = (ONES as $word) << 15;
        let kept = (($one | highest) - $other) & highest;
        kept - (kept >> 15)
    }};
}

macro_rules! leaves_in {
    ($word:ty) => {
        impl Leaves for $word {
            const RIDES: usize = <$word>::BITS as usize / 16;
            const NONE: Self = 0;

            fn every(minute: u16, rides: usize) -> Self {
                <$word>::from(minute) * ((ONES as $word) & upto!($word, rides))
            }

            fn later(self, other: Self) -> Self {
                let mask = not_before!($word, self, other);
                (self & mask) | (other & !mask)
            }

            fn beats(self, other: Self) -> bool {
                let highest = (ONES as $word) << 15;
                ((other | highest) - self) & highest != highest
            }

            fn since(self, minute: u16) -> Self {
                self & not_before!($word, self, <$word>::from(minute) * (ONES as $word))
            }

            fn boarding(self, rides: usize) -> Self {
                (self << 16) & upto!($word, rides)
            }

            fn of(self, rides: usize) -> u16 {
                (self >> (16 * (rides - 1))) as u16
            }
        }
    };
}

leaves_in!(u64);
leaves_in!(u128);
