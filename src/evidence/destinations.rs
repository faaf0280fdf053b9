//! Where learners are three, six and twelve months after a placement.

use chrono::NaiveDate;
use chrono_tz::Europe::London;

use super::{EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::code::Code;
use crate::domain::destination::{Destination, DestinationSource, FollowUp};
use crate::domain::learner::ProgrammeKind;
use crate::domain::placement::Placement;
use crate::words::evidence::destinations as own;
use crate::words::label::Label;

/// A placement that came about, with what was found out after it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FollowedUp {
    /// The placement.
    pub placement: Placement,
    /// The learner's whole name.
    pub learner: String,
    /// The employer's name.
    pub employer: String,
    /// The newest of each follow-up, with what its code means.
    pub found: Vec<(Destination, Option<String>)>,
}

const COLUMNS: usize = own::COLUMNS.len();

/// Three rows for each supported internship that is over; of other placements those of which something was found out.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[FollowedUp]) -> EvidenceSheet {
    let today = ground.as_at.with_timezone(&London).date_naive();
    let lines = all.iter().flat_map(|one| {
        let rows = FollowUp::ALL.iter().map(move |after| {
            let found = one.found.iter().find(|(found, _)| found.after == *after);
            (one, *after, found)
        });
        let internship = one.placement.programme == ProgrammeKind::SupportedInternship;
        rows.filter(move |(.., found)| internship || found.is_some())
    });
    let lines = lines.map(|(one, after, found)| line(one, after, found, today));
    made(EvidenceTable::Destinations, ground, &own::NOTES, &own::COLUMNS, lines)
}

fn line<'a>(
    one: &'a FollowedUp,
    after: FollowUp,
    found: Option<&(Destination, Option<String>)>,
    today: NaiveDate,
) -> Line<'a, COLUMNS> {
    use EvidenceCell as Cell;
    let last = one.placement.days.last().copied();
    let due = last.and_then(|last| after.due(last));
    // What is not due yet raises no question.
    let unsaid = || if due.is_some_and(|due| due <= today) { Cell::NotRecorded } else { Cell::DoesNotApply };
    let of = |cell: &dyn Fn(&Destination) -> Cell| found.map_or_else(unsaid, |(found, _)| cell(found));
    let known = |cell: &dyn Fn(&Destination) -> Option<Cell>| {
        of(&|found| match found.source {
            DestinationSource::NobodyKnew => Cell::DoesNotApply,
            _ => cell(found).unwrap_or(Cell::NotRecorded),
        })
    };
    let place = found.map(|(found, words)| match (&found.code, words) {
        (None, _) => Cell::text(own::NOBODY_KNEW),
        (Some(code), None) => Cell::text(code.to_string()),
        (Some(_), Some(words)) => Cell::text(words),
    });
    let cells = [
        Cell::text(&one.learner),
        Cell::text(one.placement.reference.to_string()),
        Cell::text(&one.employer),
        Cell::text(one.placement.programme.label()),
        Cell::on(last),
        Cell::text(after.label()),
        Cell::on(due),
        place.unwrap_or_else(unsaid),
        known(&|found| found.code.as_ref().map(|code| Cell::text(code.to_string()))),
        known(&|found| found.hours_a_week.map(|hours| Cell::Number(u32::from(hours)))),
        known(&|found| found.paid.map(Cell::Answer)),
        known(&|found| found.same_employer.map(Cell::Answer)),
        of(&|found| Cell::text(found.source.label())),
        of(&|found| Cell::Date(found.asked_on)),
    ];
    Line((Some(&one.placement.learner), Some(&one.placement.id)), cells)
}
