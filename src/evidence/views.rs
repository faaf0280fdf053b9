//! What learners say of their placements, term by term.

use chrono::NaiveDate;

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, TermOfYear, made};
use crate::domain::placement::Placement;
use crate::domain::report::Reflection;
use crate::words::evidence::views as own;
use crate::words::label::Label;

/// A placement with what the learner said last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewed {
    /// The placement.
    pub placement: Placement,
    /// The learner's whole name.
    pub learner: String,
    /// The employer's name.
    pub employer: String,
    /// The days that have come.
    pub days: Vec<DayRecord>,
    /// What the learner said, and when.
    pub said: Option<(Reflection, NaiveDate)>,
}

const COLUMNS: usize = own::COLUMNS.len();

type InTerm<'a> = (TermOfYear, &'a Viewed);

/// Every placement that has begun, by term and learner.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Viewed]) -> EvidenceSheet {
    let begun = |one: &'_ Viewed| {
        let last = one.days.last().map(|record| record.day.date);
        last.or(one.said.as_ref().map(|(_, on)| *on)).map(TermOfYear::of)
    };
    let mut of_terms: Vec<InTerm<'_>> = all.iter().filter_map(|one| Some((begun(one)?, one))).collect();
    of_terms.sort_by_key(|(term, one)| (*term, &one.learner, &one.placement.reference));
    let counts = counts(&of_terms);
    let notes: Vec<&str> = counts.iter().map(String::as_str).chain(own::NOTES).collect();
    made(EvidenceTable::Views, ground, &notes, &own::COLUMNS, of_terms.iter().map(line))
}

fn counts(of_terms: &[InTerm<'_>]) -> Vec<String> {
    let same = of_terms.chunk_by(|(one, _), (other, _)| one == other);
    same.filter_map(|chunk| {
        let (term, _) = chunk.first()?;
        let said = chunk.iter().filter(|(_, one)| one.said.is_some()).count();
        Some(own::said(&term.words(), said, chunk.len()))
    })
    .collect()
}

fn line<'a>((term, one): &InTerm<'a>) -> Line<'a, COLUMNS> {
    use EvidenceCell as Cell;
    let said = one.said.as_ref().map(|(said, _)| said);
    let words = |of: fn(&Reflection) -> Option<String>| Cell::said(said.and_then(of));
    let cells = [
        Cell::Text(term.words()),
        Cell::text(&one.learner),
        Cell::text(one.placement.reference.to_string()),
        Cell::text(&one.employer),
        Cell::said(said.map(|said| said.face.label())),
        words(|said| said.best.as_ref().map(ToString::to_string)),
        words(|said| said.hard.as_ref().map(ToString::to_string)),
        words(|said| said.next.as_ref().map(ToString::to_string)),
        Cell::on(one.said.as_ref().map(|(_, on)| *on)),
        said.map_or(Cell::NotRecorded, |said| match &said.scribed_by {
            Some(name) => Cell::text(name.to_string()),
            None => Cell::text(own::OWN_HAND),
        }),
    ];
    Line((Some(&one.placement.learner), Some(&one.placement.id)), cells)
}
