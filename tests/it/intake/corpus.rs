//! The sheets, one a case.

use std::io::{Cursor, Write};

use rstest::rstest;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{plain, said, xlsx};

/// Every honest sheet says the same of one learner: Siân Rees, born on 17 May 2010, number 0042.
fn is_sian(file: &[u8]) {
    let read = plain(file).unwrap();
    assert_eq!((read.questions.len(), read.faults.as_slice()), (0, [].as_slice()), "{:?}", read.questions);
    let row = read.rows[0].row;
    let of = |name| said(&read, row, name);
    let all = [of("given_name"), of("family_name"), of("date_of_birth"), of("external_id")];
    assert_eq!(all, ["Siân", "Rees", "2010-05-17", "0042"]);
}

#[rstest]
#[case::utf_8("Surname,Forename,DOB,Adno\nRees,Siân,17/05/2010,0042\n")]
#[case::byte_order_mark("\u{feff}Surname,Forename,DOB,Adno\nRees,Siân,17/05/2010,0042\n")]
#[case::semicolons("Surname;Forename;DOB;Adno\nRees;Siân;17/05/2010;0042\n")]
#[case::tabs("Surname\tForename\tDOB\tAdno\nRees\tSiân\t17/05/2010\t0042\n")]
#[case::declared("sep=;\nSurname;Forename;DOB;Adno\nRees;Siân;17/05/2010;0042\n")]
#[case::carriage_returns("Surname,Forename,DOB,Adno\r\nRees,Siân,17/05/2010,0042\r\n")]
#[case::no_last_line_break("Surname,Forename,DOB,Adno\nRees,Siân,17/05/2010,0042")]
#[case::quoted("\"Surname\",\"Forename\",\"DOB\",\"Adno\"\n\"Rees\",\"Siân\",\"17/05/2010\",\"0042\"\n")]
#[case::below_a_title("Year 10 leavers\n\nSurname,Forename,DOB,Adno\nRees,Siân,17/05/2010,0042\n")]
#[case::blank_lines("Surname,Forename,DOB,Adno\n\n\nRees,Siân,17/05/2010,0042\n\n")]
#[case::spaces("Surname , Forename, D.O.B. ,Adno\n Rees , Siân , 17/05/2010 , 0042 \n")]
#[case::capitals("SURNAME,FORENAME,DATE OF BIRTH,ADMISSION NUMBER\nRees,Siân,17/05/2010,0042\n")]
#[case::underscores("family_name,given_name,date_of_birth,external_id\nRees,Siân,2010-05-17,0042\n")]
#[case::names_of_a_supplier("Last Name,Legal First Name,Birth date,MIS ID\nRees,Siân,17 May 2010,0042\n")]
#[case::other_order("Adno,DOB,Forename,Surname\n0042,17-05-2010,Siân,Rees\n")]
#[case::months_in_words("Surname,Forename,DOB,Adno\nRees,Siân,17th May 2010,0042\n")]
#[case::american_month("Surname,Forename,DOB,Adno\nRees,Siân,\"May 17, 2010\",0042\n")]
#[case::month_first_beyond_doubt("Surname,Forename,DOB,Adno\nRees,Siân,05/17/2010,0042\n")]
#[case::dots("Surname,Forename,DOB,Adno\nRees,Siân,17.05.2010,0042\n")]
#[case::more_columns("House,Surname,Sex,Forename,DOB,Adno,FSM\nRed,Rees,F,Siân,17/05/2010,0042,N\n")]
#[case::decomposed("Surname,Forename,DOB,Adno\nRees,Sia\u{302}n,17/05/2010,0042\n")]
#[case::liked_name_that_is_the_same(
    "Surname,Forename,Preferred Forename,DOB,Adno\nRees,Siân,Siân,17/05/2010,0042\n"
)]
fn an_honest_text_is_read(#[case] file: &str) {
    is_sian(file.as_bytes());
}

