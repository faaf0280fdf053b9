//! Logins and tokens.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Fault;

/// `auth.*`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthConfig {
    /// The issuer and audience named in tokens. Default `placewell`.
    pub issuer: String,
    /// How long an access token is good for, in minutes. Default 10.
    pub token_minutes: u32,
    /// How long an unused login lasts, in days. Default 30.
    pub refresh_days: u32,
    /// For how long after somebody has given their password they may change users, roles, API keys and links
    /// between organisations without giving it again, in minutes. Default 10.
    pub confirm_minutes: u32,
}

impl Default for AuthConfig {
    fn default() -> Self {
        Self { issuer: "placewell".to_owned(), token_minutes: 10, refresh_days: 30, confirm_minutes: 10 }
    }
}

impl AuthConfig {
    /// [`Self::token_minutes`].
    #[must_use]
    pub fn token_life(&self) -> Duration {
        Duration::from_secs(u64::from(self.token_minutes) * 60)
    }

    /// [`Self::refresh_days`].
    #[must_use]
    pub fn refresh_life(&self) -> Duration {
        Duration::from_secs(u64::from(self.refresh_days) * 24 * 60 * 60)
    }

    /// [`Self::confirm_minutes`].
    #[must_use]
    pub fn confirm_life(&self) -> Duration {
        Duration::from_secs(u64::from(self.confirm_minutes) * 60)
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.issuer.trim().is_empty() {
            faults.push(Fault::new("auth.issuer", "must not be empty"));
        }
        if !(1..=60).contains(&self.token_minutes) {
            faults.push(Fault::new(
                "auth.token_minutes",
                "must be 1 to 60: an access token cannot be called back",
            ));
        }
        if !(1..=60).contains(&self.confirm_minutes) {
            faults.push(Fault::new("auth.confirm_minutes", "must be 1 to 60"));
        }
        if self.refresh_days == 0 {
            faults.push(Fault::new("auth.refresh_days", "must be at least 1"));
        }
        faults
    }
}
