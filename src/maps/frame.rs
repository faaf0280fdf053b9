//! From positions to points of a drawing.

use super::Map;

/// The width of the drawing, in its own units.
pub(super) const WIDTH: f64 = 680.0;

/// The room around what is drawn, in which a label at its edge still fits.
const ROOM: f64 = 48.0;

/// The least and the most height between the rooms.
const HEIGHTS: (f64, f64) = (240.0, 640.0);

/// The least extent of a map in micro-degrees of latitude, about 2 km, so that a single place is not drawn from too near.
const LEAST: f64 = 20_000.0;

/// Metres in a micro-degree of latitude.
const METRES: f64 = 0.111_195;

/// Lengths of the scale, in kilometres, each with its miles.
const SCALES: [(f64, &str); 6] = [
    (1.0, "1 km (0.6 miles)"),
    (2.0, "2 km (1.2 miles)"),
    (5.0, "5 km (3.1 miles)"),
    (10.0, "10 km (6.2 miles)"),
    (20.0, "20 km (12 miles)"),
    (50.0, "50 km (31 miles)"),
];

/// Which part of the country is drawn, and how large.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    west: f64,
    north: f64,
    /// How much narrower a degree of longitude is than one of latitude.
    narrow: f64,
    /// Units of the drawing a micro-degree of latitude.
    scale: f64,
    /// The height of the drawing.
    pub height: f64,
}

impl Frame {
    /// Around the marks and areas of a map; `None` when it has none.
    pub(super) fn around(map: &Map<'_>) -> Option<Self> {
        let marks = map.marks.iter().map(|mark| (mark.at.lat_udeg, mark.at.lon_udeg));
        let areas = map.areas.iter().flat_map(|area| area.square.corners());
        let all: Vec<(f64, f64)> =
            marks.chain(areas).map(|(lat, lon)| (f64::from(lat), f64::from(lon))).collect();
        let least = |of: fn(&(f64, f64)) -> f64| all.iter().map(of).reduce(f64::min);
        let most = |of: fn(&(f64, f64)) -> f64| all.iter().map(of).reduce(f64::max);
        let (south, north) = (least(|at| at.0)?, most(|at| at.0)?);
        let (west, east) = (least(|at| at.1)?, most(|at| at.1)?);
        let narrow = (f64::midpoint(south, north) / 1e6).to_radians().cos().max(0.05);
        let (high, wide) = ((north - south).max(LEAST), ((east - west) * narrow).max(LEAST));
        let scale = ((WIDTH - 2.0 * ROOM) / wide).min(HEIGHTS.1 / high);
        let height = (high * scale).clamp(HEIGHTS.0, HEIGHTS.1) + 2.0 * ROOM;
        Some(Self {
            west: f64::midpoint(west, east) - WIDTH / scale / narrow / 2.0,
            north: f64::midpoint(south, north) + height / scale / 2.0,
            narrow,
            scale,
            height,
        })
    }

    /// Where a position lies in the drawing: from the left and from the top, in whole units.
    pub(super) fn point(&self, (lat, lon): (i32, i32)) -> (i32, i32) {
        let x = (f64::from(lon) - self.west) * self.narrow * self.scale;
        let y = (self.north - f64::from(lat)) * self.scale;
        #[expect(clippy::cast_possible_truncation, reason = "clamped to some widths of the drawing")]
        let whole = |value: f64| value.round().clamp(-10_000.0, 10_000.0) as i32;
        (whole(x), whole(y))
    }

    /// Whether a point lies within the drawing.
    pub(super) fn holds(&self, (x, y): (i32, i32)) -> bool {
        (0.0..=WIDTH).contains(&f64::from(x)) && (0.0..=self.height).contains(&f64::from(y))
    }

    /// The longest scale that takes at most a third of the width: its length and its words.
    pub(super) fn scale(&self) -> (i32, &'static str) {
        let long = |kilometres: f64| kilometres * 1_000.0 / METRES * self.scale;
        let fits = SCALES.iter().rev().find(|(kilometres, _)| long(*kilometres) <= WIDTH / 3.0);
        let (kilometres, words) = fits.copied().unwrap_or(SCALES[0]);
        #[expect(clippy::cast_possible_truncation, reason = "at most a few widths of the drawing")]
        let length = long(kilometres).round() as i32;
        (length, words)
    }
}
