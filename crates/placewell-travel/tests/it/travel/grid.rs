//! The British National Grid.

use placewell_domain::place::Coordinates;
use placewell_travel::circuity::straight_metres;
use placewell_travel::grid::Grid;
use proptest::prelude::*;
use rstest::rstest;

/// Known places: grid metres, and degrees on the globe.
#[rstest]
// The Ordnance Survey's published example, Caister water tower, in ETRS89.
#[case(651_410, 313_177, 52.658_007_8, 1.716_073_97, 5)]
// The grid's own false origin lies at 49 N 2 W of the Airy ellipsoid.
#[case(400_000, 100_000, 50.799_2, -2.001_5, 100)]
// The transporter bridge, Newport.
#[case(331_800, 186_250, 51.570_6, -2.985_6, 150)]
fn known_places_come_out_where_they_are(
    #[case] easting: u32,
    #[case] northing: u32,
    #[case] lat: f64,
    #[case] lon: f64,
    #[case] within: u32,
) {
    let found = Grid::new().unwrap().to_coordinates(easting, northing).unwrap();
    let known = Coordinates::from_degrees(lat, lon).unwrap();
    let off = straight_metres(found, known);
    assert!(off <= within, "{off} m off: {found:?}");
}

#[test]
fn outside_the_grid_is_nowhere() {
    let grid = Grid::new().unwrap();
    assert_eq!(grid.to_coordinates(700_001, 0), None);
    assert_eq!(grid.to_coordinates(0, 1_300_001), None);
    assert_eq!(grid.from_coordinates(Coordinates::from_degrees(48.85, 2.35).unwrap()), None, "Paris");
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_metre(easting in 80_000u32..655_000, northing in 5_000u32..1_220_000) {
        let grid = Grid::new().unwrap();
        let at = grid.to_coordinates(easting, northing).unwrap();
        let (e, n) = grid.from_coordinates(at).unwrap();
        prop_assert!(e.abs_diff(easting) <= 1 && n.abs_diff(northing) <= 1, "{easting} {northing} -> {e} {n}");
    }

    #[test]
    fn any_position_on_the_globe_is_answered(lat in -90_000_000i32..=90_000_000, lon in -180_000_000i32..=180_000_000) {
        let at = Coordinates::new(lat, lon).unwrap();
        if let Some((e, n)) = Grid::new().unwrap().from_coordinates(at) {
            prop_assert!(e <= 700_000 && n <= 1_300_000);
        }
    }
}
