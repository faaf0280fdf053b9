//! Where things are: coordinates and postcodes.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::Invalid;

/// A WGS84 position in whole micro-degrees, so that equality and order are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "RawCoordinates", deny_unknown_fields)]
pub struct Coordinates {
    /// Latitude, micro-degrees, north positive: 51.588000 is 51588000.
    #[schema(minimum = -90_000_000, maximum = 90_000_000)]
    pub lat_udeg: i32,
    /// Longitude, micro-degrees, east positive.
    #[schema(minimum = -180_000_000, maximum = 180_000_000)]
    pub lon_udeg: i32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCoordinates {
    lat_udeg: i32,
    lon_udeg: i32,
}

impl TryFrom<RawCoordinates> for Coordinates {
    type Error = Invalid;

    fn try_from(raw: RawCoordinates) -> Result<Self, Invalid> {
        Self::new(raw.lat_udeg, raw.lon_udeg)
    }
}

impl Coordinates {
    /// A position from micro-degrees; refused outside the globe.
    ///
    /// # Errors
    /// [`Invalid`] when the latitude or the longitude is out of range.
    pub fn new(lat_udeg: i32, lon_udeg: i32) -> Result<Self, Invalid> {
        if lat_udeg.unsigned_abs() > 90_000_000 {
            return Err(Invalid::new("latitude must be between -90000000 and 90000000 micro-degrees"));
        }
        if lon_udeg.unsigned_abs() > 180_000_000 {
            return Err(Invalid::new("longitude must be between -180000000 and 180000000 micro-degrees"));
        }
        Ok(Self { lat_udeg, lon_udeg })
    }

    /// The position nearest to decimal degrees; `None` when not finite or outside the globe.
    #[must_use]
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        if !(lat.abs() <= 90.0 && lon.abs() <= 180.0) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
        Some(Self { lat_udeg: (lat * 1e6).round() as i32, lon_udeg: (lon * 1e6).round() as i32 })
    }

    /// Latitude in decimal degrees.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_udeg) / 1e6
    }

    /// Longitude in decimal degrees.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_udeg) / 1e6
    }
}

/// A full UK postcode in its usual form, outward and inward parts with one space: `NP20 4AQ`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}$", example = "NP20 4AQ")]
pub struct Postcode(String);

impl Postcode {
    /// Reads a postcode in any case and with any spacing.
    ///
    /// # Errors
    /// [`Invalid`] when the text has not the shape of a postcode.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let compact: String =
            text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        if !compact.is_ascii() || !(5..=7).contains(&compact.len()) {
            return Err(Self::invalid());
        }
        let (outward, inward) = compact.split_at(compact.len() - 3);
        let shape = |text: &str| -> String {
            text.chars()
                .map(|c| match c {
                    '0'..='9' => '9',
                    'A'..='Z' => 'A',
                    _ => '?',
                })
                .collect()
        };
        let outward_ok = matches!(shape(outward).as_str(), "A9" | "A99" | "AA9" | "AA99" | "A9A" | "AA9A");
        if !outward_ok || shape(inward) != "9AA" {
            return Err(Self::invalid());
        }
        Ok(Self(format!("{outward} {inward}")))
    }

    fn invalid() -> Invalid {
        Invalid::new("not a full UK postcode, such as NP20 4AQ")
    }

    /// The postcode with its one space.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the space, which names a district and not a street.
    #[must_use]
    pub fn outward(&self) -> &str {
        self.0.split(' ').next().unwrap_or_default()
    }
}

impl TryFrom<String> for Postcode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}
