//! A whole sheet: its columns, its rows as far as they can be read, and what is asked or wrong.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use placewell_sheets::cell::letters;
use placewell_sheets::{Cell, Fault, Record, Sheet, Table};

use super::answers::SheetAnswers;
use super::cells::{CellFault, When, answer};
use super::columns::{Matching, SheetColumn};
use super::learner::{FIELDS, NUMBERS};
use super::said::{Answered, field_at};
use crate::allocation::sheet::inert;
use crate::domain::check::FieldError;
use crate::domain::code::vocabulary;
use crate::words::amount::list;
use crate::words::intake as words;

/// Without these nobody could tell whom a row is about.
const ALWAYS: [&str; 2] = ["given_name", "family_name"];

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

/// What a row says of somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPerson {
    /// The row, as the sheet numbers it.
    pub row: u32,
    /// The answers; `external_id` is among them.
    pub said: Answered,
}

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetFault {
    /// The row, as the sheet numbers it.
    pub row: u32,
    /// The column, from 1; none when it is about the whole row.
    pub place: Option<usize>,
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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetReading {
    /// The columns, from the left.
    pub columns: Vec<SheetColumn>,
    /// What must be answered first; then nothing was read yet.
    pub questions: Vec<SheetQuestion>,
    /// The rows that can be read.
    pub people: Vec<SheetPerson>,
    /// What is wrong with the others, by row.
    pub faults: Vec<SheetFault>,
    /// Where each field stands, by its name.
    places: BTreeMap<&'static str, usize>,
}

impl SheetReading {
    fn asks(columns: Vec<SheetColumn>, asked: AskedOfSheet, words: impl Into<String>) -> Self {
        Self { columns, questions: vec![SheetQuestion { asked, words: words.into() }], ..Self::default() }
    }

    /// Says what is wrong with the record that would come of a row.
    #[must_use]
    pub fn fault(&self, row: u32, fault: &FieldError) -> SheetFault {
        let field = field_at(&fault.field);
        let place = field.and_then(|field| self.places.get(field.name)).copied();
        let message = words::cell(field.map_or(fault.field.as_str(), |field| field.label), &fault.reason);
        SheetFault { row, place, message }
    }

    /// The rows with faults.
    #[must_use]
    pub fn faulty(&self) -> BTreeSet<u32> {
        self.faults.iter().map(|fault| fault.row).collect()
    }
}

/// Reads a file of learners.
///
/// # Errors
/// A [`Fault`] when nobody could answer what is wrong with the file.
pub fn read(bytes: &[u8], answers: &SheetAnswers, today: NaiveDate) -> Result<SheetReading, Fault> {
    let mut sheet = match placewell_sheets::read(bytes, answers.said()) {
        Err(Fault::WhichSeparator) => {
            return Ok(SheetReading::asks(Vec::new(), AskedOfSheet::Separator, words::WHICH_SEPARATOR));
        }
        Err(Fault::WhichSheet { .. } | Fault::NoSuchSheet) => {
            return Ok(SheetReading::asks(Vec::new(), AskedOfSheet::Sheet, words::WHICH_SHEET));
        }
        other => other?,
    };
    let matching = Matching::of(FIELDS, answers);
    matching.tell_apart(&mut sheet);
    let columns = matching.columns(&sheet);
    let label = |name: &str| FIELDS.iter().find(|field| field.name == name).map_or("", |field| field.label);
    let table = match Table::read_by(&sheet, |heading| matching.find(heading), &ALWAYS) {
        Err(Fault::NoHeader) => {
            return Ok(SheetReading::asks(columns, AskedOfSheet::Columns, words::NO_HEADINGS));
        }
        Err(Fault::TwoColumns { name, first, second }) => {
            let words = words::two_columns(label(name), &letters(first), &letters(second));
            return Ok(SheetReading::asks(columns, AskedOfSheet::Columns, words));
        }
        Err(Fault::MissingColumns(names)) => {
            let labels: Vec<_> = names.iter().map(|name| label(name)).collect();
            return Ok(SheetReading::asks(
                columns,
                AskedOfSheet::Columns,
                words::which_column(&list(&labels)),
            ));
        }
        other => other?,
    };
    let Some(number) = NUMBERS.into_iter().find(|name| table.columns.contains_key(name)) else {
        return Ok(SheetReading::asks(columns, AskedOfSheet::Columns, words::WHICH_NUMBER));
    };
    let rows = Rows { table: &table, number, when: When { today, order: answers.order() } };
    Ok(rows.read(columns))
}

struct Rows<'a> {
    table: &'a Table,
    number: &'static str,
    when: When,
}

