//! What is known of a task beside its steps.

use super::support::sentence;
use crate::domain::quantity::{Amount, Body};
use crate::domain::task::Task;
use crate::words::amount::{list, lower};
use crate::words::label::Label;

/// How much there is, by when, for whom, and what it asks of the body: a line each.
#[must_use]
pub fn about(task: &Task) -> Vec<String> {
    let amount = task.amount.as_ref().map(amount);
    let due = task.due.map(|due| format!("Done by {due}."));
    let used = task.used.as_ref().map(|used| format!("What for: {}", sentence(used.how.as_str())));
    [amount, due, used, task.body.map(body)].into_iter().flatten().collect()
}

/// What can be swapped, and what never.
pub const SWAPS: &str = "Two jobs of a day that are marked ⇄, or “can be swapped”, can change places. Breaks, the first job of the day, new jobs \
                         and the time to go home do not move.";

/// What happens when somebody is away.
#[must_use]
pub fn person_away(ring: &str) -> String {
    format!("If somebody is away, the name in brackets takes over. If both are away, ring {ring}.")
}

/// What happens when somebody who comes along is away.
#[must_use]
pub fn companion_away(name: &str, cover: &str) -> String {
    format!("{name} is away: {}", sentence(cover))
}

/// What happens when the visitor wants to stop: a way out that is no failure.
#[must_use]
pub fn wants_to_stop(rest: Option<&str>, ring: &str) -> String {
    let rest =
        rest.map_or_else(|| "a rest first".to_owned(), |place| format!("a rest first ({})", lower(place)));
    format!(
        "Wants to stop? That is fine: {rest}, then this job, another of the day, or home. Going home, or ill: ring {ring}."
    )
}

/// What happens when the visitor is still there after the end of the day.
#[must_use]
pub fn still_here(called: &str, at: &str, ring: &[(&str, &str)]) -> String {
    let numbers: Vec<String> = ring.iter().map(|(who, number)| format!("{who}, {number}")).collect();
    let numbers = numbers.join("; no answer: ");
    format!("Still here at {at}? Somebody stays with {called} and rings {numbers}.")
}

/// What comes early or late: what the site said for its time holds from when it comes until it has gone.
#[must_use]
pub fn off_time(event: &str) -> String {
    format!("“{event}” comes early or late? Keep to the day sheet’s rule for it until it is over.")
}

/// What is kept and what is left out when half a day is lost, and who plans the other days again.
#[must_use]
pub fn half_a_day(keep: &[&str], leave_out: Option<&str>, ring: &str) -> String {
    let keep: Vec<String> = keep.iter().map(|job| format!("“{job}”")).collect();
    let keep: Vec<&str> = keep.iter().map(String::as_str).collect();
    let kept = if keep.is_empty() { String::new() } else { format!("keep {}; ", list(&keep)) };
    let left = leave_out.map_or_else(String::new, |job| format!("drop some rounds of “{job}”; "));
    format!("If half a day is lost: {kept}{left}ring {ring}, who sends a new plan for the other days.")
}

/// What is done while something that the learner relies on is missing or does not work.
#[must_use]
pub fn without(support: &str, instead: &str) -> String {
    format!("Without {}: {}", lower(support.trim_end_matches('.')), sentence(instead))
}

/// What is done instead of a job.
#[must_use]
pub fn instead(task: &str, plan_b: &str) -> String {
    format!("{task}: {}", sentence(plan_b))
}

fn amount(amount: &Amount) -> String {
    let many = format!("About {} {} a day", amount.a_day, amount.noun(amount.a_day));
    match amount.worker_seconds_each {
        None => sentence(&many),
        Some(seconds) => format!("{many}; one takes a member of your staff {}.", lasting(seconds)),
    }
}

fn lasting(seconds: u16) -> String {
    match (seconds, seconds.div_ceil(60)) {
        (..90, _) => format!("about {seconds} seconds"),
        (_, minutes) => format!("about {minutes} minutes"),
    }
}

fn body(body: Body) -> String {
    let how = body.posture.label();
    match body.heaviest_kg {
        0 => format!("Done {how}; nothing to lift."),
        heaviest => format!("Done {how}; the heaviest thing is {heaviest} kg."),
    }
}
