//! What holds for one block: the work exists then, the people are there and can do it.

use chrono::NaiveDate;

use super::{Breach, Rule};
use crate::domain::ids::TaskId;
use crate::domain::person::Person;
use crate::domain::time::{Span, Weekday};
use crate::domain::workload::{RestReason, WorkInput};
use crate::programme::{Block, Content};

pub(super) fn check(date: NaiveDate, block: &Block, input: &WorkInput<'_>, breaches: &mut Vec<Breach>) {
    let mut rules = Vec::new();
    if let Content::Task { task, .. } = &block.content {
        work(date, block.span, task, input, &mut rules);
    }
    if !matches!(block.content, Content::Rest { reason: RestReason::Away }) {
        people(date, block, input, &mut rules);
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

/// Whether somebody can be fetched: at the workplace, their own lunch included.
fn on_site(person: &Person, date: NaiveDate, span: Span) -> bool {
    let weekday = Weekday::of(date);
    !person.days_off.contains(&date)
        && person.shifts.iter().any(|shift| shift.weekdays.contains(weekday) && shift.hours.covers(span))
}
