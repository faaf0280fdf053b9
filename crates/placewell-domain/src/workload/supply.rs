//! The work that exists on one date: when, and with whom.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use chrono::NaiveDate;

use super::WorkInput;
use super::roster::{Pair, Roster};
use super::spans::{both, without};
use crate::event::{EventKind, SiteEvent};
use crate::learner::Profile;
use crate::offer::Offer;
use crate::task::Task;
use crate::time::{Span, TimeOfDay, Weekday};

/// A task of which a day holds less than this is none, minutes.
pub(super) const LEAST_LIMIT_MINUTES: u16 = 5;

/// A stretch in which one task can be done with one pair of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stint<'a> {
    pub(super) span: Span,
    pub(super) pair: Pair<'a>,
    /// Who leads, one bit a person of the roster.
    lead: u64,
}

/// What one task offers on one date.
pub(super) struct TaskSupply<'a> {
    pub(super) task: &'a Task,
    /// When it can be done and with whom, best people first; empty for a carved task.
    pub(super) stints: Rc<[Stint<'a>]>,
    /// The same, each stretch once, with everybody who can lead it.
    pub(super) spans: Rc<[(Span, u64)]>,
    /// When the busy hours of its place are.
    pub(super) rush: Rc<[Span]>,
    /// The most minutes of it on one day.
    pub(super) limit: u16,
}

impl<'a> TaskSupply<'a> {
    /// Whether it is the same work at the same times with the same people.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.task.id == other.task.id
            && self.limit == other.limit
            && self.rush == other.rush
            && self.stints == other.stints
    }

    /// How far the task can run from `at` without a change of people.
    pub(super) fn reach(&self, at: TimeOfDay) -> Option<TimeOfDay> {
        let covering = self.spans.iter().filter(|(span, _)| span.from <= at && at < span.to);
        covering.map(|(span, _)| span.to).max()
    }

    /// The first moment from `at` on, at most `slack` minutes later, at which it can begin.
    pub(super) fn opens(&self, at: TimeOfDay, slack: u16) -> Option<TimeOfDay> {
        self.spans
            .iter()
            .filter(|(span, _)| span.to > at && span.from <= at.plus(slack))
            .map(|(span, _)| span.from.max(at))
            .min()
    }

    /// The best people for the whole stretch.
    pub(super) fn pair(&self, span: Span) -> Option<Pair<'a>> {
        self.stints.iter().find(|stint| stint.span.covers(span)).map(|stint| stint.pair)
    }

    /// Every pair for the whole stretch, best first.
    pub(super) fn pairs(&self, span: Span) -> impl Iterator<Item = Pair<'a>> + '_ {
        self.stints.iter().filter(move |stint| stint.span.covers(span)).map(|stint| stint.pair)
    }

    /// Who can lead the whole stretch, one bit a person of the roster.
    pub(super) fn leads(&self, span: Span) -> u64 {
        let there = self.spans.iter().filter(|(there, _)| there.covers(span));
        there.fold(0, |all, (_, leads)| all | leads)
    }

    pub(super) fn rushed(&self, span: Span) -> bool {
        self.rush.iter().any(|rush| rush.overlaps(span))
    }
}

/// The most minutes of a task that one day holds for this learner: what the employer says, and what
/// there is of it at the learner's pace. Without a pace it is counted as a worker's, so that no more
/// is planned than there is; nothing when neither is stated.
#[must_use]
pub fn most_minutes(task: &Task, profile: &Profile) -> Option<u16> {
    let stock = task.amount.as_ref().and_then(|amount| {
        let seconds = u32::from(amount.a_day) * u32::from(amount.worker_seconds_each?);
        let minutes = seconds * u32::from(profile.pace_percent.unwrap_or(100)) / 6_000;
        Some(u16::try_from(minutes).unwrap_or(u16::MAX))
    });
    stock.into_iter().chain(task.minutes_a_day).min()
}

/// Whether the learner may work at the task's place: never where learners never go, and on a level
/// way out for somebody who cannot use stairs.
#[must_use]
pub fn may_be_there(offer: &Offer, task: &Task, profile: &Profile) -> bool {
    offer.place(&task.place).is_none_or(|place| place.may_be_used(profile.evacuation))
}

/// What a workplace has on days on which the same happens, whoever the learner is.
pub(super) struct Workday<'a> {
    offer: &'a Offer,
    date: NaiveDate,
    pub(super) roster: Rc<Roster<'a>>,
    /// By the place of the task in the offer, once it has been looked at.
    tasks: Vec<OnceCell<TaskDay<'a>>>,
}

/// When a task can be done and with whom.
#[derive(Clone, Default)]
struct TaskDay<'a> {
    stints: Rc<[Stint<'a>]>,
    spans: Rc<[(Span, u64)]>,
}

impl<'a> Workday<'a> {
    fn on(offer: &'a Offer, date: NaiveDate) -> Self {
        let roster = Rc::new(Roster::new(offer, date));
        Self { offer, date, roster, tasks: offer.tasks.iter().map(|_| OnceCell::new()).collect() }
    }

