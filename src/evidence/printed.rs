//! A table as it is set on pages: the words of every cell, and how wide each column stands.

use serde_json::{Value, json};

use super::{EvidenceCell, EvidenceSheet};
use crate::words::pages::evidence as words;

/// From so many columns on a row is a block of lines, on paper and on small screens.
pub const MANY: usize = 11;

/// More rows are not set: whoever has so many reads them in a spreadsheet.
pub const MOST_ROWS: usize = 2_000;

/// The narrowest and the widest column, in letters.
const LETTERS: (usize, usize) = (7, 40);

/// The type in points: smaller where there are more columns.
const SIZES: [(usize, f64); 3] = [(6, 9.0), (8, 8.4), (usize::MAX, 7.6)];

/// What the template is given.
#[must_use]
pub fn printed(evidence: &EvidenceSheet) -> Value {
    let cell = |cell: &EvidenceCell| json!({"words": cell.words(), "empty": cell.is_empty()});
    let rows: Vec<Vec<Value>> =
        evidence.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect();
    let columns = evidence.columns.len();
    let size = SIZES.iter().find(|(most, _)| columns <= *most).map_or(8.0, |(_, size)| *size);
    json!({
        "title": evidence.title,
        "as_at": words::as_at(evidence.as_at),
        "count": words::rows(evidence.rows.len()),
        "notes": evidence.notes,
        "columns": evidence.columns.iter().map(|column| column.heading).collect::<Vec<_>>(),
        "sources": evidence.columns.iter().map(|column| column.source).collect::<Vec<_>>(),
        "shares": (0..columns).map(|at| share(evidence, at)).collect::<Vec<_>>(),
        "many": columns >= MANY,
        "size": size,
        "rows": rows,
    })
}

/// How wide a column is beside the others: as its longest word asks for, and as its cells do on average.
fn share(evidence: &EvidenceSheet, at: usize) -> usize {
    let heading = evidence.columns.get(at).map_or("", |column| column.heading);
    let cells: Vec<String> =
        evidence.rows.iter().filter_map(|row| Some(row.cells.get(at)?.words())).collect();
    let longest = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let word = cells.iter().map(|text| longest(text)).chain([longest(heading)]).max().unwrap_or(0);
    let all: usize = cells.iter().map(|text| text.chars().count()).sum();
    let usual = all / cells.len().max(1);
    word.max(usual).clamp(LETTERS.0, LETTERS.1)
}
