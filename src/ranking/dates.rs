//! On which dates a learner could take up an offer.

use chrono::NaiveDate;

use super::query::Query;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::window::Window;

/// The window and the attended dates of the earliest placement that the query allows, none of them
/// on a date on which the provider is closed; the earlier window of two with the same start.
#[must_use]
pub fn earliest<'a>(
    offer: &'a OfferFacts,
    learner: &LearnerFacts,
    query: &Query,
) -> Option<(&'a Window, Vec<NaiveDate>)> {
    let pattern = offer.offer.pattern;
    let closed = &learner.closed;
    let starts = offer.offer.windows.iter().filter_map(|window| {
        let start = match query.start {
            Some(start) => (start >= query.from).then_some(start),
            None => window.starts(pattern, query.from, closed).next(),
        };
        Some((start?, window))
    });
    let mut starts: Vec<(NaiveDate, &Window)> = starts.collect();
    starts.sort_by_key(|(start, _)| *start);
    starts
        .into_iter()
        .find_map(|(start, window)| Some((window, window.placement_days(pattern, start, closed)?)))
}
