//! OpenDocument spreadsheets, read as they stream by: a number of repeats is held against the bounds before anything is
//! repeated. Formulas are not run; a formula reads as the value that was saved with it.

use std::io::{BufRead, BufReader, Cursor, Read};

use chrono::NaiveDate;
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::bounds::{holds, unpacked};
use crate::cell::Merged;
use crate::{Cell, Fault, Row, Sheet};

/// The most cells of all sheets that may hold something, repeats counted.
const MOST_CELLS: usize = 2_000_000;

/// The longest text of a cell, in bytes, as in the program that shows the sheet.
const LONGEST: usize = 32_767;

pub(crate) const CONTENT: &str = "content.xml";

pub(crate) fn read(bytes: &[u8], said: Option<&str>) -> Result<Sheet, Fault> {
    unpacked(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if is_locked(&mut archive) {
        return Err(Fault::OldOrLocked);
    }
    let content = archive.by_name(CONTENT).map_err(|_| Fault::Damaged)?;
    let mut tables = tables(BufReader::new(content))?;
    tables.retain(|table| !table.hidden);
    let at = match said {
        Some(said) => tables.iter().position(|table| table.name == said).ok_or(Fault::NoSuchSheet)?,
        None if tables.is_empty() => return Err(Fault::Empty),
        None if tables.len() > 1 => return Err(Fault::WhichSheet { sheets: tables.len() }),
        None => 0,
    };
    let sheet = tables.swap_remove(at).sheet;
    if sheet.rows.is_empty() { Err(Fault::Empty) } else { Ok(sheet) }
}

/// Whether the parts are encrypted: the list of parts says so.
fn is_locked(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    let Ok(list) = archive.by_name("META-INF/manifest.xml") else { return false };
    let mut text = String::new();
    list.take(1 << 20).read_to_string(&mut text).is_ok_and(|_| text.contains("encryption-data"))
}

#[derive(Default)]
struct Table {
    name: String,
    hidden: bool,
    sheet: Sheet,
}

/// What is known at a place of the document.
#[derive(Default)]
struct State {
    tables: Vec<Table>,
    is_spreadsheet: bool,
    /// The style that is being read, and the styles that hide a sheet.
    style: String,
    hiding: Vec<String>,
    /// Depth of sheets: one within a cell of another is no sheet of the book.
    depth: usize,
    /// The number of the next row, and how often the row that is being read is repeated.
    next_row: u32,
    row_repeats: u32,
    row: Vec<Cell>,
    /// The column after the last cell of the row, repeats counted.
    column: usize,
    cell: Option<Open>,
    /// Within a note on a cell, which is no content of it.
    notes: usize,
    held: usize,
}

/// A cell that is being read.
struct Open {
    kind: String,
    value: Option<String>,
    is_error: bool,
    repeats: usize,
    spans: (u32, u32),
    text: String,
}

fn tables(content: impl BufRead) -> Result<Vec<Table>, Fault> {
    let mut reader = Reader::from_reader(content);
    let (mut state, mut buffer) = (State::default(), Vec::new());
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| Fault::Damaged)? {
            Event::Start(element) => state.open(&element)?,
            Event::Empty(element) => {
                state.open(&element)?;
                state.close(element.local_name().as_ref())?;
            }
            Event::End(element) => state.close(element.local_name().as_ref())?,
            Event::Text(text) => state.add(&text.xml10_content()),
            Event::CData(text) => state.add(&text.xml10_content()),
            Event::GeneralRef(entity) => {
                let letter = entity.resolve_char_ref().map_err(|_| Fault::Damaged)?.map(String::from);
                let named = || resolve_predefined_entity(entity.as_ref()).map(str::to_owned);
                state.add(&letter.or_else(named).ok_or(Fault::Damaged)?);
            }
            // What a file declares of itself could stand for anything, at any length.
            Event::DocType(_) => return Err(Fault::Damaged),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match (state.is_spreadsheet, state.depth) {
        (true, 0) => Ok(state.tables),
        (true, _) => Err(Fault::Damaged),
        (false, _) => Err(Fault::NotATable),
    }
}

impl State {
    fn open(&mut self, element: &BytesStart<'_>) -> Result<(), Fault> {
        match element.local_name().as_ref() {
            "spreadsheet" => self.is_spreadsheet = true,
            "style" => self.style = attribute(element, "name")?.unwrap_or_default(),
            "table-properties" if attribute(element, "display")?.as_deref() == Some("false") => {
                self.hiding.push(self.style.clone());
            }
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    let style = attribute(element, "style-name")?.unwrap_or_default();
                    let name = attribute(element, "name")?.unwrap_or_default();
                    let hidden = self.hiding.contains(&style);
                    self.tables.push(Table { name, hidden, sheet: Sheet::default() });
                    self.next_row = 1;
                }
            }
            "table-row" if self.depth == 1 => {
                self.row_repeats = count(element, "number-rows-repeated")?;
                (self.row, self.column) = (Vec::new(), 0);
            }
            "table-cell" | "covered-table-cell" if self.depth == 1 => self.cell = Some(Open::of(element)?),
            "annotation" => self.notes += 1,
            "p" if self.cell.as_ref().is_some_and(|cell| !cell.text.is_empty()) => self.add("\n"),
            "tab" | "line-break" => self.add(" "),
            // Several spaces are one element with their number.
            "s" => self.add(&" ".repeat(usize::try_from(count(element, "c")?).unwrap_or(1).min(100))),
            _ => {}
        }
        Ok(())
    }

    fn add(&mut self, text: &str) {
        let Some(cell) = self.cell.as_mut().filter(|_| self.notes == 0 && self.depth == 1) else { return };
        if cell.text.len() + text.len() <= LONGEST {
            cell.text.push_str(text);
        }
    }

    fn close(&mut self, name: &str) -> Result<(), Fault> {
        match name {
            "table" => self.depth = self.depth.checked_sub(1).ok_or(Fault::Damaged)?,
            "table-row" if self.depth == 1 => self.end_row()?,
            "table-cell" | "covered-table-cell" if self.depth == 1 => self.end_cell()?,
            "annotation" => self.notes = self.notes.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some(open) = self.cell.take() else { return Ok(()) };
        let (columns, rows) = open.spans;
        let first_row = self.next_row;
        if let Some(table) = self.tables.last_mut().filter(|_| columns > 1 || rows > 1) {
            let last_row = first_row.saturating_add(rows.saturating_sub(1));
            table.sheet.merged.push(Merged { first_row, last_row, column: self.column.saturating_add(1) });
        }
        let (repeats, cell) = (open.repeats, open.cell());
        let end = self.column.saturating_add(repeats);
        let is_seen = self.tables.last().is_some_and(|table| !table.hidden);
        if is_seen && !cell.is_empty() {
            holds(first_row.saturating_add(self.row_repeats.saturating_sub(1)), end)?;
            self.row.resize(self.column, Cell::Empty);
            self.row.resize(end, cell);
        }
        self.column = end;
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        let (first, repeats) = (self.next_row, self.row_repeats);
        self.next_row = first.saturating_add(repeats);
        if self.row.is_empty() {
            return Ok(());
        }
        let repeated = usize::try_from(repeats).unwrap_or(usize::MAX);
        self.held = self.held.saturating_add(self.row.len().saturating_mul(repeated));
        if self.held > MOST_CELLS {
            return Err(Fault::TooLarge);
        }
        let cells = std::mem::take(&mut self.row);
        let Some(table) = self.tables.last_mut() else { return Ok(()) };
        table.sheet.rows.extend((first..self.next_row).map(|number| Row { number, cells: cells.clone() }));
        Ok(())
    }
}

