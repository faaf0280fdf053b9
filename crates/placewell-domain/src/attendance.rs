//! Days on which a learner is at a workplace.

use chrono::NaiveDate;

use super::ids::OrganisationId;
use super::time::Span;

/// A day that a placement takes of a learner's time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacedDay {
    /// At whose workplace.
    pub employer: OrganisationId,
    /// The date.
    pub date: NaiveDate,
    /// From arriving to leaving.
    pub hours: Span,
    /// Breaks, in order and apart.
    pub breaks: Vec<Span>,
}
