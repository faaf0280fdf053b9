//! A table as CSV: a mark that lets Excel read UTF-8, headings, rows, and the date of which each row tells.

use std::borrow::Cow;

use chrono_tz::Europe::London;

use super::{EvidenceCell, EvidenceSheet};
use crate::words::evidence as words;

/// What makes a spreadsheet take a cell for a formula.
const BEGINS_A_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The byte order mark.
const MARK: &str = "\u{feff}";

/// A text that no spreadsheet takes for a formula.
fn inert(text: &str) -> Cow<'_, str> {
    let begins = text.trim_start_matches(' ').starts_with(BEGINS_A_FORMULA);
    if begins { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn written(cell: &EvidenceCell) -> String {
    match cell {
        EvidenceCell::Text(text) => inert(text).into_owned(),
        EvidenceCell::Minutes(minutes) => words::decimal_hours(*minutes),
        EvidenceCell::Date(date) => date.to_string(),
        EvidenceCell::About(count) => count.to_string(),
        other => other.words(),
    }
}

/// The table as CSV.
///
/// # Errors
/// [`csv::Error`], which memory never gives.
pub fn csv(evidence: &EvidenceSheet) -> Result<Vec<u8>, csv::Error> {
    let as_at = evidence.as_at.with_timezone(&London).date_naive().to_string();
    let mut file = csv::Writer::from_writer(MARK.as_bytes().to_vec());
    let headings = evidence.columns.iter().map(|column| column.heading);
    file.write_record(headings.chain([words::AS_AT]))?;
    for row in &evidence.rows {
        file.write_record(row.cells.iter().map(written).chain([as_at.clone()]))?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}
