//! Comma-separated rows of a stream, as fast as they can be told apart.
//!
//! A row without a quote, and nearly all are, is cut at its commas where it lies. A row with one is
//! handed to a full parser.

mod cut;
mod quoted;
mod source;

use std::io::{self, Read};

use memchr::memchr3;

use cut::cut;
use quoted::Quoted;
use source::Source;

/// Rows one after another. What is read of a row is valid until the next.
pub(crate) struct RowReader<R> {
    source: Source<R>,
    /// Fields wanted of each row: those beyond are not cut.
    width: usize,
    line: u64,
    row: Row,
    quoted: Quoted,
    /// The current row's first field and its comma, with which the next mostly begins too; empty for
    /// a row with quotes.
    beginning: Vec<u8>,
}

/// Where the current row's fields lie.
struct Row {
    line: u64,
    is_quoted: bool,
    repeats: bool,
    /// Where it begins in the source.
    first: usize,
    /// Where its fields begin, from its own beginning; behind them where another would.
    begins: Vec<usize>,
}

impl<R: Read> RowReader<R> {
    pub(crate) fn new(input: R) -> Self {
        Self {
            source: Source::new(input),
            width: usize::MAX,
            line: 1,
            row: Row { line: 0, is_quoted: false, repeats: false, first: 0, begins: vec![0] },
            quoted: Quoted::new(),
            beginning: Vec::new(),
        }
    }

    /// Cuts no more than so many fields from each coming row.
    pub(crate) fn limit(&mut self, width: usize) {
        self.width = width;
    }

    /// Moves to the next row that is not blank; false at the end.
    ///
    /// # Errors
    /// What the stream fails with, and rows of more than a mebibyte.
    pub(crate) fn advance(&mut self) -> io::Result<bool> {
        let mut looked = self.begin();
        loop {
            let ahead = self.source.ahead();
            let Some(length) = cut(ahead, looked, self.width, &mut self.row.begins) else {
                looked = ahead.len();
                if self.source.fill()? {
                    continue;
                }
                self.take(looked);
                return Ok(looked > 0);
            };
            let Some((ending, lines)) = line_end(ahead.get(length..).unwrap_or_default()) else {
                return self.take_quoted().map(|()| true);
            };
            self.take(length);
            self.source.pass(ending);
            self.line += lines;
            if length > 0 {
                return Ok(true);
            }
            looked = self.begin();
        }
    }

    /// Begins to cut the row ahead; how much of it is already cut.
    fn begin(&mut self) -> usize {
        let Row { repeats, begins, .. } = &mut self.row;
        let beginning = self.beginning.len();
        *repeats = beginning > 0 && self.source.ahead().starts_with(&self.beginning);
        begins.truncate(1);
        if *repeats {
            begins.push(beginning);
            beginning
        } else {
            0
        }
    }

    /// Makes what is cut the current row, where it is not blank, and passes it.
    fn take(&mut self, length: usize) {
        if length == 0 {
            return;
        }
        let Row { line, is_quoted, repeats, first, begins } = &mut self.row;
        (*line, *is_quoted, *first) = (self.line, false, self.source.place());
        if begins.len() <= self.width {
            begins.push(length + 1);
        }
        if !*repeats {
            self.beginning.clear();
            if let Some(next) = begins.get(1) {
                self.beginning.extend_from_slice(self.source.ahead().get(..next - 1).unwrap_or_default());
                self.beginning.push(b',');
            }
        }
        self.source.pass(length);
    }

    fn take_quoted(&mut self) -> io::Result<()> {
        let Row { line, is_quoted, repeats, begins, .. } = &mut self.row;
        (*line, *is_quoted, *repeats) = (self.line, true, false);
        begins.truncate(1);
        self.beginning.clear();
        let (ends, lines) = self.quoted.parse(&mut self.source)?;
        begins.extend_from_slice(ends);
        self.line += lines;
        Ok(())
    }

    /// Passes the coming rows that begin with the current row's first field, without a look at the
    /// rest of them; how many. May stop early: at blank rows, at quotes, at the stream's last row.
    ///
    /// # Errors
    /// What the stream fails with.
    pub(crate) fn pass_group(&mut self) -> io::Result<u64> {
        let mut rows = 0;
        if self.beginning.is_empty() {
            return Ok(rows);
        }
        loop {
            let ahead = self.source.ahead();
            let (mut passed, mut lines) = (0, 0);
            let is_other = loop {
                let row = ahead.get(passed..).unwrap_or_default();
                let Some(rest) = row.strip_prefix(self.beginning.as_slice()) else {
                    break !self.beginning.starts_with(row);
                };
                let Some(place) = memchr3(b'\n', b'\r', b'"', rest) else { break false };
                let Some((ending, ended)) = line_end(rest.get(place..).unwrap_or_default()) else {
                    break true;
                };
                self.row.line = self.line + lines;
                passed += self.beginning.len() + place + ending;
                lines += ended;
                rows += 1;
            };
            self.source.pass(passed);
            self.line += lines;
            if is_other || !self.source.fill()? {
                return Ok(rows);
            }
        }
    }
}

/// How long the end of a row is, and how many lines it ends; `None` for a quote.
///
/// A line feed that is yet to be read after a carriage return is met as a blank row.
fn line_end(bytes: &[u8]) -> Option<(usize, u64)> {
    match bytes {
        [b'\r', b'\n', ..] => Some((2, 1)),
        [b'\r', ..] => Some((1, 0)),
        [b'\n', ..] => Some((1, 1)),
        _ => None,
    }
}

impl<R> RowReader<R> {
    /// A field of the current row as it stands; `None` beyond the last.
    pub(crate) fn field(&self, place: usize) -> Option<&[u8]> {
        let Row { is_quoted, first, begins, .. } = &self.row;
        let (begin, next) = (*begins.get(place)?, *begins.get(place + 1)?);
        if *is_quoted {
            self.quoted.bytes().get(begin..next)
        } else {
            self.source.bytes(first + begin..first + next - 1)
        }
    }

    /// How many fields the current row has, up to the limit.
    pub(crate) fn fields(&self) -> usize {
        self.row.begins.len() - 1
    }

    /// Whether the current row's first field was seen to be that of the row before.
    pub(crate) fn repeats(&self) -> bool {
        self.row.repeats
    }

    /// The current row's line in the file, from 1.
    pub(crate) fn line(&self) -> u64 {
        self.row.line
    }
}
