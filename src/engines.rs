//! Street engines of others, asked over HTTP: off unless the settings name one.
//!
//! What an engine is asked holds positions and nothing else, and none of it is logged. Whatever
//! goes wrong ends in a [`StreetDoubt`](crate::travel::StreetDoubt), never in an error: the
//! estimate stands behind every answer.

mod asking;
mod batches;
mod osrm;
mod valhalla;

use std::sync::Arc;

use crate::config::{StreetConfig, StreetKind};
use crate::travel::Streets;

/// The street engine that the settings name; `None` when they name none.
#[must_use]
pub fn street(config: &StreetConfig) -> Option<Arc<dyn Streets>> {
    let url = config.url.as_deref()?.trim_end_matches('/').to_owned();
    match config.kind {
        StreetKind::None => None,
        StreetKind::Valhalla => Some(Arc::new(batches::Batches::new(valhalla::Valhalla::new(url), config))),
        StreetKind::Osrm => Some(Arc::new(batches::Batches::new(osrm::Osrm::new(url), config))),
    }
}
