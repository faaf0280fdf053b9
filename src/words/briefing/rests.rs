//! Who is near in a break.

use super::capital;

/// Somebody stays with the visitor.
#[must_use]
pub fn with(person: &str) -> String {
    format!("With {person}.")
}

/// Somebody stays with the visitor, and a second adult is in sight.
#[must_use]
pub fn two_in_sight(person: &str, second: &str) -> String {
    format!("With {person}; {second} in sight.")
}

/// Lunch with somebody, or by oneself.
#[must_use]
pub fn with_or_alone(person: &str, called: &str) -> String {
    format!("With {person}, or alone: {called} chooses. {person} knows where {called} is.")
}

/// A break in which two adults stay in sight, by themselves or with one of them.
#[must_use]
pub fn in_sight(called: &str, person: &str, second: Option<&str>, sits_alone: bool) -> String {
    let who = capital(called);
    match (second, sits_alone) {
        (Some(second), true) => {
            format!("{who} may sit alone, where {person} and {second} can see.")
        }
        (None, true) => format!("{who} may sit alone, where {person} can see."),
        (Some(second), false) => format!("With {person}; {second} in sight."),
        (None, false) => format!("With {person}."),
    }
}

/// A break that the visitor may take alone.
#[must_use]
pub fn alone(person: &str, called: &str) -> String {
    format!("Alone is fine; {person} knows where {called} is.")
}

/// A break without anybody beside the visitor.
#[must_use]
pub fn near(person: &str, called: &str) -> String {
    format!("{person} knows where {called} is.")
}

/// Who goes to somebody that does not leave a building by themselves.
#[must_use]
pub fn fetched(person: &str, called: &str) -> String {
    format!("If the alarm sounds, {person} goes to {called} at once.")
}

/// A look at what others do, between two rounds of one job.
#[must_use]
pub fn look(person: &str, called: &str, job: Option<&str>) -> String {
    let what = job.map_or_else(
        || "what somebody else here is doing".to_owned(),
        |job| format!("“{job}”: what is done"),
    );
    format!("{person} shows {called} {what}, and who it is for; then the next round.")
}

/// The same, where two adults stay in sight.
#[must_use]
pub fn look_in_sight(person: &str, second: &str, called: &str, job: Option<&str>) -> String {
    format!("{} {} stays in sight.", look(person, called, job), capital(second))
}
