//! The keys that seal personal data.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// `keys.*`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeysConfig {
    /// The file of keys, made by `placewell key new`. Whoever loses it loses the data it seals; it
    /// is backed up apart from the database. Default `placewell.keys`.
    pub file: PathBuf,
}

impl Default for KeysConfig {
    fn default() -> Self {
        Self { file: PathBuf::from("placewell.keys") }
    }
}
