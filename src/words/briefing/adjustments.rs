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
pub fn owner(side: &str, supervisor: &str, contact: &str) -> String {
    if side == Party::Employer.label() {
        supervisor.to_owned()
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
        Some(note) => format!("{} ({note})", capital(provision.label())),
        None => capital(provision.label()),
    }
}

/// What one person keeps as it is, or has seen to each day, each with a box to tick; with when it is agreed who does.
#[must_use]
pub fn kept(owner: &str, by: Option<NaiveDate>, what: &[&str]) -> String {
    let boxes: Vec<String> = what.iter().map(|one| format!("☐ {}", one.trim_end_matches('.'))).collect();
    let boxes = boxes.join("; ");
    match by {
        None => format!("There already, for {owner} to keep so: {boxes}."),
        Some(by) => format!(
            "There each day: {boxes}. Who sees to each is to be agreed by {} with {owner}. Missing? Ring the first number.",
            plain_date(by)
        ),
    }
}
