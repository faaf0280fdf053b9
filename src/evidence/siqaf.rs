//! Lines for the six parts of the quality framework for supported internships: what the record shows, and of how many.
//! A score is for people to give.

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::destination::{Destination, FollowUp};
use crate::domain::placement::{Gate, Placement};
use crate::domain::step_taken::StepTaken;
use crate::words::evidence::siqaf as own;
use crate::words::evidence::siqaf::QualityLine;

/// A supported internship with what the lines look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedInternship {
    /// The placement.
    pub placement: Placement,
    /// How each gate that is open was last passed.
    pub steps: Vec<StepTaken>,
    /// Whether the safeguarding lead has decided on vetting.
    pub vetted: bool,
    /// Whether there is a plan.
    pub planned: bool,
    /// Whether it was agreed what the learner wants from it.
    pub aims: bool,
    /// Whether the employer's pack was sent, and read.
    pub pack: (bool, bool),
    /// Whether a job coach is assigned.
    pub coached: bool,
    /// The days that have come.
    pub days: Vec<DayRecord>,
    /// Whether the employer said how it was.
    pub feedback: bool,
    /// Whether it was told how much help new tasks took.
    pub help: bool,
    /// Whether the learner said how it was.
    pub said: bool,
    /// Of each follow-up that is due what was found out last.
    pub found: Vec<(FollowUp, Option<Destination>)>,
}

const COLUMNS: usize = own::COLUMNS.len();

/// Every line, in the order of the framework.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[JudgedInternship]) -> EvidenceSheet {
    let lines = own::LINES.iter().map(|one| line(one, all));
    made(EvidenceTable::Siqaf, ground, &own::NOTES, &own::COLUMNS, lines)
}

fn line(about: &own::SiqafLine, all: &[JudgedInternship]) -> Line<'static, COLUMNS> {
    use EvidenceCell as Cell;
    let (met, of) = counted(about.line, all);
    let cells = [
        Cell::text(about.part),
        Cell::text(about.words),
        match (met, of) {
            (_, 0) => Cell::DoesNotApply,
            (0, _) => Cell::NotRecorded,
            (met, _) => Cell::count(met),
        },
        if of == 0 { Cell::Nothing } else { Cell::count(of) },
        Cell::text(about.counts),
        Cell::text(about.source),
        Cell::NotRecorded,
    ];
    Line((None, None), cells)
}

/// Of how many a line holds, and how many it is about.
fn counted(line: QualityLine, all: &[JudgedInternship]) -> (usize, usize) {
    use QualityLine as Q;
    let of =
        |holds: &dyn Fn(&JudgedInternship) -> bool| (all.iter().filter(|one| holds(one)).count(), all.len());
    let begun = |holds: fn(&JudgedInternship) -> bool| {
        let begun = || all.iter().filter(|one| !one.days.is_empty());
        (begun().filter(|one| holds(one)).count(), begun().count())
    };
    let done = |gate: Gate| {
        of(&move |one: &JudgedInternship| {
            one.steps.iter().any(|step| step.gate() == Some(gate) && !step.is_waived())
        })
    };
    let days = || all.iter().flat_map(|one| &one.days);
    let due = |after: FollowUp| {
        let those = || all.iter().flat_map(|one| &one.found).filter(move |(known, _)| *known == after);
        (
            those().filter(|(_, found)| found.as_ref().is_some_and(|found| found.code.is_some())).count(),
            those().count(),
        )
    };
    match line {
        Q::Vetting => of(&|one| one.vetted),
        Q::Plan => of(&|one| one.planned),
        Q::Aims => of(&|one| one.aims),
        Q::PackSent => of(&|one| one.pack.0),
        Q::PackRead => of(&|one| one.pack.1),
        Q::SiteVisit => done(Gate::SiteVisit),
        Q::Feedback => begun(|one| one.feedback),
        Q::Meeting => done(Gate::Meeting),
        Q::Agreement => done(Gate::Agreement),
        Q::Coach => of(&|one| one.coached),
        Q::Days => (days().filter(|day| day.came().is_some()).count(), days().count()),
        Q::Help => begun(|one| one.help),
        Q::Voice => begun(|one| one.said),
        Q::AfterThree => due(FollowUp::Three),
        Q::AfterSix => due(FollowUp::Six),
        Q::AfterTwelve => due(FollowUp::Twelve),
        Q::Paid => {
            let known = || {
                let newest =
                    |one: &JudgedInternship| one.found.iter().rev().find_map(|(_, found)| found.clone());
                all.iter().filter_map(newest).filter_map(|found| found.paid)
            };
            (known().filter(|paid| *paid).count(), known().count())
        }
    }
}
