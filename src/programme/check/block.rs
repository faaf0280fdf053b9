//! What holds for one block: the work exists then, the people are there and can do it.

use chrono::NaiveDate;

use super::{Breach, Rule};
use crate::domain::event::{EventKind, SiteEvent};
use crate::domain::exposure::Exposure;
use crate::domain::ids::TaskId;
use crate::domain::need::Wanted;
use crate::domain::offer::Offer;
use crate::domain::person::Person;
use crate::domain::time::{Span, TimeOfDay, Weekday};
use crate::domain::workload::{RestReason, WorkInput, may_be_there};
use crate::programme::{Block, Content};

pub(super) fn check(date: NaiveDate, block: &Block, input: &WorkInput<'_>, breaches: &mut Vec<Breach>) {
    let mut rules = Vec::new();
    if let Content::Task { task, .. } = &block.content {
        work(date, block.span, task, input, &mut rules);
    }
    if !matches!(block.content, Content::Rest { reason: RestReason::Away }) {
        people(date, block, input, &mut rules);
    }
    if !block.content.is_rest() {
        free(date, block, input.offer, &mut rules);
        noise(date, block, input, &mut rules);
    }
    breaches.extend(rules.into_iter().map(|rule| Breach { date, block: Some(block.id.clone()), rule }));
}

fn work(date: NaiveDate, span: Span, id: &TaskId, input: &WorkInput<'_>, rules: &mut Vec<Rule>) {
    if input.carved.contains(id) {
        rules.push(Rule::CarvedTask { task: id.clone() });
    }
    let Some(task) = input.offer.task(id) else {
        rules.push(Rule::UnknownTask { task: id.clone() });
        return;
    };
    if !may_be_there(input.offer, task, input.profile) {
        rules.push(Rule::PlaceBarred { task: id.clone(), place: task.place.clone() });
    }
    let stamina = input.profile.stamina;
    let (most, stated) = (stamina.one_task_minutes(), stamina.max_one_task_minutes.is_some());
    if span.minutes() > most {
        rules.push(Rule::TooLongAtOneTask { minutes: span.minutes(), most, stated });
    }
    if !task.hours_on(Weekday::of(date)).any(|hours| hours.covers(span)) {
        rules.push(Rule::NoSuchWorkThen { task: id.clone() });
    }
    let in_the_way =
        input.offer.events.iter().filter(|event| {
            event.happens_on(date) && event.hours.overlaps(span) && event.blocks(&task.place)
        });
    rules.extend(in_the_way.map(|event| Rule::EventInTheWay { event: event.id.clone() }));
}

fn people(date: NaiveDate, block: &Block, input: &WorkInput<'_>, rules: &mut Vec<Rule>) {
    let offer = input.offer;
    let with = block.content.task().and_then(|id| offer.task(id)).map(|task| task.with.as_slice());
    if with.is_some_and(|with| !with.contains(&block.person)) {
        rules.push(Rule::NotTheirTask { person: block.person.clone() });
    }
    let there = offer.person(&block.person).is_some_and(|person| {
        person.is_there(date, block.span) || (block.content.is_rest() && on_site(person, date, block.span))
    });
    if !there {
        rules.push(Rule::PersonNotThere { person: block.person.clone() });
    }
    let Some(id) = &block.deputy else {
        if offer.people.len() > 1 {
            rules.push(Rule::NoDeputy);
        }
        return;
    };
    let can = offer.person(id).is_some_and(|deputy| {
        let able = with.is_none_or(|with| deputy.supervises || with.contains(id));
        able && *id != block.person && on_site(deputy, date, block.span)
    });
    if !can {
        rules.push(Rule::DeputyCannot { person: id.clone() });
    }
}

/// Nothing at the site ties the person up, and nobody leaves what must always be covered.
fn free(date: NaiveDate, block: &Block, offer: &Offer, rules: &mut Vec<Rule>) {
    let during = |event: &&SiteEvent| event.happens_on(date) && event.hours.overlaps(block.span);
    for event in offer.events.iter().filter(during).filter(|event| event.people.contains(&block.person)) {
        rules.push(Rule::TiedUp { person: block.person.clone(), event: event.id.clone() });
    }
    for cover in offer.cover.iter().filter(|cover| cover.people.contains(&block.person)) {
        let Some(asked) = cover.hours.map_or(Some(block.span), |hours| hours.intersection(block.span)) else {
            continue;
        };
        let others =
            || offer.people.iter().filter(|one| one.id != block.person && cover.people.contains(&one.id));
        let short = minutes(asked).any(|minute| {
            others().filter(|one| offer.is_free(&one.id, date, minute)).count() < usize::from(cover.least)
        });
        if short {
            rules.push(Rule::MustCover { person: block.person.clone(), what: cover.what.clone() });
        }
    }
}

fn minutes(span: Span) -> impl Iterator<Item = Span> {
    let at = |minute| TimeOfDay::from_minutes(minute);
    (span.from.minutes()..span.to.minutes())
        .filter_map(move |minute| Span::new(at(minute)?, at(minute + 1)?).ok())
}

/// An alarm test falls in no block of somebody who must not meet sudden noise.
fn noise(date: NaiveDate, block: &Block, input: &WorkInput<'_>, rules: &mut Vec<Rule>) {
    let sudden = Wanted::Avoid(Exposure::SuddenNoise);
    if !input.profile.needs.iter().any(|need| need.wanted == sudden) {
        return;
    }
    let test = |event: &&SiteEvent| {
        event.kind == EventKind::AlarmTest && event.happens_on(date) && event.hours.overlaps(block.span)
    };
    rules.extend(
        input.offer.events.iter().filter(test).map(|event| Rule::SuddenNoise { event: event.id.clone() }),
    );
}

/// Whether somebody can be fetched: at the workplace, their own lunch included.
fn on_site(person: &Person, date: NaiveDate, span: Span) -> bool {
    let weekday = Weekday::of(date);
    !person.days_off.contains(&date)
        && person.shifts.iter().any(|shift| shift.weekdays.contains(weekday) && shift.hours.covers(span))
}
