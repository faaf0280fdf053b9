//! The files that tables leave in.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use placewell::briefing::pdf::{Form, Pdf, Press, Stamp};
use placewell::domain::nation::Nation;
use placewell::evidence::{
    EvidenceCell as Cell, EvidenceSheet, EvidenceTable, csv, printed, register, views, xlsx,
};

use super::rules::ground;

/// A table with rows of these cells.
fn table(rows: &[Vec<Cell>]) -> EvidenceSheet {
    let mut table = views::table(ground(Nation::England, "2026-03-02"), &[]);
    let width = rows[0].len();
    table.columns.truncate(width);
    let row = |cells: &Vec<Cell>| placewell::evidence::EvidenceRow {
        learner: None,
        placement: None,
        cells: cells.clone(),
    };
    table.rows = rows.iter().map(row).collect();
    table
}

const EVIL: [&str; 10] = [
    "=HYPERLINK(\"http://elsewhere.example\",\"Kit\")",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "  =1+1",
    "＝1+1",
    "-1",
];

#[test]
fn no_text_becomes_a_formula() {
    let rows: Vec<Vec<Cell>> = EVIL.iter().map(|text| vec![Cell::Text((*text).to_owned())]).collect();
    let table = table(&rows);
    let bytes = csv(&table).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with('\u{feff}'), "a spreadsheet reads it as UTF-8");
    let mut reader = ::csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let read: Vec<String> = reader.records().map(|row| row.unwrap()[0].to_owned()).collect();
    assert_eq!(read, EVIL.map(|text| format!("'{text}")));

    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(xlsx(&table).unwrap())).unwrap();
    let sheet = book.worksheet_range("Table").unwrap();
    assert!(book.worksheet_formula("Table").unwrap().is_empty(), "there is no formula in it");
    for (row, text) in EVIL.iter().enumerate() {
        let found = sheet.get_value((u32::try_from(row).unwrap() + 1, 0));
        let Some(Data::String(found)) = found else { panic!("{text:?}: {found:?}") };
        assert_eq!(found.replace("_x000D_", "\r"), *text);
    }
}

#[test]
fn values_keep_their_types_and_what_is_not_known_is_no_nought() {
    let cells = vec![
        Cell::Text("Zoë, \"Łucja\" 木".to_owned()),
        Cell::Number(3),
        Cell::Minutes(450),
        Cell::Date("2026-03-02".parse().unwrap()),
        Cell::Answer(false),
        Cell::NotRecorded,
        Cell::DoesNotApply,
        Cell::Nothing,
    ];
    let table = table(&[cells]);
    let text = String::from_utf8(csv(&table).unwrap()).unwrap();
    let row = text.lines().nth(1).unwrap();
    let expected =
        "\"Zoë, \"\"Łucja\"\" 木\",3,7.5,2026-03-02,no,not recorded,does not apply,none,2026-03-02";
    assert_eq!(row, expected);

    let bytes = xlsx(&table).unwrap();
    assert_eq!(bytes, xlsx(&table).unwrap(), "the same table makes the same bytes");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["Table", "About this table"]);
    let sheet = book.worksheet_range("Table").unwrap();
    let value = |column| sheet.get_value((1, column)).unwrap().clone();
    assert_eq!(value(0), Data::String("Zoë, \"Łucja\" 木".to_owned()));
    assert_eq!((value(1), value(2)), (Data::Float(3.0), Data::Float(7.5)));
    let Data::DateTime(date) = value(3) else { panic!("{:?}", value(3)) };
    assert_eq!(date.as_f64(), 46083.0, "2 March 2026 as a spreadsheet counts days");
    let words: Vec<String> = (4..8).map(|column| value(column).to_string()).collect();
    assert_eq!(words, ["no", "not recorded", "does not apply", "none"]);
    let about = book.worksheet_range("About this table").unwrap();
    let told: Vec<String> = about.cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(told.contains(&table.title.to_owned()) && told.contains(&"2026-03-02 12:00".to_owned()));
    assert!(table.columns.iter().all(|column| told.contains(&column.source.to_owned())));
}

#[test]
fn a_table_without_rows_is_a_file_all_the_same() {
    let empty = views::table(ground(Nation::England, "2026-03-02"), &[]);
    assert_eq!(empty.table, EvidenceTable::Views);
    assert_eq!(String::from_utf8(csv(&empty).unwrap()).unwrap().lines().count(), 1);
    assert!(xlsx(&empty).unwrap().starts_with(b"PK"));
}

/// Set as the service sets it.
fn set(table: &EvidenceSheet) -> Pdf {
    let stamp = Stamp { ident: "table".to_owned(), at: table.as_at };
    Press::new().unwrap().set(Form::Table, &printed(table)).unwrap().print(&stamp).unwrap()
}

/// Whether it is tagged and declared accessible and archivable, the writer checks: it refuses to write another.
#[test]
fn a_table_on_pages_repeats_its_headings_and_says_of_which_moment_it_tells() {
    let rows: Vec<Vec<Cell>> = (0..150)
        .map(|row| {
            vec![
                Cell::Text(format!("Row {row} of many, with words enough for a line or two")),
                Cell::NotRecorded,
            ]
        })
        .collect();
    let table = table(&rows);
    let pdf = set(&table);
    assert!(pdf.pages > 2, "{}", pdf.pages);
    assert_eq!(pdf.cut, 0, "no row is divided");
    let heading = table.columns[0].heading;
    assert!(pdf.text.matches(heading).count() >= pdf.pages, "on every page:\n{}", pdf.text);
    assert!(pdf.text.contains("As at Monday 2 March 2026, 12:00"));
    for row in [0, 77, 149] {
        assert!(pdf.text.contains(&format!("Row {row} of many")), "{row}");
    }
    assert!(pdf.text.contains("not recorded") && pdf.text.contains(table.columns[1].source));
    assert_eq!(pdf.bytes, set(&table).bytes, "the same table makes the same bytes");
}

/// A table with more columns than stand side by side, and one without rows.
#[test]
fn wide_and_empty_tables_are_set_as_well() {
    let empty = register::table(ground(Nation::England, "2026-03-02"), &[]);
    assert!(set(&empty).text.contains("There is nothing to show"));
    let mut wide = empty;
    let cells =
        |row: usize| wide.columns.iter().map(|column| Cell::Text(format!("{row} {}", column.name))).collect();
    let row = |row| placewell::evidence::EvidenceRow { learner: None, placement: None, cells: cells(row) };
    let rows: Vec<_> = (0..40).map(row).collect();
    wide.rows = rows;
    let pdf = set(&wide);
    assert!(pdf.text.contains("39 insurance_ends") && pdf.text.contains("Row 40"), "{}", pdf.text);
    assert_eq!(pdf.cut, 0);
}
