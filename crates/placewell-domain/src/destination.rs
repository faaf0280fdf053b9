//! Where a learner is some months after a placement, as the provider's staff found out.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use chrono::{Months, NaiveDate};

use super::check::{Faults, FieldError};
use super::code::vocabulary;
use super::text::{Line, Paragraph};

vocabulary! {
    /// How long after the last day of a placement somebody asks.
    FollowUp {
        /// Three months.
        Three = "3",
        /// Six months.
        Six = "6",
        /// Twelve months.
        Twelve = "12",
    }
}

impl FollowUp {
    /// How many months that is.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Three => 3,
            Self::Six => 6,
            Self::Twelve => 12,
        }
    }

    /// From which date on it is asked about a placement; `None` where the calendar ends.
    #[must_use]
    pub fn due(self, last_day: NaiveDate) -> Option<NaiveDate> {
        last_day.checked_add_months(Months::new(self.months()))
    }
}

vocabulary! {
    /// Who said where the learner is.
    DestinationSource {
        /// The learner.
        Learner = "learner",
        /// The family.
        Family = "family",
        /// The employer.
        Employer = "employer",
        /// A school, college or training provider.
        Educator = "educator",
        /// The local authority.
        Authority = "authority",
        /// They were asked, and nobody could say.
        NobodyKnew = "nobody_knew",
    }
}

/// A code of a provider's own list, with its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DestinationCode {
    /// The code, as the provider's returns have it.
    pub code: Line,
    /// What it means.
    pub words: Line,
}

impl DestinationCode {
    /// The most codes that a provider has.
    pub const MOST: usize = 60;

    /// The longest code, in characters.
    pub const LONGEST: usize = 20;

    /// What a list must be beyond its shape.
    pub fn check(list: &[Self], faults: &mut Faults) {
        faults.require(list.len() <= Self::MOST, "destinations", "must hold at most 60 codes");
        for (at, one) in list.iter().enumerate() {
            let short = one.code.as_str().chars().count() <= Self::LONGEST;
            faults.require(short, format!("destinations[{at}].code"), "must be at most 20 characters long");
        }
        faults.require_unique(list.iter().map(|one| &one.code), "destinations", "code");
    }
}

/// Where a learner is, some months after a placement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Destination {
    /// How long after the placement.
    pub after: FollowUp,
    /// A code of the provider's list. Left out only where nobody could say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<Line>,
    /// Who said so.
    pub source: DestinationSource,
    /// On which day they were asked.
    pub asked_on: NaiveDate,
    /// Hours a week, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(minimum = 1, maximum = 60)]
    pub hours_a_week: Option<u8>,
    /// Whether it is paid, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid: Option<bool>,
    /// Whether it is with the employer of the placement, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_employer: Option<bool>,
    /// Anything else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Paragraph>,
}

impl Destination {
    /// What must hold across the fields.
    ///
    /// # Errors
    /// Every fault.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let unknown = self.source == DestinationSource::NobodyKnew;
        faults.require_given(
            unknown == self.code.is_none(),
            "code",
            "must be given, unless nobody could say",
            ["source"],
        );
        let bare = self.hours_a_week.is_none() && self.paid.is_none() && self.same_employer.is_none();
        faults.require_given(
            !unknown || bare,
            "source",
            "must name who said the rest",
            ["hours_a_week", "paid", "same_employer"],
        );
        let hours = self.hours_a_week.is_none_or(|hours| (1..=60).contains(&hours));
        faults.require(hours, "hours_a_week", "must be 1 to 60");
        faults.finish()
    }
}
