//! A table as XLSX: the rows on one sheet; on the other what they are, of which moment, and where each column comes from.

use chrono::Datelike;
use chrono_tz::Europe::London;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{EvidenceCell, EvidenceRow, EvidenceSheet, SheetFrame};
use crate::words::evidence as words;

/// A cell of a worksheet holds no more characters.
const MOST_CHARACTERS: usize = 32_767;

/// How wide a column is, in characters.
const WIDTH: f64 = 22.0;

struct Looks {
    heading: Format,
    text: Format,
    date: Format,
    hours: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            heading: Format::new().set_bold().set_text_wrap(),
            text: Format::new().set_text_wrap(),
            date: Format::new().set_num_format("d mmm yyyy"),
            hours: Format::new().set_num_format("0.00"),
        }
    }
}

/// A table as a workbook, written part by part.
pub struct XlsxFile {
    book: Workbook,
    looks: Looks,
    next: u32,
}

/// The sheet that holds the rows.
const ROWS: usize = 0;

impl XlsxFile {
    /// The headings of a table. A long one is not kept in memory while it is written: the rows wait in a file of the system's
    /// folder for such, which has no name and is gone when it is closed.
    ///
    /// # Errors
    /// [`XlsxError`] when that file cannot be made.
    pub fn begin<'a>(frame: impl Into<SheetFrame<'a>>, is_long: bool) -> Result<Self, XlsxError> {
        let frame = frame.into();
        let looks = Looks::new();
        let mut book = Workbook::new();
        let made_at = ExcelDateTime::from_timestamp(frame.as_at.timestamp())?;
        book.set_properties(&DocProperties::new().set_title(frame.title).set_creation_datetime(&made_at));
        let sheet = if is_long { book.add_worksheet_with_constant_memory()? } else { book.add_worksheet() };
        sheet.set_name(words::ROWS)?;
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape();
        sheet.set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        for (at, column) in (0..).zip(frame.columns) {
            sheet.set_column_width(at, WIDTH)?;
            sheet.write_string_with_format(0, at, column.heading, &looks.heading)?;
        }
        Ok(Self { book, looks, next: 1 })
    }

    /// More rows.
    ///
    /// # Errors
    /// [`XlsxError`] when there are more rows than a worksheet holds.
    pub fn add(&mut self, rows: &[EvidenceRow]) -> Result<(), XlsxError> {
        let sheet = self.book.worksheet_from_index(ROWS)?;
        for line in rows {
            for (column, cell) in (0..).zip(&line.cells) {
                write(sheet, self.next, column, cell, &self.looks)?;
            }
            self.next += 1;
        }
        Ok(())
    }

    /// The whole file, with the sheet that says what the other one is.
    ///
    /// # Errors
    /// [`XlsxError`].
    pub fn finish<'a>(mut self, frame: impl Into<SheetFrame<'a>>) -> Result<Vec<u8>, XlsxError> {
        about(self.book.add_worksheet(), frame.into(), &self.looks)?;
        self.book.save_to_buffer()
    }
}

/// The table as a workbook. The same table makes the same bytes.
///
/// # Errors
/// [`XlsxError`] when there are more rows than a worksheet holds.
pub fn xlsx(evidence: &EvidenceSheet) -> Result<Vec<u8>, XlsxError> {
    let mut file = XlsxFile::begin(evidence, false)?;
    file.add(&evidence.rows)?;
    file.finish(evidence)
}

/// Words are always written as text: what begins like a formula stays what somebody typed.
fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &EvidenceCell,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        EvidenceCell::Number(number) | EvidenceCell::About(number) => {
            sheet.write_number(row, column, *number)?
        }
        EvidenceCell::Minutes(minutes) => {
            sheet.write_number_with_format(row, column, f64::from(*minutes) / 60.0, &looks.hours)?
        }
        EvidenceCell::Date(date) => {
            let (month, day) = (u8::try_from(date.month()), u8::try_from(date.day()));
            let year = u16::try_from(date.year()).unwrap_or_default();
            match ExcelDateTime::from_ymd(year, month.unwrap_or_default(), day.unwrap_or_default()) {
                Ok(known) => sheet.write_datetime_with_format(row, column, &known, &looks.date)?,
                Err(_) => sheet.write_string(row, column, date.to_string())?,
            }
        }
        other => {
            let text: String = other.words().chars().take(MOST_CHARACTERS).collect();
            sheet.write_string_with_format(row, column, text, &looks.text)?
        }
    };
    Ok(())
}

fn about(sheet: &mut Worksheet, frame: SheetFrame<'_>, looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_name(words::ABOUT)?;
    sheet.set_column_width(0, 2.0 * WIDTH)?;
    sheet.set_column_width(1, 3.0 * WIDTH)?;
    sheet.write_string_with_format(0, 0, frame.title, &looks.heading)?;
    let as_at = frame.as_at.with_timezone(&London).format("%Y-%m-%d %H:%M").to_string();
    sheet.write_string(1, 0, words::AS_AT)?;
    sheet.write_string(1, 1, as_at)?;
    let mut row = 2;
    for note in frame.notes {
        sheet.write_string_with_format(row, 1, note, &looks.text)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, words::COLUMN, &looks.heading)?;
    sheet.write_string_with_format(row, 1, words::SOURCE, &looks.heading)?;
    for (below, column) in (row + 1..).zip(frame.columns) {
        sheet.write_string_with_format(below, 0, column.heading, &looks.text)?;
        sheet.write_string_with_format(below, 1, column.source, &looks.text)?;
    }
    Ok(())
}
