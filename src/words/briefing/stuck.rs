//! What to do when somebody is stuck, whatever the job.

use super::capital;
use super::support::sentence;
use crate::domain::support::InstructionMode;

/// What one sees.
#[must_use]
pub fn signs(signs: &[String]) -> String {
    format!("What you may see: {}", sentence(&signs.join(". ")))
}

/// How long to wait before anything else.
#[must_use]
pub fn wait(seconds: u16) -> String {
    format!("Count to {seconds} in your head and say nothing.")
}

/// What to do first: point at what comes next.
#[must_use]
pub fn first(mode: Option<InstructionMode>, called: &str) -> String {
    match mode {
        Some(InstructionMode::PictureList) => "First: point to the next picture on the list.".to_owned(),
        Some(InstructionMode::WrittenList) => {
            "First: point to the next line on the list; do not read it out.".to_owned()
        }
        Some(InstructionMode::Example) => format!("First: put a finished one where {called} can see it."),
        Some(InstructionMode::Signed) => "First: sign the next step.".to_owned(),
        Some(InstructionMode::ShortSpoken) => "First: say the next step in one short sentence.".to_owned(),
        Some(InstructionMode::Shown) | None => "First: point to the next thing that is needed.".to_owned(),
    }
}

/// What to do then: show it.
#[must_use]
pub fn second(called: &str) -> String {
    format!("Then: do that step yourself while {called} watches. {} does the next.", capital(called))
}

/// What to do the third time: stop.
pub const THIRD: &str =
    "Still stuck: the last column of the day sheet. A third time: put the job away and say nothing about it.";
