//! The seven tests of a meaningful experience of a workplace, a row for each test of each placement.

use chrono::NaiveDate;

use super::{DayRecord, EvidenceCell, EvidenceGround, EvidenceSheet, EvidenceTable, Line, made};
use crate::domain::code::Code;
use crate::domain::offer::Offer;
use crate::domain::placement::Placement;
use crate::domain::text::Line as Words;
use crate::programme::{Block, Content, Day, MeaningfulTest, Programme, TestResult, meaningful};
use crate::words::evidence::meaningful as own;
use crate::words::label::Label;
use crate::words::programme::wording;

/// A plan with the offer that it is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestedPlan {
    /// Its version.
    pub version: i64,
    /// The plan.
    pub programme: Programme,
    /// The offer as it stands.
    pub offer: Offer,
}

/// A placement with what the tests look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Experience {
    /// The placement.
    pub placement: Placement,
    /// The learner's whole name.
    pub learner: String,
    /// The employer's name.
    pub employer: String,
    /// The newest plan.
    pub plan: Option<TestedPlan>,
    /// What was agreed that the learner wants from this placement, and when.
    pub aims: Option<(Vec<Words>, NaiveDate)>,
    /// The days that have come.
    pub days: Vec<DayRecord>,
}

const COLUMNS: usize = own::COLUMNS.len();

/// The tests of every placement.
#[must_use]
pub fn table(ground: EvidenceGround, all: &[Experience]) -> EvidenceSheet {
    let lines = all.iter().flat_map(lines);
    made(EvidenceTable::Meaningful, ground, &own::NOTES, &own::COLUMNS, lines)
}

fn lines(one: &Experience) -> Vec<Line<'_, COLUMNS>> {
    let aims = one.aims.as_ref().map(|(aims, _)| aims.as_slice()).unwrap_or_default();
    match &one.plan {
        None => MeaningfulTest::ALL.iter().map(|test| unplanned(one, *test)).collect(),
        Some(plan) => {
            let results = meaningful(&plan.programme, &plan.offer, aims);
            results.iter().map(|result| planned(one, plan, result)).collect()
        }
    }
}

/// What a test's row begins with.
fn head(one: &Experience, plan: Option<i64>, test: MeaningfulTest) -> [EvidenceCell; 6] {
    use EvidenceCell as Cell;
    let version = plan.and_then(|version| u32::try_from(version).ok());
    [
        Cell::text(one.placement.reference.to_string()),
        Cell::text(&one.learner),
        Cell::text(&one.employer),
        Cell::text(one.placement.state.label()),
        version.map_or(Cell::NotRecorded, Cell::Number),
        Cell::text(own::test(test)),
    ]
}

fn row<'a>(one: &'a Experience, head: [EvidenceCell; 6], rest: [EvidenceCell; 7]) -> Line<'a, COLUMNS> {
    let [reference, learner, employer, state, plan, test] = head;
    let [met, on, at, block, shown, more, came] = rest;
    let cells = [reference, learner, employer, state, plan, test, met, on, at, block, shown, more, came];
    Line((Some(&one.placement.learner), Some(&one.placement.id)), cells)
}

fn unplanned(one: &Experience, test: MeaningfulTest) -> Line<'_, COLUMNS> {
    use EvidenceCell as Cell;
    let unknown = || Cell::NotRecorded;
    let rest = [unknown(), unknown(), unknown(), unknown(), unknown(), unknown(), unknown()];
    row(one, head(one, None, test), rest)
}

fn planned<'a>(one: &'a Experience, plan: &TestedPlan, result: &TestResult) -> Line<'a, COLUMNS> {
    use EvidenceCell as Cell;
    let first = plan.programme.blocks().find(|(_, block)| result.shown_by.contains(&block.id));
    let rest = match first {
        Some((day, block)) => [
            Cell::Answer(result.met),
            Cell::Date(day.date),
            Cell::text(block.span.from.to_string()),
            Cell::text(block.id.to_string()),
            Cell::Text(what(plan, day, block)),
            Cell::count(result.shown_by.len().saturating_sub(1)),
            came(one, day.date),
        ],
        None => {
            // What was agreed beforehand stands on no block.
            let aims = one.aims.as_ref().filter(|_| result.met);
            let said = aims.map(|(aims, _)| aims.iter().map(Words::as_str).collect::<Vec<_>>().join("; "));
            [
                Cell::Answer(result.met),
                aims.map_or(Cell::Nothing, |(_, on)| Cell::Date(*on)),
                if result.met { Cell::DoesNotApply } else { Cell::Nothing },
                if result.met { Cell::DoesNotApply } else { Cell::Nothing },
                said.map_or(Cell::Nothing, Cell::Text),
                if result.met { Cell::DoesNotApply } else { Cell::Nothing },
                Cell::DoesNotApply,
            ]
        }
    };
    row(one, head(one, Some(plan.version), result.test), rest)
}

/// What the block is: the job, or the standard part of the day.
fn what(plan: &TestedPlan, day: &Day, block: &Block) -> String {
    let job = match &block.content {
        Content::Task { task, .. } => plan.offer.task(task).map(|task| task.name.to_string()),
        _ => None,
    };
    let last = plan.programme.days.last().map(|day| day.date) == Some(day.date);
    job.unwrap_or_else(|| wording(&block.what, last).into_owned())
}

fn came(one: &Experience, date: NaiveDate) -> EvidenceCell {
    let day = one.days.iter().find(|record| record.day.date == date);
    // A day that has not come says nothing yet.
    let Some(record) = day else { return EvidenceCell::DoesNotApply };
    record.came().map_or(EvidenceCell::NotRecorded, EvidenceCell::Answer)
}
