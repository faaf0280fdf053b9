//! What is known of a task beside its steps.

use super::support::sentence;
use crate::domain::quantity::{Amount, Body};
use crate::domain::task::Task;
use crate::words::label::Label;

/// How much there is, by when, for whom, and what it asks of the body: a line each.
#[must_use]
pub fn about(task: &Task) -> Vec<String> {
    let amount = task.amount.as_ref().map(amount);
    let due = task.due.map(|due| format!("Done by {due}."));
    let used = task.used.as_ref().map(|used| format!("What for: {}", sentence(used.how.as_str())));
    [amount, due, used, task.body.map(body)].into_iter().flatten().collect()
}

/// What may change places, and what never.
pub const SWAPS: &str = "Two jobs marked as movable may change places within a day. Breaks, the first job, a first meeting with a job and \
                         the time to go home stay.";

/// What happens when half a day is lost.
#[must_use]
pub fn half_a_day(ring: &str) -> String {
    format!("Half a day lost: ring {ring}, who can have the rest of the days planned again.")
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
        Some(seconds) => format!("{many}; one takes somebody who works here {}.", lasting(seconds)),
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
