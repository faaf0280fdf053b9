//! Reads the tables that people have into rows numbered as in the sheet: CSV in the usual encodings and separators, XLSX,
//! ODS, the pupils of a Common Transfer File, and the register of schools. Everything is bounded, nothing is guessed, and nothing is run: what could mean two things is refused, with the
//! row and the column to look at.

mod bounds;
pub mod cell;
pub mod columns;
pub mod date;
mod delimited;
pub mod fault;
mod open_document;
pub mod register;
mod transfer;
mod workbook;

pub use bounds::{MOST_BYTES, MOST_COLUMNS, MOST_ROWS, MOST_UNPACKED};
pub use cell::{Cell, Row, Sheet};
pub use columns::{Known, Record, Table, fold};
pub use date::{DateFault, DateOrder};
pub use delimited::Separator;
pub use fault::Fault;

/// What only the person who brings the file can say. Each is asked for by a [`Fault`] when it is needed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// What separates the columns of a CSV file.
    pub separator: Option<Separator>,
    /// Which sheet of a workbook holds the table.
    pub sheet: Option<&'a str>,
}

/// Reads a file of at most [`MOST_BYTES`]; its kind is told by its content, never by its name.
///
/// # Errors
/// The first [`Fault`]: of a file that is no table, is out of bounds, or could mean two things.
pub fn read(bytes: &[u8], said: Said<'_>) -> Result<Sheet, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::TooLarge);
    }
    match bytes {
        [b'P', b'K', 3, 4, ..] => {
            let is_excel = bounds::has_first(bytes, workbook::BOOK, open_document::CONTENT)?;
            let read = if is_excel { workbook::read } else { open_document::read };
            read(bytes, said.sheet)
        }
        // An OLE container: the workbooks of before 2007, and any workbook with a password.
        [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(Fault::OldOrLocked),
        _ if transfer::is_xml(bytes) => transfer::read(&delimited::decode(bytes)?),
        _ => delimited::read(bytes, said.separator),
    }
}
