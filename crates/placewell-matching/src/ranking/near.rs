//! The part of the map outside which no site can be reached, so that most of a country costs two comparisons a site.

use std::ops::RangeInclusive;

use crate::domain::place::Coordinates;
use crate::suitability::Seeker;
use crate::travel::TravelModel;

/// Metres of a micro-degree of latitude, rounded down.
const METRES_A_MICRO_DEGREE: f64 = 0.111;

/// A chord of so many radians is shorter than its arc by less than [`ARC`] allows for.
const LONGEST_ARC: f64 = 0.4;
const ARC: f64 = 0.99;

/// What lies near a learner's home.
#[derive(Clone, Debug)]
pub struct Near {
    lat_udeg: RangeInclusive<i32>,
    lon_udeg: RangeInclusive<i32>,
}

impl Near {
    /// What a learner could reach; `None` where that is not known.
    #[must_use]
    pub fn of(seeker: &Seeker<'_>, model: &dyn TravelModel) -> Option<Self> {
        Some(Self::around(seeker.facts.home?, model.farthest(&seeker.travel)?))
    }

    /// What may lie within so many metres, rounded to the nearest, of a place.
    #[must_use]
    pub fn around(home: Coordinates, metres: u32) -> Self {
        let metres = f64::from(metres) + 1.0;
        let north = metres / METRES_A_MICRO_DEGREE;
        // A degree of longitude is shortest at the end that is farther from the equator.
        let end = (home.lat().abs() + north / 1e6).min(89.0).to_radians();
        let east = north / (end.cos() * ARC);
        let is_short = (east / 1e6).to_radians() < LONGEST_ARC && home.lon().abs() + east / 1e6 < 180.0;
        let east = if is_short { east } else { 360e6 };
        let around = |at: i32, by: f64| {
            #[expect(clippy::cast_possible_truncation, reason = "a cast of a float saturates")]
            let by = by.ceil() as i32;
            at.saturating_sub(by)..=at.saturating_add(by)
        };
        Self { lat_udeg: around(home.lat_udeg, north), lon_udeg: around(home.lon_udeg, east) }
    }

    /// Whether a site may be within reach.
    #[must_use]
    pub fn holds(&self, site: Coordinates) -> bool {
        self.lat_udeg.contains(&site.lat_udeg) && self.lon_udeg.contains(&site.lon_udeg)
    }
}
