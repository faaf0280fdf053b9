//! How often an adult supervises learners under 16, and what a safeguarding lead decides about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::code::vocabulary;
use crate::domain::text::{Line, Paragraph};

vocabulary! {
    /// How often the same supervisor has a learner under 16, in the terms of the Safeguarding Vulnerable Groups Act
    /// 2006 Sch 4; the first that applies.
    Frequency {
        /// More than three days in some thirty.
        MoreThanThreeInThirty = "more_than_three_days_in_thirty",
        /// Once a week or more.
        Weekly = "weekly",
        /// Neither.
        Seldom = "seldom",
    }
}

vocabulary! {
    /// What a safeguarding lead can decide.
    VettingChoice {
        /// No check is asked for; the reasons stand in the note.
        NoRequest = "no_request",
        /// Two adults stay in sight: good practice, which by itself no longer settles whether a check
        /// is needed.
        TwoAdults = "two_adults",
        /// The employer makes sure that the named person is not barred.
        EmployerChecks = "employer_checks",
        /// The placement does not go ahead as it stands.
        NotLikeThis = "not_like_this",
    }
}

/// A decision of the provider's safeguarding lead on one placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VettingDecision {
    /// What was decided.
    pub choice: VettingChoice,
    /// Whether a check is asked for as well, of whoever leads jobs on more than three days; not decided when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<bool>,
    /// How the check is arranged: who applies, who pays, by when it is back; not said when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arranged: Option<Line>,
    /// When.
    pub on: NaiveDate,
    /// Why.
    pub note: Paragraph,
}

/// Whether the guidance, as known on [`super::vetting::known_as_at`], lets a school or college ask for no check of those
/// who supervise a learner of this age at work. Source: Keeping children safe in education, work experience.
#[must_use]
pub const fn no_check_at(age: i32) -> bool {
    matches!(age, 16 | 17)
}
