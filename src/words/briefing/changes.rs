//! What has changed since the last version, in whole sentences.

use chrono::NaiveDate;

use super::{day_heading, day_month};
use crate::domain::plan_change::{Change, ChangeKind};
use crate::words::amount::list;

/// The parts of a pack beside its days, by field, and what they are called on the page.
pub const PARTS: &[(&str, &str)] = &[
    ("host", "the site and its address"),
    ("visitor", "what the visitor says about themselves"),
    ("arrival", "the first morning"),
    ("phones", "who to ring"),
    ("why", "why this person and this work fit"),
    ("aims", "the aims"),
    ("companions", "who comes along"),
    ("safety", "safety"),
    ("evacuation", "getting out of the building"),
    ("week", "the notes on the days"),
    ("cards", "the task cards"),
    ("guidance", "how to talk, teach and help"),
    ("adjustments", "what is arranged to be different"),
    ("do_not", "what the visitor must not do"),
    ("terms", "hours, insurance and checks"),
    ("feedback", "what you are asked afterwards"),
    ("to_confirm", "what is still to be confirmed"),
];

/// The days of a pack, where their hours, jobs, people and places are as they were.
pub const THE_DAYS: &str = "the day sheets";

/// One change for an adult reader.
#[must_use]
pub fn change(change: &Change) -> String {
    let days = day_heading(&change.dates, &[]);
    match &change.kind {
        ChangeKind::Dropped => format!("{days}: no longer a placement day."),
        ChangeKind::Added { from, to } => format!("{days}: new, {from} to {to}."),
        ChangeKind::Begins { now, before } => format!("{days}: begins at {now}, not {before}."),
        ChangeKind::Ends { now, before } => format!("{days}: ends at {now}, not {before}."),
        ChangeKind::Moved { what, now, before } => format!("{days}: {what} is at {now}, not {before}."),
        ChangeKind::Replaced { at, now, before } => format!("{days}, {at}: {now}, not {before}."),
        ChangeKind::New { at, what } => format!("{days}, {at}: {what} is new."),
        ChangeKind::Gone { at, what } => format!("{days}, {at}: no {what} at this time any more."),
        ChangeKind::Person { at, what, now, before } => {
            format!("{days}, {at}: {what} is with {now}, not {before}.")
        }
        ChangeKind::Place { at, what, now, before } => {
            format!("{days}, {at}: {what} is in a new place: {now}, not {before}.")
        }
        ChangeKind::Anew => format!("{days}: please read this day again; it has changed."),
    }
}

/// Other parts that are different, in one sentence; none where nothing else is.
#[must_use]
pub fn read_again(parts: &[&str]) -> Option<String> {
    (!parts.is_empty()).then(|| format!("Please read again: {}.", parts.join("; ")))
}

/// A learner whose days are as they were, while something around them is not.
pub const LOOK_AGAIN: &str = "I read my plan again.";

/// One change for the learner: short sentences, one idea each, for the first days that it holds on. Days on which the
/// learner does not come any more have no page of their own, so all of them are named.
#[must_use]
pub fn for_the_learner(change: &Change) -> Vec<String> {
    let named = if change.kind == ChangeKind::Dropped { change.dates.len() } else { MOST_DAYS };
    let named = change.dates.get(..named).unwrap_or(&change.dates);
    named.chunks(MOST_DAYS).flat_map(|dates| on_days(dates, &change.kind)).collect()
}

fn on_days(dates: &[NaiveDate], kind: &ChangeKind) -> Vec<String> {
    let days: Vec<String> = dates.iter().map(|date| day_month(*date)).collect();
    let mut lines = vec![format!("{}:", list(&days.iter().map(String::as_str).collect::<Vec<_>>()))];
    match kind {
        ChangeKind::Dropped => lines.push("I do not go to work.".to_owned()),
        ChangeKind::Added { from, to } => {
            lines.push("I go to work.".to_owned());
            lines.push(format!("I start at {from}."));
            lines.push(format!("I finish at {to}."));
        }
        ChangeKind::Begins { now, before } => {
            lines.push(format!("I start at {now}."));
            lines.push(format!("It was {before}."));
        }
        ChangeKind::Ends { now, before } => {
            lines.push(format!("I finish at {now}."));
            lines.push(format!("It was {before}."));
        }
        ChangeKind::Moved { what, now, before } => {
            lines.push(format!("{what}: now at {now}."));
            lines.push(format!("It was {before}."));
        }
        ChangeKind::Replaced { at, now, before } => {
            lines.push(format!("{at}: {now}."));
            lines.push(format!("Not {before}."));
        }
        ChangeKind::New { at, what } => lines.push(format!("{at}: {what}.")),
        ChangeKind::Gone { at, what } => lines.push(format!("Not at {at}: {what}.")),
        ChangeKind::Person { at, now, before, .. } => {
            lines.push(format!("{at}: I am with {now}."));
            lines.push(format!("Not with {before}."));
        }
        ChangeKind::Place { at, now, before, .. } => {
            lines.push(format!("{at}: my place is {now}."));
            lines.push(format!("Not {before}."));
        }
        ChangeKind::Anew => lines.push("My day has changed.".to_owned()),
    }
    lines
}

/// So many days are named to the learner; the pages of the others say it themselves.
const MOST_DAYS: usize = 3;
