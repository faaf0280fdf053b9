//! Settings, one documented struct a concern.
//!
//! A setting is stated, weakest first, by its default, the file `placewell.toml`, an environment
//! variable (`mail.host` is `PLACEWELL_MAIL__HOST`), or a flag (`--set mail.host=…`). An empty text
//! for a key that has no default means "not set". An unknown key
//! is refused wherever it stands, and [`Loaded::settings`] says where each value came from and
//! whom it overrules, so that no source loses silently.

pub mod auth;
pub mod database;
pub mod engines;
pub mod error;
pub mod jobs;
pub mod keys;
pub mod log;
pub mod mail;
pub mod network;
pub mod origin;
pub mod retention;
pub mod secret;
pub mod server;
pub mod sources;
pub mod street;

pub use auth::AuthConfig;
pub use database::{DatabaseConfig, DatabaseUrl};
pub use engines::EnginesConfig;
pub use error::{ConfigError, Fault};
pub use jobs::JobsConfig;
pub use keys::KeysConfig;
pub use log::{LogConfig, LogFormat};
pub use mail::{MailConfig, MailMode, TlsMode};
pub use network::Network;
pub use origin::{Origin, Setting};
pub use retention::RetentionConfig;
pub use secret::Secret;
pub use server::ServerConfig;
pub use sources::{Loaded, Sources};
pub use street::{StreetConfig, StreetKind};

use serde::{Deserialize, Serialize};

/// Every setting of the service. Serialised, its secrets are masked.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where the service listens and how the world reaches it.
    pub server: ServerConfig,
    /// Where the data is kept.
    pub database: DatabaseConfig,
    /// How mail leaves.
    pub mail: MailConfig,
    /// Logins and tokens.
    pub auth: AuthConfig,
    /// The keys that seal personal data.
    pub keys: KeysConfig,
    /// Work that outlives a request.
    pub jobs: JobsConfig,
    /// How long what is no longer needed is kept.
    pub retention: RetentionConfig,
    /// Programs of others that answer about streets.
    pub engines: EnginesConfig,
    /// What the service says about itself.
    pub log: LogConfig,
}

impl Config {
    /// Checks what no single value can be wrong about alone.
    ///
    /// # Errors
    /// [`ConfigError::Refused`] with every fault found.
    pub fn check(&self) -> Result<(), ConfigError> {
        let faults: Vec<Fault> = [
            self.server.faults(),
            self.database.faults(),
            self.mail.faults(),
            self.auth.faults(),
            self.jobs.faults(&self.mail),
            self.retention.faults(),
            self.engines.faults(),
        ]
        .concat();
        if faults.is_empty() { Ok(()) } else { Err(ConfigError::Refused(faults)) }
    }
}
