//! Why an edition cannot be made.

use super::fit::FitError;

/// Why an edition could not be made.
#[derive(Debug, thiserror::Error)]
pub enum EditionError {
    /// The pages could not be set, or are too many.
    #[error(transparent)]
    Pages(#[from] FitError),
    /// A mail part could not be made.
    #[error("the mail could not be written: {0}")]
    Mail(#[from] askama::Error),
    /// The model cannot be written as JSON.
    #[error("the pack cannot be written as JSON")]
    Json,
}
