//! The British National Grid (OSGB36) to WGS84, by the seven-parameter transformation.
//!
//! Within about three metres of the Ordnance Survey's own OSTN15: ample for a postcode, whose
//! centre stands for some fifteen addresses.

use proj4rs::Proj;
pub use proj4rs::errors::Error as GridError;
use proj4rs::transform::transform;

use placewell_domain::place::Coordinates;

const OSGB36: &str = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy \
     +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs";
const WGS84: &str = "+proj=longlat +datum=WGS84 +no_defs";

/// The grid's extent in metres: eastings 0 to 700,000, northings 0 to 1,300,000.
pub const EXTENT_METRES: (u32, u32) = (700_000, 1_300_000);

/// Converts between grid and globe.
#[derive(Debug)]
pub struct Grid {
    osgb36: Proj,
    wgs84: Proj,
}

impl Grid {
    /// Prepares both projections.
    ///
    /// # Errors
    /// Only if the projection library refuses the two constant definitions.
    pub fn new() -> Result<Self, GridError> {
        Ok(Self { osgb36: Proj::from_proj_string(OSGB36)?, wgs84: Proj::from_proj_string(WGS84)? })
    }

    /// The position of an easting and northing in whole metres; `None` outside the grid.
    #[must_use]
    pub fn to_coordinates(&self, easting: u32, northing: u32) -> Option<Coordinates> {
        if easting > EXTENT_METRES.0 || northing > EXTENT_METRES.1 {
            return None;
        }
        let mut point = (f64::from(easting), f64::from(northing), 0.0);
        transform(&self.osgb36, &self.wgs84, &mut point).ok()?;
        Coordinates::from_degrees(point.1.to_degrees(), point.0.to_degrees())
    }
}
