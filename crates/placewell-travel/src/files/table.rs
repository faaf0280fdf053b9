//! A small table whose columns are found by name.

use std::io::{self, Read};

use super::rows::RowReader;

/// Why a table cannot be read. Lines count from 1 as an editor shows them.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The stream failed, or a row is longer than a mebibyte.
    #[error("line {line}: {error}")]
    Read {
        /// The last line that was read.
        line: u64,
        /// Why not.
        error: io::Error,
    },
    /// A column is missing.
    #[error("no column `{0}`")]
    NoColumn(&'static str),
    /// A row with more or fewer cells than the heading.
    #[error("line {line}: {cells} cells under {columns} columns")]
    Ragged {
        /// The line.
        line: u64,
        /// How many cells it has.
        cells: usize,
        /// How many columns the heading has.
        columns: usize,
    },
    /// A row that is not text.
    #[error("line {line}: not UTF-8 text")]
    NotText {
        /// The line.
        line: u64,
    },
}

/// The cells of the columns asked for, row by row. Blank lines are passed over.
pub struct Rows<R, const N: usize> {
    reader: RowReader<R>,
    columns: usize,
    places: [usize; N],
}

impl<R: Read, const N: usize> Rows<R, N> {
    /// Reads the heading.
    ///
    /// # Errors
    /// [`TableError`] when it cannot be read or lacks a column.
    pub fn open(input: R, names: [&'static str; N]) -> Result<Self, TableError> {
        let mut reader = RowReader::new(input);
        let has_heading = reader.advance().map_err(|error| TableError::Read { line: 1, error })?;
        let columns = if has_heading { reader.fields() } else { 0 };
        let mut places = [0; N];
        for (place, name) in places.iter_mut().zip(names) {
            let title = |at: usize| {
                let title = reader.field(at).unwrap_or_default();
                title.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(title).trim_ascii()
            };
            let found = (0..columns).find(|at| title(*at) == name.as_bytes());
            *place = found.ok_or(TableError::NoColumn(name))?;
        }
        Ok(Self { reader, columns, places })
    }

    fn row(&self) -> Result<[String; N], TableError> {
        let (line, cells, columns) = (self.reader.line(), self.reader.fields(), self.columns);
        if cells != columns {
            return Err(TableError::Ragged { line, cells, columns });
        }
        let mut row = [const { String::new() }; N];
        for (cell, place) in row.iter_mut().zip(self.places) {
            let bytes = self.reader.field(place).unwrap_or_default();
            let text = std::str::from_utf8(bytes).map_err(|_| TableError::NotText { line })?;
            text.trim().clone_into(cell);
        }
        Ok(row)
    }
}

impl<R: Read, const N: usize> Iterator for Rows<R, N> {
    type Item = Result<[String; N], TableError>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.reader.advance() {
            Ok(false) => None,
            Ok(true) => Some(self.row()),
            Err(error) => Some(Err(TableError::Read { line: self.reader.line(), error })),
        }
    }
}
