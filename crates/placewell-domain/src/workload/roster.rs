//! Who is at the workplace on one date, and who can stand in for whom.

use chrono::NaiveDate;

use super::spans::{both, without};
use crate::ids::PersonId;
use crate::offer::Offer;
use crate::person::Person;
use crate::time::{Span, Weekday};

/// A person with somebody who can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) person: &'a PersonId,
    pub(super) deputy: Option<&'a PersonId>,
}

struct Presence<'a> {
    person: &'a Person,
    /// At work and not at lunch.
    working: Vec<Span>,
    /// At the workplace, their own lunch included: they can be fetched.
    on_site: Vec<Span>,
}

/// The people of an offer on one date, those who supervise day by day first.
pub(super) struct Roster<'a> {
    people: Vec<Presence<'a>>,
}

impl<'a> Roster<'a> {
    pub(super) fn new(offer: &'a Offer, date: NaiveDate) -> Self {
        let rank =
            |person: &Person| (person.id != offer.supervisor, person.id != offer.deputy, !person.supervises);
        let mut people: Vec<_> = offer.people.iter().collect();
        people.sort_by_key(|person| rank(person));
        Self { people: people.into_iter().map(|person| Presence::new(person, date)).collect() }
    }

    /// When each pair can be with a learner for work that `with` can do, best first.
    pub(super) fn pairs(&self, with: &'a [PersonId]) -> Vec<(Pair<'a>, Vec<Span>)> {
        let able =
            |presence: &&Presence<'a>| presence.person.supervises || with.contains(&presence.person.id);
        with.iter()
            .filter_map(|id| self.people.iter().find(|presence| presence.person.id == *id))
            .flat_map(|lead| self.deputised(lead, able))
            .collect()
    }

    /// Who can be with a learner for a fixed part of the day, or be there for them in a break:
    /// anybody at work, best somebody who supervises.
    pub(super) fn pair_for(&self, span: Span, at_lunch_too: bool) -> Option<Pair<'a>> {
        let present = |spans: &[Span]| spans.iter().any(|there| there.covers(span));
        let working = self.people.iter().find(|presence| present(&presence.working));
        let eating = || self.people.iter().find(|presence| present(&presence.on_site));
        let lead = if at_lunch_too { working.or_else(eating) } else { working }?;
        let deputy = self.others(lead).find(|other| present(&other.on_site)).map(|other| &other.person.id);
        (deputy.is_some() || self.people.len() == 1).then_some(Pair { person: &lead.person.id, deputy })
    }

    /// When at least one of `with` is at work, a deputy or not.
    pub(super) fn working(&self, with: &[PersonId]) -> Vec<Span> {
        self.people
            .iter()
            .filter(|presence| with.contains(&presence.person.id))
            .flat_map(|presence| presence.working.iter().copied())
            .collect()
    }

    /// Whether anybody is at work for the whole stretch.
    pub(super) fn has_somebody(&self, span: Span) -> bool {
        self.people.iter().any(|presence| presence.working.iter().any(|there| there.covers(span)))
    }

    fn others(&self, lead: &Presence<'a>) -> impl Iterator<Item = &Presence<'a>> {
        let id = &lead.person.id;
        self.people.iter().filter(move |other| other.person.id != *id)
    }

    fn deputised(
        &self,
        lead: &Presence<'a>,
        able: impl Fn(&&Presence<'a>) -> bool,
    ) -> Vec<(Pair<'a>, Vec<Span>)> {
        let person = &lead.person.id;
        if self.people.len() == 1 {
            return vec![(Pair { person, deputy: None }, lead.working.clone())];
        }
        self.others(lead)
            .filter(able)
            .map(|other| {
                let pair = Pair { person, deputy: Some(&other.person.id) };
                (pair, both(&lead.working, &other.on_site))
            })
            .filter(|(_, spans)| !spans.is_empty())
            .collect()
    }
}

impl<'a> Presence<'a> {
    fn new(person: &'a Person, date: NaiveDate) -> Self {
        let weekday = Weekday::of(date);
        let shifts = || {
            person
                .shifts
                .iter()
                .filter(|shift| shift.weekdays.contains(weekday) && !person.days_off.contains(&date))
        };
        let on_site = shifts().map(|shift| shift.hours).collect();
        let working = shifts()
            .flat_map(|shift| {
                let hours = vec![shift.hours];
                shift.lunch.map_or(hours.clone(), |lunch| without(hours, lunch))
            })
            .collect();
        Self { person, working, on_site }
    }
}
