//! Any bytes as a table that somebody brings: CSV, a workbook, a Common Transfer File.

#![no_main]

use libfuzzer_sys::fuzz_target;
use placewell_sheets::{DateOrder, Known, Said, Table, date, read};

const KNOWN: &[Known] = &[Known { name: "name", spellings: &["pupil", "surname"], needed: true }];

fuzz_target!(|file: &[u8]| {
    let Ok(sheet) = read(file, Said::default()) else { return };
    for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
        let _ = date::read(cell, Some(DateOrder::DayFirst));
    }
    let _ = Table::read(&sheet, KNOWN);
});
