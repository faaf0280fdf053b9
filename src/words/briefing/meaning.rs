//! What makes a placement worth having, for both sides.

use super::capital;
use super::support::sentence;
use crate::domain::time::TimeOfDay;
use crate::words::amount::list;

/// Whom the visitor works with.
#[must_use]
pub fn meets(called: &str, people: &[String]) -> Option<String> {
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    (!people.is_empty()).then(|| format!("{} works with {}.", capital(called), list(&people)))
}

/// What becomes of one job's results.
#[must_use]
pub fn use_of(task: &str, how: &str) -> String {
    format!("{task}: {}", sentence(how))
}

/// What the results are for.
#[must_use]
pub fn used(uses: &[String]) -> Option<String> {
    (!uses.is_empty()).then(|| format!("What the work is for. {}", uses.join(" ")))
}

/// What is shown on the last day.
#[must_use]
pub fn shown(at: TimeOfDay, what: &str, to: &[String]) -> String {
    let to = list(&to.iter().map(String::as_str).collect::<Vec<_>>());
    format!("Last day, {at}: shows {to} what was made ({what}).")
}

/// Who says what went well.
#[must_use]
pub fn told(at: TimeOfDay, by: &str) -> String {
    format!("Last day, {at}: {by} says what went well and one thing to try next.")
}

/// When the aims are looked back at.
#[must_use]
pub fn looks_back(at: TimeOfDay) -> String {
    format!("Last day, {at}: looks back at the aims on the first page.")
}

/// How much of a job is done, all days together.
#[must_use]
pub fn gain(amount: &str, task: &str) -> String {
    format!("{} ({task})", amount.to_lowercase())
}

/// What the workplace gets.
#[must_use]
pub fn gains(amounts: &[String]) -> Option<String> {
    let amounts: Vec<&str> = amounts.iter().map(String::as_str).collect();
    (!amounts.is_empty()).then(|| format!("What you get, all days together: {}.", list(&amounts)))
}

/// An aim that a day begins with.
#[must_use]
pub fn aim_of_the_day(aim: &str) -> String {
    format!("Today’s aim: “{aim}”. When today: ______")
}

/// What each day of a sheet begins with that stands for several dates.
pub const ONE_AIM_A_DAY: &str = "Today’s aim: one of those on the first page";

/// What a day ends with: what was done, and what the next begins with.
#[must_use]
pub fn next_day(first: &str, new: &[&str], is_last: bool, has_aim: bool) -> String {
    let new = if new.is_empty() { String::new() } else { format!("; new: {}", list(new)) };
    let next = if is_last { "The next day is the last" } else { "Next day" };
    let aim = if has_aim { " Today’s aim: done, or not yet?" } else { "" };
    format!("Say what got done today, in numbers.{aim} {next}: “{first}” first{new}")
}

/// What the last day ends with.
#[must_use]
pub fn goodbye(has_aims: bool, people: &[String]) -> String {
    let aims = if has_aims { "Look back at each aim: reached, partly, or for another time. " } else { "" };
    let people: Vec<&str> = people.iter().map(String::as_str).collect();
    if people.is_empty() { format!("{aims}Goodbye") } else { format!("{aims}Goodbye to {}", list(&people)) }
}

/// The work of all days, with room for how much was done of each job. What was planned stands elsewhere: beside it, it
/// would make a list of what somebody fell short of.
#[must_use]
pub fn in_numbers(jobs: &[&str]) -> Option<String> {
    let blanks: Vec<String> = jobs.iter().map(|job| format!("{job} ____")).collect();
    (!blanks.is_empty()).then(|| format!("Say what got done in numbers: {}", blanks.join("; ")))
}