impl Open {
    fn of(element: &BytesStart<'_>) -> Result<Self, Fault> {
        let mut open = Self {
            kind: String::new(),
            value: None,
            is_error: false,
            repeats: usize::try_from(count(element, "number-columns-repeated")?).unwrap_or(usize::MAX),
            spans: (count(element, "number-columns-spanned")?, count(element, "number-rows-spanned")?),
            text: String::new(),
        };
        for attribute in element.attributes() {
            let attribute = attribute.map_err(|_| Fault::Damaged)?;
            let value =
                || attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|_| Fault::Damaged);
            match attribute.key.as_ref() {
                "office:value-type" => open.kind = value()?.into_owned(),
                "calcext:value-type" => open.is_error = value()? == "error",
                "office:value" | "office:date-value" | "office:boolean-value" | "office:string-value" => {
                    open.value = Some(value()?.into_owned());
                }
                _ => {}
            }
        }
        Ok(open)
    }

    fn cell(self) -> Cell {
        let value = self.value.unwrap_or_default();
        match self.kind.as_str() {
            _ if self.is_error => Cell::Broken,
            "float" | "currency" | "percentage" => match value.parse::<f64>() {
                Ok(number) if number.is_finite() => Cell::Number(number.to_string()),
                _ => Cell::Broken,
            },
            "date" => match value.get(..10).and_then(|day| day.parse::<NaiveDate>().ok()) {
                Some(day) => Cell::Date(day),
                None => Cell::text(&self.text),
            },
            "boolean" => Cell::Flag(value == "true"),
            _ if self.text.trim().is_empty() => Cell::text(&value),
            _ => Cell::text(&self.text),
        }
    }
}

/// An attribute by its name without its prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Fault> {
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|_| Fault::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value =
                attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).map_err(|_| Fault::Damaged)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

/// A number of repeats or of cells that are one: 1 where it is not said.
fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, Fault> {
    match attribute(element, name)? {
        None => Ok(1),
        Some(text) => text.parse::<u32>().ok().filter(|count| *count > 0).ok_or(Fault::Damaged),
    }
}
