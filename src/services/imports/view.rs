//! An import as its bringer sees it.

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::plan::Plan;
use crate::db::imports::{Import, ImportCounts, ImportHead, ImportKind, ImportState};
use crate::domain::ids::ImportId;
use crate::intake::sheet::AskedOfSheet;
use crate::intake::{SheetAnswers, SheetColumn, SheetFault, SheetField};

/// The most faults that one answer names.
pub const MOST_FAULTS: usize = 200;

/// How long an import can be undone.
pub(super) const UNDO_WITHIN: TimeDelta = TimeDelta::days(1);

/// A question about a file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportQuestion {
    /// Which of the answers it asks for.
    pub asked: AskedOfSheet,
    /// The question.
    pub question: String,
}

/// A column of the file.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportColumn {
    /// As the sheet shows it.
    #[schema(example = "C")]
    pub column: String,
    /// What it is headed.
    pub heading: String,
    /// The field that it is read as; absent when the column is not read.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub field: Option<&'static str>,
}

/// What is wrong with a row.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportFault {
    /// The row, as the sheet numbers it.
    pub row: u32,
    /// The column, as the sheet shows it; absent when it is about the whole row.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "C")]
    pub column: Option<String>,
    /// The field; absent when it is about the whole row. `answers.cells` says what stands in place of the cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub field: Option<&'static str>,
    /// What stands in the cell; absent when nothing does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<String>,
    /// What to change.
    pub message: String,
}

/// A question that new learners or offers leave open.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportOpenQuestion {
    /// The field.
    #[schema(value_type = String)]
    pub field: &'static str,
    /// The question.
    #[schema(value_type = String)]
    pub question: &'static str,
    /// Of how many learners or offers it is to be asked.
    pub learners: usize,
}

/// A field that a column can be read as.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportField {
    /// Its name.
    #[schema(value_type = String)]
    pub field: &'static str,
    /// What it asks.
    #[schema(value_type = String)]
    pub question: &'static str,
}

/// Every field that a column of a file can be read as.
#[must_use]
pub fn fields(kind: ImportKind) -> Vec<ImportField> {
    let shown = |field: &SheetField| ImportField { field: field.name, question: field.label };
    kind.fields().iter().map(shown).collect()
}

/// The fields of which the same may be said of every row at once.
#[must_use]
pub fn fields_of_all(kind: ImportKind) -> Vec<ImportField> {
    let shown = |field: &SheetField| ImportField { field: field.name, question: field.label };
    kind.fields().iter().filter(|field| field.of_all).map(shown).collect()
}

/// A file that was brought in, and what it comes to.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ImportView {
    /// The identifier.
    pub id: ImportId,
    /// Rises with each change; the ETag.
    pub version: i64,
    /// What the file holds.
    pub kind: ImportKind,
    /// Where it stands.
    pub state: ImportState,
    /// What must be answered before its rows can be taken in.
    pub questions: Vec<ImportQuestion>,
    /// What was answered.
    pub answers: SheetAnswers,
    /// Its columns, until the rows are in.
    pub columns: Vec<ImportColumn>,
    /// How many rows come to what.
    pub counts: ImportCounts,
    /// What is wrong with the faulty rows, until the others are in; at most 200.
    pub faults: Vec<ImportFault>,
    /// What is still to be asked of the new learners or offers.
    pub still_to_ask: Vec<ImportOpenQuestion>,
    /// When it was brought.
    pub created_at: DateTime<Utc>,
    /// Until when it can be undone, once its rows are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo_until: Option<DateTime<Utc>>,
}

/// An import in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct ImportSummary {
    /// The identifier.
    pub id: ImportId,
    /// Rises with each change.
    pub version: i64,
    /// What the file holds.
    pub kind: ImportKind,
    /// Where it stands.
    pub state: ImportState,
    /// When it was brought.
    pub created_at: DateTime<Utc>,
    /// Until when it can be undone, once its rows are in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub undo_until: Option<DateTime<Utc>>,
}

impl From<ImportHead> for ImportSummary {
    fn from(head: ImportHead) -> Self {
        let ImportHead { id, kind, state, version, created_at, confirmed_at } = head;
        Self { id, version, kind, state, created_at, undo_until: undo_until(state, confirmed_at) }
    }
}

fn undo_until(state: ImportState, confirmed_at: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    confirmed_at.filter(|_| state == ImportState::Confirmed).map(|at| at + UNDO_WITHIN)
}

/// The view of an import, with its plan while its rows are not in.
pub(super) fn view(import: &Import, plan: Option<&Plan>) -> ImportView {
    let reading = plan.map(|plan| &plan.reading);
    let questions = reading.map(|reading| reading.questions.as_slice()).unwrap_or_default();
    let columns = reading.map(|reading| reading.columns.as_slice()).unwrap_or_default();
    let faults = reading.map(|reading| reading.faults.as_slice()).unwrap_or_default();
    let open = plan.map(|plan| plan.open.as_slice()).unwrap_or_default();
    ImportView {
        id: import.id.clone(),
        version: import.version,
        kind: import.kind,
        state: import.state,
        questions: questions
            .iter()
            .map(|question| ImportQuestion { asked: question.asked, question: question.words.clone() })
            .collect(),
        answers: import.doc.answers.clone(),
        columns: columns.iter().map(column).collect(),
        counts: plan.map_or(import.doc.counts, |plan| plan.counts),
        faults: faults.iter().take(MOST_FAULTS).map(fault).collect(),
        still_to_ask: open
            .iter()
            .map(|(missing, learners)| ImportOpenQuestion {
                field: missing.field,
                question: missing.question,
                learners: *learners,
            })
            .collect(),
        created_at: import.created_at,
        undo_until: undo_until(import.state, import.confirmed_at),
    }
}

fn column(column: &SheetColumn) -> ImportColumn {
    ImportColumn { column: column.letters(), heading: column.heading.clone(), field: column.field }
}

fn fault(fault: &SheetFault) -> ImportFault {
    ImportFault {
        row: fault.row,
        column: fault.letters(),
        field: fault.field,
        found: fault.found.clone(),
        message: fault.message.clone(),
    }
}
