//! What holds for one day: hours, breaks, stamina, its beginning and its end, no empty time.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{Breach, Rule};
use crate::domain::ids::Slug;
use crate::domain::time::Span;
use crate::domain::workload::{Activity, FinishReason, LostTime, WorkInput, most_minutes};
use crate::programme::{Block, Content, Day};

/// Where a day stands in the placement.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) first: bool,
    pub(super) last: bool,
}

/// When the learner can be at the workplace on a date.
pub(super) fn hours_there(input: &WorkInput<'_>, date: NaiveDate, lost: &[LostTime]) -> Vec<Span> {
    let hours = input.window.hours;
    let whole = Span::new(hours.from.plus(input.starts_later_minutes), hours.to);
    lost.iter().filter(|lost| lost.date == date).fold(whole.into_iter().collect(), |left: Vec<Span>, lost| {
        let cut = lost.hours;
        let parts = left.into_iter().flat_map(|span| {
            [Span::new(span.from, span.to.min(cut.from)), Span::new(span.from.max(cut.to), span.to)]
        });
        parts.flatten().collect()
    })
}

pub(super) fn check(
    day: &Day,
    place: Place,
    input: &WorkInput<'_>,
    lost: &[LostTime],
    breaches: &mut Vec<Breach>,
) {
    let mut rules: Vec<(Option<&Block>, Rule)> = Vec::new();
    sequence(day, &mut rules);
    let there = hours_there(input, day.date, lost);
    for block in day.blocks.iter().filter(|block| !block.content.is_rest()) {
        if !there.iter().any(|hours| hours.covers(block.span)) {
            rules.push((Some(block), Rule::OutsideHours));
        }
    }
    hours(day, input, &mut rules);
    task_minutes(day, input, &mut rules);
    parts(day, place, &mut rules);
    tests(day, input, &mut rules);
    for event in
        input.offer.events.iter().filter(|e| e.happens_on(day.date) && e.hours.overlaps(day.attended))
    {
        if !day.notices.iter().any(|notice| notice.event == event.id && notice.hours == event.hours) {
            rules.push((None, Rule::NotAnnounced { event: event.id.clone() }));
        }
    }
    breaches.extend(rules.into_iter().map(|(block, rule)| Breach {
        date: day.date,
        block: block.map(|block| block.id.clone()),
        rule,
    }));
}

/// Blocks follow one another from arriving to leaving.
fn sequence<'d>(day: &'d Day, rules: &mut Vec<(Option<&'d Block>, Rule)>) {
    let mut at = day.attended.from;
    for block in &day.blocks {
        if block.span.from < at {
            rules.push((Some(block), Rule::Overlap));
        }
        if let Ok(span) = Span::new(at, block.span.from) {
            rules.push((None, Rule::Unfilled { span }));
        }
        at = at.max(block.span.to);
    }
    if let Ok(span) = Span::new(at, day.attended.to) {
        rules.push((None, Rule::Unfilled { span }));
    }
    if at > day.attended.to {
        rules.push((day.blocks.last(), Rule::OutsideHours));
    }
}

/// The law's day and break, the learner's day and stretch.
fn hours(day: &Day, input: &WorkInput<'_>, rules: &mut Vec<(Option<&Block>, Rule)>) {
    let (limits, stamina) = (input.limits, input.profile.stamina);
    let work = day.blocks.iter().filter(|block| !block.content.is_rest());
    let minutes: u16 = work.map(|block| block.span.minutes()).sum();
    let most = limits.day_minutes.min(stamina.max_daily_minutes);
    if minutes > most {
        rules.push((None, Rule::DayMinutes { minutes, most }));
    }
    let rested = |least: u16| day.blocks.iter().any(|b| b.content.is_rest() && b.span.minutes() >= least);
    if day.attended.minutes() > limits.break_over_minutes && !rested(limits.break_minutes) {
        rules.push((None, Rule::LawBreak { minutes: limits.break_minutes }));
    }
    let mut stretch = 0_u16;
    for block in &day.blocks {
        if !block.content.is_rest() {
            stretch += block.span.minutes();
        } else if block.span.minutes() >= stamina.break_minutes {
            stretch = 0;
        }
        if stretch > stamina.max_continuous_minutes {
            let rule = Rule::TooLongWithoutRest { minutes: stretch, most: stamina.max_continuous_minutes };
            rules.push((None, rule));
            stretch = 0;
        }
    }
}

/// Nobody goes from one job to another around an alarm test.
fn tests<'d>(day: &'d Day, input: &WorkInput<'_>, rules: &mut Vec<(Option<&'d Block>, Rule)>) {
    let today = input.offer.events.iter().filter(|event| event.happens_on(day.date));
    let still: Vec<(&Slug, Span)> =
        today.filter_map(|event| Some((&event.id, event.holds_still()?))).collect();
    for pair in day.blocks.windows(2) {
        let [before, after] = pair else { continue };
        let (Some(one), Some(other)) = (before.content.task(), after.content.task()) else { continue };
        let near =
            still.iter().filter(|(_, still)| still.from <= after.span.from && after.span.from < still.to);
        for (event, _) in near.filter(|_| one != other) {
            rules.push((Some(after), Rule::ChangeDuringTest { event: (*event).clone() }));
        }
    }
}

fn task_minutes(day: &Day, input: &WorkInput<'_>, rules: &mut Vec<(Option<&Block>, Rule)>) {
    let mut minutes: BTreeMap<_, u16> = BTreeMap::new();
    for block in &day.blocks {
        if let Some(task) = block.content.task() {
            *minutes.entry(task).or_default() += block.span.minutes();
        }
    }
    for (task, minutes) in minutes {
        let most =
            input.offer.task(task).and_then(|task| most_minutes(task, input.profile)).unwrap_or(u16::MAX);
        if minutes > most {
            rules.push((None, Rule::TaskMinutes { task: task.clone(), minutes, most }));
        }
    }
}

/// How the day begins and ends, that there is work in it, and how much of it is new.
fn parts<'d>(day: &'d Day, place: Place, rules: &mut Vec<(Option<&'d Block>, Rule)>) {
    let has = |wanted: Activity| {
        day.blocks
            .iter()
            .any(|block| matches!(block.content, Content::Activity { activity } if activity == wanted))
    };
    let opening: &[Activity] =
        if place.first { &[Activity::Welcome, Activity::Tour] } else { &[Activity::PlanOfTheDay] };
    let closing: &[Activity] = if place.last {
        &[Activity::ShowWork, Activity::Feedback, Activity::Close]
    } else {
        &[Activity::Close]
    };
    let cut_off = !place.last && day.shortened.is_some_and(|cut| cut.reason == FinishReason::Lost);
    let closing = if cut_off { &[] } else { closing };
    for activity in opening.iter().chain(closing).filter(|activity| !has(**activity)) {
        rules.push((None, Rule::PartMissing { activity: *activity }));
    }
    if !day.blocks.iter().any(|block| block.content.task().is_some()) {
        rules.push((None, Rule::NoWork));
    }
    for second in [false, true] {
        let new = day.blocks.iter().filter(|block| {
            matches!(block.content, Content::Task { new: true, .. })
                && (block.span.from >= day.turns) == second
        });
        if let (false, Some(block)) = (day.crowded, new.skip(1).last()) {
            rules.push((Some(block), Rule::TwoNewTasks));
        }
    }
}
