//! What is arranged to be different, and by whom.

use chrono::NaiveDate;

use super::{capital, plain_date};
use crate::domain::provision::Provision;
use crate::domain::time::Span;
use crate::suitability::Party;
use crate::words::label::Label;

/// What is different, without the request for it; of a shorter day, its hours.
#[must_use]
pub fn what(arrangement: &str, called: &str, hours: Option<Span>) -> String {
    let bare = arrangement.strip_prefix("Arrange this: ").unwrap_or(arrangement);
    let named = capital(&bare.replace("the learner", called));
    match hours {
        Some(hours) if bare == Provision::ShorterDay.label() => {
            format!("{named}: {} to {}", hours.from, hours.to)
        }
        _ => named,
    }
}

/// A person in place of the side that sees to it.
#[must_use]
pub fn owner(side: &str, supervisor: Option<&str>, contact: &str) -> String {
    if side == Party::Employer.label() {
        supervisor.unwrap_or(side).to_owned()
    } else if side == Party::Provider.label() {
        contact.to_owned()
    } else {
        side.to_owned()
    }
}

/// What is needed and there already.
#[must_use]
pub fn in_place(provision: Provision, note: Option<&str>) -> String {
    match note {
        Some(note) => format!("{} ({note})", provision.label()),
        None => provision.label().to_owned(),
    }
}

/// Supports that come along, each with a box to tick: with whom it is agreed who sees to them, by when, and what to
/// do when one is missing.
#[must_use]
pub fn brought(supports: &[&str], contact: &str, by: NaiveDate) -> String {
    let boxes: Vec<String> = supports.iter().map(|one| format!("☐ {one}")).collect();
    format!(
        "{}. Agree with {contact}, by {} who sees to each. Missing? Ring the first number.",
        boxes.join("; "),
        plain_date(by)
    )
}
