use placewell_sheets::{Cell, Fault, MOST_BYTES, Said, Separator, Sheet, read};
use rstest::rstest;

fn plain(bytes: &[u8]) -> Result<Sheet, Fault> {
    read(bytes, Said::default())
}

/// Rows as `number: cell|cell`.
fn shown(sheet: &Sheet) -> Vec<String> {
    let row = |row: &placewell_sheets::Row| {
        let cells: Vec<_> = row.cells.iter().map(|cell| cell.words().unwrap_or_default()).collect();
        format!("{}: {}", row.number, cells.join("|"))
    };
    sheet.rows.iter().map(row).collect()
}

#[rstest]
#[case::comma(b"a,b\n1,2\n", &["1: a|b", "2: 1|2"])]
#[case::semicolon(b"a;b\n1;2\n", &["1: a|b", "2: 1|2"])]
#[case::tab(b"a\tb\n1\t2\n", &["1: a|b", "2: 1|2"])]
#[case::one_column(b"a\n1\n", &["1: a", "2: 1"])]
#[case::no_last_break(b"a,b\n1,2", &["1: a|b", "2: 1|2"])]
#[case::windows_breaks(b"a,b\r\n1,2\r\n", &["1: a|b", "2: 1|2"])]
#[case::old_breaks(b"a,b\r1,2\r", &["1: a|b", "2: 1|2"])]
#[case::blank_rows(b"\n\na,b\n\n\n1,2\n\n", &["3: a|b", "6: 1|2"])]
#[case::blank_windows_rows(b"a,b\r\n\r\n1,2\r\n", &["1: a|b", "3: 1|2"])]
#[case::rows_of_separators(b"a,b\n,,,\n1,2\n", &["1: a|b", "3: 1|2"])]
#[case::break_in_a_cell(b"a,b\n\"x\ny\",2\n3,4\n", &["1: a|b", "2: x\ny|2", "3: 3|4"])]
#[case::windows_break_in_a_cell(b"a,b\r\n\"x\r\ny\",2\r\n\r\n3,4\r\n", &["1: a|b", "2: x\ny|2", "4: 3|4"])]
#[case::break_in_a_heading(b"\"a\nb\",c\n1,2\n", &["1: a\nb|c", "2: 1|2"])]
#[case::separator_in_quotes(b"\"a, or b\";c\n1;2\n", &["1: a, or b|c", "2: 1|2"])]
#[case::doubled_quotes(b"a,b\n\"say \"\"hi\"\"\",2\n", &["1: a|b", "2: say \"hi\"|2"])]
#[case::bare_quote(b"a,b\n5\" pipe,2\n", &["1: a|b", "2: 5\" pipe|2"])]
#[case::leading_zeros(b"a,b\n007,01632 960123\n", &["1: a|b", "2: 007|01632 960123"])]
#[case::spaces(b" a , b \n 1 ,\xC2\xA02\n", &["1: a|b", "2: 1|2"])]
#[case::ragged(b"a,b,c\n1\n1,2,3,,\n", &["1: a|b|c", "2: 1", "3: 1|2|3"])]
#[case::marked_utf8(b"\xEF\xBB\xBFa,b\nSi\xC3\xA2n,2\n", &["1: a|b", "2: Si\u{e2}n|2"])]
#[case::utf8(b"a,b\nSi\xC3\xA2n,2\n", &["1: a|b", "2: Si\u{e2}n|2"])]
#[case::windows_1252(b"a,b\nSi\xE2n,\x80\n", &["1: a|b", "2: Si\u{e2}n|\u{20ac}"])]
#[case::utf16_little(b"\xFF\xFEa\0\t\0b\0\n\x001\0\t\x002\0", &["1: a|b", "2: 1|2"])]
#[case::utf16_big(b"\xFE\xFF\0a\0\t\0b\0\n\x001\0\t\x002", &["1: a|b", "2: 1|2"])]
#[case::declared(b"sep=;\na,x;b\n1;2\n", &["1: a,x|b", "2: 1|2"])]
#[case::formula_stays_text(b"a,b\n=1+1,@x\n", &["1: a|b", "2: =1+1|@x"])]
fn is_read(#[case] bytes: &[u8], #[case] expected: &[&str]) {
    assert_eq!(shown(&plain(bytes).unwrap()), expected);
}

#[rstest]
#[case::empty(b"", Fault::Empty)]
#[case::marked_empty(b"\xEF\xBB\xBF", Fault::Empty)]
#[case::spaces(b" \r\n \n", Fault::Empty)]
#[case::two_separators(b"a,b;c\n", Fault::WhichSeparator)]
#[case::open_quote(b"a,b\n1,2\n\"x,4\n5,6\n", Fault::OpenQuote { row: 3 })]
#[case::binary(b"a,b\n\0,2\n", Fault::NotATable)]
#[case::unmarked_utf16(b"\xE9\0,\0b\0\n\0", Fault::NotATable)]
#[case::undefined(b"a,b\n1,2\n\x81\xE9,2\n", Fault::Encoding { row: 3 })]
#[case::broken_utf16(b"\xFF\xFEa\0\x00\xD8", Fault::Encoding { row: 1 })]
#[case::old_workbook(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Fault::OldOrLocked)]
fn is_refused(#[case] bytes: &[u8], #[case] fault: Fault) {
    assert_eq!(plain(bytes), Err(fault));
}

#[test]
fn the_separator_that_was_said_is_taken() {
    let said = Said { separator: Some(Separator::Semicolon), sheet: None };
    assert_eq!(
        shown(&read(b"Surname, Forename;DOB\nA, B;C\n", said).unwrap()),
        ["1: Surname, Forename|DOB", "2: A, B|C"]
    );
}

#[test]
fn bounds_hold() {
    assert_eq!(plain(&vec![b'a'; MOST_BYTES + 1]), Err(Fault::TooLarge));
    let rows = |count: usize| "x,y\n".repeat(count);
    assert_eq!(plain(rows(100_000).as_bytes()).unwrap().rows.len(), 100_000);
    assert_eq!(plain(rows(100_001).as_bytes()), Err(Fault::TooManyRows));
    let columns = |count: usize| format!("a,b\n{}x\n", ",".repeat(count - 1));
    assert_eq!(plain(columns(200).as_bytes()).unwrap().rows[1].cells.len(), 200);
    assert_eq!(plain(columns(201).as_bytes()), Err(Fault::TooManyColumns { row: 2 }));
}

#[test]
fn an_empty_cell_is_not_text() {
    let sheet = plain(b"a,b,c\n1, ,3\n").unwrap();
    assert_eq!(sheet.rows[1].cells[1], Cell::Empty);
}
