//! Which column is which, by the spellings that are known.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::{Cell, Fault, Row, Sheet};

/// How far down the row of headings may stand, counted in rows that hold something.
const HEADER_WITHIN: usize = 20;

/// A column that is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// What it is called where its content is used.
    pub name: &'static str,
    /// How else sheets head it. Case, spaces and punctuation do not count.
    pub spellings: &'static [&'static str],
    /// Whether the table makes no sense without it.
    pub needed: bool,
}

impl Known {
    fn is_headed(&self, folded: &str) -> bool {
        fold(self.name) == folded || self.spellings.iter().any(|spelling| fold(spelling) == folded)
    }
}

/// A row of the table: what stands under each known column that is not empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number in the sheet.
    pub row: u32,
    /// The cells, by the names of their columns.
    pub cells: BTreeMap<&'static str, Cell>,
}

/// A sheet whose columns are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The row of the headings.
    pub header: u32,
    /// Where each known column stands, from 1.
    pub columns: BTreeMap<&'static str, usize>,
    /// Headings of columns that are not read.
    pub unread: Vec<String>,
    /// The rows below, in order.
    pub records: Vec<Record>,
}

impl Table {
    /// Finds the headings and reads what stands below them.
    ///
    /// # Errors
    /// A [`Fault`] when headings are missing, doubled or merged, or something stands below none.
    pub fn read(sheet: &Sheet, known: &[Known]) -> Result<Self, Fault> {
        let needed: Vec<_> = known.iter().filter(|column| column.needed).map(|column| column.name).collect();
        Self::read_by(sheet, |heading| named(heading, known), &needed)
    }

    /// As [`Self::read`], where the caller says what a heading stands for.
    ///
    /// # Errors
    /// As for [`Self::read`].
    pub fn read_by(
        sheet: &Sheet,
        find: impl Fn(&str) -> Option<&'static str>,
        needed: &[&'static str],
    ) -> Result<Self, Fault> {
        let (at, header) = heading_row(sheet, &find)?;
        if let Some(merged) = sheet.merged.iter().find(|merged| merged.last_row >= header.number) {
            return Err(Fault::MergedCells { row: merged.first_row, column: merged.column });
        }
        let mut columns: BTreeMap<&'static str, usize> = BTreeMap::new();
        let (mut by_place, mut unread) = (Vec::new(), Vec::new());
        for (place, cell) in header.cells.iter().enumerate() {
            let column = found(cell, &find);
            by_place.push(column);
            match column {
                Some(name) => {
                    if let Some(first) = columns.insert(name, place + 1) {
                        return Err(Fault::TwoColumns { name, first, second: place + 1 });
                    }
                }
                None => unread.extend(cell.words()),
            }
        }
        let missing: Vec<_> = needed.iter().copied().filter(|name| !columns.contains_key(name)).collect();
        if !missing.is_empty() {
            return Err(Fault::MissingColumns(missing));
        }
        let below = sheet.rows.iter().skip(at + 1);
        let records = below.map(|row| record(row, &header.cells, &by_place)).collect::<Result<_, _>>()?;
        Ok(Self { header: header.number, columns, unread, records })
    }
}

fn record(row: &Row, header: &[Cell], by_place: &[Option<&'static str>]) -> Result<Record, Fault> {
    let mut cells = BTreeMap::new();
    for (place, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        if header.get(place).is_none_or(Cell::is_empty) {
            return Err(Fault::NoHeading { row: row.number, column: place + 1 });
        }
        if let Some(name) = by_place.get(place).copied().flatten() {
            cells.insert(name, cell.clone());
        }
    }
    Ok(Record { row: row.number, cells })
}

/// The first row with two known headings; a table of one column needs only that one.
fn heading_row(sheet: &Sheet, find: impl Fn(&str) -> Option<&'static str>) -> Result<(usize, &Row), Fault> {
    let heads = |row: &Row| {
        let known = row.cells.iter().filter(|cell| found(cell, &find).is_some()).count();
        known >= 2 || (known == 1 && row.cells.len() == 1)
    };
    let mut first = sheet.rows.iter().take(HEADER_WITHIN).enumerate();
    first.find(|(_, row)| heads(row)).ok_or(Fault::NoHeader)
}

fn found(cell: &Cell, find: impl Fn(&str) -> Option<&'static str>) -> Option<&'static str> {
    let Cell::Text(heading) = cell else { return None };
    find(heading)
}

fn named(heading: &str, known: &[Known]) -> Option<&'static str> {
    let folded = fold(heading);
    known.iter().find(|column| column.is_headed(&folded)).map(|column| column.name)
}

/// A heading as it is compared: letters and digits, in lower case, canonically composed.
#[must_use]
pub fn fold(heading: &str) -> String {
    heading.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}
