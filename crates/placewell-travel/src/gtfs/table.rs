//! One table inside the zip, streamed row by row.

use std::io::{self, Read, Seek};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::report::{FeedError, FeedReport, Problem, Table};
use crate::files::rows::RowReader;

/// The rows of one table, with its columns found by name.
pub(super) struct Rows<R> {
    table: Table,
    reader: RowReader<R>,
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
    let mut reader = RowReader::new(file);
    let has_header = reader.advance().unwrap_or(false);
    let header = |place: usize| {
        let name = reader.field(place).unwrap_or_default();
        name.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(name).trim_ascii()
    };
    let place = |wanted: &&'static str| {
        let fields = if has_header { reader.fields() } else { 0 };
        (0..fields).find(|place| header(*place).eq_ignore_ascii_case(wanted.as_bytes()))
    };
    let found: Vec<Option<usize>> = columns.iter().map(place).collect();
    if let Some((name, _)) = columns.iter().zip(&found).take(required).find(|(_, found)| found.is_none()) {
        return Err(FeedError::NoColumn(table, name));
    }
    reader.limit(found.iter().flatten().max().map_or(0, |last| last + 1));
    Ok(Some(Rows { table, reader, columns: found, done: false }))
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
        let more = self.reader.advance();
        self.done = !self.readable(more, report);
        !self.done
    }

    /// Passes the coming rows whose first asked column is that of the current row, where that is
    /// the file's first; how many.
    pub(super) fn pass_group(&mut self, report: &mut FeedReport) -> u64 {
        if self.done || self.columns.first() != Some(&Some(0)) {
            return 0;
        }
        let passed = self.reader.pass_group();
        self.readable(passed, report)
    }

    fn readable<T: Default>(&mut self, read: io::Result<T>, report: &mut FeedReport) -> T {
        read.unwrap_or_else(|_| {
            self.done = true;
            report.note(self.table, self.reader.line(), Problem::Unreadable);
            T::default()
        })
    }

    /// Whether the first asked column was seen to be that of the row before; when not, it may be yet.
    pub(super) fn repeats(&self) -> bool {
        self.columns.first() == Some(&Some(0)) && self.reader.repeats()
    }

    /// A field of the current row by its place in the asked columns, trimmed; empty when absent.
    pub(super) fn get(&self, column: usize) -> &[u8] {
        let place = self.columns.get(column).copied().flatten();
        place.and_then(|place| self.reader.field(place)).unwrap_or_default().trim_ascii()
    }

    /// A field as text; bytes that are not UTF-8 are replaced.
    pub(super) fn text(&self, column: usize) -> String {
        String::from_utf8_lossy(self.get(column)).into_owned()
    }

    /// The current row's line in the file, from 1.
    pub(super) fn line(&self) -> u64 {
        self.reader.line()
    }
}
