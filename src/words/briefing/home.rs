//! Words for home: what a family can ask and practise, and what may worry it.

use super::support::sentence;
use crate::words::amount::list;

/// A question to ask at home.
#[must_use]
pub fn ask_units(units: &str) -> String {
    format!("Ask one small thing, such as: “How many {units} today?”")
}

/// Looking ahead.
#[must_use]
pub fn evening_before(called: &str) -> String {
    format!("The evening before, look at tomorrow’s page of {called}’s own copy together.")
}

/// Practice.
#[must_use]
pub fn practise(thing: &str) -> String {
    format!("Use at home, too, for one small job: {thing}.")
}

/// A greeting to practise.
#[must_use]
pub fn practise_hello(name: &str) -> String {
    format!("Practise the first minute at the door: “Hello, {name}”.")
}

/// Words to practise on a device or board.
#[must_use]
pub fn practise_words(names: &[&str]) -> String {
    format!("Practise on the device or the board: hello, finished, help, stop, break, and {}.", list(names))
}

/// A worry about the alarm test.
#[must_use]
pub fn worry_alarm(when: &str, so: &str) -> String {
    format!("Worried about the alarm? It is tested on {when}. What happens then: {}", sentence(so))
}

/// Nobody comes along.
pub const NOBODY: &str = "anybody from school or college";

/// A worry about hours without anybody of the school or college.
#[must_use]
pub fn worry_alone(without: &str, leads: &[&str], who: &str) -> String {
    format!(
        "Worried about the hours without {without}? {} lead the jobs then. Ring {who} if anything is wrong.",
        list(leads)
    )
}

/// A worry about change.
#[must_use]
pub fn worry_change(who: &str) -> String {
    format!(
        "Worried about a change of plan? {who} is rung first, and the learner’s copy says what stays the same."
    )
}

/// A quiet evening.
pub const QUIET_EVENING: &str = "A quiet tea time is no bad sign. Tired is not the same as unhappy: ask for one best thing, then leave it.";
