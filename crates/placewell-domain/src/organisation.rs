//! Hubs, providers and employers.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{Faults, FieldError};
use super::code::vocabulary;
use super::contact::{EmailAddress, PhoneLine};
use super::destination::DestinationCode;
use super::insurance::Insurance;
use super::nation::Nation;
use super::occupation::{SicCode, digits};
use super::text::{Invalid, Line, Paragraph, text_newtype};

vocabulary! {
    /// What an organisation is to the service.
    OrganisationKind {
        /// A careers hub, which brokers.
        Hub = "hub",
        /// A special school, college or pupil referral unit, which looks after learners.
        Provider = "provider",
        /// A business or public body that offers placements.
        Employer = "employer",
    }
}

/// What a hub says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Hub {
    /// Its name.
    pub name: Line,
    /// Its nation.
    pub nation: Nation,
    /// The fewest working days between planning or confirming a placement and its first day: 10 until the hub chooses
    /// another number. Weekends and bank holidays do not count. A change that leaves it out keeps the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 0, maximum = 60)]
    pub notice_working_days: Option<u8>,
}

impl Hub {
    /// The notice of a hub that has not chosen another, in working days.
    pub const USUAL_NOTICE: u8 = 10;

    /// The longest notice that a hub can ask for, in working days.
    pub const LONGEST_NOTICE: u8 = 60;

    /// What a hub must say beyond the shape of its fields.
    ///
    /// # Errors
    /// Every fault.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let in_range = self.notice() <= Self::LONGEST_NOTICE;
        faults.require(in_range, "notice_working_days", "must be from 0 to 60");
        faults.finish()
    }

    /// The notice that it asks for, in working days.
    #[must_use]
    pub fn notice(&self) -> u8 {
        self.notice_working_days.unwrap_or(Self::USUAL_NOTICE)
    }
}

digits!(
    /// A school's unique reference number in the register of England and Wales: six digits.
    Urn, 6, "^[0-9]{6}$", "900001", "must be a URN, six digits such as 900001"
);

/// What a provider says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Provider {
    /// Its name as its learners know it.
    pub name: Line,
    /// The name under which it writes to employers: a school's name can disclose that a learner
    /// is disabled, so a neutral one may stand here.
    pub outward_name: Line,
    /// Its number in the register of schools; unknown until said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub urn: Option<Urn>,
    /// Its nation.
    pub nation: Nation,
    /// Where employers' answers go.
    pub reply_to: EmailAddress,
    /// Whom an employer rings, first choice first: at least two, so that one is always answered.
    #[schema(min_items = 2, max_items = 4)]
    pub phones: Vec<PhoneLine>,
    /// Who holds the safeguarding lead's role, for concerns about a young person.
    pub safeguarding: PhoneLine,
    /// Dates on which no learner is on a placement: holidays, training days.
    #[serde(default)]
    #[schema(max_items = 400)]
    pub closed: Vec<NaiveDate>,
    /// Where its learners can be after a placement, with the codes of its returns; the usual list while it is empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 60)]
    pub destinations: Vec<DestinationCode>,
}

impl Provider {
    /// What a provider must say beyond the shape of its fields.
    ///
    /// # Errors
    /// Every fault.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        faults.require((2..=4).contains(&self.phones.len()), "phones", "must hold 2 to 4 lines");
        faults.require(self.closed.len() <= 400, "closed", "must hold at most 400 dates");
        DestinationCode::check(&self.destinations, &mut faults);
        faults.finish()
    }
}

vocabulary! {
    /// Levels of the Disability Confident scheme. A weak signal: it never stands for a fact.
    DisabilityConfident {
        /// Level 1, committed.
        Committed = "committed",
        /// Level 2, employer: by its own assessment.
        Employer = "employer",
        /// Level 3, leader: validated by others.
        Leader = "leader",
    }
}

/// What an employer says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Employer {
    /// Its name.
    pub name: Line,
    /// What it does, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Paragraph>,
    /// Its industry; unknown until said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub sic: Option<SicCode>,
    /// Its cover for employers' liability; unknown until said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurance: Option<Insurance>,
    /// How many people work for it; below five no written risk assessment is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<i64>, minimum = 0, maximum = 10000000)]
    pub staff: Option<u32>,
    /// Its level of Disability Confident, if it holds one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disability_confident: Option<DisabilityConfident>,
    /// From which day it may be asked for another placement, as was agreed with it; not said when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub ask_again_from: Option<NaiveDate>,
}

impl Employer {
    /// More people than any one employer has.
    pub const MOST_STAFF: u32 = 10_000_000;

    /// What an employer must say beyond the shape of its fields.
    ///
    /// # Errors
    /// Every fault.
    pub fn check(&self) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        let staff = self.staff.is_none_or(|staff| staff <= Self::MOST_STAFF);
        faults.require(staff, "staff", "must be at most 10000000");
        if let Some(Insurance::Policy { cover_pounds, .. }) = self.insurance {
            let cover = cover_pounds <= Insurance::MOST_COVER_POUNDS;
            faults.require(cover, "insurance.cover_pounds", "must be at most 1000000000");
        }
        faults.finish()
    }
}
