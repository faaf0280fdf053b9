//! A review of a supported internship, as it was held.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{Faults, FieldError};
use super::code::{CodeSet, vocabulary};
use super::text::Paragraph;

vocabulary! {
    /// Somebody who takes part in a review.
    ReviewPart {
        /// The learner.
        Learner = "learner",
        /// The family.
        Family = "family",
        /// The employer.
        Employer = "employer",
        /// The job coach.
        JobCoach = "job_coach",
        /// A tutor or other staff of the provider.
        Provider = "provider",
        /// The local authority.
        Authority = "authority",
    }
}

/// A review of a supported internship.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InternshipReview {
    /// The day on which it was held.
    pub held_on: NaiveDate,
    /// Who took part.
    #[schema(value_type = Vec<ReviewPart>)]
    pub took_part: CodeSet<ReviewPart>,
    /// On how many days a job coach was there since the review before, or since the first day. Left out where nobody
    /// counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 0, maximum = 120)]
    pub coach_days: Option<u8>,
    /// How it goes, in the words of those who took part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Paragraph>,
    /// What changes until the next review.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Paragraph>,
}

impl InternshipReview {
    /// So many days lie between the beginnings of two periods, at the end of each of which a review is due.
    pub const APART: Days = Days::new(42);

    /// The most days with a job coach that can lie between two reviews.
    pub const MOST_COACH_DAYS: u8 = 120;

    /// What must hold across the fields.
    ///
    /// # Errors
    /// Every fault.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        faults.require(!self.took_part.is_empty(), "took_part", "must name at least one who took part");
        let counted = self.coach_days.is_none_or(|days| days <= Self::MOST_COACH_DAYS);
        faults.require(counted, "coach_days", "must be 0 to 120");
        faults.finish()
    }

    /// The periods of six weeks of a placement from its first day to its last, each with its own first and last day. A
    /// review is due on the last day of each.
    pub fn periods(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        let starts = std::iter::successors(Some(first), |from| from.checked_add_days(Self::APART));
        starts.take_while(move |from| *from <= last).map(move |from| {
            let next = from.checked_add_days(Self::APART).and_then(|next| next.pred_opt());
            (from, next.map_or(last, |to| to.min(last)))
        })
    }
}
