//! A cell as text, or what must be written in it instead.

use placewell_sheets::Cell;

use crate::words::intake as words;

/// Why a cell is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CellFault {
    /// What must be written, after the question's label.
    Must(String),
    /// It could be two days, and nobody has said which.
    TwoDays,
}

impl From<String> for CellFault {
    fn from(words: String) -> Self {
        Self::Must(words)
    }
}

pub(super) fn must<T>(words: &str) -> Result<T, CellFault> {
    Err(CellFault::Must(words.to_owned()))
}

/// A text; an apostrophe that only kept it from being a formula is left out.
pub(super) fn text(cell: &Cell) -> Result<String, CellFault> {
    match cell {
        Cell::Text(text) => {
            let inert = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
            Ok(inert.unwrap_or(text).to_owned())
        }
        _ => must(words::TEXT),
    }
}
