//! On which dates a learner could take up an offer.

use chrono::NaiveDate;

use super::query::Query;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;

/// The window and the attended dates of the earliest placement that the query allows, none of them
/// on a date on which the provider is closed, no seat is left or the learner is on another placement;
/// the earlier window of two with
/// the same start.
#[must_use]
pub fn earliest<'a>(
    offer: &'a OfferFacts,
    learner: &LearnerFacts,
    query: &Query,
) -> Option<(&'a Window, Vec<NaiveDate>)> {
    let pattern = offer.offer.pattern;
    let closed = &learner.closed;
    let placements = offer.offer.windows.iter().filter_map(|window| {
        let days = |start| window.placement_days(pattern, start, closed);
        let seated = |days: &Vec<NaiveDate>| is_free(learner, days) && offer.has_seats(&window.id, days);
        let days = match query.start {
            Some(start) => days(start).filter(|_| start >= query.from).filter(seated),
            None => window.dates.days().filter(|date| *date >= query.from).filter_map(days).find(seated),
        };
        Some((window, days?))
    });
    placements.min_by_key(|(_, days)| days.first().copied())
}

/// Whether no other placement takes any of the dates.
fn is_free(learner: &LearnerFacts, days: &[NaiveDate]) -> bool {
    !days.iter().any(|date| learner.is_placed_on(*date))
}

/// Why there is no placement that the query allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacking {
    /// The window, the weekdays and the closed dates leave none.
    Dates,
    /// Each that there could be takes a date on which the learner is on another placement.
    Freedom,
    /// On the dates that the learner has free, no seat is left.
    Seats,
}

/// What is lacking where [`earliest`] finds nothing.
#[must_use]
pub fn lacking(offer: &OfferFacts, learner: &LearnerFacts, query: &Query) -> Lacking {
    if offer.full.is_empty() && learner.placed.is_empty() {
        return Lacking::Dates;
    }
    let (pattern, closed) = (offer.offer.pattern, &learner.closed);
    let mut lacking = Lacking::Dates;
    for window in &offer.offer.windows {
        let days = |start| window.placement_days(pattern, start, closed);
        let mut placements: Box<dyn Iterator<Item = Vec<NaiveDate>>> = match query.start {
            Some(start) => Box::new(days(start).filter(|_| start >= query.from).into_iter()),
            None => Box::new(window.starts(pattern, query.from, closed).filter_map(days)),
        };
        let Some(first) = placements.next() else { continue };
        lacking = Lacking::Freedom;
        if is_free(learner, &first) || placements.any(|days| is_free(learner, &days)) {
            return Lacking::Seats;
        }
    }
    lacking
}
