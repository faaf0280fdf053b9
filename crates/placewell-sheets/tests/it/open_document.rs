//! OpenDocument sheets, honest and hostile, written by hand.

use placewell_sheets::{Cell, Fault, Said, Sheet, read};
use proptest::prelude::*;
use rstest::rstest;

use crate::xlsx::zipped;

const HIDING: &str = r#"<office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>"#;

/// A book with what stands in its body.
fn book(body: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content>{HIDING}<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    );
    zipped(&[
        ("mimetype".to_owned(), "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
        ("content.xml".to_owned(), content),
    ])
}

fn sheet(name: &str, style: &str, rows: &str) -> String {
    format!(
        r#"<table:table table:name="{name}" table:style-name="{style}"><table:table-column/>{rows}</table:table>"#
    )
}

fn one(rows: &str) -> Result<Sheet, Fault> {
    read(&book(&sheet("People", "ta1", rows)), Said::default())
}

fn row(cells: &str) -> String {
    format!("<table:table-row>{cells}</table:table-row>")
}

fn text(words: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{words}</text:p></table:table-cell>"#)
}

#[rstest]
#[case::text(text(" 0042 "), Cell::Text("0042".to_owned()))]
#[case::parts(text("Si&#226;n <text:span>Rees</text:span><text:s text:c=\"2\"/>x &amp; y"), Cell::Text("Siân Rees  x & y".to_owned()))]
#[case::lines(r#"<table:table-cell><text:p>a</text:p><text:p>b</text:p></table:table-cell>"#.to_owned(), Cell::Text("a\nb".to_owned()))]
#[case::number(r#"<table:table-cell office:value-type="float" office:value="42"><text:p>0042</text:p></table:table-cell>"#.to_owned(), Cell::Number("42".to_owned()))]
#[case::date(r#"<table:table-cell office:value-type="date" office:date-value="2010-05-17T09:00:00"><text:p>17/05/10</text:p></table:table-cell>"#.to_owned(), Cell::Date("2010-05-17".parse().unwrap()))]
#[case::flag(r#"<table:table-cell office:value-type="boolean" office:boolean-value="true"/>"#.to_owned(), Cell::Flag(true))]
#[case::broken(r##"<table:table-cell office:value-type="string" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>"##.to_owned(), Cell::Broken)]
#[case::formula(r#"<table:table-cell table:formula="of:=[.B1]" office:value-type="string" office:string-value="saved"/>"#.to_owned(), Cell::Text("saved".to_owned()))]
#[case::note(r#"<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation><text:p>x</text:p></table:table-cell>"#.to_owned(), Cell::Text("x".to_owned()))]
fn a_cell_is_read(#[case] cell: String, #[case] expected: Cell) {
    assert_eq!(one(&row(&cell)).unwrap().rows[0].cells, [expected]);
}

#[test]
fn repeats_keep_rows_and_columns_where_they_stand() {
    let rows = format!(
        r#"<table:table-row table:number-rows-repeated="2"/><table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2"/>{}<table:table-cell table:number-columns-repeated="16381"/></table:table-row><table:table-row table:number-rows-repeated="1048572"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#,
        text("x")
    );
    let sheet = one(&rows).unwrap();
    let numbers: Vec<_> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [3, 4]);
    assert_eq!(sheet.rows[1].cells, [Cell::Empty, Cell::Empty, Cell::Text("x".to_owned())]);
}

#[rstest]
#[case::rows(r#"<table:table-row table:number-rows-repeated="100001"><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"#, Fault::TooManyRows)]
#[case::far_row(r#"<table:table-row table:number-rows-repeated="1000000"/><table:table-row><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"#, Fault::TooManyRows)]
#[case::columns(r#"<table:table-row><table:table-cell table:number-columns-repeated="201"><text:p>x</text:p></table:table-cell></table:table-row>"#, Fault::TooManyColumns { row: 1 })]
#[case::far_column(r#"<table:table-row><table:table-cell table:number-columns-repeated="4294967295"/><table:table-cell><text:p>x</text:p></table:table-cell></table:table-row>"#, Fault::TooManyColumns { row: 1 })]
#[case::cells(r#"<table:table-row table:number-rows-repeated="99999"><table:table-cell table:number-columns-repeated="199"><text:p>x</text:p></table:table-cell></table:table-row>"#, Fault::TooLarge)]
#[case::no_number(r#"<table:table-row table:number-rows-repeated="-1"/>"#, Fault::Damaged)]
#[case::nothing(r#"<table:table-row table:number-rows-repeated="1048576"/>"#, Fault::Empty)]
fn what_is_repeated_beyond_the_bounds_is_refused_before_it_is_repeated(
    #[case] rows: &str,
    #[case] fault: Fault,
) {
    assert_eq!(one(rows), Err(fault));
}

#[test]
fn merged_cells_are_told() {
    let cells = format!(
        r#"{}<table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1"><text:p>y</text:p></table:table-cell><table:covered-table-cell/>"#,
        text("x")
    );
    let merged = one(&row(&cells)).unwrap().merged;
    assert_eq!(
        merged.iter().map(|one| (one.first_row, one.last_row, one.column)).collect::<Vec<_>>(),
        [(1, 1, 2)]
    );
}

#[test]
fn a_hidden_sheet_is_passed_over_and_of_several_one_is_asked_for() {
    let (people, lists) = (sheet("People", "ta1", &row(&text("x"))), sheet("Lists", "ta2", &row(&text("y"))));
    let read_as = |body: &str, said| read(&book(body), Said { sheet: said, separator: None });
    assert_eq!(
        read_as(&format!("{people}{lists}"), None).unwrap().rows[0].cells,
        [Cell::Text("x".to_owned())]
    );
    let two = format!("{people}{}", sheet("Notes", "ta1", &row(&text("z"))));
    assert_eq!(read_as(&two, None), Err(Fault::WhichSheet { sheets: 2 }));
    assert_eq!(read_as(&two, Some("Notes")).unwrap().rows[0].cells, [Cell::Text("z".to_owned())]);
    assert_eq!(read_as(&two, Some("Lists")), Err(Fault::NoSuchSheet));
}

#[test]
fn other_documents_and_locked_ones_are_refused() {
    let zip = |parts: &[(&str, &str)]| {
        let parts: Vec<_> =
            parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        read(&zipped(&parts), Said::default())
    };
    let letter =
        "<office:document-content><office:body><office:text/></office:body></office:document-content>";
    assert_eq!(zip(&[("content.xml", letter)]), Err(Fault::NotATable));
    assert_eq!(zip(&[("content.xml", "<office:spreadsheet><table:table>")]), Err(Fault::Damaged));
    let declared = "<!DOCTYPE x [<!ENTITY e \"eee\">]><office:spreadsheet/>";
    assert_eq!(zip(&[("content.xml", declared)]), Err(Fault::Damaged));
    let list = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    assert_eq!(
        zip(&[("content.xml", "\u{7}\u{8}"), ("META-INF/manifest.xml", list)]),
        Err(Fault::OldOrLocked)
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_document_panics(body in "(<|>|</|/>|table:table|table:table-row|table:table-cell|text:p| table:number-rows-repeated=\"9\"| office:value-type=\"float\"|office:value=\"1\"|x|&amp;|&){0,40}") {
        let _ = read(&book(&body), Said::default());
        let _ = one(&body);
    }
}
