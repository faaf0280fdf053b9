//! Where a value came from.

use std::fmt;

/// The source that stated a value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Nobody stated it.
    Default,
    /// A line of the settings file, by the file's name.
    File(String),
    /// An environment variable, by its name.
    Environment(String),
    /// `--set`.
    Flag,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Default => f.write_str("default"),
            Self::File(name) => write!(f, "file {name}"),
            Self::Environment(name) => write!(f, "environment {name}"),
            Self::Flag => f.write_str("flag --set"),
        }
    }
}

/// One key, its value, and who stated it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The key, such as `mail.host`.
    pub key: String,
    /// The value in force as text, masked if secret; empty when not set.
    pub value: String,
    /// The source whose value is in force.
    pub origin: Origin,
    /// Sources that stated another value and were overruled, strongest first.
    pub overruled: Vec<Origin>,
}