#[test]
fn other_encodings_are_read() {
    let text = "Surname,Forename,DOB,Adno\nRees,Siân,17/05/2010,0042\n";
    let (windows, ..) = encoding_rs::WINDOWS_1252.encode(text);
    is_sian(&windows);
    let wide = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect()
    };
    is_sian(&wide(u16::to_le_bytes));
    is_sian(&wide(u16::to_be_bytes));
}

fn head() -> Vec<String> {
    ["Surname", "Forename", "DOB", "Adno"]
        .iter()
        .enumerate()
        .map(|(at, word)| xlsx::text(&format!("{}1", char::from(b'A' + u8::try_from(at).unwrap())), word))
        .collect()
}

/// The sheet's own row, with the given birth and number.
fn rows(born: &str, number: &str) -> String {
    let mut cells = head();
    cells.extend([xlsx::text("A2", "Rees"), xlsx::text("B2", "Siân"), born.to_owned(), number.to_owned()]);
    xlsx::data(&cells)
}

const SERIAL: &str = r#"<c r="C2" s="1"><v>40315</v></c>"#;

#[test]
fn workbooks_are_read() {
    let number = xlsx::text("D2", "0042");
    is_sian(&xlsx::book(&rows(SERIAL, &number)));
    is_sian(&xlsx::book(&rows(&xlsx::text("C2", "17/05/2010"), &number)));
    is_sian(&xlsx::book(&rows(r#"<c r="C2" t="d"><v>2010-05-17</v></c>"#, &number)));
    let formula = r#"<c r="D2" t="str"><f>"00"&amp;"42"</f><v>0042</v></c>"#;
    is_sian(&xlsx::book(&rows(SERIAL, formula)));
    let body = rows(SERIAL, &number);
    let notes = xlsx::data(&[xlsx::text("A1", "x")]);
    is_sian(&xlsx::zipped(&xlsx::parts(&[("People", "visible", &body), ("Lists", "hidden", &notes)])));
    let mut with_macro = xlsx::parts(&[("People", "visible", &body)]);
    with_macro.push(("xl/vbaProject.bin".to_owned(), "not run".to_owned()));
    is_sian(&xlsx::zipped(&with_macro));
    let title = r#"<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>"#;
    let below = ["A", "B", "C", "D"].iter().zip(["Surname", "Forename", "DOB", "Adno"]);
    let mut cells = vec![xlsx::text("A1", "Our learners")];
    cells.extend(below.map(|(column, word)| xlsx::text(&format!("{column}2"), word)));
    cells.extend([xlsx::text("A3", "Rees"), xlsx::text("B3", "Siân"), xlsx::text("C3", "17 May 2010")]);
    cells.push(xlsx::text("D3", "0042"));
    is_sian(&xlsx::book(&(xlsx::data(&cells) + title)));
    let hidden = xlsx::data(&head()).replace("</sheetData>", "")
        + r#"<row r="2" hidden="1">"#
        + &[xlsx::text("A2", "Rees"), xlsx::text("B2", "Siân"), SERIAL.to_owned(), number].concat()
        + "</row></sheetData>";
    is_sian(&xlsx::book(&hidden));
}

/// A sheet of three rows, of which the second is wrong in one cell.
#[rstest]
#[case::no_forename("Adno,Surname,Forename\n1,Moss,Kit\n2,Reed,\n3,Lane,Jo\n", "C", "First name is missing")]
#[case::no_number("Adno,Surname,Forename\n1,Moss,Kit\n,Reed,Sam\n3,Lane,Jo\n", "A", "added again")]
#[case::no_such_day(
    "Adno,Surname,Forename,DOB\n1,Moss,Kit,\n2,Reed,Sam,31/02/2010\n3,Lane,Jo,\n",
    "D",
    "real date"
)]
#[case::short_year(
    "Adno,Surname,Forename,DOB\n1,Moss,Kit,\n2,Reed,Sam,17/05/10\n3,Lane,Jo,\n",
    "D",
    "four digits"
)]
#[case::words_for_a_date(
    "Adno,Surname,Forename,DOB\n1,Moss,Kit,\n2,Reed,Sam,TBC\n3,Lane,Jo,\n",
    "D",
    "real date"
)]
#[case::too_old(
    "Adno,Surname,Forename,DOB\n1,Moss,Kit,\n2,Reed,Sam,1980-05-17\n3,Lane,Jo,\n",
    "D",
    "10 to 26"
)]
#[case::upn(
    "UPN,Surname,Forename\nA123456789012,Moss,Kit\nA12345,Reed,Sam\nA123456789014,Lane,Jo\n",
    "A",
    "letter and 12"
)]
#[case::uln(
    "ULN,Surname,Forename\n0123456789,Moss,Kit\n123456789,Reed,Sam\n0123456780,Lane,Jo\n",
    "A",
    "10 figures"
)]
#[case::postcode(
    "Adno,Surname,Forename,Postcode\n1,Moss,Kit,\n2,Reed,Sam,NP20\n3,Lane,Jo,\n",
    "D",
    "full postcode"
)]
#[case::two_addresses(
    "Adno,Surname,Forename,Email\n1,Moss,Kit,\n2,Reed,Sam,a@b.example c@d.example\n3,Lane,Jo,\n",
    "D",
    "one address"
)]
#[case::no_address(
    "Adno,Surname,Forename,Email\n1,Moss,Kit,\n2,Reed,Sam,n/a\n3,Lane,Jo,\n",
    "D",
    "email address"
)]
#[case::code(
    "Adno,Surname,Forename,Evacuation\n1,Moss,Kit,\n2,Reed,Sam,fine\n3,Lane,Jo,\n",
    "D",
    "cannot use stairs"
)]
#[case::sen(
    "Adno,Surname,Forename,PrimarySENtype\n1,Moss,Kit,asd\n2,Reed,Sam,PLD\n3,Lane,Jo,Not Applicable\n",
    "D",
    "ASD"
)]
#[case::count(
    "Adno,Surname,Forename,Most changes\n1,Moss,Kit,1\n2,Reed,Sam,many\n3,Lane,Jo,0\n",
    "D",
    "from 0 to 4"
)]
#[case::two_numbers(
    "Adno,Surname,Forename,Parent name,Parent phone\n1,Moss,Kit,,\n2,Reed,Sam,Jo Reed,01632 960001 / 01632 960002\n3,Lane,Jo,,\n",
    "E",
    "one telephone number"
)]
fn a_faulty_row_is_named_and_the_others_are_read(
    #[case] file: &str,
    #[case] column: &str,
    #[case] words: &str,
) {
    let read = plain(file.as_bytes()).unwrap();
    assert_eq!(read.questions, []);
    let rows: Vec<u32> = read.rows.iter().map(|person| person.row).collect();
    assert_eq!(rows, [2, 4]);
    assert_eq!(read.faults.len(), 1, "{:?}", read.faults);
    let fault = &read.faults[0];
    assert_eq!((fault.row, fault.letters().as_deref()), (3, Some(column)));
    assert!(fault.message.contains(words), "{}", fault.message);
}

