//! Needs that a text may mean. Nothing is stored: a person puts what they accept on the record.

use serde::Deserialize;
use utoipa::ToSchema;

use super::ServiceError;
use crate::app::App;
use crate::auth::{Action, Caller, authorise};
use crate::domain::need::{NeedsInWords, needs_in};
use crate::domain::text::Paragraph;

/// What somebody wrote about what a learner needs.
#[derive(Clone, Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NeedsText {
    /// The text, in English.
    pub text: Paragraph,
}

/// Reads from a text which needs it may mean.
///
/// # Errors
/// [`ServiceError::Forbidden`] to a role that adds no learners.
pub fn suggest(_: &App, caller: &Caller, text: &NeedsText) -> Result<NeedsInWords, ServiceError> {
    authorise(caller, Action::SuggestNeeds)?;
    Ok(needs_in(text.text.as_str()))
}
