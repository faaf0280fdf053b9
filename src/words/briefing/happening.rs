//! Words about what goes on at the site during a block, and who comes and goes.

use super::support::sentence;
use crate::domain::time::{Span, TimeOfDay};

/// Something that happens during a block: from when to when, what, and what the visitor does meanwhile.
#[must_use]
pub fn happens(hours: Span, what: &str, so: Option<&str>) -> String {
    let Span { from, to } = hours;
    match so {
        Some(so) => format!("{from} to {to}, {what}: {}", sentence(so)),
        None => format!("{from} to {to}: {what}."),
    }
}

/// Nobody of the school or college is there when a new job is met.
#[must_use]
pub fn shows_alone(person: &str) -> String {
    format!("Nobody from the school or college is here: {person} shows the job.")
}

/// Somebody of the school or college is there until a time: throughout, or on and off.
#[must_use]
pub fn here(name: &str, until: TimeOfDay, throughout: bool) -> String {
    if throughout {
        format!("{name} is here until {until}.")
    } else {
        format!("{name} is here for part of the time, until {until}.")
    }
}

/// On a day without anybody who comes along on others.
pub const NOBODY_TODAY: &str = "Nobody from the school or college is here today.";

/// Somebody of the school or college comes during a block.
#[must_use]
pub fn comes(name: &str, at: TimeOfDay) -> String {
    format!("{name} comes at {at}.")
}

/// Somebody of the school or college leaves during a block.
#[must_use]
pub fn leaves(name: &str, at: TimeOfDay) -> String {
    format!("{name} leaves at {at}.")
}

/// Somebody of the school or college has just left.
#[must_use]
pub fn gone(name: &str) -> String {
    format!("{name} has gone.")
}
