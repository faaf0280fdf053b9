//! Rows with quotes, which need a full parser.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader};

use super::source::{LONGEST_ROW_BYTES, Source, too_long};

/// The unquoted fields of a row.
pub(super) struct Quoted {
    parser: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Quoted {
    pub(super) fn new() -> Self {
        Self { parser: Reader::new(), bytes: Vec::new(), ends: Vec::new() }
    }

    /// All fields one after another.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Parses the row ahead and passes it: where its fields end, and how many lines it took.
    ///
    /// # Errors
    /// What the stream fails with, and rows of more than a mebibyte.
    pub(super) fn parse<R: Read>(&mut self, source: &mut Source<R>) -> io::Result<(&[usize], u64)> {
        let Self { parser, bytes, ends } = self;
        parser.reset();
        let (mut written, mut fields, mut passed) = (0, 0, 0);
        loop {
            let (result, read, wrote, ended) = parser.read_record(
                source.ahead(),
                bytes.get_mut(written..).unwrap_or_default(),
                ends.get_mut(fields..).unwrap_or_default(),
            );
            source.pass(read);
            (written, fields, passed) = (written + wrote, fields + ended, passed + read);
            if passed > LONGEST_ROW_BYTES {
                return Err(too_long());
            }
            match result {
                ReadRecordResult::InputEmpty => {
                    // The parser takes an empty input for the end of the stream.
                    source.fill()?;
                }
                ReadRecordResult::OutputFull => bytes.resize(2 * bytes.len() + 1_024, 0),
                ReadRecordResult::OutputEndsFull => ends.resize(2 * ends.len() + 64, 0),
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        Ok((ends.get(..fields).unwrap_or_default(), parser.line() - 1))
    }
}
