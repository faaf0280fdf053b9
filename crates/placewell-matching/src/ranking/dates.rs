//! On which dates a learner could take up an offer.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::query::Query;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::time::DateRange;
use crate::domain::window::{Pattern, Window};

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
    let windows = offer.offer.windows.iter();
    let placements = windows.filter_map(|window| Some((window, in_window(offer, window, learner, query)?)));
    placements.min_by_key(|(_, days)| days.first().copied())
}

fn in_window(
    offer: &OfferFacts,
    window: &Window,
    learner: &LearnerFacts,
    query: &Query,
) -> Option<Vec<NaiveDate>> {
    let days = |start| window.placement_days(offer.offer.pattern, start, &learner.closed);
    let seated = |days: &Vec<NaiveDate>| is_free(learner, days) && offer.has_seats(&window.id, days);
    match query.start {
        Some(start) => days(start).filter(|_| start >= query.from).filter(seated),
        None => window.dates.days().filter(|date| *date >= query.from).filter_map(days).find(seated),
    }
}

/// As [`earliest`] for one query and many offers: windows with the same calendar are looked at once, as long as
/// no seat is taken.
pub struct Calendars<'a> {
    learner: &'a LearnerFacts,
    query: &'a Query,
    known: BTreeMap<Calendar<'a>, Option<Days>>,
}

/// Attended dates, shared between offers.
pub type Days = Rc<[NaiveDate]>;

/// What the dates of a placement turn on, seats apart.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Calendar<'a> {
    pattern: Pattern,
    dates: DateRange,
    /// One bit a weekday.
    weekdays: u64,
    closed: &'a [NaiveDate],
    works_bank_holidays: bool,
}

impl<'a> Calendars<'a> {
    /// Of one learner's query.
    #[must_use]
    pub fn new(learner: &'a LearnerFacts, query: &'a Query) -> Self {
        Self { learner, query, known: BTreeMap::new() }
    }

    /// The window and the attended dates of the earliest placement.
    pub fn earliest(&mut self, offer: &'a OfferFacts) -> Option<(&'a Window, Days)> {
        if !offer.full.is_empty() {
            return earliest(offer, self.learner, self.query).map(|(window, days)| (window, days.into()));
        }
        let windows = offer.offer.windows.iter();
        let placements = windows.filter_map(|window| Some((window, self.of(offer, window)?)));
        placements.min_by_key(|(_, days)| days.first().copied())
    }

    fn of(&mut self, offer: &'a OfferFacts, window: &'a Window) -> Option<Days> {
        let calendar = Calendar {
            pattern: offer.offer.pattern,
            dates: window.dates,
            weekdays: window.weekdays.bits(),
            closed: &window.closed,
            works_bank_holidays: window.works_bank_holidays,
        };
        let days = || in_window(offer, window, self.learner, self.query).map(Days::from);
        self.known.entry(calendar).or_insert_with(days).clone()
    }
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
