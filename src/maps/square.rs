//! The grid in which homes are shown.

use crate::domain::place::Coordinates;

/// The height of a square in micro-degrees of latitude: 2.2 km.
const HIGH: i32 = 20_000;

/// Its width in micro-degrees of longitude: 2.1 km in the south of England and 1.9 km in the north.
const WIDE: i32 = 30_000;

/// A square of the grid, about two kilometres wide and high: where somebody lives, near enough to plan by, without the home.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GridSquare {
    row: i32,
    column: i32,
}

impl GridSquare {
    /// The square in which a position lies.
    #[must_use]
    pub fn of(at: Coordinates) -> Self {
        Self { row: at.lat_udeg.div_euclid(HIGH), column: at.lon_udeg.div_euclid(WIDE) }
    }

    /// Its corners in the south-west and the north-east: latitude and longitude in micro-degrees.
    #[must_use]
    pub fn corners(self) -> [(i32, i32); 2] {
        let (south, west) = (self.row * HIGH, self.column * WIDE);
        [(south, west), (south + HIGH, west + WIDE)]
    }
}
