//! Maps as SVG, drawn by ourselves from what the service knows: sites, areas, and the stops and lines of the timetable. No
//! tile is fetched, so that nobody outside learns what is looked at.
//!
//! Pure: positions go in, an `svg` element comes out. Where a learner lives is never a point on a map, only a square of the
//! grid, whatever the map is for.

mod draw;
mod frame;
mod square;

use crate::domain::place::Coordinates;

pub use draw::draw;
pub use square::GridSquare;

/// Something with a place and a number, which stands in the list beside the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapMark {
    /// Its number in the list.
    pub number: usize,
    /// What it is called there.
    pub name: String,
    /// Where it is.
    pub at: Coordinates,
}

/// A square in which somebody lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MapArea {
    /// Which.
    pub square: GridSquare,
    /// How many learners live there.
    pub learners: usize,
}

/// The stops and lines of the timetable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backdrop {
    /// Where something calls.
    pub stops: Vec<Coordinates>,
    /// From which stop to which it runs, straight.
    pub lines: Vec<(Coordinates, Coordinates)>,
}

/// What a map shows.
#[derive(Clone, Copy, Debug)]
pub struct Map<'a> {
    /// What it is called.
    pub title: &'a str,
    /// The marks, of which some may be at one place.
    pub marks: &'a [MapMark],
    /// The areas.
    pub areas: &'a [MapArea],
    /// What lies around them.
    pub backdrop: &'a Backdrop,
}
