//! A reader for OS Code-Point Open: postcodes with eastings and northings.
//!
//! Reads the official layout (no header, ten columns, quoted) and the shorter one with only
//! postcode, quality, easting, northing. A bad row is reported and passed over.

use std::io::Read;

use super::rows::RowReader;
use crate::grid::Grid;
use placewell_domain::place::{Coordinates, Postcode};

/// Positional quality 90 means that no position is known: the coordinates are noughts.
const NO_POSITION: &[u8] = b"90";

/// The longest line that a postcode file can reasonably hold, in fields.
const MOST_FIELDS: usize = 64;

/// Why a row was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum RowFault {
    /// The row is not readable as comma-separated values.
    #[error("not readable as comma-separated values")]
    Unreadable,
    /// Fewer than four columns, or absurdly many.
    #[error("not four to ten columns: postcode, quality, easting, northing")]
    Columns,
    /// The first column is not a full postcode.
    #[error("the first column is not a full postcode")]
    Postcode,
    /// The file itself says that the postcode has no known position.
    #[error("no position is known for this postcode (quality 90)")]
    NoPosition,
    /// Easting or northing is not a whole number of metres on the grid.
    #[error("easting and northing are not metres on the British National Grid")]
    Grid,
}

/// A row that was passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {fault}")]
pub struct RowError {
    /// The line of the file, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub fault: RowFault,
}

/// Reads postcodes row by row; each item is a position or the row's fault.
pub struct PostcodeReader<R> {
    rows: RowReader<R>,
    grid: Grid,
    first: bool,
    broken: bool,
}

impl<R: Read> PostcodeReader<R> {
    /// Reads comma-separated values, with or without a header line.
    #[must_use]
    pub fn new(input: R, grid: Grid) -> Self {
        Self { rows: RowReader::new(input), grid, first: true, broken: false }
    }

    fn field(&self, place: usize) -> &[u8] {
        self.rows.field(place).unwrap_or_default().trim_ascii()
    }

    fn row(&self) -> Result<(Postcode, Coordinates), RowFault> {
        if !(4..=MOST_FIELDS).contains(&self.rows.fields()) {
            return Err(RowFault::Columns);
        }
        let text = |index: usize| std::str::from_utf8(self.field(index)).ok();
        let postcode = text(0).and_then(|text| Postcode::parse(text).ok()).ok_or(RowFault::Postcode)?;
        if self.field(1) == NO_POSITION {
            return Err(RowFault::NoPosition);
        }
        let metres =
            |index: usize| text(index).and_then(|text| text.parse::<u32>().ok()).ok_or(RowFault::Grid);
        let at = self.grid.to_coordinates(metres(2)?, metres(3)?).ok_or(RowFault::Grid)?;
        Ok((postcode, at))
    }

    /// A first line that names its columns instead of giving values.
    fn is_header(&self) -> bool {
        let first = self.field(0);
        let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
        first.to_ascii_lowercase().starts_with(b"postcode") || first.eq_ignore_ascii_case(b"pc")
    }
}

impl<R: Read> Iterator for PostcodeReader<R> {
    type Item = Result<(Postcode, Coordinates), RowError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.broken {
            return None;
        }
        loop {
            match self.rows.advance() {
                Ok(false) => return None,
                Ok(true) if std::mem::take(&mut self.first) && self.is_header() => {}
                Ok(true) => {
                    let line = self.rows.line();
                    return Some(self.row().map_err(|fault| RowError { line, fault }));
                }
                Err(_) => {
                    self.broken = true;
                    return Some(Err(RowError { line: self.rows.line() + 1, fault: RowFault::Unreadable }));
                }
            }
        }
    }
}

/// What an import met, summed up for whoever ran it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Rows taken.
    pub taken: u64,
    /// By fault: how many rows, and the line of the first.
    pub passed_over: std::collections::BTreeMap<RowFault, (u64, u64)>,
}

impl ImportReport {
    /// Counts one row, and hands on its position.
    pub fn count(
        &mut self,
        row: Result<(Postcode, Coordinates), RowError>,
    ) -> Option<(Postcode, Coordinates)> {
        match row {
            Ok(taken) => {
                self.taken += 1;
                Some(taken)
            }
            Err(RowError { line, fault }) => {
                self.passed_over.entry(fault).or_insert((0, line)).0 += 1;
                None
            }
        }
    }
}
