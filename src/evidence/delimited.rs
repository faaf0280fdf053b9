//! A table as CSV: a mark that lets Excel read UTF-8, headings, rows, and the date of which each row tells.

use std::borrow::Cow;

use chrono_tz::Europe::London;

use super::{EvidenceCell, EvidenceRow, EvidenceSheet, SheetFrame};
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

/// A table as CSV, written part by part.
pub struct CsvFile {
    file: csv::Writer<Vec<u8>>,
    as_at: String,
}

impl CsvFile {
    /// The headings of a table.
    ///
    /// # Errors
    /// [`csv::Error`], which memory never gives.
    pub fn begin<'a>(frame: impl Into<SheetFrame<'a>>) -> Result<Self, csv::Error> {
        let frame = frame.into();
        let as_at = frame.as_at.with_timezone(&London).date_naive().to_string();
        let mut file = csv::Writer::from_writer(MARK.as_bytes().to_vec());
        let headings = frame.columns.iter().map(|column| column.heading);
        file.write_record(headings.chain([words::AS_AT]))?;
        Ok(Self { file, as_at })
    }

    /// More rows.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    pub fn add(&mut self, rows: &[EvidenceRow]) -> Result<(), csv::Error> {
        for row in rows {
            self.file.write_record(row.cells.iter().map(written).chain([self.as_at.clone()]))?;
        }
        Ok(())
    }

    /// The whole file.
    ///
    /// # Errors
    /// As for [`Self::begin`].
    pub fn finish(self) -> Result<Vec<u8>, csv::Error> {
        self.file.into_inner().map_err(|error| error.into_error().into())
    }
}

/// A table as CSV.
///
/// # Errors
/// [`csv::Error`], which memory never gives.
pub fn csv(evidence: &EvidenceSheet) -> Result<Vec<u8>, csv::Error> {
    let mut file = CsvFile::begin(evidence)?;
    file.add(&evidence.rows)?;
    file.finish()
}
