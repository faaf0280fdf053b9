//! What was agreed to be told for safety.

use chrono::NaiveDate;

use super::plain_date;

/// A safety statement that says so.
pub const NOTHING_BEYOND: &str = "Nothing you need to know beyond the adjustments listed.";

/// A first-aid note that says so.
pub const NO_FIRST_AID: &str = "There is nothing that a first aider needs to know in advance.";

/// Who signed the safety statement, and when it was agreed that this employer is told.
#[must_use]
pub fn signed(by: Option<&str>, on: NaiveDate) -> String {
    match by {
        Some(by) => format!("Signed: {by}. Agreed on {} that you may know this.", plain_date(on)),
        None => format!("Agreed on {} that you may know this.", plain_date(on)),
    }
}
