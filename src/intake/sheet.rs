//! A whole sheet: its columns, its rows as far as they can be read, and what is asked or wrong.

use std::collections::{BTreeMap, BTreeSet};

use placewell_sheets::cell::letters;

use super::columns::SheetColumn;
use super::field::SheetField;
use super::kind::ImportKind;
use super::said::Answered;
use crate::domain::check::FieldError;
use crate::domain::code::vocabulary;
use crate::words::intake as words;

vocabulary! {
    /// What is asked about a file before its rows can be read.
    AskedOfSheet {
        /// What separates the columns: `separator`.
        Separator = "separator",
        /// Which sheet holds the table: `sheet`.
        Sheet = "sheet",
        /// What the headings stand for: `columns`.
        Columns = "columns",
        /// Which comes first in the dates: `dates`.
        Dates = "dates",
    }
}

/// A question to the person who brought the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetQuestion {
    /// What is asked.
    pub asked: AskedOfSheet,
    /// The question.
    pub words: String,
}

/// What a row says of somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetRow {
    /// The row, as the sheet numbers it.
    pub row: u32,
    /// The answers; of a learner `external_id` is among them.
    pub said: Answered,
    /// Whether every cell could be read.
    pub(super) is_read: bool,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// The row, as the sheet numbers it.
    pub row: u32,
    /// The column, from 1; none when it is about the whole row, or about a field that has none.
    pub place: Option<usize>,
    /// The field; none when it is about the whole row.
    pub field: Option<&'static str>,
    /// What stands in the cell, if anything does.
    pub found: Option<String>,
    /// What to change.
    pub message: String,
}

impl SheetFault {
    /// The column as the sheet shows it.
    #[must_use]
    pub fn letters(&self) -> Option<String> {
        self.place.map(letters)
    }
}

/// A sheet as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetReading {
    /// What the file holds.
    pub kind: ImportKind,
    /// The columns, from the left.
    pub columns: Vec<SheetColumn>,
    /// What must be answered first; then nothing was read yet.
    pub questions: Vec<SheetQuestion>,
    /// The rows that can be read.
    pub rows: Vec<SheetRow>,
    /// What is wrong with the others, by row.
    pub faults: Vec<SheetFault>,
    /// Where each field stands, by its name.
    pub(super) places: BTreeMap<&'static str, usize>,
}

impl SheetReading {
    pub(super) fn of(kind: ImportKind) -> Self {
        Self {
            kind,
            columns: Vec::new(),
            questions: Vec::new(),
            rows: Vec::new(),
            faults: Vec::new(),
            places: BTreeMap::new(),
        }
    }

    pub(super) fn asks(
        kind: ImportKind,
        columns: Vec<SheetColumn>,
        asked: AskedOfSheet,
        words: impl Into<String>,
    ) -> Self {
        Self { columns, questions: vec![SheetQuestion { asked, words: words.into() }], ..Self::of(kind) }
    }

    /// Says what is wrong with the record that would come of a row.
    #[must_use]
    pub fn fault(&self, row: u32, fault: &FieldError) -> SheetFault {
        let field = self.field_at(&fault.field);
        let message = words::cell(field.map_or(fault.field.as_str(), |field| field.label), &fault.reason);
        match field {
            Some(field) => self.wrong(row, field.name, message),
            None => SheetFault { row, place: None, field: None, found: None, message },
        }
    }

    /// Says what is wrong with a field of a row.
    #[must_use]
    pub fn wrong(&self, row: u32, name: &'static str, message: String) -> SheetFault {
        let place = self.places.get(name).copied();
        SheetFault { row, place, field: Some(name), found: None, message }
    }

    /// The field that a path such as `home.family[0].name` is about.
    fn field_at(&self, path: &str) -> Option<&'static SheetField> {
        let pointer = format!("/{}", path.replace('[', ".").replace(']', "").replace('.', "/"));
        self.kind.fields().iter().find(|field| field.path == pointer)
    }

    /// The rows with faults.
    #[must_use]
    pub fn faulty(&self) -> BTreeSet<u32> {
        self.faults.iter().map(|fault| fault.row).collect()
    }
}
