//! Fitting a pack to its pages: the main document never runs over four.

use serde_json::{Value, json};

use super::pdf::{Form, Pdf, PdfError, Press, Proof, Stamp};
use super::sheet::Sheet;

/// An employer reads four pages, not five.
pub const MOST_PAGES: usize = 4;

/// From so many pages on, smaller type alone does not help.
const HOPELESS: usize = 5;

/// Settings in the order in which they are tried: smaller type, then the table of how to help with each
/// job moved to the head of the day sheets.
const SETTINGS: [Setting; 6] = [
    Setting { density: 0, detail_in_cards: false },
    Setting { density: 1, detail_in_cards: false },
    Setting { density: 2, detail_in_cards: false },
    Setting { density: 1, detail_in_cards: true },
    Setting { density: 2, detail_in_cards: true },
    Setting { density: 3, detail_in_cards: true },
];

#[derive(Clone, Copy)]
struct Setting {
    density: u8,
    detail_in_cards: bool,
}

/// Why a pack cannot be printed.
#[derive(Debug, thiserror::Error)]
pub enum FitError {
    /// Too many words for four pages even in the smallest type.
    #[error("the pack needs {pages} pages even in the smallest type: shorten the longest texts")]
    TooLong {
        /// How many it needs.
        pages: usize,
    },
    /// The press failed.
    #[error(transparent)]
    Pdf(#[from] PdfError),
}

/// The two documents of a pack.
#[derive(Clone, Debug)]
pub struct Printed {
    /// At most [`MOST_PAGES`] pages.
    pub pack: Pdf,
    /// The task cards, as many pages as they need.
    pub cards: Pdf,
}

/// Sets and prints a pack and its task cards.
///
/// # Errors
/// [`FitError::TooLong`] when no setting fits; [`FitError::Pdf`] when the press fails.
pub fn print(press: &Press, sheet: &Sheet<'_>, stamp: &Stamp) -> Result<Printed, FitError> {
    let (proof, setting) = fitting(press, sheet)?;
    let pack = proof.print(stamp)?;
    let cards = Setting { density: 0, ..setting };
    let cards = press
        .set(Form::Cards, &data(press, sheet, cards)?)?
        .print(&Stamp { ident: format!("{} cards", stamp.ident), at: stamp.at })?;
    Ok(Printed { pack, cards })
}

fn fitting(press: &Press, sheet: &Sheet<'_>) -> Result<(Proof, Setting), FitError> {
    let mut pages = 0;
    for setting in SETTINGS {
        if pages > HOPELESS && !setting.detail_in_cards {
            continue;
        }
        let proof = press.set(Form::Pack, &data(press, sheet, setting)?)?;
        pages = proof.pages();
        if pages <= MOST_PAGES {
            return Ok((proof, setting));
        }
    }
    Err(FitError::TooLong { pages })
}

/// The sheet as the templates read it: with the setting, and with the visitor's name in a spelling
/// that the fonts can show.
fn data(press: &Press, sheet: &Sheet<'_>, setting: Setting) -> Result<Value, PdfError> {
    let unwritable = |_| PdfError::Setup("the pack cannot be written as JSON");
    let visitor = &sheet.pack.visitor;
    let mut value = serde_json::to_value(sheet).map_err(unwritable)?;
    if !press.coverage().shows(&visitor.called) {
        let shown = press.coverage().name(&visitor.called, visitor.latin.as_deref());
        replace(&mut value, &visitor.called, &shown);
    }
    if let Some(fields) = value.as_object_mut() {
        fields.insert("density".to_owned(), json!(setting.density));
        fields.insert("detail_in_cards".to_owned(), json!(setting.detail_in_cards));
    }
    Ok(value)
}

pub(super) fn replace(value: &mut Value, from: &str, to: &str) {
    match value {
        Value::String(text) if text.contains(from) => *text = text.replace(from, to),
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, from, to)),
        Value::Object(fields) => fields.values_mut().for_each(|item| replace(item, from, to)),
        _ => {}
    }
}
