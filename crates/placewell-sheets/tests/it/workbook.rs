use placewell_sheets::{Cell, Fault, Said, Sheet, read};
use rstest::rstest;

use crate::xlsx::{book, data, parts, text, zipped};

fn plain(bytes: &[u8]) -> Result<Sheet, Fault> {
    read(bytes, Said::default())
}

/// The one cell of a sheet.
fn only(cell: &str) -> Cell {
    let sheet = plain(&book(&data(&[cell.to_owned()]))).unwrap();
    sheet.rows[0].cells.last().unwrap().clone()
}

fn date(text: &str) -> Cell {
    Cell::Date(text.parse().unwrap())
}

#[rstest]
#[case::text(r#"<c r="A1" t="inlineStr"><is><t> 007 </t></is></c>"#, Cell::Text("007".to_owned()))]
#[case::formula_text(r#"<c r="A1" t="str"><f>B1&amp;C1</f><v>saved</v></c>"#, Cell::Text("saved".to_owned()))]
#[case::number(r#"<c r="A1"><v>1632960123</v></c>"#, Cell::Number("1632960123".to_owned()))]
#[case::fraction(r#"<c r="A1"><v>0.5</v></c>"#, Cell::Number("0.5".to_owned()))]
#[case::serial_date(r#"<c r="A1" s="1"><v>40315</v></c>"#, date("2010-05-17"))]
#[case::serial_with_time(r#"<c r="A1" s="1"><v>40315.75</v></c>"#, date("2010-05-17"))]
#[case::serial_unformatted(r#"<c r="A1"><v>40315</v></c>"#, Cell::Number("40315".to_owned()))]
#[case::iso_date(r#"<c r="A1" t="d"><v>2010-05-17</v></c>"#, date("2010-05-17"))]
#[case::flag(r#"<c r="A1" t="b"><v>1</v></c>"#, Cell::Flag(true))]
#[case::broken(r#"<c r="A1" t="e"><v>#REF!</v></c>"#, Cell::Broken)]
fn a_cell_is_read(#[case] cell: &str, #[case] expected: Cell) {
    assert_eq!(only(cell), expected);
}

#[test]
fn rows_have_the_numbers_of_the_sheet() {
    let sheet = plain(&book(&data(&[text("B3", "head"), text("A7", "low")]))).unwrap();
    let numbers: Vec<_> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [3, 7]);
    assert_eq!(sheet.rows[0].cells, [Cell::Empty, Cell::Text("head".to_owned())]);
}

#[test]
fn the_sheet_is_asked_for_when_several_can_be_seen() {
    let body = data(&[text("A1", "x")]);
    let other = data(&[text("A1", "y")]);
    let two = zipped(&parts(&[("People", "visible", &body), ("Notes", "visible", &other)]));
    assert_eq!(plain(&two), Err(Fault::WhichSheet { sheets: 2 }));
    let said = |sheet| read(&two, Said { sheet: Some(sheet), separator: None });
    assert_eq!(said("Notes").unwrap().rows[0].cells, [Cell::Text("y".to_owned())]);
    assert_eq!(said("Other"), Err(Fault::NoSuchSheet));
    let hidden = zipped(&parts(&[("People", "visible", &body), ("Lists", "hidden", &other)]));
    assert_eq!(plain(&hidden).unwrap().rows[0].cells, [Cell::Text("x".to_owned())]);
}

#[rstest]
#[case::below("A100001", Fault::TooManyRows)]
#[case::far_below("A1048576", Fault::TooManyRows)]
#[case::aside("GS1", Fault::TooManyColumns { row: 1 })]
#[case::far_aside("XFD1", Fault::TooManyColumns { row: 1 })]
fn a_lone_far_cell_costs_nothing(#[case] place: &str, #[case] fault: Fault) {
    assert_eq!(plain(&book(&data(&[text(place, "x")]))), Err(fault));
}

#[test]
fn macros_lie_unread() {
    let mut parts = parts(&[("People", "visible", &data(&[text("A1", "x")]))]);
    parts.push(("xl/vbaProject.bin".to_owned(), "not run".to_owned()));
    assert_eq!(plain(&zipped(&parts)).unwrap().rows.len(), 1);
}

#[test]
fn other_archives_are_told_apart() {
    let zip = |name: &str| zipped(&[(name.to_owned(), "x".to_owned())]);
    assert_eq!(plain(&zip("content.xml")), Err(Fault::NotATable));
    assert_eq!(plain(&zip("word/document.xml")), Err(Fault::NotATable));
    assert_eq!(plain(&zip("xl/workbook.xml")), Err(Fault::Damaged));
    assert_eq!(plain(b"PK\x03\x04 and no more"), Err(Fault::Damaged));
    assert_eq!(plain(&book("<sheetData/>")), Err(Fault::Empty));
}
