//! The rows of a table: what each says, and what is wrong with it.

use std::collections::{BTreeMap, BTreeSet};

use placewell_sheets::cell::letters;
use placewell_sheets::{Cell, Record, Table};

use super::answers::SheetAnswers;
use super::cell::CellFault;
use super::cells::{When, answer};
use super::columns::SheetColumn;
use super::kind::ImportKind;
use super::said::Answered;
use super::sheet::{AskedOfSheet, SheetFault, SheetQuestion, SheetReading, SheetRow};
use super::{contacts, employer};
use crate::domain::text::folded;
use crate::words::intake as words;
use crate::words::intake::work;

pub(super) struct Rows<'a> {
    pub(super) kind: ImportKind,
    pub(super) table: &'a Table,
    pub(super) answers: &'a SheetAnswers,
    /// The column whose content numbers the rows; only learners need one.
    pub(super) number: Option<&'static str>,
    pub(super) when: When,
}

type Cells = BTreeMap<&'static str, Cell>;

impl Rows<'_> {
    pub(super) fn read(&self, columns: Vec<SheetColumn>) -> SheetReading {
        let places = self.table.columns.clone();
        let mut reading = SheetReading { columns, places, ..SheetReading::of(self.kind) };
        let (mut first, mut twice) = (BTreeMap::<String, usize>::new(), BTreeSet::new());
        for record in &self.table.records {
            let (said, mut faults, two_days) = self.row(record);
            if let Some(place) = two_days
                && reading.questions.is_empty()
            {
                let words = words::which_dates(&letters(place), record.row);
                reading.questions.push(SheetQuestion { asked: AskedOfSheet::Dates, words });
            }
            let key = self.key(&said);
            let same = first.get(&key).filter(|_| !key.is_empty()).copied();
            let same = same.and_then(|at| reading.rows.get_mut(at));
            match (same, self.kind) {
                (Some(earlier), ImportKind::Employers) if earlier.is_read => {
                    if faults.is_empty() {
                        faults.extend(self.join(earlier, record.row, &said));
                    }
                    reading.faults.extend(faults);
                    continue;
                }
                (Some(earlier), ImportKind::Learners | ImportKind::Offers) => {
                    let (row, name) = (earlier.row, self.number.unwrap_or("external_id"));
                    faults.push(self.wrong(record.row, name, self.same(row)));
                    if twice.insert(row) {
                        let of_earlier = self.wrong(row, name, self.same(record.row));
                        reading.faults.push(of_earlier);
                    }
                }
                _ => {
                    first.insert(key, reading.rows.len());
                }
            }
            // A faulty row stays until the end, so that another like it is told of it.
            let is_read = faults.is_empty() && two_days.is_none();
            reading.rows.push(SheetRow { row: record.row, said, is_read });
            reading.faults.extend(faults);
        }
        if self.kind == ImportKind::Learners {
            for name in ["upn", "uln"].into_iter().filter(|name| self.number != Some(name)) {
                self.shared(&mut reading, name, &mut twice);
            }
        }
        reading.rows.retain(|one| one.is_read && !twice.contains(&one.row));
        reading.faults.sort_by_key(|fault| (fault.row, fault.place));
        self.show_cells(&mut reading.faults);
        reading
    }

    /// Puts beside each fault what stands in its cell.
    fn show_cells(&self, faults: &mut [SheetFault]) {
        let mut records = self.table.records.iter().peekable();
        for fault in faults {
            while records.next_if(|record| record.row < fault.row).is_some() {}
            let cells =
                records.peek().filter(|record| record.row == fault.row).map(|record| self.cells(record));
            let cell = fault.field.and_then(|name| cells?.remove(name));
            fault.found = cell.and_then(|cell| cell.words());
        }
    }

    /// Says of rows with one UPN or ULN that no two learners have it.
    fn shared(&self, reading: &mut SheetReading, name: &'static str, twice: &mut BTreeSet<u32>) {
        let mut of: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for one in reading.rows.iter().filter(|one| one.said.has(name)) {
            of.entry(one.said.text(name)).or_default().push(one.row);
        }
        let label = self.kind.field(name).map_or("", |field| field.label);
        for rows in of.into_values().filter(|rows| rows.len() > 1) {
            for (at, row) in rows.iter().enumerate() {
                let other = rows.get(usize::from(at == 0)).copied().unwrap_or_default();
                if twice.insert(*row) {
                    reading.faults.push(self.wrong(*row, name, words::same_upn(label, other)));
                }
            }
        }
    }

    fn same(&self, row: u32) -> String {
        match self.kind {
            ImportKind::Offers => work::same_offer(row),
            ImportKind::Learners | ImportKind::Employers => words::same_number(row),
        }
    }

    /// By what a row is the same as another; empty when nothing tells.
    fn key(&self, said: &Answered) -> String {
        let number = said.text("external_id");
        if !number.is_empty() {
            return format!("number {number}");
        }
        match self.kind {
            ImportKind::Learners => String::new(),
            ImportKind::Employers => folded(&said.text("name")),
            ImportKind::Offers => {
                let parts = ["employer_id", "employer", "title", "occupation", "postcode", "from"];
                parts.map(|name| folded(&said.text(name))).join(" ")
            }
        }
    }

    /// Adds what another row says of the same employer.
    fn join(&self, earlier: &mut SheetRow, row: u32, said: &Answered) -> Option<SheetFault> {
        for name in said.names().filter(|name| !contacts::is_of_contact(name)) {
            let (known, new) = (earlier.said.get(name), said.get(name));
            let field = self.kind.field(name)?;
            let same = known == new
                || (name == "name" && folded(&earlier.said.text(name)) == folded(&said.text(name)));
            match known {
                Some(_) if !same => {
                    return Some(self.wrong(row, field.name, work::differs(earlier.row, field.label)));
                }
                Some(_) => {}
                None => earlier.said.put(field.name, new.cloned().unwrap_or_default()),
            }
        }
        let joined = contacts::join(&mut earlier.said, said);
        joined.err().map(|message| self.wrong(row, "contact_name-0", message))
    }

    pub(super) fn wrong(&self, row: u32, name: &'static str, message: String) -> SheetFault {
        let place = self.table.columns.get(name).copied();
        SheetFault { row, place, field: Some(name), found: None, message }
    }

    /// The cells of a row, with what was said in place of them.
    fn cells(&self, record: &Record) -> Cells {
        let said = self.answers.cells.get(&record.row);
        let cell = |name: &'static str| {
            if let Some(text) = said.and_then(|said| said.get(name)) {
                return Cell::text(text);
            }
            let own = record.cells.get(name).filter(|cell| !cell.is_empty()).cloned();
            own.or_else(|| Some(Cell::text(self.answers.every_row.get(name)?))).unwrap_or_default()
        };
        self.kind.fields().iter().map(|field| (field.name, cell(field.name))).collect()
    }

    /// What a row says, what is wrong with it, and the column with a date that could be two days.
    fn row(&self, record: &Record) -> (Answered, Vec<SheetFault>, Option<usize>) {
        let (mut said, mut faults, mut two_days) = (Answered::default(), Vec::new(), None);
        let mut cells = self.cells(record);
        if self.kind == ImportKind::Employers {
            let apart = contacts::tell_apart(&mut cells);
            faults.extend(apart.into_iter().map(|(name, message)| self.wrong(record.row, name, message)));
        }
        for field in self.kind.fields() {
            let Some(cell) = cells.get(field.name).filter(|cell| !cell.is_empty()) else {
                if self.kind.always().contains(&field.name) {
                    faults.push(self.wrong(record.row, field.name, words::enter(field.label)));
                }
                continue;
            };
            match answer(cell, field.shape, self.when) {
                Ok(answer) => said.put(field.name, answer),
                Err(CellFault::Must(must)) => {
                    faults.push(self.wrong(record.row, field.name, words::cell(field.label, &must)));
                }
                Err(CellFault::TwoDays) => {
                    two_days = Some(self.table.columns.get(field.name).copied().unwrap_or_default());
                }
            }
        }
        match self.kind {
            ImportKind::Learners => self.of_learner(record.row, &mut said, &mut faults),
            ImportKind::Employers => {
                let unsaid = |name: &'static str| {
                    (name, words::enter(self.kind.field(name).map_or("", |field| field.label)))
                };
                let policy = employer::lacking(&said).into_iter().map(unsaid);
                let lacking = contacts::of(&said).err().unwrap_or_default().into_iter().chain(policy);
                let lacking = lacking.filter(|(name, _)| !faults.iter().any(|one| one.field == Some(name)));
                let lacking: Vec<_> =
                    lacking.map(|(name, message)| self.wrong(record.row, name, message)).collect();
                faults.extend(lacking);
            }
            ImportKind::Offers => {
                if !said.has("employer") && !said.has("employer_id") {
                    faults.push(self.wrong(record.row, "employer", work::WHOSE.to_owned()));
                }
            }
        }
        (said, faults, two_days)
    }

    /// Whose number or address it is, and the number that tells the row from others.
    fn of_learner(&self, row: u32, said: &mut Answered, faults: &mut Vec<SheetFault>) {
        for person in 0..2 {
            let named = said.has(&format!("name-{person}"));
            let more = ["phone", "email"].iter().any(|part| said.has(&format!("{part}-{person}")));
            if more && !named {
                let name = if person == 0 { "name-0" } else { "name-1" };
                faults.push(SheetFault { place: None, ..self.wrong(row, name, words::whose(person + 1)) });
            }
        }
        if said.text("known_as") == said.text("given_name") {
            said.forget("known_as");
        }
        let Some(number) = self.number else { return };
        if said.has(number) {
            let text = said.text(number);
            said.put("external_id", text.into());
        } else if !faults.iter().any(|fault| fault.field == Some(number)) {
            let label = self.kind.field(number).map_or("", |field| field.label);
            faults.push(self.wrong(row, number, words::no_number(label)));
        }
    }
}
