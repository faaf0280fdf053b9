//! Sunrise and sunset, for learners who must not be out in the dark.

use chrono::{Datelike, NaiveDate, TimeZone};
use chrono_tz::Europe::London;

use placewell_domain::place::Coordinates;

/// The light of one day at one place, as minutes of the day by the clocks of Great Britain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Daylight {
    /// Sunrise.
    pub from: u16,
    /// Sunset.
    pub to: u16,
}

impl Daylight {
    /// Sunrise and sunset, each within about two minutes, by the low-precision solar equations of
    /// the Astronomical Almanac. Where the sun does not set or rise, the whole day or none of it.
    #[must_use]
    pub fn on(date: NaiveDate, at: Coordinates) -> Self {
        let day = f64::from(date.num_days_from_ce() - 730_120) - 0.5 - at.lon() / 360.0;
        let anomaly = (357.528 + 0.985_600_28 * day).to_radians();
        let longitude =
            (280.46 + 0.985_647_4 * day + 1.915 * anomaly.sin() + 0.02 * (2.0 * anomaly).sin()).to_radians();
        let tilt = (23.439 - 0.000_000_4 * day).to_radians();
        let declination = (tilt.sin() * longitude.sin()).asin();
        let ascension = (tilt.cos() * longitude.sin()).atan2(longitude.cos()).to_degrees();
        // Minutes by which the sun is ahead of the mean sun.
        let mean = 280.46 + 0.985_647_4 * day;
        let ahead = ((mean - ascension + 180.0).rem_euclid(360.0) - 180.0) * 4.0;
        let noon = 720.0 - 4.0 * at.lon() - ahead;
        let lat = at.lat().to_radians();
        // The sun's upper edge stands on the horizon at 50 minutes of arc below it.
        let cosine = ((-50.0f64 / 60.0).to_radians().sin() - lat.sin() * declination.sin())
            / (lat.cos() * declination.cos());
        let half = cosine.clamp(-1.0, 1.0).acos().to_degrees() * 4.0;
        let summer = summer_minutes(date);
        Self { from: clock(noon - half, summer), to: clock(noon + half, summer) }
    }

    /// Whether a span of minutes lies wholly in the light.
    #[must_use]
    pub fn covers(self, from: u16, to: u16) -> bool {
        self.from <= from && to <= self.to
    }
}

fn clock(minutes: f64, summer: i32) -> u16 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a day")]
    let clamped = (minutes + f64::from(summer)).round().clamp(0.0, 1_440.0) as u16;
    clamped
}

/// Minutes by which clocks are ahead of Greenwich at noon.
fn summer_minutes(date: NaiveDate) -> i32 {
    use chrono::Offset;
    let noon = date.and_hms_opt(12, 0, 0).and_then(|noon| London.from_local_datetime(&noon).earliest());
    noon.map_or(0, |noon| noon.offset().fix().local_minus_utc() / 60)
}
