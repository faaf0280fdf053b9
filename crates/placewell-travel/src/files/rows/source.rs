//! A stream read ahead.

use std::io::{self, Read};
use std::ops::Range;

/// No row of a real feed comes near this; a quote that is never closed does, and shall not fill
/// the memory.
pub(super) const LONGEST_ROW_BYTES: usize = 1 << 20;

/// How much is read at once.
const CHUNK_BYTES: usize = 1 << 16;

/// A stream and what is read of it ahead.
pub(super) struct Source<R> {
    input: R,
    buffer: Vec<u8>,
    /// The bytes of the buffer that are read and not yet passed.
    unread: Range<usize>,
    at_end: bool,
}

impl<R> Source<R> {
    pub(super) fn new(input: R) -> Self {
        Self { input, buffer: vec![0; CHUNK_BYTES], unread: 0..0, at_end: false }
    }

    /// What is read and not yet passed.
    pub(super) fn ahead(&self) -> &[u8] {
        self.buffer.get(self.unread.clone()).unwrap_or_default()
    }

    /// Where in the buffer the next byte is; it stays there until the next filling.
    pub(super) fn place(&self) -> usize {
        self.unread.start
    }

    /// Bytes of the buffer by their places.
    pub(super) fn bytes(&self, places: Range<usize>) -> Option<&[u8]> {
        self.buffer.get(places)
    }

    /// Leaves bytes behind.
    pub(super) fn pass(&mut self, bytes: usize) {
        self.unread.start += bytes;
    }
}

impl<R: Read> Source<R> {
    /// Reads on; false at the end of the stream.
    ///
    /// # Errors
    /// What the stream fails with, and more than a mebibyte ahead.
    pub(super) fn fill(&mut self) -> io::Result<bool> {
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

/// Why a row is not read to its end.
pub(super) fn too_long() -> io::Error {
    io::Error::other("a row is longer than one mebibyte")
}
