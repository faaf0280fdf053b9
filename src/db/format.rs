//! The format of a stored document: a number in front of it, `v2.`, that rises with what the program writes.
//!
//! While replicas are replaced one by one, an older program meets documents of a newer one. It reads what it knows of
//! them, and never writes over them (see the migration `document_formats`), so that nothing is lost in silence.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::reading::known_part;

/// The format of the first documents; one that states no format is of this one.
pub(super) const FIRST: u32 = 1;

/// The columns whose documents have outgrown the first format: table, column, the format that this program writes.
///
/// A column's number rises in the first release that changes what its documents may hold: an older program must not drop
/// a new field when it writes, and must not take a document with a new code for a damaged one. Every format is the first
/// until there is a release whose documents have to be told apart.
const RAISED: &[(&str, &str, u32)] = &[];

/// The format in which this program writes the documents of a column.
#[must_use]
pub fn of_column(table: &str, column: &str) -> u32 {
    let raised = RAISED.iter().find(|(of, name, _)| (*of, *name) == (table, column));
    raised.map_or(FIRST, |(.., format)| *format)
}

/// Why a document does not read back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Misread {
    /// It is damaged.
    Damaged,
    /// A newer program wrote what this one cannot do without.
    Newer,
}

/// Takes the format off a text: `v2.rest` is the rest in format 2.
pub(super) fn split(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = text.strip_prefix('v')?.split_once('.')?;
    Some((number.parse().ok()?, rest))
}

/// The format of a document that may state none.
pub(super) fn of(text: &str) -> u32 {
    split(text).map_or(FIRST, |(format, _)| format)
}

/// Puts the format in front of a document, unless it is the first.
pub(super) fn label(format: u32, document: String) -> String {
    if format == FIRST { document } else { format!("v{format}.{document}") }
}

/// Reads a document: as it stands when its format is known, as far as it is understood when it is newer.
pub(super) fn read<T: DeserializeOwned>(document: &[u8], format: u32, known: u32) -> Result<T, Misread> {
    if format <= known {
        return serde_json::from_slice(document).map_err(|_| Misread::Damaged);
    }
    let document: Value = serde_json::from_slice(document).map_err(|_| Misread::Damaged)?;
    known_part(document).ok_or(Misread::Newer)
}
