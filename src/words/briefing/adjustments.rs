//! What is arranged to be different, and by whom.

use super::capital;
use crate::domain::provision::Provision;
use crate::domain::time::Span;
use crate::suitability::Party;
use crate::words::amount::lower;
use crate::words::label::Label;

/// Whether an arrangement is a shorter day.
#[must_use]
pub fn is_shorter_day(arrangement: &str) -> bool {
    arrangement.strip_prefix("Arrange this: ").unwrap_or(arrangement) == Provision::ShorterDay.label()
}

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

/// What is there already, in one line.
#[must_use]
pub fn there_already(what: &[&str]) -> String {
    let each: Vec<String> = what.iter().map(|one| lower(one)).collect();
    format!("Already in place: {}", each.join("; "))
}

/// By when all of it is to be there, and when it was agreed.
#[must_use]
pub fn in_place_by(date: &str, agreed: Option<&str>) -> String {
    let agreed = agreed.map_or_else(String::new, |on| format!(" Agreed on the learner’s side on {on}."));
    format!("To be in place by {date}, then on every day of the placement.{agreed}")
}

/// Who sees to something of which nobody has said it yet, and who asks.
#[must_use]
pub fn to_be_named(contact: &str) -> String {
    format!("____ ({contact} asks)")
}
