//! Tests of travel without a timetable: the estimate, the placement's answer, grid and postcodes.

mod concession;
mod daylight;
mod estimate;
mod grid;
mod placement;
mod postcodes;

use placewell_domain::place::Coordinates;

/// A place in the middle of Newport.
pub(crate) fn centre() -> Coordinates {
    Coordinates::from_degrees(51.588, -2.998).unwrap()
}

/// A place so many metres due north of another.
pub(crate) fn north_of(from: Coordinates, metres: u32) -> Coordinates {
    let micro_degrees = f64::from(metres) / 111_195.08 * 1e6;
    Coordinates::new(from.lat_udeg + micro_degrees.round() as i32, from.lon_udeg).unwrap()
}
