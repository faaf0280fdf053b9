//! Sheets of learners of our own making, honest and hostile: each is read right, asked about, or refused in words that
//! name the row and the column.

mod corpus;
mod merge;
mod work;
#[path = "../../crates/placewell-sheets/tests/it/xlsx.rs"]
mod xlsx;

use chrono::NaiveDate;
use placewell::intake::{self, ImportKind, SheetAnswers, SheetReading};
use placewell_sheets::Fault;
use serde_json::{Value, json};

pub(super) fn today() -> NaiveDate {
    "2026-03-02".parse().unwrap()
}

pub(super) fn plain(file: &[u8]) -> Result<SheetReading, Fault> {
    intake::read(ImportKind::Learners, file, &SheetAnswers::default(), today())
}

pub(super) fn told(file: &[u8], answers: Value) -> SheetReading {
    intake::read(ImportKind::Learners, file, &serde_json::from_value(answers).unwrap(), today()).unwrap()
}

/// What a row says of a question.
pub(super) fn said(reading: &SheetReading, row: u32, name: &str) -> String {
    reading.rows.iter().find(|person| person.row == row).expect("the row is read").said.text(name)
}

#[test]
fn dates_that_could_be_two_are_asked_once_and_then_read_as_told() {
    let file =
        b"Surname,Forename,UPN,DOB\nMoss,Kit,A123456789012,05/06/2010\nReed,Sam,A123456789013,07/08/2011\n";
    let asked = plain(file).unwrap();
    assert_eq!(asked.questions.len(), 1);
    let question = &asked.questions[0].words;
    assert!(question.contains("Column D of row 2"), "{question}");
    let day = told(file, json!({"dates": "day_first"}));
    assert_eq!(said(&day, 2, "date_of_birth"), "2010-06-05");
    assert_eq!(said(&day, 3, "date_of_birth"), "2011-08-07");
    let month = told(file, json!({"dates": "month_first"}));
    assert_eq!(said(&month, 2, "date_of_birth"), "2010-05-06");
}

#[test]
fn columns_are_matched_by_known_spellings_and_by_what_was_said() {
    let file = b"Family,First,No.,House\nMoss,Kit,0042,Red\n";
    assert_eq!(plain(file).unwrap().questions.len(), 1);
    let columns = json!({"Family": "family_name", "First": "given_name", "No.": "external_id", "House": ""});
    let read = told(file, json!({"columns": columns}));
    assert_eq!(read.questions, []);
    assert_eq!(said(&read, 2, "external_id"), "0042");
    let unread: Vec<_> =
        read.columns.iter().filter(|column| column.field.is_none()).map(|one| one.heading.as_str()).collect();
    assert_eq!(unread, ["House"]);
}

#[test]
fn a_known_heading_can_be_left_unread() {
    let file = b"Surname,Forename,Legal Forename,UPN\nMoss,Kit,Christopher,A123456789012\n";
    let asked = plain(file).unwrap();
    assert!(asked.questions[0].words.contains("B and C"), "{}", asked.questions[0].words);
    let read = told(file, json!({"columns": {"Legal forename": ""}}));
    assert_eq!(said(&read, 2, "given_name"), "Kit");
}

#[test]
fn what_a_sheet_does_not_say_stays_to_be_asked() {
    let read = plain(b"Surname,Forename,UPN\nMoss,Kit,A123456789012\n").unwrap();
    let said = &read.rows[0].said;
    let missing: Vec<_> = said.missing().iter().map(|one| one.field).collect();
    assert!(missing.contains(&"date_of_birth") && missing.contains(&"evacuation"), "{missing:?}");
    assert!(said.learner(today()).is_err());
    assert_eq!(said.document()["profile"].get("help"), None);
}
