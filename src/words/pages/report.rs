//! What the employer told.

use crate::domain::report::{Report, ReportKind};
use crate::words::amount::date;
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
        Report::Interest(_) => format!("{on}: how the employer sees the proposal"),
        Report::OtherTime(_) => format!("{on}: another time would suit"),
        Report::Absence { .. } => format!("{on}: cannot come"),
        Report::Complaint { .. } => format!("{on}: a complaint, to be noted as seen within 30 days"),
        Report::Reflection(_) => format!("{on}: how it was, as the learner says it"),
    }
}

/// What stands beside a report that nobody has seen, and whether it is urgent.
#[must_use]
pub fn waits(kind: ReportKind) -> (&'static str, bool) {
    if kind.is_reply() || kind == ReportKind::Reflection {
        ("not seen yet", false)
    } else {
        ("look at it now", true)
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
        Report::Interest(said) => {
            let would = format!("Would have somebody: {}", said.interest.label());
            let reasons = said.reasons.iter().map(|reason| reason.label().to_owned());
            let note = said.note.iter().map(ToString::to_string);
            [would].into_iter().chain(reasons).chain(note).collect()
        }
        Report::OtherTime(time) => {
            let from = format!("From {}", date(time.from));
            [from].into_iter().chain(time.note.iter().map(ToString::to_string)).collect()
        }
        Report::Absence { words } => words.iter().map(ToString::to_string).collect(),
        Report::Complaint { words } => vec![words.to_string()],
        Report::Reflection(said) => {
            let best = said.best.as_ref().map(|best| format!("Liked or did well: {best}"));
            let hard = said.hard.as_ref().map(|hard| format!("Hard, or to change: {hard}"));
            let next = said.next.as_ref().map(|next| format!("Next: {next}"));
            let by = said.scribed_by.as_ref().map(|by| format!("Written down by {by}"));
            [Some(said.face.label().to_owned()), best, hard, next, by].into_iter().flatten().collect()
        }
    }
}
