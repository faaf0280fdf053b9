//! Which column is which: by what the person said, else by the spellings that are known.

use std::collections::{BTreeMap, BTreeSet};

use placewell_sheets::cell::letters;
use placewell_sheets::{Cell, Sheet, fold};

use super::answers::SheetAnswers;
use super::field::SheetField;
use crate::words::intake as words;

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

    /// What a heading stands for. One that stands twice in its row, and of which nothing was said, stands for the same as
    /// the first: whoever brought the file is then asked which of them it is.
    pub(super) fn find(&self, heading: &str) -> Option<&'static str> {
        let known = |heading: &str| self.by_heading.get(&fold(heading)).copied();
        known(heading).or_else(|| known(words::without_column(heading)?)).flatten()
    }

    /// The row of the headings; where no heading is known, the first row that could be one.
    fn header(&self, sheet: &Sheet) -> Option<usize> {
        let known = |cell: &&Cell| matches!(cell, Cell::Text(heading) if self.find(heading).is_some());
        let texts = |cell: &&Cell| matches!(cell, Cell::Text(_));
        let with = |least: usize, is: &dyn Fn(&&Cell) -> bool| {
            let mut first = sheet.rows.iter().take(HEADER_WITHIN);
            first.position(|row| row.cells.iter().filter(is).count() >= least)
        };
        with(2, &known).or_else(|| with(2, &texts)).or((!sheet.rows.is_empty()).then_some(0))
    }

    /// Gives each heading that stands a second time in its row a name of its own.
    pub(super) fn tell_apart(&self, sheet: &mut Sheet) {
        let Some(row) = self.header(sheet).and_then(|at| sheet.rows.get_mut(at)) else { return };
        let mut seen = BTreeSet::new();
        for (at, cell) in row.cells.iter_mut().enumerate() {
            let Cell::Text(heading) = cell else { continue };
            if !seen.insert(fold(heading)) {
                *heading = words::of_column(heading, &letters(at + 1));
            }
        }
    }

    /// The columns below their headings.
    pub(super) fn columns(&self, sheet: &Sheet) -> Vec<SheetColumn> {
        let row = self.header(sheet).and_then(|at| sheet.rows.get(at));
        let cells = row.map(|row| row.cells.as_slice()).unwrap_or_default();
        let column = |(at, cell): (usize, &Cell)| {
            let heading = cell.words()?;
            Some(SheetColumn { place: at + 1, field: self.find(&heading), heading })
        };
        cells.iter().enumerate().filter_map(column).collect()
    }
}
