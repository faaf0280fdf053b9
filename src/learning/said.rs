//! Who said something of a placement, and when.

use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::code::vocabulary;
use crate::domain::text::Line;

vocabulary! {
    /// On which side somebody stands who said something of a placement.
    #[schema(as = LessonTeller)]
    Teller {
        /// A contact of the employer.
        Employer = "employer",
        /// Somebody of the school or college.
        Provider = "provider",
        /// The learner.
        Learner = "learner",
    }
}

/// Who said something, and when.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
pub struct SaidBy {
    /// On which side they stand.
    pub by: Teller,
    /// What they are there; absent for the learner.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<Line>,
    /// On which day they said it.
    pub on: NaiveDate,
}
