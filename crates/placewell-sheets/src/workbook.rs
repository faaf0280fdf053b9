//! XLSX, cell by cell: what a sheet says of its extent is never believed. Macros and formulas are not run; a formula
//! reads as the value that was saved with it.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use chrono::NaiveDate;

use crate::bounds::{holds, unpacked};
use crate::cell::Merged;
use crate::{Cell, Fault, Row, Sheet};

/// The part that every workbook has.
pub(crate) const BOOK: &str = "xl/workbook.xml";

pub(crate) fn read(bytes: &[u8], said: Option<&str>) -> Result<Sheet, Fault> {
    unpacked(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let visible: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let name = match (said, visible.as_slice()) {
        (Some(said), names) => names.iter().find(|name| *name == said).ok_or(Fault::NoSuchSheet)?,
        (None, [only]) => only,
        (None, []) => return Err(Fault::Empty),
        (None, several) => return Err(Fault::WhichSheet { sheets: several.len() }),
    };
    let merged = merged(&mut book, name)?;
    let rows = rows(&mut book, name)?;
    if rows.is_empty() { Err(Fault::Empty) } else { Ok(Sheet { rows, merged }) }
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn rows(book: &mut Book<'_>, name: &str) -> Result<Vec<Row>, Fault> {
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut rows: BTreeMap<u32, Vec<Cell>> = BTreeMap::new();
    while let Some(found) = reader.next_cell().map_err(damaged)? {
        let cell = cell(found.get_value());
        if cell.is_empty() {
            continue;
        }
        let (row, column) = found.get_position();
        let (row, column) = (row.saturating_add(1), usize::try_from(column).unwrap_or(usize::MAX));
        holds(row, column.saturating_add(1))?;
        let cells = rows.entry(row).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
    }
    Ok(rows.into_iter().map(|(number, cells)| Row { number, cells }).collect())
}

fn merged(book: &mut Book<'_>, name: &str) -> Result<Vec<Merged>, Fault> {
    let regions = book.merge_cells_by_sheet_name(name).map_err(damaged)?;
    let merged = regions.iter().map(|region| Merged {
        first_row: region.start.0.saturating_add(1),
        last_row: region.end.0.saturating_add(1),
        column: usize::try_from(region.start.1).unwrap_or(usize::MAX).saturating_add(1),
    });
    Ok(merged.collect())
}

fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::String(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number.to_string()),
        DataRef::Bool(yes) => Cell::Flag(*yes),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(|day| day.parse().ok());
            day.map_or_else(|| Cell::text(text), Cell::Date)
        }
        DataRef::Error(_) => Cell::Broken,
    }
}

fn date(moment: &ExcelDateTime) -> Cell {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let day = NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day));
    match day.filter(|_| moment.is_datetime() && moment.as_f64() >= 1.0) {
        Some(day) => Cell::Date(day),
        None => Cell::Number(moment.as_f64().to_string()),
    }
}

fn damaged(error: XlsxError) -> Fault {
    match error {
        XlsxError::Password => Fault::OldOrLocked,
        _ => Fault::Damaged,
    }
}
