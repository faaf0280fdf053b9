//! Comma-separated rows of a stream, as fast as they can be told apart.
//!
//! A row without a quote, and nearly all are, is cut at its commas where it lies. A row with one is
//! handed to a full parser.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader};
use memchr::{memchr_iter, memchr3};

/// No row of a real feed comes near this; a quote that is never closed does, and shall not fill
/// the memory.
const LONGEST_ROW_BYTES: usize = 1 << 20;

/// How much is read at once.
const CHUNK_BYTES: usize = 1 << 16;

/// Rows one after another. What is read of a row is valid until the next.
pub(super) struct RowReader<R> {
    source: Source<R>,
    /// Fields wanted of each row: those beyond are not cut.
    width: usize,
    line: u64,
    row: Row,
    quoted: Quoted,
    /// The first field of rows that are passed over together.
    group: Vec<u8>,
}

/// A stream and what is read of it ahead.
struct Source<R> {
    input: R,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are read and not yet passed.
    unread: std::ops::Range<usize>,
    at_end: bool,
}

/// Where the current row's fields lie.
#[derive(Default)]
struct Row {
    line: u64,
    is_quoted: bool,
    first: usize,
    ends: Vec<usize>,
}

/// The unquoted bytes of a row that had quotes.
struct Quoted {
    parser: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl<R: Read> Source<R> {
    fn ahead(&self) -> &[u8] {
        self.buffer.get(self.unread.clone()).unwrap_or_default()
    }

    /// Reads on; false at the end of the stream.
    fn fill(&mut self) -> io::Result<bool> {
        if self.at_end {
            return Ok(false);
        }
        let kept = self.unread.len();
        if kept > LONGEST_ROW_BYTES {
            return Err(too_long());
        }
        self.buffer.copy_within(self.unread.clone(), 0);
        if self.buffer.len() < kept + CHUNK_BYTES {
            self.buffer.resize(kept + CHUNK_BYTES, 0);
        }
        self.unread = 0..kept;
        let free = self.buffer.get_mut(kept..).unwrap_or_default();
        let read = loop {
            match self.input.read(free) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        self.unread.end += read;
        self.at_end = read == 0;
        Ok(read > 0)
    }
}

impl<R: Read> RowReader<R> {
    pub(super) fn new(input: R) -> Self {
        Self {
            source: Source { input, buffer: vec![0; CHUNK_BYTES], unread: 0..0, at_end: false },
            width: usize::MAX,
            line: 1,
            row: Row::default(),
            quoted: Quoted { parser: Reader::new(), bytes: Vec::new(), ends: Vec::new() },
            group: Vec::new(),
        }
    }

    /// Cuts no more than so many fields from each coming row.
    pub(super) fn limit(&mut self, width: usize) {
        self.width = width;
    }

    /// Moves to the next row that is not blank; false at the end.
    ///
    /// # Errors
    /// What the stream fails with, and rows of more than a mebibyte.
    pub(super) fn advance(&mut self) -> io::Result<bool> {
        let mut looked = 0;
        loop {
            let ahead = self.source.ahead();
            let found = memchr3(b'\n', b'\r', b'"', ahead.get(looked..).unwrap_or_default());
            let Some(place) = found.map(|place| place + looked) else {
                looked = ahead.len();
                if self.source.fill()? {
                    continue;
                }
                if looked == 0 {
                    return Ok(false);
                }
                self.cut(looked, 0);
                return Ok(true);
            };
            match ahead.get(place).copied() {
                Some(b'"') => return self.quoted().map(|()| true),
                Some(b'\n') if place > 0 => {
                    self.cut(place, 1);
                    self.line += 1;
                    return Ok(true);
                }
                Some(b'\n') => self.line += 1,
                _ if place > 0 => {
                    // The line feed after it is passed as a blank row.
                    self.cut(place, 1);
                    return Ok(true);
                }
                _ => {}
            }
            self.source.unread.start += 1;
            looked = 0;
        }
    }

    /// Passes the coming rows that begin with the current row's first field, without a look at the
    /// rest of them; how many. Stops at blank rows and at quotes.
    ///
    /// # Errors
    /// What the stream fails with.
    pub(super) fn pass_group(&mut self) -> io::Result<u64> {
        self.group.clear();
        let Some(end) = self.row.ends.first().copied().filter(|_| !self.row.is_quoted) else { return Ok(0) };
        self.group.extend_from_slice(self.source.buffer.get(self.row.first..end).unwrap_or_default());
        let (mut passed, mut looked) = (0, 0);
        loop {
            let ahead = self.source.ahead();
            let found = memchr3(b'\n', b'\r', b'"', ahead.get(looked..).unwrap_or_default());
            let Some(place) = found.map(|place| place + looked) else {
                looked = ahead.len();
                if self.source.fill()? {
                    continue;
                }
                return Ok(passed);
            };
            let row = ahead.get(..=place).unwrap_or_default();
            let alike = row.strip_prefix(self.group.as_slice()).is_some_and(|rest| rest.starts_with(b","));
            // The line feed after a carriage return is a blank row, which goes with its row.
            let is_rest = row == b"\n" && passed > 0;
            if row.ends_with(b"\"") || !(alike || is_rest) {
                return Ok(passed);
            }
            let lines = u64::from(row.ends_with(b"\n"));
            self.source.unread.start += place + 1;
            self.line += lines;
            passed += u64::from(alike);
            looked = 0;
        }
    }

    /// Cuts the next `length` bytes at their commas, and passes them and what ends them.
    fn cut(&mut self, length: usize, ending: usize) {
        let first = self.source.unread.start;
        let bytes = self.source.buffer.get(first..first + length).unwrap_or_default();
        let Row { line, is_quoted, first: at, ends } = &mut self.row;
        (*line, *is_quoted, *at) = (self.line, false, first);
        ends.clear();
        ends.extend(memchr_iter(b',', bytes).take(self.width).map(|comma| first + comma));
        if ends.len() < self.width {
            ends.push(first + length);
        }
        self.source.unread.start += length + ending;
    }

    fn quoted(&mut self) -> io::Result<()> {
        self.row.line = self.line;
        self.row.is_quoted = true;
        let Quoted { parser, bytes, ends } = &mut self.quoted;
        parser.reset();
        let (mut written, mut fields, mut passed) = (0, 0, 0);
        loop {
            let ahead = self.source.ahead();
            let (result, read, wrote, ended) = parser.read_record(
                ahead,
                bytes.get_mut(written..).unwrap_or_default(),
                ends.get_mut(fields..).unwrap_or_default(),
            );
            self.source.unread.start += read;
            (written, fields, passed) = (written + wrote, fields + ended, passed + read);
            if passed > LONGEST_ROW_BYTES {
                return Err(too_long());
            }
            match result {
                ReadRecordResult::InputEmpty => {
                    // The parser takes an empty input for the end of the stream.
                    self.source.fill()?;
                }
                ReadRecordResult::OutputFull => bytes.resize(2 * bytes.len() + 1_024, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len() + 64, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        self.line += parser.line() - 1;
        self.row.ends.clear();
        self.row.ends.extend(ends.iter().take(fields));
        Ok(())
    }
}

impl<R> RowReader<R> {
    /// A field of the current row as it stands; `None` beyond the last.
    pub(super) fn field(&self, place: usize) -> Option<&[u8]> {
        let Row { is_quoted, first, ends, .. } = &self.row;
        let end = *ends.get(place)?;
        let before = place.checked_sub(1).and_then(|before| ends.get(before));
        if *is_quoted {
            self.quoted.bytes.get(before.map_or(0, |before| *before)..end)
        } else {
            self.source.buffer.get(before.map_or(*first, |comma| comma + 1)..end)
        }
    }

    /// How many fields the current row has, up to the limit.
    pub(super) fn fields(&self) -> usize {
        self.row.ends.len()
    }

    /// The current row's line in the file, from 1.
    pub(super) fn line(&self) -> u64 {
        self.row.line
    }
}

fn too_long() -> io::Error {
    io::Error::other("a row is longer than one mebibyte")
}
