//! How much longer the streets are than the straight line.
//!
//! Walking distances between 71,684 pairs of postcodes of one hilly river city (Newport) were
//! compared with their straight lines, band by band. One factor for all misjudges "within a
//! mile" for one pair in seven, so the factor depends on the distance and answers have three
//! states.

use geo::{Distance, Haversine, Point};

use placewell_domain::place::Coordinates;

/// Straight-line metres below which a row holds, and the median factor in hundredths.
const MEDIAN_HUNDREDTHS: [(u32, u32); 5] = [(400, 152), (800, 146), (1_600, 135), (3_200, 127), (4_800, 122)];
const MEDIAN_BEYOND: u32 = 120;

/// One statute mile in metres: under it the streets vary more.
const MILE_METRES: u32 = 1_609;

/// The great-circle distance in whole metres, rounded to the nearest.
#[must_use]
pub fn straight_metres(from: Coordinates, to: Coordinates) -> u32 {
    let metres = Haversine.distance(Point::new(from.lon(), from.lat()), Point::new(to.lon(), to.lat()));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most half the globe, 20,016 km"
    )]
    let whole = metres.round() as u32;
    whole
}

/// The metres to expect along streets for a straight line, rounded to the nearest.
#[must_use]
pub fn expected_metres(straight: u32) -> u32 {
    let factor = MEDIAN_HUNDREDTHS
        .iter()
        .find(|(below, _)| straight < *below)
        .map_or(MEDIAN_BEYOND, |(_, hundredths)| *hundredths);
    scale(straight, factor)
}

/// The metres that the streets stay under for all but a few pairs in a hundred.
#[must_use]
pub fn cautious_metres(straight: u32) -> u32 {
    scale(straight, if straight <= MILE_METRES { 190 } else { 160 })
}

/// The cautious metres of a way whose expected metres are known.
#[must_use]
pub fn cautious_of_expected(expected: u32) -> u32 {
    let straight = |hundredths: u32| expected.saturating_mul(100) / hundredths;
    let row = MEDIAN_HUNDREDTHS.iter().find(|(below, hundredths)| straight(*hundredths) < *below);
    cautious_metres(straight(row.map_or(MEDIAN_BEYOND, |(_, hundredths)| *hundredths)))
}

fn scale(metres: u32, hundredths: u32) -> u32 {
    let scaled = (u64::from(metres) * u64::from(hundredths) + 50) / 100;
    u32::try_from(scaled).unwrap_or(u32::MAX)
}

/// The whole minutes, rounded up, that a distance takes at a speed in millimetres a second.
/// At most `u16::MAX`; a speed of nought never arrives.
#[must_use]
pub fn minutes_at(metres: u32, speed_mm_s: u32) -> u16 {
    let minutes = (u64::from(metres) * 1_000).div_ceil(u64::from(speed_mm_s).max(1) * 60);
    if speed_mm_s == 0 && metres > 0 { u16::MAX } else { u16::try_from(minutes).unwrap_or(u16::MAX) }
}
