//! The people of a workplace that a learner will meet, and when they are there.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ids::PersonId;
use super::text::Line;
use super::time::{Span, Weekday, Weekdays};

/// A person at the site who may be with the learner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Names the person within the offer.
    pub id: PersonId,
    /// What people at work call them.
    pub name: Line,
    /// What they do.
    pub role: Line,
    /// When they are at work, lunch apart.
    #[schema(min_items = 1, max_items = 14)]
    pub shifts: Vec<Shift>,
    /// Dates on which they are away.
    #[serde(default)]
    pub days_off: Vec<NaiveDate>,
    /// Whether they may supervise: competent for the work and willing to have a learner with them.
    #[serde(default)]
    pub supervises: bool,
    /// Whether they hold a current first-aid certificate.
    #[serde(default)]
    pub first_aider: bool,
    /// Whether they are a fire marshal.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub fire_marshal: bool,
}

/// Hours that somebody works on certain weekdays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    /// On these weekdays.
    #[schema(value_type = Vec<Weekday>)]
    pub weekdays: Weekdays,
    /// From arriving to leaving.
    pub hours: Span,
    /// Their own lunch, when they are not with the learner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lunch: Option<Span>,
}

impl Person {
    /// Whether the person is at work, and not at lunch, for the whole stretch.
    #[must_use]
    pub fn is_there(&self, date: NaiveDate, span: Span) -> bool {
        let weekday = Weekday::of(date);
        !self.days_off.contains(&date)
            && self.shifts.iter().any(|shift| {
                shift.weekdays.contains(weekday)
                    && shift.hours.covers(span)
                    && !shift.lunch.is_some_and(|lunch| lunch.overlaps(span))
            })
    }
}
