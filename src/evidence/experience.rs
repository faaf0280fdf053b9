//! Hours and skills, learner by learner: each placement with the hours that it adds, the tasks that were done and the help
//! that new ones took.
//!
//! Fifty hours over the years of secondary school are two weeks: what equalex, the framework of the Careers and Enterprise
//! Company for England, counts towards. Wales sets no number.

use chrono::NaiveDate;

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::calendar::year_group;
use crate::domain::nation::Nation;
use crate::domain::placement::Placement;
use crate::domain::support::HelpLevel;
use crate::words::evidence::experience as own;
use crate::words::label::Label;

/// A placement that has begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// The placement.
    pub placement: Placement,
    /// The learner's whole name.
    pub learner: String,
    /// The learner's date of birth.
    pub born: NaiveDate,
    /// The employer's name.
    pub employer: String,
    /// The days that have come.
    pub days: Vec<DayRecord>,
    /// The names of the tasks that the learner did, as somebody saw.
    pub tried: Vec<String>,
    /// With what help new tasks began, as it was told last.
    pub help: Option<HelpLevel>,
    /// What the learner would like to do next.
    pub next: Option<String>,
}

/// Two weeks, in minutes.
const WANTED: u32 = 50 * 60;

/// The last year group whose hours count towards them.
const LAST_YEAR: i32 = 11;

/// The first.
const FIRST_YEAR: i32 = 7;

const COLUMNS: usize = own::COLUMNS.len();

/// Every placement that has begun, by learner and date.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Done]) -> EvidenceSheet {
    let mut all: Vec<&Done> = all.iter().filter(|one| !one.days.is_empty()).collect();
    all.sort_by_key(|one| {
        (&one.learner, &one.placement.learner, one.placement.days.first().copied(), &one.placement.reference)
    });
    let mut lines = Vec::new();
    for its in all.chunk_by(|one, other| one.placement.learner == other.placement.learner) {
        let mut total = None;
        for one in its {
            lines.push(line(ground.nation, one, &mut total));
        }
    }
    made(EvidenceTable::Experience, ground, own::notes(ground.nation), &own::COLUMNS, lines)
}

fn line<'a>(nation: Nation, one: &'a Done, total: &mut Option<u32>) -> Line<'a, COLUMNS> {
    use EvidenceCell as Cell;
    let first = one.placement.days.first().copied().unwrap_or(one.born);
    let year = year_group(one.born, first);
    let is_told = one.days.iter().any(|day| day.came().is_some());
    let minutes: u32 = one.days.iter().filter(|day| day.came() == Some(true)).map(DayRecord::minutes).sum();
    let counts = (FIRST_YEAR..=LAST_YEAR).contains(&year);
    if is_told && counts {
        *total = Some(total.unwrap_or(0) + minutes);
    }
    let sum = |cell: fn(u32) -> Cell| match (counts, *total) {
        (false, _) => Cell::DoesNotApply,
        (true, None) => Cell::NotRecorded,
        (true, Some(total)) => cell(total),
    };
    let cells = [
        Cell::text(&one.learner),
        u32::try_from(year).map_or(Cell::NotRecorded, Cell::Number),
        Cell::text(one.placement.reference.to_string()),
        Cell::text(&one.employer),
        Cell::text(one.placement.programme.label()),
        Cell::Date(first),
        if is_told { Cell::Minutes(minutes) } else { Cell::NotRecorded },
        sum(Cell::Minutes),
        match nation {
            Nation::Wales => Cell::DoesNotApply,
            Nation::England => sum(|total| Cell::Minutes(WANTED.saturating_sub(total))),
        },
        Cell::said((!one.tried.is_empty()).then(|| one.tried.join("; "))),
        Cell::said(one.help.map(Label::label)),
        Cell::said(one.next.as_ref()),
    ];
    Line((Some(&one.placement.learner), Some(&one.placement.id)), cells)
}
