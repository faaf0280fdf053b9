//! How large a table may be, and the watch over what a workbook unpacks to.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use crate::Fault;

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 20 << 20;

/// The most that the parts of a workbook may unpack to, together, in bytes.
pub const MOST_UNPACKED: u64 = 128 << 20;

/// The last row of a sheet that may hold anything.
pub const MOST_ROWS: u32 = 100_000;

/// The last column of a sheet that may hold anything, counted from 1.
pub const MOST_COLUMNS: usize = 200;

/// The parts that a workbook may have.
const MOST_PARTS: usize = 2_000;

/// Which of two parts a workbook has.
///
/// # Errors
/// [`Fault::NotATable`] when it has neither.
pub(crate) fn has_first(bytes: &[u8], first: &str, second: &str) -> Result<bool, Fault> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    let has = |part| archive.index_for_name(part).is_some();
    if has(first) || has(second) { Ok(has(first)) } else { Err(Fault::NotATable) }
}

/// Unpacks every part once, into nothing, because what a part says of its size need not be so.
pub(crate) fn unpacked(bytes: &[u8]) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Fault::TooLarge);
    }
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|_| Fault::Damaged)?;
        let read = io::copy(&mut part.take(left + 1), &mut io::sink()).map_err(|_| Fault::Damaged)?;
        left = left.checked_sub(read).ok_or(Fault::TooLarge)?;
    }
    Ok(())
}

/// Whether a cell is within bounds; `row` and `column` from 1.
pub(crate) fn holds(row: u32, column: usize) -> Result<(), Fault> {
    if row > MOST_ROWS {
        return Err(Fault::TooManyRows);
    }
    if column > MOST_COLUMNS {
        return Err(Fault::TooManyColumns { row });
    }
    Ok(())
}