#[rstest]
#[case::lost_nought(r#"<c r="D2"><v>1632960001</v></c>"#, "Parent phone", "lost its first 0")]
#[case::broken_formula(r#"<c r="D2" t="e"><v>#REF!</v></c>"#, "Postcode", "formula with an error")]
#[case::flag(r#"<c r="D2" t="b"><v>1</v></c>"#, "Postcode", "must be text")]
#[case::serial_without_format(r#"<c r="D2"><v>40315</v></c>"#, "DOB", "format of a date")]
#[case::fraction(r#"<c r="D2"><v>12.5</v></c>"#, "Most changes", "from 0 to 4")]
fn a_faulty_cell_of_a_workbook_is_named(#[case] cell: &str, #[case] heading: &str, #[case] words: &str) {
    let mut cells = vec![xlsx::text("A1", "Surname"), xlsx::text("B1", "Forename"), xlsx::text("C1", "Adno")];
    cells.extend([xlsx::text("D1", heading), xlsx::text("A2", "Rees"), xlsx::text("B2", "Ceri")]);
    cells.extend([xlsx::text("C2", "0042"), cell.to_owned()]);
    let read = plain(&xlsx::book(&xlsx::data(&cells))).unwrap();
    let fault = &read.faults[0];
    assert_eq!((fault.row, fault.letters().as_deref()), (2, Some("D")));
    assert!(fault.message.contains(words), "{}", fault.message);
}

