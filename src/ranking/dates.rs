//! On which dates a learner could take up an offer.

use chrono::NaiveDate;

use super::query::Query;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;

/// The window and the attended dates of the earliest placement that the query allows, none of them
/// on a date on which the provider is closed or no seat is left; the earlier window of two with
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
        let seated = |days: &Vec<NaiveDate>| offer.has_seats(&window.id, days);
        let days = match query.start {
            Some(start) => days(start).filter(|_| start >= query.from).filter(seated),
            None => window.starts(pattern, query.from, closed).filter_map(days).find(seated),
        };
        Some((window, days?))
    });
    placements.min_by_key(|(_, days)| days.first().copied())
}

/// Whether nothing but seats is missing: with them there would be dates.
#[must_use]
pub fn is_full(offer: &OfferFacts, learner: &LearnerFacts, query: &Query) -> bool {
    if offer.full.is_empty() {
        return false;
    }
    let (pattern, closed) = (offer.offer.pattern, &learner.closed);
    offer.offer.windows.iter().any(|window| match query.start {
        Some(start) => start >= query.from && window.placement_days(pattern, start, closed).is_some(),
        None => window.starts(pattern, query.from, closed).next().is_some(),
    })
}