impl Rows<'_> {
    fn read(&self, columns: Vec<SheetColumn>) -> SheetReading {
        let mut reading =
            SheetReading { columns, places: self.table.columns.clone(), ..SheetReading::default() };
        let (mut first, mut twice) = (BTreeMap::<String, u32>::new(), BTreeSet::new());
        for record in &self.table.records {
            let (said, mut faults, two_days) = self.row(record);
            if let Some(place) = two_days
                && reading.questions.is_empty()
            {
                let words = words::which_dates(&letters(place), record.row);
                reading.questions.push(SheetQuestion { asked: AskedOfSheet::Dates, words });
            }
            let number = said.text("external_id");
            if let Some(earlier) = first.get(&number).filter(|_| !number.is_empty()) {
                faults.push(self.wrong(record.row, self.number, words::same_number(*earlier)));
                if twice.insert(*earlier) {
                    let of_earlier = self.wrong(*earlier, self.number, words::same_number(record.row));
                    reading.faults.push(of_earlier);
                }
            } else {
                first.insert(number, record.row);
            }
            if faults.is_empty() && two_days.is_none() {
                reading.people.push(SheetPerson { row: record.row, said });
            }
            reading.faults.extend(faults);
        }
        reading.people.retain(|person| !twice.contains(&person.row));
        reading.faults.sort_by_key(|fault| (fault.row, fault.place));
        reading
    }

    fn wrong(&self, row: u32, name: &'static str, message: String) -> SheetFault {
        SheetFault { row, place: self.table.columns.get(name).copied(), message }
    }

    /// What a row says, what is wrong with it, and the column with a date that could be two days.
    fn row(&self, record: &Record) -> (Answered, Vec<SheetFault>, Option<usize>) {
        let (mut said, mut faults, mut two_days) = (Answered::default(), Vec::new(), None);
        for field in FIELDS {
            let Some(cell) = record.cells.get(field.name).filter(|cell| **cell != Cell::Empty) else {
                if ALWAYS.contains(&field.name) {
                    faults.push(self.wrong(record.row, field.name, words::enter(field.label)));
                }
                continue;
            };
            match answer(cell, field.shape, self.when) {
                Ok(answer) => said.put(field.name, answer),
                Err(CellFault::Must(must)) => {
                    faults.push(self.wrong(record.row, field.name, words::cell(field.label, &must)));
                }
                Err(CellFault::TwoDays) => two_days = self.table.columns.get(field.name).copied(),
            }
        }
        for person in 0..2 {
            let named = said.has(&format!("name-{person}"));
            let more = ["phone", "email"].iter().any(|part| said.has(&format!("{part}-{person}")));
            if more && !named {
                let message = words::whose(person + 1);
                faults.push(SheetFault { row: record.row, place: None, message });
            }
        }
        if said.text("known_as") == said.text("given_name") {
            said.forget("known_as");
        }
        if said.has(self.number) {
            let number = said.text(self.number);
            said.put("external_id", number.into());
        } else if !faults.iter().any(|fault| fault.place == self.table.columns.get(self.number).copied()) {
            let label = FIELDS.iter().find(|field| field.name == self.number).map_or("", |field| field.label);
            faults.push(self.wrong(record.row, self.number, words::no_number(label)));
        }
        (said, faults, two_days)
    }
}

/// Some rows of a file as CSV, below the headings, each with what to change.
///
/// # Errors
/// As for [`read`].
pub fn rest(bytes: &[u8], answers: &SheetAnswers, faults: &[SheetFault]) -> Result<String, Fault> {
    let mut sheet = placewell_sheets::read(bytes, answers.said())?;
    let matching = Matching::of(FIELDS, answers);
    matching.tell_apart(&mut sheet);
    let columns = matching.columns(&sheet);
    let mut of_row: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for fault in faults {
        of_row.entry(fault.row).or_default().push(&fault.message);
    }
    Ok(written(&sheet, &columns, &of_row))
}

fn written(sheet: &Sheet, columns: &[SheetColumn], of_row: &BTreeMap<u32, Vec<&str>>) -> String {
    // Without the mark Excel takes the file for Windows-1252.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let headings = columns.iter().map(|column| inert(&column.heading).into_owned());
    let mut lines = vec![headings.chain([words::TO_MEND.to_owned()]).collect::<Vec<_>>()];
    for row in &sheet.rows {
        let Some(messages) = of_row.get(&row.number) else { continue };
        let cell =
            |column: &SheetColumn| row.cells.get(column.place - 1).and_then(Cell::words).unwrap_or_default();
        let cells = columns.iter().map(|column| inert(&cell(column)).into_owned());
        lines.push(cells.chain([messages.join(" ")]).collect());
    }
    let all: Result<Vec<u8>, _> = lines
        .iter()
        .try_for_each(|line| writer.write_record(line))
        .map_err(drop)
        .and_then(|()| writer.into_inner().map_err(drop));
    all.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
