//! A sheet whose heading is understood, and its rows.

use std::collections::BTreeMap;
use std::io::Read;

use super::SheetError;
use super::names::canonical;

/// One sheet, read whole. Rows without a word in them are left out.
pub(super) struct Table {
    name: &'static str,
    columns: BTreeMap<String, usize>,
    records: Vec<(u64, csv::StringRecord)>,
}

impl Table {
    /// Reads a sheet that must have the columns in `needed`, in any order and in any case.
    pub(super) fn read(
        name: &'static str,
        mut input: impl Read,
        needed: &[&'static str],
    ) -> Result<Self, SheetError> {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map_err(|error| SheetError::Read { sheet: name, error })?;
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .has_headers(false)
            .flexible(true)
            .from_reader(bytes.as_slice());
        let mut lines = Lines::of(&bytes);
        let mut records = Vec::new();
        for record in reader.byte_records() {
            let record = record.map_err(|error| SheetError::Csv { sheet: name, error })?;
            let line = lines.begins(record.position().map_or(0, csv::Position::byte));
            let record = csv::StringRecord::from_byte_record(record)
                .map_err(|_| SheetError::NotText { sheet: name, line })?;
            records.push((line, record));
        }
        let heading = if records.is_empty() { csv::StringRecord::new() } else { records.remove(0).1 };
        let columns = columns(name, &heading, needed)?;
        if let Some((line, record)) = records.iter().find(|(_, record)| record.len() > heading.len()) {
            return Err(SheetError::TooWide { sheet: name, line: *line, cells: record.len() });
        }
        records.retain(|(_, record)| !record.iter().all(str::is_empty));
        Ok(Self { name, columns, records })
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|(line, record)| Row { table: self, line: *line, record })
    }
}

/// Where each column stands.
fn columns(
    sheet: &'static str,
    heading: &csv::StringRecord,
    needed: &[&'static str],
) -> Result<BTreeMap<String, usize>, SheetError> {
    let mut columns = BTreeMap::new();
    for (at, title) in heading.iter().enumerate() {
        let column = canonical(title.trim_start_matches('\u{feff}')).to_lowercase();
        if !column.is_empty() && columns.insert(column.clone(), at).is_some() {
            return Err(SheetError::ColumnTwice { sheet, column });
        }
    }
    if let Some(column) = needed.iter().find(|column| !columns.contains_key(**column)) {
        let found = heading.iter().collect::<Vec<_>>().join(", ");
        return Err(SheetError::NoColumn { sheet, column, found });
    }
    Ok(columns)
}

/// Counts lines as an editor shows them, whether they end in LF, CR LF or CR. The parser's own
/// count is too small after CR LF and after blank lines.
struct Lines<'a> {
    bytes: &'a [u8],
    passed: usize,
    line: u64,
}

impl<'a> Lines<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, passed: 0, line: 1 }
    }

    /// The line on which a record begins, which the parser says begins at a byte: before the line
    /// endings that precede it. Asked in ascending order.
    fn begins(&mut self, byte: u64) -> u64 {
        let byte = usize::try_from(byte).unwrap_or(usize::MAX);
        while let Some((at, rest)) = self.bytes.get(self.passed..).and_then(<[u8]>::split_first) {
            let is_end =
                matches!((*at, rest.first().copied()), (b'\n', _) | (b'\r', None | Some(0..=9 | 11..)));
            if self.passed >= byte && !matches!(at, b'\n' | b'\r') {
                break;
            }
            self.line += u64::from(is_end);
            self.passed += 1;
        }
        self.line
    }
}

/// One row of a sheet.
pub(super) struct Row<'a> {
    table: &'a Table,
    line: u64,
    record: &'a csv::StringRecord,
}

impl<'a> Row<'a> {
    /// The line it begins on, counted from 1.
    pub(super) fn line(&self) -> u64 {
        self.line
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
