//! Why settings were refused.

use std::path::PathBuf;

use thiserror::Error;

/// One setting that cannot stand, and why. It never repeats the value, which may be a secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{key} {reason}")]
pub struct Fault {
    /// The key as its source wrote it.
    pub key: String,
    /// What is wrong, to be read after the key.
    pub reason: String,
}

impl Fault {
    /// A fault of `key`.
    pub fn new(key: impl Into<String>, reason: impl Into<String>) -> Self {
        Self { key: key.into(), reason: reason.into() }
    }
}

/// Why the settings could not be loaded.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file that was asked for cannot be read.
    #[error("the settings file {} cannot be read: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: String,
    },
    /// The file is not TOML.
    #[error("the settings file {} is not TOML: {reason}", path.display())]
    Syntax {
        /// The file.
        path: PathBuf,
        /// Where and why.
        reason: String,
    },
    /// Keys or values that cannot stand, all that were found.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Refused(Vec<Fault>),
}
