//! The register of placements.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::days::planned_minutes;
use super::{EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::agreement::{AgreementActor, missing_actors, required_actors};
use crate::domain::calendar::age_on;
use crate::domain::insurance::Insurance;
use crate::domain::placement::{Gate, Placement};
use crate::domain::step_taken::StepTaken;
use crate::law::insurance::cover;
use crate::law::{Day, Outcome, VettingDecision};
use crate::words::amount::list;
use crate::words::evidence as words;
use crate::words::evidence::register as own;
use crate::words::label::Label;

/// From this age on nobody decides on vetting.
const ADULT: i32 = 18;

/// A placement with what the register tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The placement.
    pub placement: Placement,
    /// The learner's whole name.
    pub learner: String,
    /// The learner's date of birth.
    pub born: NaiveDate,
    /// The employer's name.
    pub employer: String,
    /// What the offer is called.
    pub offer: String,
    /// The days as planned.
    pub days: Vec<Day>,
    /// The employer's cover.
    pub insurance: Option<Insurance>,
    /// The newest decision on vetting, and the name of who took it.
    pub vetting: Option<(VettingDecision, Option<String>)>,
    /// How each gate that is open was last passed.
    pub steps: Vec<StepTaken>,
    /// Who has agreed, in agreements that stand.
    pub given: Vec<AgreementActor>,
    /// The newest version of the pack that a mail server took, and when.
    pub sent: Option<(i32, NaiveDate)>,
    /// The newest version that the employer says it has read.
    pub read: Option<i32>,
}

/// The register.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Registered]) -> EvidenceSheet {
    made(EvidenceTable::Register, ground, &own::NOTES, &own::COLUMNS, all.iter().map(line))
}

const COLUMNS: usize = own::COLUMNS.len();

fn line(one: &Registered) -> Line<'_, COLUMNS> {
    use EvidenceCell as Cell;
    let Registered { placement, insurance, vetting, sent, .. } = one;
    let (first, last) = (placement.days.first().copied(), placement.days.last().copied());
    let [visit, visited_on, visited_by] = visit(one);
    let met = step(one, Gate::Meeting);
    let ends = match insurance {
        None => Cell::NotRecorded,
        Some(Insurance::Policy { expires, .. }) => Cell::Date(*expires),
        Some(_) => Cell::DoesNotApply,
    };
    let covered = last.map_or(Cell::NotRecorded, |last| match cover(insurance.as_ref(), last).outcome {
        Outcome::Clear | Outcome::Conditional => Cell::Answer(true),
        Outcome::Barred => Cell::Answer(false),
        Outcome::Question => Cell::NotRecorded,
    });
    let [agreed, missing] = agreements(one, first);
    let undecided = || match first {
        Some(first) if age_on(one.born, first) >= ADULT => Cell::DoesNotApply,
        _ => Cell::NotRecorded,
    };
    let decided =
        |cell: fn(&(VettingDecision, Option<String>)) -> Cell| vetting.as_ref().map_or_else(undecided, cell);
    let cells = [
        Cell::text(placement.reference.to_string()),
        Cell::text(&one.learner),
        Cell::text(&one.employer),
        Cell::text(&one.offer),
        Cell::text(placement.state.label()),
        Cell::on(first),
        Cell::on(last),
        Cell::count(placement.days.len()),
        if one.days.is_empty() { Cell::NotRecorded } else { Cell::Minutes(planned_minutes(&one.days)) },
        Cell::said(insurance.as_ref().map(words::basis)),
        ends,
        covered,
        decided(|(decision, _)| Cell::text(decision.choice.label())),
        decided(|(decision, _)| Cell::Date(decision.on)),
        decided(|(_, by)| Cell::said(by.as_ref())),
        visit,
        visited_on,
        visited_by,
        match met {
            Some(step) if step.is_waived() => Cell::text(own::WAIVED),
            step => Cell::on(step.map(|step| step.on)),
        },
        agreed,
        missing,
        sent.map_or(Cell::Nothing, |(number, _)| Cell::count(usize::try_from(number).unwrap_or_default())),
        sent.map_or(Cell::Nothing, |(_, on)| Cell::Date(on)),
        one.read.map_or(Cell::NotRecorded, |number| Cell::count(usize::try_from(number).unwrap_or_default())),
    ];
    Line((Some(&placement.learner), Some(&placement.id)), cells)
}

fn step(one: &Registered, gate: Gate) -> Option<&StepTaken> {
    one.steps.iter().find(|step| step.gate() == Some(gate))
}

fn visit(one: &Registered) -> [EvidenceCell; 3] {
    use EvidenceCell as Cell;
    match step(one, Gate::SiteVisit) {
        None => [Cell::NotRecorded, Cell::NotRecorded, Cell::NotRecorded],
        Some(step) if step.is_waived() => [Cell::text(own::WAIVED), Cell::Date(step.on), Cell::DoesNotApply],
        Some(step) => [Cell::text(own::VISITED), Cell::Date(step.on), Cell::said(step.who.as_ref())],
    }
}

fn agreements(one: &Registered, first: Option<NaiveDate>) -> [EvidenceCell; 2] {
    use EvidenceCell as Cell;
    let names = |actors: BTreeSet<AgreementActor>| {
        let labels: Vec<_> = actors.into_iter().map(Label::label).collect();
        if labels.is_empty() { None } else { Some(list(&labels)) }
    };
    let required = first.map(|first| required_actors(one.born, first)).unwrap_or_default();
    let missing = missing_actors(&required, &one.given).into_iter().collect();
    [Cell::said(names(one.given.iter().copied().collect())), names(missing).map_or(Cell::Nothing, Cell::Text)]
}
