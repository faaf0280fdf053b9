//! One table inside the zip, streamed row by row.

use std::cell::Cell;
use std::io::{self, Read, Seek};
use std::rc::Rc;

use csv::{ByteRecord, Reader, ReaderBuilder};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::report::{FeedError, FeedReport, Problem, Table};

/// No row of a real feed comes near this; a quote that is never closed does.
const LONGEST_ROW_BYTES: usize = 1 << 20;

/// Fails a read that feeds one row too long, so that no input can fill the memory.
pub(super) struct Guard<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Guard<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        match self.left.get().checked_sub(read) {
            Some(left) => self.left.set(left),
            None => return Err(io::Error::other("a row is longer than one mebibyte")),
        }
        Ok(read)
    }
}

/// The rows of one table, with its columns found by name.
pub(super) struct Rows<R> {
    table: Table,
    reader: Reader<Guard<R>>,
    left: Rc<Cell<usize>>,
    record: ByteRecord,
    columns: Vec<Option<usize>>,
    done: bool,
}

/// Opens a table; `None` when the zip has no such file. `columns` are looked up in the header by
/// name, in any order; the first `required` of them must be there.
pub(super) fn open<'zip, R: Read + Seek>(
    zip: &'zip mut ZipArchive<R>,
    table: Table,
    columns: &[&'static str],
    required: usize,
) -> Result<Option<Rows<ZipFile<'zip, R>>>, FeedError> {
    let named = |name: &str| name.rsplit('/').next() == Some(table.file()) && !name.starts_with("__MACOSX");
    let names = zip.file_names().flatten().filter(|name| named(name));
    let Some(name) = names.min_by_key(|name| name.len()).map(|name| name.into_owned()) else {
        return Ok(None);
    };
    let Ok(file) = zip.by_name(&name) else { return Ok(None) };
    let left = Rc::new(Cell::new(LONGEST_ROW_BYTES));
    let guard = Guard { inner: file, left: Rc::clone(&left) };
    let mut reader = ReaderBuilder::new().flexible(true).buffer_capacity(1 << 16).from_reader(guard);
    let header = reader.byte_headers().cloned().unwrap_or_default();
    let place = |wanted: &&'static str| {
        header.iter().position(|name| {
            name.strip_prefix(b"\xEF\xBB\xBF")
                .unwrap_or(name)
                .trim_ascii()
                .eq_ignore_ascii_case(wanted.as_bytes())
        })
    };
    let found: Vec<Option<usize>> = columns.iter().map(place).collect();
    if let Some((name, _)) = columns.iter().zip(&found).take(required).find(|(_, found)| found.is_none()) {
        return Err(FeedError::NoColumn(table, name));
    }
    Ok(Some(Rows { table, reader, left, record: ByteRecord::new(), columns: found, done: false }))
}

/// Opens a table that every feed must have.
pub(super) fn open_required<'zip, R: Read + Seek>(
    zip: &'zip mut ZipArchive<R>,
    table: Table,
    columns: &[&'static str],
    required: usize,
) -> Result<Rows<ZipFile<'zip, R>>, FeedError> {
    open(zip, table, columns, required)?.ok_or(FeedError::NoTable(table))
}

impl<R: Read> Rows<R> {
    /// Moves to the next row; false at the end. What cannot be read ends the table, and is noted.
    pub(super) fn advance(&mut self, report: &mut FeedReport) -> bool {
        if self.done {
            return false;
        }
        self.left.set(LONGEST_ROW_BYTES);
        match self.reader.read_byte_record(&mut self.record) {
            Ok(more) => self.done = !more,
            Err(_) => {
                self.done = true;
                report.note(self.table, self.reader.position().line(), Problem::Unreadable);
            }
        }
        !self.done
    }

    /// A field of the current row by its place in the asked columns, trimmed; empty when absent.
    pub(super) fn get(&self, column: usize) -> &[u8] {
        let place = self.columns.get(column).copied().flatten();
        place.and_then(|place| self.record.get(place)).unwrap_or_default().trim_ascii()
    }

    /// A field as text; bytes that are not UTF-8 are replaced.
    pub(super) fn text(&self, column: usize) -> String {
        String::from_utf8_lossy(self.get(column)).into_owned()
    }

    /// The current row's line in the file, from 1.
    pub(super) fn line(&self) -> u64 {
        self.record.position().map_or(0, csv::Position::line)
    }
}