#[test]
fn rows_with_one_number_are_both_named() {
    let read = plain(b"Adno,Surname,Forename\n7,Moss,Kit\n7,Reed,Sam\n8,Lane,Jo\n").unwrap();
    assert_eq!(read.rows.len(), 1);
    let faults: Vec<_> = read.faults.iter().map(|fault| (fault.row, fault.message.clone())).collect();
    assert!(faults[0].0 == 2 && faults[0].1.contains("Row 3"), "{faults:?}");
    assert!(faults[1].0 == 3 && faults[1].1.contains("Row 2"), "{faults:?}");
}

#[rstest]
#[case::two_separators("Surname,Forename;Adno\n", "What separates")]
#[case::no_headings("Who,Where\nKit,Here\n", "What does each column hold")]
#[case::no_number("Surname,Forename,DOB\nMoss,Kit,17/05/2010\n", "UPN, the ULN or your own number")]
#[case::no_name("Adno,DOB\n7,17/05/2010\n", "First name and Family name")]
#[case::one_fact_twice("Surname,Last name,Forename,Adno\nMoss,Moss,Kit,7\n", "A and B")]
fn what_could_mean_two_things_is_asked(#[case] file: &str, #[case] words: &str) {
    let read = plain(file.as_bytes()).unwrap();
    assert!(read.rows.is_empty());
    assert!(read.questions[0].words.contains(words), "{}", read.questions[0].words);
}

#[test]
fn the_sheet_of_a_workbook_is_asked_for() {
    let body = rows(SERIAL, &xlsx::text("D2", "0042"));
    let two = xlsx::zipped(&xlsx::parts(&[("2025", "visible", &body), ("2026", "visible", &body)]));
    assert!(plain(&two).unwrap().questions[0].words.contains("Which sheet"));
    let told = super::told(&two, serde_json::json!({"sheet": "2026"}));
    assert_eq!(said(&told, 2, "external_id"), "0042");
}

/// Two million noughts in a hundred parts, which pack to next to nothing.
fn bomb() -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let noughts = vec![b'0'; 2 << 20];
    writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
    for part in 0..100 {
        writer.start_file(format!("xl/media/{part}"), SimpleFileOptions::default()).unwrap();
        writer.write_all(&noughts).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[rstest]
#[case::empty(b"".to_vec(), "is empty")]
#[case::blank(b" \n \n".to_vec(), "is empty")]
#[case::nul(b"Surname\0,Forename\n".to_vec(), "must be a CSV, XLSX or ODS")]
#[case::picture(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "must be a CSV, XLSX or ODS")]
#[case::old_or_locked(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "password protected")]
#[case::damaged(b"PK\x03\x04 and no more".to_vec(), "damaged")]
#[case::text_document(xlsx::zipped(&[("content.xml".to_owned(), "<office:document-content/>".to_owned())]), "CSV, XLSX or ODS")]
#[case::bomb(bomb(), "128 MB unpacked")]
#[case::open_quote(b"Surname,Forename,Adno\nMoss,\"Kit,7\nReed,Sam,8\n".to_vec(), "row 2 opens a quotation mark")]
#[case::no_heading(b"Surname,Forename,Adno\nMoss,Kit,7,more\n".to_vec(), "column D of row 2")]
#[case::merged(
    xlsx::book(&(rows(SERIAL, &xlsx::text("D2", "0042"))
        + r#"<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>"#)),
    "column A of row 2 is merged"
)]
#[case::too_wide(format!("Surname,Forename,Adno{}x\n", ",".repeat(300)).into_bytes(), "column 200")]
#[case::unreadable(b"Surname,Forename,Adno\nMoss,K\x81t,7\n".to_vec(), "row 2 holds characters")]
fn what_is_no_table_is_refused_in_words(#[case] file: Vec<u8>, #[case] words: &str) {
    let fault = plain(&file).unwrap_err().to_string();
    assert!(fault.contains(words), "{fault}");
}
