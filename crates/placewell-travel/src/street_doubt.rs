//! Why nothing is known of a walk along streets.

use serde::Serialize;
use utoipa::ToSchema;

/// Why the estimate stands although the streets were asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum StreetDoubt {
    /// No answer came in time.
    Silent,
    /// The answer was an error, or could not be read.
    Unusable,
    /// The answer was shorter than the straight line, which no walk is.
    ShorterThanLine,
    /// The map has no way on foot between the two places.
    NoWay,
    /// One of the two places is not near any street of the map.
    OffTheMap,
}
