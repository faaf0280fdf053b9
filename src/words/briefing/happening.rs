//! Words about what goes on at the site during a block, and who comes and goes.

use super::support::sentence;
use crate::domain::time::TimeOfDay;
use crate::words::amount::list;

/// Something that happens during a block: when, what, and what the visitor does meanwhile.
#[must_use]
pub fn happens(at: TimeOfDay, what: &str, so: Option<&str>) -> String {
    match so {
        Some(so) => format!("{at}, {what}: {}", sentence(so)),
        None => format!("{at}: {what}."),
    }
}

/// Nobody of the school or college is there when a new job is met.
#[must_use]
pub fn shows_alone(person: &str) -> String {
    format!("Nobody from the school or college is here: {person} shows the job.")
}

/// Who of the school or college is there from now on.
#[must_use]
pub fn here(names: &[String]) -> String {
    format!("{} {} here.", list(&refs(names)), if names.len() == 1 { "is" } else { "are" })
}

/// Who of the school or college has left.
#[must_use]
pub fn gone(names: &[String]) -> String {
    format!("{} {} gone.", list(&refs(names)), if names.len() == 1 { "has" } else { "have" })
}

fn refs(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}
