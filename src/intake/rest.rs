//! The rows that are handed back.

use std::collections::BTreeMap;

use placewell_sheets::{Cell, Fault, Sheet};

use super::answers::SheetAnswers;
use super::columns::{Matching, SheetColumn};
use super::kind::ImportKind;
use super::sheet::SheetFault;
use crate::allocation::sheet::inert;
use crate::words::intake as words;

/// Some rows of a file as CSV, below the headings, each with what to change.
///
/// # Errors
/// As for [`super::read()`].
pub fn rest(
    kind: ImportKind,
    bytes: &[u8],
    answers: &SheetAnswers,
    faults: &[SheetFault],
) -> Result<String, Fault> {
    let mut sheet = placewell_sheets::read(bytes, answers.said())?;
    let matching = Matching::of(kind.fields(), answers);
    matching.tell_apart(&mut sheet);
    let columns = matching.columns(&sheet);
    let mut of_row: BTreeMap<u32, Vec<&str>> = BTreeMap::new();
    for fault in faults {
        of_row.entry(fault.row).or_default().push(&fault.message);
    }
    Ok(written(&sheet, &columns, &of_row))
}

fn written(sheet: &Sheet, columns: &[SheetColumn], of_row: &BTreeMap<u32, Vec<&str>>) -> String {
    // Without the mark Excel takes the file for Windows-1252.
    let mut writer = csv::Writer::from_writer("\u{feff}".as_bytes().to_vec());
    let headings = columns.iter().map(|column| inert(&column.heading).into_owned());
    let mut lines = vec![headings.chain([words::TO_MEND.to_owned()]).collect::<Vec<_>>()];
    for row in &sheet.rows {
        let Some(messages) = of_row.get(&row.number) else { continue };
        let cell =
            |column: &SheetColumn| row.cells.get(column.place - 1).and_then(Cell::words).unwrap_or_default();
        let cells = columns.iter().map(|column| inert(&cell(column)).into_owned());
        lines.push(cells.chain([messages.join(" ")]).collect());
    }
    let all: Result<Vec<u8>, _> = lines
        .iter()
        .try_for_each(|line| writer.write_record(line))
        .map_err(drop)
        .and_then(|()| writer.into_inner().map_err(drop));
    all.ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}
