//! When an authority's concessionary pass lets its holder ride free.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::check::{Faults, FieldError};
use super::nation::Nation;
use super::text::{Invalid, Line};
use super::time::TimeOfDay;

/// A local authority of England or Wales by its code of the Office for National Statistics: E or W
/// and eight digits, such as `W06000022`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "String")]
#[schema(value_type = String, pattern = "^[EW][0-9]{8}$", example = "W06000022")]
pub struct AuthorityCode(String);

impl AuthorityCode {
    /// Reads a code.
    ///
    /// # Errors
    /// [`Invalid`] for any other shape.
    pub fn parse(text: &str) -> Result<Self, Invalid> {
        let fits = text
            .strip_prefix(['E', 'W'])
            .is_some_and(|digits| digits.len() == 8 && digits.bytes().all(|digit| digit.is_ascii_digit()));
        fits.then(|| Self(text.to_owned()))
            .ok_or_else(|| Invalid::new("must be an authority's ONS code, E or W and eight digits"))
    }

    /// The nation that the authority is in, whose scheme holds where the authority has none of its own.
    #[must_use]
    pub fn nation(&self) -> Nation {
        if self.0.starts_with('W') { Nation::Wales } else { Nation::England }
    }
}

impl TryFrom<String> for AuthorityCode {
    type Error = Invalid;

    fn try_from(text: String) -> Result<Self, Invalid> {
        Self::parse(&text)
    }
}

/// When a ride is free on one kind of day. What counts is when the ride begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "when", rename_all = "snake_case", deny_unknown_fields)]
pub enum FreeTime {
    /// At any time.
    Always,
    /// From one time to another, both included.
    Between {
        /// The first minute.
        from: TimeOfDay,
        /// The last minute, not before the first.
        until: TimeOfDay,
    },
}

/// One authority's hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Concession {
    /// The authority that issues the pass.
    pub authority: AuthorityCode,
    /// Its name.
    pub name: Line,
    /// From Monday to Friday.
    pub weekdays: FreeTime,
    /// On Saturdays, Sundays and bank holidays.
    pub weekends: FreeTime,
    /// Where this is from.
    pub source: Line,
    /// As at this date.
    pub as_at: NaiveDate,
}

/// The hours of the authorities whose schemes are other than their nation's, as a hub knows them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Concessions {
    /// One an authority.
    #[schema(max_items = 400)]
    pub authorities: Vec<Concession>,
}

impl Concessions {
    /// What must hold across the fields.
    ///
    /// # Errors
    /// Every fault, with its field.
    pub fn check(&self, today: NaiveDate) -> Result<(), Vec<FieldError>> {
        let mut faults = Faults::default();
        faults.require(self.authorities.len() <= 400, "authorities", "must hold at most 400 authorities");
        let codes = self.authorities.iter().map(|one| &one.authority);
        faults.require_unique(codes, "authorities", "authority");
        for (at, one) in self.authorities.iter().enumerate() {
            let of = |field: &str| format!("authorities[{at}].{field}");
            faults.require(one.as_at <= today, of("as_at"), "must not be in the future");
            for (field, hours) in [("weekdays", one.weekdays), ("weekends", one.weekends)] {
                let ordered = match hours {
                    FreeTime::Always => true,
                    FreeTime::Between { from, until } => from <= until,
                };
                faults.require(ordered, of(&format!("{field}.until")), "must not be before `from`");
            }
        }
        faults.finish()
    }
}
