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
    format!("count to {seconds} in your head and say nothing")
}

/// What to do then: point at what comes next.
#[must_use]
pub fn first(mode: Option<InstructionMode>, called: &str) -> String {
    match mode {
        Some(InstructionMode::PictureList) => "point to the next picture on the list".to_owned(),
        Some(InstructionMode::WrittenList) => {
            "point to the next line on the list, without reading it out".to_owned()
        }
        Some(InstructionMode::Example) => format!("put a finished one where {called} can see it"),
        Some(InstructionMode::Signed) => "sign the next step".to_owned(),
        Some(InstructionMode::ShortSpoken) => "say the next step in one short sentence".to_owned(),
        Some(InstructionMode::Shown) | None => "point to the next thing that is needed".to_owned(),
    }
}

/// What to do after that: show it, and leave the learner's own piece in the learner's hands.
#[must_use]
pub fn second(called: &str) -> String {
    format!("do that step on a piece of your own, where {called} can see it")
}

/// All of it in order, and what helps early if it goes on.
#[must_use]
pub fn order(steps: &[String], early_help: &[&str]) -> String {
    let mut numbered: Vec<String> = steps
        .iter()
        .enumerate()
        .map(|(at, step)| format!("{}. {}", at + 1, sentence(&capital(step))))
        .collect();
    if !early_help.is_empty() {
        let help: Vec<String> = early_help.iter().map(|line| sentence(line)).collect();
        numbered.push(format!("{}. If that does not help: {}", steps.len() + 1, help.join(" ")));
    }
    format!("Do these in order: {}", numbered.join(" "))
}

/// What to do when it is the job alone, and the third time: stop.
pub const THIRD: &str = "Calm, but stuck on the job? Do what the last column of the day sheet says. Stuck a third time? Put the job \
                         away without comment.";
