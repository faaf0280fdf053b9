use placewell_sheets::{Fault, Known, Said, Table, read};
use rstest::rstest;

use crate::xlsx::{book, text};

const KNOWN: &[Known] = &[
    Known { name: "family_name", spellings: &["Surname", "Last name"], needed: true },
    Known { name: "given_name", spellings: &["Forename", "First name"], needed: false },
    Known { name: "date_of_birth", spellings: &["DOB"], needed: true },
];

fn table(csv: &str) -> Result<Table, Fault> {
    Table::read(&read(csv.as_bytes(), Said::default())?, KNOWN)
}

#[test]
fn columns_are_known_by_any_spelling_below_a_title() {
    let table = table("Class 10B,,\n\nSURNAME,D.O.B.,Bus pass\nOsei,21 June 2009,yes\n\nIdris,,\n").unwrap();
    assert_eq!((table.header, &table.unread), (3, &vec!["Bus pass".to_owned()]));
    assert_eq!(
        table.columns.iter().map(|(n, at)| (*n, *at)).collect::<Vec<_>>(),
        [("date_of_birth", 2), ("family_name", 1)]
    );
    let rows: Vec<_> = table.records.iter().map(|record| (record.row, record.cells.len())).collect();
    assert_eq!(rows, [(4, 2), (6, 1)]);
}

#[test]
fn headings_are_equal_when_canonically_equal() {
    const WELSH: &[Known] = &[Known { name: "t\u{ee}m", spellings: &[], needed: true }];
    let sheet = read("ti\u{302}m\nx\n".as_bytes(), Said::default()).unwrap();
    assert_eq!(Table::read(&sheet, WELSH).unwrap().records.len(), 1);
}

#[rstest]
#[case::none("a,b\n1,2\n", Fault::NoHeader)]
#[case::missing("Surname,Forename\nOsei,Maya\n", Fault::MissingColumns(vec!["date_of_birth"]))]
#[case::twice("Surname,DOB,Last name\n", Fault::TwoColumns { name: "family_name", first: 1, second: 3 })]
#[case::unheaded("Surname,DOB\nOsei,,note\n", Fault::NoHeading { row: 2, column: 3 })]
fn is_refused(#[case] csv: &str, #[case] fault: Fault) {
    assert_eq!(table(csv), Err(fault));
}

fn merged(region: &str) -> Result<Table, Fault> {
    let cells = [text("A2", "Surname"), text("B2", "DOB"), text("A3", "Osei")].concat();
    let body = format!(
        "<sheetData><row>{}{cells}</row></sheetData><mergeCells><mergeCell ref=\"{region}\"/></mergeCells>",
        text("A1", "Class 10B")
    );
    Table::read(&read(&book(&body), Said::default())?, KNOWN)
}

#[test]
fn merged_cells_are_let_be_in_a_title_only() {
    assert_eq!(merged("A1:B1").unwrap().records.len(), 1);
    assert_eq!(merged("B2:C2"), Err(Fault::MergedCells { row: 2, column: 2 }));
    assert_eq!(merged("A3:A4"), Err(Fault::MergedCells { row: 3, column: 1 }));
}

#[test]
fn refusals_name_the_place_as_the_sheet_does() {
    let fault = table("Surname,DOB\nOsei,,note\n").unwrap_err();
    assert_eq!(fault.to_string(), "column C of row 2 holds something, but has no heading");
}
