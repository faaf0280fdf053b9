//! Who is at the workplace on one date, and who can stand in for whom.

use chrono::NaiveDate;

use super::spans::{both, without};
use crate::ids::PersonId;
use crate::offer::Offer;
use crate::person::Person;
use crate::time::{Span, TimeOfDay, Weekday};
use crate::whereabouts::Cover;

/// A person with somebody who can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair<'a> {
    pub(super) person: &'a PersonId,
    pub(super) deputy: Option<&'a PersonId>,
}

/// Somebody who can stand in for whoever leads.
#[derive(Clone, Copy, Debug)]
pub(super) struct Second<'a> {
    pub(super) person: &'a PersonId,
    /// At work, not at their own lunch.
    pub(super) at_work: bool,
    /// Not needed elsewhere when the one who leads is away.
    pub(super) spare: bool,
    /// Among those who do this work.
    pub(super) does_it: bool,
}

struct Presence<'a> {
    person: &'a Person,
    /// At work, not at lunch and not tied up: what must always be covered included.
    there: Vec<Span>,
    /// At work and not at lunch.
    working: Vec<Span>,
    /// At the workplace, their own lunch included: they can be fetched.
    on_site: Vec<Span>,
}

/// The people of an offer on one date, those who supervise day by day first.
pub(super) struct Roster<'a> {
    people: Vec<Presence<'a>>,
    cover: &'a [Cover],
}

impl<'a> Roster<'a> {
    pub(super) fn new(offer: &'a Offer, date: NaiveDate) -> Self {
        let rank =
            |person: &Person| (person.id != offer.supervisor, person.id != offer.deputy, !person.supervises);
        let mut people: Vec<_> = offer.people.iter().collect();
        people.sort_by_key(|person| rank(person));
        let mut people: Vec<_> = people.into_iter().map(|person| Presence::new(person, date)).collect();
        for presence in &mut people {
            let happening = offer.events.iter().filter(|event| event.happens_on(date));
            let tied_up = happening.filter(|event| event.people.contains(&presence.person.id));
            let busy = tied_up.map(|event| event.hours);
            presence.working = busy.fold(std::mem::take(&mut presence.working), without);
            presence.there.clone_from(&presence.working);
        }
        // Whoever is tied up covers nothing.
        let covered: Vec<Vec<Span>> =
            people.iter().map(|presence| kept_at_work(offer, &people, presence.person)).collect();
        for (presence, covered) in people.iter_mut().zip(covered) {
            presence.working = covered.into_iter().fold(std::mem::take(&mut presence.working), without);
        }
        Self { people, cover: &offer.cover }
    }

    /// Whether the same people are there at the same times.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same = |(one, other): (&Presence<'_>, &Presence<'_>)| {
            one.person.id == other.person.id && one.working == other.working && one.on_site == other.on_site
        };
        self.people.len() == other.people.len() && self.people.iter().zip(&other.people).all(same)
    }

    /// A person's bit in a set of people.
    pub(super) fn bit(&self, id: &PersonId) -> u64 {
        let at = self.people.iter().position(|presence| presence.person.id == *id);
        at.and_then(|at| 1_u64.checked_shl(u32::try_from(at).ok()?)).unwrap_or(0)
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

    /// Who can stand in for `lead` in a stretch: for work those who can do it or supervise, best first.
    pub(super) fn seconds(
        &self,
        lead: &PersonId,
        with: Option<&[PersonId]>,
        span: Span,
    ) -> impl Iterator<Item = Second<'a>> {
        let others = self.people.iter().filter(move |other| other.person.id != *lead);
        let able = others.filter(move |other| {
            let person = other.person;
            with.is_none_or(|with| person.supervises || with.contains(&person.id))
        });
        able.filter(move |other| covers(&other.on_site, span)).map(move |other| Second {
            person: &other.person.id,
            at_work: covers(&other.working, span),
            spare: self.is_spare(other, lead, span),
            does_it: with.is_none_or(|with| with.contains(&other.person.id)),
        })
    }

    /// Whether what must always be covered still is when `away` is not there and this person is with a learner: enough
    /// others are there for the whole stretch.
    fn is_spare(&self, one: &Presence<'a>, away: &PersonId, span: Span) -> bool {
        let id = &one.person.id;
        self.cover.iter().filter(|cover| cover.people.contains(id)).all(|cover| {
            let asked = cover.hours.map_or(Some(span), |hours| hours.intersection(span));
            let Some(asked) = asked else { return true };
            let others = self.people.iter().filter(|other| {
                let other_id = &other.person.id;
                other_id != id && other_id != away && cover.people.contains(other_id)
            });
            others.filter(|other| covers(&other.there, asked)).count() >= usize::from(cover.least)
        })
    }

    /// Who is at work for a whole stretch, best first, those who supervise day by day.
    pub(super) fn at_work(&self, span: Span) -> impl Iterator<Item = &'a PersonId> {
        let there = self.people.iter().filter(move |one| covers(&one.working, span));
        there.filter(|one| one.person.supervises).map(|one| &one.person.id)
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

fn covers(spans: &[Span], span: Span) -> bool {
    spans.iter().any(|there| there.covers(span))
}

/// When somebody cannot leave what must always be covered: too few of the others who can are there.
fn kept_at_work(offer: &Offer, people: &[Presence<'_>], person: &Person) -> Vec<Span> {
    let mut kept = Vec::new();
    for cover in offer.cover.iter().filter(|cover| cover.people.contains(&person.id)) {
        let others: Vec<_> = people
            .iter()
            .filter(|other| other.person.id != person.id && cover.people.contains(&other.person.id))
            .collect();
        let mut edges: Vec<_> = others
            .iter()
            .flat_map(|other| &other.there)
            .chain(&cover.hours)
            .flat_map(|span| [span.from, span.to])
            .chain([TimeOfDay::default(), TimeOfDay::default().plus(u16::MAX)])
            .collect();
        edges.sort_unstable();
        edges.dedup();
        for pair in edges.windows(2) {
            let [from, to] = pair else { continue };
            let span = Span { from: *from, to: *to };
            let there = others.iter().filter(|other| covers(&other.there, span));
            let asked = cover.hours.is_none_or(|hours| hours.overlaps(span));
            if asked && there.count() < usize::from(cover.least) {
                kept.push(span);
            }
        }
    }
    kept
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
        let working: Vec<Span> = shifts()
            .flat_map(|shift| {
                let hours = vec![shift.hours];
                shift.lunch.map_or(hours.clone(), |lunch| without(hours, lunch))
            })
            .collect();
        Self { person, there: working.clone(), working, on_site }
    }
}