    fn task(&self, at: usize) -> TaskDay<'a> {
        let known = self.tasks.get(at).zip(self.offer.tasks.get(at));
        known.map(|(known, task)| known.get_or_init(|| self.look_at(task)).clone()).unwrap_or_default()
    }

    fn look_at(&self, task: &'a Task) -> TaskDay<'a> {
        let open = open_hours(self.offer, task, self.date);
        let pairs = if open.is_empty() { Vec::new() } else { self.roster.pairs(&task.with) };
        let stints = pairs.into_iter().flat_map(|(pair, there)| {
            let lead = self.roster.bit(pair.person);
            both(&open, &there).into_iter().map(move |span| Stint { span, pair, lead })
        });
        let stints: Rc<[Stint<'a>]> = stints.collect();
        TaskDay { spans: each_once(&stints).into(), stints }
    }

    /// When the place of a task is busy.
    fn rush(&self, task: &Task) -> Rc<[Span]> {
        let events = self.offer.events.iter();
        let busy = events.filter(|event| rushes(event, task) && event.happens_on(self.date));
        busy.map(|event| event.hours).collect()
    }
}

/// The stretches of some stints, each once, with everybody who can lead it.
fn each_once(stints: &[Stint<'_>]) -> Vec<(Span, u64)> {
    let mut spans: Vec<(Span, u64)> = Vec::new();
    for stint in stints {
        match spans.iter_mut().find(|(span, _)| *span == stint.span) {
            Some((_, leads)) => *leads |= stint.lead,
            None => spans.push((stint.span, stint.lead)),
        }
    }
    spans
}

/// The days of one workplace as far as they have been looked at.
pub struct Workdays<'a> {
    offer: &'a Offer,
    known: RefCell<Vec<(u128, Rc<Workday<'a>>)>>,
}

impl<'a> Workdays<'a> {
    /// None has been looked at yet.
    #[must_use]
    pub fn new(offer: &'a Offer) -> Self {
        Self { offer, known: RefCell::default() }
    }

    /// One day; the same for every date on which the same happens.
    pub(super) fn on(&self, date: NaiveDate) -> Rc<Workday<'a>> {
        let offer = self.offer;
        let Some(happens) = happens(offer, date) else { return Rc::new(Workday::on(offer, date)) };
        let mut known = self.known.borrow_mut();
        if let Some((_, day)) = known.iter().find(|(like, _)| *like == happens) {
            return day.clone();
        }
        let day = Rc::new(Workday::on(offer, date));
        known.push((happens, day.clone()));
        day
    }
}

/// One bit for each shift, event and hours of a task, on a date; `None` for more than there are bits.
fn happens(offer: &Offer, date: NaiveDate) -> Option<u128> {
    let weekday = Weekday::of(date);
    let shifts = offer.people.iter().flat_map(|person| {
        let off = person.days_off.contains(&date);
        person.shifts.iter().map(move |shift| !off && shift.weekdays.contains(weekday))
    });
    let events = offer.events.iter().map(|event| event.happens_on(date));
    let hours = offer.tasks.iter().flat_map(|task| &task.available);
    let hours = hours.map(|hours| hours.weekdays.contains(weekday));
    let mut all = 0_u128;
    for (nth, one) in shifts.chain(events).chain(hours).enumerate() {
        all |= u128::from(one).checked_shl(u32::try_from(nth).ok()?)?;
    }
    Some(all)
}

/// Every task of the offer on one day for this learner, in the offer's order.
pub(super) fn supply_on<'a, 'o: 'a>(input: &WorkInput<'a>, day: &Workday<'o>) -> Vec<TaskSupply<'a>> {
    let offer = input.offer;
    let one = |(at, task): (usize, &'a Task)| {
        let limit = most_minutes(task, input.profile).unwrap_or(u16::MAX);
        let left_out = input.carved.contains(&task.id)
            || limit < LEAST_LIMIT_MINUTES
            || !may_be_there(offer, task, input.profile);
        let TaskDay { stints, spans } = if left_out { TaskDay::default() } else { day.task(at) };
        TaskSupply { task, stints, spans, rush: day.rush(task), limit }
    };
    offer.tasks.iter().enumerate().map(one).collect()
}

fn rushes(event: &SiteEvent, task: &Task) -> bool {
    event.kind == EventKind::Rush && event.concerns(&task.place)
}

/// When a task exists and nothing at the site is in its way.
pub(super) fn open_hours(offer: &Offer, task: &Task, date: NaiveDate) -> Vec<Span> {
    offer
        .events
        .iter()
        .filter(|event| event.happens_on(date) && event.blocks(&task.place))
        .fold(hours(task, date).collect(), |open, event| without(open, event.hours))
}

/// The hours in which a task exists on a date, whatever stands in its way.
pub(super) fn hours(task: &Task, date: NaiveDate) -> impl Iterator<Item = Span> {
    task.hours_on(Weekday::of(date))
}
