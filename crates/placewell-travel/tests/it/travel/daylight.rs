//! Sunrise and sunset.

use placewell_domain::place::Coordinates;
use placewell_travel::daylight::Daylight;
use rstest::rstest;

/// Times printed in almanacs for London, to the minute.
#[rstest]
#[case::winter("2026-12-21", (8, 4), (15, 53))]
#[case::summer("2026-06-21", (4, 43), (21, 21))]
#[case::spring("2026-03-20", (6, 5), (18, 14))]
fn london_is_light_when_the_almanac_says(
    #[case] date: &str,
    #[case] rise: (u16, u16),
    #[case] set: (u16, u16),
) {
    let light = Daylight::on(date.parse().unwrap(), Coordinates::from_degrees(51.5074, -0.1278).unwrap());
    assert!(
        light.from.abs_diff(rise.0 * 60 + rise.1) <= 2,
        "sunrise {}:{:02}",
        light.from / 60,
        light.from % 60
    );
    assert!(light.to.abs_diff(set.0 * 60 + set.1) <= 2, "sunset {}:{:02}", light.to / 60, light.to % 60);
}

#[test]
fn the_far_north_has_no_night_in_summer() {
    let light = Daylight::on("2026-06-21".parse().unwrap(), Coordinates::from_degrees(70.0, 20.0).unwrap());
    assert!(light.to - light.from >= 1_300, "{light:?}");
    assert!(light.covers(light.from, light.to) && !light.covers(0, 1_441));
}
