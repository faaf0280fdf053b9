//! What stands round the copies of a plan for the learner, the family and the job coach.

use super::{DRAFT, plain_date};
use crate::domain::delivery::Edition;
use chrono::NaiveDate;

/// What the mail, the first page and the file are called. Nothing in it tells who comes.
#[must_use]
pub fn title(edition: Edition, reference: &str) -> String {
    let whose = match edition {
        Edition::Employer => "for the workplace",
        Edition::Learner => "my copy",
        Edition::Family => "for the family",
        Edition::JobCoach => "for the job coach",
    };
    format!("Placement plan {reference}, {whose}")
}

/// The subject of the mail that carries it.
#[must_use]
pub fn subject(edition: Edition, reference: &str, version: u32, draft: bool) -> String {
    let changed = if version > 1 { format!(", changed (version {version})") } else { String::new() };
    let draft = if draft { format!("{DRAFT}: ") } else { String::new() };
    format!("{draft}{}{changed}", title(edition, reference))
}

/// The first part of the file's name.
#[must_use]
pub fn file_kind(edition: Edition) -> &'static str {
    match edition {
        Edition::Employer => "placement-briefing",
        Edition::Learner => "my-plan",
        Edition::Family => "family-plan",
        Edition::JobCoach => "coach-plan",
    }
}

/// A placement that is not confirmed.
pub const NOT_CONFIRMED: &str = "DRAFT: the placement is not confirmed yet.";

/// Before what has changed.
#[must_use]
pub fn changed(before: Option<u32>, on: NaiveDate) -> String {
    match before {
        Some(version) => format!("Changed since version {version}, on {}:", plain_date(on)),
        None => format!("Changed on {}:", plain_date(on)),
    }
}
