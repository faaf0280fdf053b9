//! How long before its first day a placement is confirmed.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::text::Paragraph;

/// A shorter notice for one placement than its hub asks for, and why it is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShorterNotice {
    /// The working days before the first day that are enough for this placement.
    #[schema(minimum = 0, maximum = 59)]
    pub working_days: u8,
    /// Why: who has been asked and can be ready.
    pub reason: Paragraph,
}
