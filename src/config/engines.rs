//! Programs of others that answer about streets.

use serde::{Deserialize, Serialize};

use super::{Fault, StreetConfig};

/// `engines.*`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnginesConfig {
    /// How far a walk is along the streets.
    pub street: StreetConfig,
}

impl EnginesConfig {
    pub(super) fn faults(&self) -> Vec<Fault> {
        self.street.faults()
    }
}
