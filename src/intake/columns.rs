//! Which column is which: by what the person said, else by the spellings that are known.

use std::collections::BTreeMap;

use placewell_sheets::cell::letters;
use placewell_sheets::{Cell, Sheet, fold};

use super::answers::SheetAnswers;
use super::field::SheetField;

/// How far down the row of headings is looked for where none is known, counted in rows that hold something.
const HEADER_WITHIN: usize = 20;

/// A column of the sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetColumn {
    /// Its place, from 1.
    pub place: usize,
    /// What it is headed.
    pub heading: String,
    /// The field that it is read as, if any.
    pub field: Option<&'static str>,
}

impl SheetColumn {
    /// As the sheet shows its place, such as `C`.
    #[must_use]
    pub fn letters(&self) -> String {
        letters(self.place)
    }
}

/// What headings stand for.
pub(super) struct Matching {
    by_heading: BTreeMap<String, Option<&'static str>>,
}

impl Matching {
    pub(super) fn of(fields: &'static [SheetField], answers: &SheetAnswers) -> Self {
        let mut by_heading = BTreeMap::new();
        for field in fields {
            let known = [field.name, field.label];
            for spelling in known.iter().chain(field.spellings) {
                by_heading.entry(fold(spelling)).or_insert(Some(field.name));
            }
        }
        for (heading, name) in &answers.columns {
            let field = fields.iter().find(|field| field.name == name).map(|field| field.name);
            by_heading.insert(fold(heading), field);
        }
        Self { by_heading }
    }

    pub(super) fn find(&self, heading: &str) -> Option<&'static str> {
        self.by_heading.get(&fold(heading)).copied().flatten()
    }

    /// The columns below their headings; where no heading is known, the first row that could be one of headings.
    pub(super) fn columns(&self, sheet: &Sheet) -> Vec<SheetColumn> {
        let known = |cell: &&Cell| matches!(cell, Cell::Text(heading) if self.find(heading).is_some());
        let texts = |cell: &&Cell| matches!(cell, Cell::Text(_));
        let with = |least: usize, is: &dyn Fn(&&Cell) -> bool| {
            sheet.rows.iter().take(HEADER_WITHIN).find(|row| row.cells.iter().filter(is).count() >= least)
        };
        let row = with(2, &known).or_else(|| with(2, &texts)).or(sheet.rows.first());
        let cells = row.map(|row| row.cells.as_slice()).unwrap_or_default();
        let column = |(at, cell): (usize, &Cell)| {
            let heading = cell.words()?;
            Some(SheetColumn { place: at + 1, field: self.find(&heading), heading })
        };
        cells.iter().enumerate().filter_map(column).collect()
    }
}
