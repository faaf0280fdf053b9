//! What each employer did and said: placements, days, feedback, when it was last asked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::ids::OrganisationId;
use crate::domain::insurance::Insurance;
use crate::domain::placement::{Placement, PlacementState};
use crate::domain::report::Feedback;
use crate::words::evidence as words;
use crate::words::evidence::employers as own;
use crate::words::label::Label;

/// A placement at an employer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosted {
    /// The placement.
    pub placement: Placement,
    /// The employer's name.
    pub employer: String,
    /// The employer's cover.
    pub insurance: Option<Insurance>,
    /// From which day it may be asked again, as was agreed with it.
    pub ask_again_from: Option<NaiveDate>,
    /// The day on which it was proposed.
    pub asked_on: NaiveDate,
    /// The days that have come.
    pub days: Vec<DayRecord>,
    /// Whether the employer wrote something for the learner to keep.
    pub reference: bool,
    /// What the employer said of it, and when.
    pub feedback: Option<(Feedback, NaiveDate)>,
}

const COLUMNS: usize = own::COLUMNS.len();

/// Every employer, by name.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Hosted]) -> EvidenceSheet {
    let mut by_employer: BTreeMap<(&str, &OrganisationId), Vec<&Hosted>> = BTreeMap::new();
    for one in all {
        by_employer.entry((&one.employer, &one.placement.employer)).or_default().push(one);
    }
    let lines = by_employer.into_iter().map(|((name, _), hosted)| line(name, &hosted));
    made(EvidenceTable::Employers, ground, &own::NOTES, &own::COLUMNS, lines)
}

fn line(name: &str, hosted: &[&Hosted]) -> Line<'static, COLUMNS> {
    use EvidenceCell as Cell;
    let references: Vec<_> = hosted.iter().map(|one| one.placement.reference.as_str()).collect();
    let declined = hosted.iter().filter(|one| one.placement.state == PlacementState::Declined).count();
    let records: Vec<_> = hosted.iter().flat_map(|one| one.days.iter().map(move |day| (*one, day))).collect();
    let came: Vec<_> = records.iter().filter(|(_, day)| day.came() == Some(true)).collect();
    let learners: BTreeSet<_> = came.iter().map(|(one, _)| &one.placement.learner).collect();
    let unrecorded = records.iter().filter(|(_, day)| day.came().is_none()).count();
    let told = records.len() - unrecorded;
    // Days that nobody ticked do not make it nobody who came.
    let counted = |count: usize| match (records.is_empty(), told) {
        (true, _) => Cell::DoesNotApply,
        (false, 0) => Cell::NotRecorded,
        (false, _) if count == 0 => Cell::Nothing,
        (false, _) => Cell::count(count),
    };
    let mut feedback: Vec<_> = hosted.iter().filter_map(|one| one.feedback.as_ref()).collect();
    feedback.sort_by_key(|(_, on)| std::cmp::Reverse(*on));
    let begun = !records.is_empty();
    let nobody_said = || if begun { Cell::NotRecorded } else { Cell::DoesNotApply };
    let overall: Vec<_> = feedback.iter().map(|(said, _)| said.overall.label()).collect();
    let again = feedback.iter().find_map(|(said, _)| said.again);
    let cells = [
        Cell::text(name),
        Cell::text(references.join(", ")),
        Cell::count(hosted.len()),
        if declined == 0 { Cell::Nothing } else { Cell::count(declined) },
        counted(learners.len()),
        counted(came.len()),
        if unrecorded == 0 { Cell::Nothing } else { Cell::count(unrecorded) },
        if feedback.is_empty() { nobody_said() } else { Cell::count(feedback.len()) },
        if overall.is_empty() { nobody_said() } else { Cell::text(overall.join("; ")) },
        again.map_or_else(nobody_said, |again| Cell::text(again.label())),
        match hosted.iter().filter(|one| one.reference).count() {
            0 => nobody_said(),
            given => Cell::count(given),
        },
        hosted.iter().map(|one| one.asked_on).max().map_or(Cell::NotRecorded, Cell::Date),
        hosted.first().and_then(|one| one.ask_again_from).map_or(Cell::NotRecorded, Cell::Date),
        match hosted.first().and_then(|one| one.insurance.as_ref()) {
            None => Cell::NotRecorded,
            Some(Insurance::Policy { expires, .. }) => Cell::Date(*expires),
            Some(exempt) => Cell::Text(words::basis(exempt)),
        },
    ];
    Line((None, None), cells)
}
