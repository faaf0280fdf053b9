//! Where in an address a value does not fit: the framework's extractors tell only what was wrong.

use serde::{Deserialize, Deserializer};
use serde_path_to_error::Path;

/// What was read, or where and why it does not fit. Reading this never fails.
pub(super) struct Tracked<T>(pub(super) Result<T, Misfit>);

/// A value that does not fit.
pub(super) struct Misfit {
    /// Where it stands.
    pub(super) at: Path,
    /// What serde says of it.
    pub(super) message: String,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Tracked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let read = serde_path_to_error::deserialize(deserializer);
        Ok(Self(
            read.map_err(|error| Misfit {
                at: error.path().clone(),
                message: error.into_inner().to_string(),
            }),
        ))
    }
}
