use placewell_sheets::{DateOrder, Fault, Known, Said, Table, date, read};
use proptest::prelude::*;

use crate::xlsx::{book, data, parts, text, zipped};

/// 130 MiB of spaces, packed to little more than a hundred kilobytes.
#[test]
fn a_zip_bomb_is_refused_while_it_unpacks() {
    let mut parts = parts(&[("People", "visible", &data(&[text("A1", "x")]))]);
    parts.push(("xl/media/large.bin".to_owned(), " ".repeat(130 << 20)));
    let bytes = zipped(&parts);
    assert!(bytes.len() < 1 << 20, "{} bytes", bytes.len());
    assert_eq!(read(&bytes, Said::default()), Err(Fault::TooLarge));
}

const KNOWN: &[Known] = &[Known { name: "a", spellings: &["b"], needed: true }];

/// Whatever is in it, a file is read or refused.
fn survives(bytes: &[u8]) {
    if let Ok(sheet) = read(bytes, Said::default()) {
        for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
            let _ = date::read(cell, Some(DateOrder::MonthFirst));
        }
        let _ = Table::read(&sheet, KNOWN);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_panics(bytes in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'"'), Just(b'\n'), Just(b',')], 0..200)) {
        survives(&bytes);
    }

    #[test]
    fn no_sheet_panics(body in "(<|>|c|row|v|sheetData|/|\"| |r=|A1|t=|s|d|1|-|\u{e9}|&|;){0,60}") {
        survives(&book(&format!("<sheetData><row>{body}</row></sheetData>")));
    }

    #[test]
    fn no_bent_workbook_panics(at in any::<prop::sample::Index>(), to in any::<u8>()) {
        let mut bytes = book(&data(&[text("A1", "a"), text("A2", "17 May 2010")]));
        let at = at.index(bytes.len());
        bytes[at] = to;
        survives(&bytes);
    }

    /// Rows written as CSV by another hand come back as they were, in every separator and with every line break.
    #[test]
    fn rows_come_back(
        rows in proptest::collection::vec(proptest::collection::vec("[a-zâ0-9,;\"\n\t ]{0,8}x", 2..5), 1..8),
        separator in prop::sample::select(vec![',', ';', '\t']),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\"").replace('\n', end));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(&separator.to_string());
        let text: String = rows.iter().map(|row| line(row) + end).collect();
        let sheet = read(text.as_bytes(), Said::default()).unwrap();
        for (at, (row, written)) in sheet.rows.iter().zip(&rows).enumerate() {
            prop_assert_eq!(row.number as usize, at + 1);
            let cells: Vec<_> = row.cells.iter().map(|cell| cell.words().unwrap()).collect();
            let written: Vec<_> = written.iter().map(|cell| cell.trim().to_owned()).collect();
            prop_assert_eq!(cells, written);
        }
        prop_assert_eq!(sheet.rows.len(), rows.len());
    }
}
