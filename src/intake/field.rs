//! The questions that a column can answer.

use crate::domain::code::Code;
use crate::words::label::Label;

/// The codes that a cell may name, by code or by label.
#[derive(Clone, Copy)]
pub struct CellCodes {
    /// The code that a text names.
    pub find: fn(&str) -> Option<&'static str>,
    /// What may be written.
    pub labels: fn() -> Vec<&'static str>,
}

/// The codes of a vocabulary.
pub(super) const fn codes<T: Code + Label>() -> CellCodes {
    CellCodes { find: find::<T>, labels: labels::<T> }
}

fn find<T: Code + Label>(text: &str) -> Option<&'static str> {
    let folded = placewell_sheets::fold(text);
    let named =
        |one: &&T| [one.code(), one.label()].into_iter().any(|known| placewell_sheets::fold(known) == folded);
    T::ALL.iter().find(named).map(|one| one.code())
}

fn labels<T: Code + Label>() -> Vec<&'static str> {
    T::ALL.iter().map(|one| one.label()).collect()
}

/// What a cell must hold.
#[derive(Clone, Copy)]
pub enum CellShape {
    /// One line of text.
    Line,
    /// Text of several lines.
    Paragraph,
    /// The date on which a learner was born.
    Born,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// Weekdays, one by one or from one to another.
    Weekdays,
    /// Yes or no.
    YesNo,
    /// A subclass of the Standard Industrial Classification.
    Sic,
    /// An amount of whole pounds.
    Pounds,
    /// Lines of text, separated by semicolons or line breaks.
    Lines,
    /// A full postcode.
    Postcode,
    /// An address for mail.
    Email,
    /// A telephone number.
    Phone,
    /// A number that the organisation gave, with its leading zeros.
    Number,
    /// A unique pupil number.
    Upn,
    /// A unique learner number.
    Uln,
    /// A whole number within bounds.
    Count {
        /// The least.
        least: u16,
        /// The most.
        most: u16,
    },
    /// One code.
    One(CellCodes),
    /// Several codes, separated by semicolons or line breaks.
    Several(CellCodes),
    /// A primary need as schools return it.
    Sen,
}

/// A question that a column can answer.
pub struct SheetField {
    /// Its name: that of the field in the form where a person would answer it.
    pub name: &'static str,
    /// The question in few words.
    pub label: &'static str,
    /// Where the answer stands in the record, as a JSON pointer; empty for what stands in no record until a person has
    /// said what it means.
    pub path: &'static str,
    /// What a cell must hold.
    pub shape: CellShape,
    /// How sheets head the column, beside the name and the label.
    pub spellings: &'static [&'static str],
    /// Whether there is no record without an answer.
    pub needed: bool,
    /// Whether one answer may be given for every row at once.
    pub of_all: bool,
}

impl SheetField {
    /// A field without which there can be a record.
    pub(super) const fn new(
        name: &'static str,
        label: &'static str,
        path: &'static str,
        shape: CellShape,
        spellings: &'static [&'static str],
    ) -> Self {
        Self { name, label, path, shape, spellings, needed: false, of_all: false }
    }

    /// One without which there is no record.
    pub(super) const fn asked(self) -> Self {
        Self { needed: true, ..self }
    }

    /// One of which the same may be said of every row at once.
    pub(super) const fn of_all(self) -> Self {
        Self { of_all: true, ..self }
    }
}
