//! On which dates a learner could take up an offer.

use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::NaiveDate;

use super::query::Query;
use super::snapshot::Seen;
use crate::domain::calendar::age_on;
use crate::domain::learner::LearnerFacts;
use crate::domain::offer::OfferFacts;
use crate::domain::time::DateRange;
use crate::domain::window::{Pattern, Window};
use crate::law::AgeBand;
use crate::suitability::assess::are_barred;

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
    let seated = |days: &Vec<NaiveDate>| is_free(learner, days) && offer.has_seats(&window.id, days);
    first_days(window, offer.offer.pattern, learner, query, seated)
}

/// The attended dates of the earliest placement in a window that will do.
fn first_days(
    window: &Window,
    pattern: Pattern,
    learner: &LearnerFacts,
    query: &Query,
    seated: impl Fn(&Vec<NaiveDate>) -> bool,
) -> Option<Vec<NaiveDate>> {
    let days = |start| window.placement_days(pattern, start, &learner.closed);
    match query.start {
        Some(start) => days(start).filter(|_| start >= query.from).filter(seated),
        None => {
            let dates = DateRange { from: window.dates.from.max(query.from), ..window.dates };
            dates.days().filter_map(days).find(seated)
        }
    }
}

/// As [`earliest`] for one query and many offers of a snapshot: windows with the same calendar are looked at once,
/// as long as no seat is taken.
pub struct Calendars<'a> {
    learner: &'a LearnerFacts,
    query: &'a Query,
    /// By the number of the calendar, once it has been looked at.
    known: Vec<Option<Option<Dated>>>,
    /// Whether the law bars the days of a calendar at some hours, by the numbers of both.
    barred: BTreeMap<(u32, u32), bool>,
}

/// The attended dates of a placement, shared between offers.
#[derive(Clone, Debug)]
pub struct Dated {
    /// The place of its window among the offer's.
    pub nth: usize,
    /// The dates, in order; never empty.
    pub days: Rc<[NaiveDate]>,
    /// The first of them.
    pub first: NaiveDate,
    /// The learner's age then.
    pub age: u8,
    /// The learner's age band then.
    pub band: AgeBand,
}

impl<'a> Calendars<'a> {
    /// Of one learner's query.
    #[must_use]
    pub fn new(learner: &'a LearnerFacts, query: &'a Query) -> Self {
        Self { learner, query, known: Vec::new(), barred: BTreeMap::new() }
    }

    /// The window and the attended dates of the earliest placement.
    pub fn earliest(&mut self, seen: &Seen<'a>) -> Option<Dated> {
        if seen.row.is_full_at_times {
            let facts = seen.facts();
            let (window, days) = earliest(facts, self.learner, self.query)?;
            let nth = facts.offer.windows.iter().position(|one| one.id == window.id)?;
            return self.dated(nth, days);
        }
        let mut best: Option<Dated> = None;
        for (nth, opening) in seen.openings().iter().enumerate() {
            let Some(dated) = self.of(seen, opening.calendar) else { continue };
            if best.as_ref().is_none_or(|best| dated.first < best.first) {
                best = Some(Dated { nth, ..dated.clone() });
            }
        }
        best
    }

    /// Whether the law bars these days of an offer for this learner, whatever the offer is; not looked at where some
    /// dates are full.
    pub fn are_barred(&mut self, seen: &Seen<'a>, dated: &Dated) -> bool {
        let (Some(opening), Some(hours)) = (seen.openings().get(dated.nth), seen.hours(dated.nth)) else {
            return false;
        };
        if seen.row.is_full_at_times {
            return false;
        }
        let barred = self.barred.entry((opening.calendar, opening.hours));
        *barred.or_insert_with(|| are_barred(self.learner, hours, &dated.days))
    }

    fn of(&mut self, seen: &Seen<'a>, calendar: u32) -> Option<&Dated> {
        let at = calendar as usize;
        if self.known.get(at).is_none_or(Option::is_none) {
            let looked_at = self.look_at(seen, at);
            let len = self.known.len().max(at + 1);
            self.known.resize(len, None);
            if let Some(known) = self.known.get_mut(at) {
                *known = Some(looked_at);
            }
        }
        self.known.get(at)?.as_ref()?.as_ref()
    }

    fn look_at(&self, seen: &Seen<'a>, at: usize) -> Option<Dated> {
        let (pattern, window) = seen.shared.calendars.get(at)?;
        let seated = |days: &Vec<NaiveDate>| is_free(self.learner, days);
        self.dated(0, first_days(window, *pattern, self.learner, self.query, seated)?)
    }

    fn dated(&self, nth: usize, days: Vec<NaiveDate>) -> Option<Dated> {
        let first = *days.first()?;
        let age = u8::try_from(age_on(self.learner.date_of_birth, first)).unwrap_or(0);
        let band = AgeBand::on(self.learner.date_of_birth, first);
        Some(Dated { nth, days: days.into(), first, age, band })
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
