//! Lines that are made of the facts of a block.

use crate::programme::{Facts, Goal};
use crate::words::briefing::capital;
use crate::words::briefing::support::sentence;

/// What the facts say.
#[must_use]
pub fn facts(facts: &Facts) -> String {
    match facts {
        Facts::More { count, noun } => format!("Do {} more {noun}", round(*count)),
        Facts::SetOut { task, things } if things.is_empty() => {
            format!("Have a look at the card for “{task}”, the next job")
        }
        Facts::SetOut { task, things } => {
            let things: Vec<&str> = things.iter().map(|thing| thing.as_str()).collect();
            format!("Set out for the next job, {task}: {}", things.join(", "))
        }
        Facts::Known { task, place } => {
            format!("Do a little more of “{task}” ({place})")
        }
        Facts::Show { own, person } if own.as_str().contains(person.as_str()) => own.to_string(),
        Facts::Show { own, person } => format!("{own}; then show it to {person}"),
        Facts::Check { good } => format!("Check each one: {good}"),
        Facts::Carry { task, place } => format!("Carry what “{task}” needs to where it is done: {place}"),
        Facts::Unaided { step, does, person } => {
            format!("Show {person} step {step} without any help: {does}")
        }
        Facts::Aside { own, person, next } => {
            let leave = match next {
                Some(next) => format!("leave it for {person} and go on with “{next}”"),
                None => format!("leave it for {person}"),
            };
            match own {
                Some(own) => format!("{} If that does not help, {leave}", sentence(own.as_str())),
                None => capital(&leave),
            }
        }
        Facts::AnyStep { own, person } => {
            let start = "point to the words in front of it on the card";
            let so = match own {
                Some(own) => format!("{} Stuck at another step: {start}.", sentence(own.as_str())),
                None => sentence(&capital(start)),
            };
            format!("{so} If that does not help, leave it for {person}")
        }
        Facts::Back { step, does, cue, person } => {
            let so = match cue {
                Some(cue) => format!("point to what starts it, “{cue}”"),
                None => "do it once together".to_owned(),
            };
            format!("If it is step {step}, “{does}”: {so}. At any step, still no: leave it for {person}")
        }
        Facts::Stuck { seconds, step, does, cue, person, own } => {
            let wait = seconds.map_or_else(String::new, |seconds| format!("wait {seconds} seconds, then "));
            let point = match cue {
                Some(cue) => format!("look for the cue together ({cue})"),
                None => "show the step".to_owned(),
            };
            format!(
                "Step {step}, “{does}”: {wait}{point}. Still stuck: {person} does it once. A third time: {own}"
            )
        }
    }
}

/// A large number as one would say it: 49 as 45.
fn round(count: u16) -> u16 {
    match count {
        0..=12 => count,
        13..=100 => count / 5 * 5,
        _ => count / 10 * 10,
    }
}

/// How much a block aims at, and what becomes of it.
#[must_use]
pub fn goal(goal: &Goal) -> String {
    match &goal.used {
        Some(used) => format!("{} ({used})", amount(goal)),
        None => amount(goal),
    }
}

/// How much a block aims at, without what becomes of it.
#[must_use]
pub fn amount(goal: &Goal) -> String {
    let single = || about(goal.count, goal.noun.as_str());
    match &goal.batch {
        Some(batch) if goal.is_part() => format!("{}, part of a {}", single(), batch.unit),
        Some(batch) => {
            let batches = goal.count / batch.of.max(1);
            format!("{batches} {}: {} {}", batch.noun(batches), goal.count, goal.noun)
        }
        None => single(),
    }
}

/// "About 6 plants", "1 tray".
#[must_use]
pub fn about(count: u16, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("About {count} {noun}") }
}
