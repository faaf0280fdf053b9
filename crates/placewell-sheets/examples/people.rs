//! Reads a small table and prints what stands in it, row by row.
#![allow(clippy::print_stdout, reason = "an example prints")]

use placewell_sheets::{Known, Said, Table, date, read};

const KNOWN: &[Known] = &[
    Known { name: "family_name", spellings: &["Surname"], needed: true },
    Known { name: "date_of_birth", spellings: &["DOB"], needed: true },
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = "Class 10B;\nSurname;DOB\nOsei;21 June 2009\nRees;05/06/2009\n";
    let table = Table::read(&read(file.as_bytes(), Said::default())?, KNOWN)?;
    for record in &table.records {
        let name = record.cells.get("family_name").and_then(|cell| cell.words()).unwrap_or_default();
        let born = record.cells.get("date_of_birth").map(|cell| date::read(cell, None)).transpose();
        match born {
            Ok(born) => println!("row {}: {name}, {:?}", record.row, born.flatten()),
            Err(fault) => println!("row {}: the date of birth {fault}", record.row),
        }
    }
    Ok(())
}
