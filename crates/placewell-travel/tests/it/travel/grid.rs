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
}

proptest! {
    #[test]
    fn a_kilometre_on_the_grid_is_one_on_the_ground(easting in 80_000u32..655_000, northing in 5_000u32..1_220_000) {
        let grid = Grid::new().unwrap();
        let at = grid.to_coordinates(easting, northing).unwrap();
        for (east, north) in [(1_000, 0), (0, 1_000)] {
            let beyond = grid.to_coordinates(easting + east, northing + north).unwrap();
            let off = straight_metres(at, beyond);
            prop_assert!((990..=1_010).contains(&off), "{easting} {northing} {east} {north}: {off} m");
        }
    }
}
