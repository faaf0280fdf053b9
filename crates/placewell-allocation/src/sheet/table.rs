//! A sheet whose heading is understood, and the words in it.

use std::collections::BTreeMap;
use std::io::Read;

use super::SheetError;

/// One sheet, read whole. Rows without a word in them are left out.
pub(super) struct Table {
    name: &'static str,
    columns: BTreeMap<String, usize>,
    records: Vec<csv::StringRecord>,
}

impl Table {
    /// Reads a sheet that must have the columns in `needed`, in any order and in any case.
    pub(super) fn read(
        name: &'static str,
        input: impl Read,
        needed: &[&'static str],
    ) -> Result<Self, SheetError> {
        let broken = |error| SheetError::Csv { sheet: name, error };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).flexible(true).from_reader(input);
        let heading = reader.headers().map_err(broken)?.clone();
        let mut columns = BTreeMap::new();
        for (at, title) in heading.iter().enumerate() {
            let column = title.trim_start_matches('\u{feff}').to_lowercase();
            if !column.is_empty() && columns.insert(column.clone(), at).is_some() {
                return Err(SheetError::ColumnTwice { sheet: name, column });
            }
        }
        if let Some(column) = needed.iter().find(|column| !columns.contains_key(**column)) {
            let found = heading.iter().collect::<Vec<_>>().join(", ");
            return Err(SheetError::NoColumn { sheet: name, column, found });
        }
        let mut records = Vec::new();
        for record in reader.into_records() {
            let record = record.map_err(broken)?;
            if record.len() > heading.len() {
                return Err(SheetError::TooWide { sheet: name, line: line(&record), cells: record.len() });
            }
            if !record.iter().all(str::is_empty) {
                records.push(record);
            }
        }
        Ok(Self { name, columns, records })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { table: self, record })
    }
}

fn line(record: &csv::StringRecord) -> u64 {
    record.position().map_or(0, csv::Position::line)
}

/// One row of a sheet.
pub(super) struct Row<'a> {
    table: &'a Table,
    record: &'a csv::StringRecord,
}

impl<'a> Row<'a> {
    /// The line it begins on, counted from 1.
    pub(super) fn line(&self) -> u64 {
        line(self.record)
    }

    /// What stands in a column; nothing if the sheet has no such column.
    pub(super) fn text(&self, column: &str) -> &'a str {
        self.table.columns.get(column).and_then(|&at| self.record.get(at)).unwrap_or("")
    }

    /// What stands in a column that may not be empty.
    pub(super) fn word(&self, column: &'static str) -> Result<&'a str, SheetError> {
        let empty = SheetError::Empty { sheet: self.table.name, line: self.line(), column };
        Some(self.text(column)).filter(|text| !text.is_empty()).ok_or(empty)
    }

    pub(super) fn number(&self, column: &'static str) -> Result<u32, SheetError> {
        let value = self.text(column);
        value.parse().map_err(|_| SheetError::NotANumber {
            sheet: self.table.name,
            line: self.line(),
            column,
            value: value.to_owned(),
        })
    }
}

/// Numbers words in the order they come.
#[derive(Default)]
pub(super) struct Names {
    index: BTreeMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    /// The number of a word, a new one if it is new.
    pub(super) fn of(&mut self, name: &str) -> u32 {
        if let Some(known) = self.find(name) {
            return known;
        }
        let index = self.names.len() as u32;
        self.index.insert(name.to_owned(), index);
        self.names.push(name.to_owned());
        index
    }

    pub(super) fn find(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    pub(super) fn count(&self) -> usize {
        self.names.len()
    }

    /// The word that has a number.
    pub(super) fn name(&self, index: u32) -> String {
        self.names.get(index as usize).cloned().unwrap_or_default()
    }

    /// The words that have these numbers, in one line.
    pub(super) fn list(&self, indices: &[u32]) -> String {
        indices.iter().map(|index| self.name(*index)).collect::<Vec<_>>().join(", ")
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }
}
