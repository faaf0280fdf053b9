//! What nobody has said yet.

use chrono::NaiveDate;

use super::plain_date;
use crate::words::amount::list;

/// Under which name the visitor comes.
pub const NAME: &str = "What to call the visitor";

/// The safety statement.
pub const SAFETY: &str =
    "The safety statement: what every helper should know. The pack is not sent before it is agreed";

/// First aid that cannot wait.
pub const FIRST_AID: &str = "Whether there is anything to know for first aid";

/// How long to wait.
pub const WAIT: &str = "How many seconds to wait for an answer";

/// What being stuck looks like.
pub const SIGNS: &str = "What it looks like when a job gets stuck or too much";

/// The vetting decision.
pub const VETTING: &str = "The decision on vetting, and what it means for you";

/// Where lunch is eaten.
pub const LUNCH: &str = "Where lunch is eaten";

/// Where rests are taken.
pub const REST: &str = "Where rests are taken";

/// Who gives first aid.
pub const FIRST_AIDER: &str = "Who gives first aid on the site";

/// Steps that nobody has tried at the site.
#[must_use]
pub fn untried(tasks: &[&str]) -> String {
    format!("The steps, tried out on the site: {}", list(tasks))
}

/// What stands for a safety statement or a first-aid note until it has been agreed what is told.
#[must_use]
pub fn ask(owner: &str, by: NaiveDate) -> String {
    format!("To be confirmed by {}: {owner}.", plain_date(by))
}
