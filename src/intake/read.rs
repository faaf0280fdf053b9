//! A file, as far as it can be read: its questions first, then its rows.

use chrono::NaiveDate;
use placewell_sheets::cell::letters;
use placewell_sheets::{Fault, Table};

use super::answers::SheetAnswers;
use super::cells::When;
use super::columns::Matching;
use super::kind::ImportKind;
use super::learner::NUMBERS;
use super::rows::Rows;
use super::sheet::{AskedOfSheet, SheetReading};
use crate::words::amount::list;
use crate::words::intake as words;

/// Reads a file.
///
/// # Errors
/// A [`Fault`] when nobody could answer what is wrong with the file.
pub fn read(
    kind: ImportKind,
    bytes: &[u8],
    answers: &SheetAnswers,
    today: NaiveDate,
) -> Result<SheetReading, Fault> {
    let asks = |columns, asked, words: String| Ok(SheetReading::asks(kind, columns, asked, words));
    let mut sheet = match placewell_sheets::read(bytes, answers.said()) {
        Err(Fault::WhichSeparator) => {
            return asks(Vec::new(), AskedOfSheet::Separator, words::WHICH_SEPARATOR.to_owned());
        }
        Err(Fault::WhichSheet { .. } | Fault::NoSuchSheet) => {
            return asks(Vec::new(), AskedOfSheet::Sheet, words::WHICH_SHEET.to_owned());
        }
        other => other?,
    };
    let matching = Matching::of(kind.fields(), answers);
    matching.tell_apart(&mut sheet);
    let columns = matching.columns(&sheet);
    let label = |name: &str| kind.field(name).map_or("", |field| field.label);
    let always: Vec<_> =
        kind.always().iter().copied().filter(|name| !answers.every_row.contains_key(*name)).collect();
    let table = match Table::read_by(&sheet, |heading| matching.find(heading), &always) {
        Err(Fault::NoHeader) => return asks(columns, AskedOfSheet::Columns, words::NO_HEADINGS.to_owned()),
        Err(Fault::TwoColumns { name, first, second }) => {
            let words = words::two_columns(label(name), &letters(first), &letters(second));
            return asks(columns, AskedOfSheet::Columns, words);
        }
        Err(Fault::MissingColumns(names)) => {
            let labels: Vec<_> = names.iter().map(|name| label(name)).collect();
            return asks(columns, AskedOfSheet::Columns, words::which_column(&list(&labels)));
        }
        other => other?,
    };
    let number = NUMBERS.into_iter().find(|name| table.columns.contains_key(name));
    if kind == ImportKind::Learners && number.is_none() {
        return asks(columns, AskedOfSheet::Columns, words::WHICH_NUMBER.to_owned());
    }
    let when = When { today, order: answers.order() };
    Ok(Rows { kind, table: &table, answers, number, when }.read(columns))
}
