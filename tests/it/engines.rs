//! Tests of the street engines, against servers that speak as the engines do.

mod fallback;
mod matches;
mod model;
pub(crate) mod server;
mod speech;

use placewell::config::{StreetConfig, StreetKind};
use placewell::domain::place::Coordinates;
use placewell::travel::Streets;
use std::sync::Arc;

/// A home, and sites so many metres north of it.
pub(crate) fn north(metres: u32) -> Coordinates {
    Coordinates::from_degrees(51.5 + f64::from(metres) / 111_195.0, -3.0).unwrap()
}

/// An engine at an address.
pub(crate) fn engine(kind: StreetKind, url: &str) -> Arc<dyn Streets> {
    placewell::engines::street(&settings(kind, url)).unwrap()
}

/// Settings for an engine at an address, with time enough for a busy machine.
pub(crate) fn settings(kind: StreetKind, url: &str) -> StreetConfig {
    StreetConfig {
        kind,
        url: Some(url.to_owned()),
        connect_milliseconds: 20_000,
        total_milliseconds: 20_000,
        ..StreetConfig::default()
    }
}
