//! What the employer told.

use crate::domain::report::Report;
use crate::words::label::Label;
use crate::words::visit;

/// What it is, and of which day.
#[must_use]
pub fn heading(report: &Report, on: &str) -> String {
    match report {
        Report::Tick(tick) => format!("{on}: {}", visit::ticked(tick)),
        Report::Worry { .. } => format!("{on}: a worry, for the safeguarding lead only"),
        Report::Hazard { .. } => format!("{on}: a hazard at the site"),
        Report::Feedback(_) => format!("{on}: feedback"),
        Report::Acknowledgement { number, .. } => format!("{on}: version {number} of the pack was read"),
    }
}

/// What was told, a line each.
#[must_use]
pub fn lines(report: &Report) -> Vec<String> {
    match report {
        Report::Tick(tick) => tick.note.iter().map(ToString::to_string).collect(),
        Report::Worry { words } | Report::Hazard { words } => vec![words.to_string()],
        Report::Feedback(said) => {
            let help = said.help.map(|help| format!("Help needed: {}", help.label()));
            let again = said.again.map(|again| format!("Would have a learner again: {}", again.label()));
            let best = said.best.as_ref().map(|best| format!("Went best: {best}"));
            let change = said.change.as_ref().map(|change| format!("To change: {change}"));
            let overall = format!("It went: {}", said.overall.label());
            [Some(overall), best, change, help, again].into_iter().flatten().collect()
        }
        Report::Acknowledgement { .. } => Vec::new(),
    }
}
