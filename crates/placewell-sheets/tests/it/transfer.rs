//! Common Transfer Files.

use placewell_sheets::{Cell, Fault, Said, Sheet, read};
use proptest::prelude::*;
use rstest::rstest;

fn file(pupils: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<CTfile><Header><DocumentName>Common Transfer File</DocumentName>\
         <SourceSchool><LEA>680</LEA><SchoolName>Made-up School</SchoolName></SourceSchool></Header>\
         <CTFpupilData>{pupils}</CTFpupilData></CTfile>"
    )
}

const KIT: &str = "<Pupil><UPN>A123456789012</UPN><UniqueLearnerNumber>1234567890</UniqueLearnerNumber>\
    <Surname>O&apos;Moss &amp; L&#225;ne</Surname><Forename><![CDATA[Kit]]></Forename><DOB>2010-05-17</DOB><Sex>F</Sex>\
    <BasicDetails><Surname>Zyxwv</Surname><Ethnicity>Zyxwv</Ethnicity></BasicDetails>\
    <SENhistory><SEN><StartDate>2019-09-01</StartDate><SENprovision>E</SENprovision></SEN></SENhistory>\
    <SENneeds><SENneed><NeedStartDate>2019-09-01</NeedStartDate><SENtypeRank>2</SENtypeRank><SENtype>SLCN</SENtype></SENneed>\
    <SENneed><NeedEndDate>2020-01-01</NeedEndDate><SENtypeRank>1</SENtypeRank><SENtype>MLD</SENtype></SENneed>\
    <SENneed><SENtypeRank>1</SENtypeRank><SENtype>ASD</SENtype></SENneed></SENneeds>\
    <Address><AddressLine1>Zyxwv</AddressLine1></Address></Pupil>";

fn words(sheet: &Sheet, row: usize) -> Vec<String> {
    sheet.rows[row].cells.iter().map(|cell| cell.words().unwrap_or_default()).collect()
}

#[test]
fn six_things_are_read_of_each_pupil_and_nothing_else() {
    let pupils = format!("{KIT}<Pupil><Surname>Lane</Surname><Forename/></Pupil>");
    let sheet = read(file(&pupils).as_bytes(), Said::default()).unwrap();
    let numbers: Vec<u32> = sheet.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [0, 1, 2], "a pupil is numbered by their place in the file");
    let kit = ["A123456789012", "1234567890", "O'Moss & L\u{e1}ne", "Kit", "2010-05-17", "ASD", "SLCN"];
    assert_eq!(words(&sheet, 1), kit, "a need that is over does not count");
    assert_eq!(words(&sheet, 2)[2..4], ["Lane", ""]);
    assert!(!format!("{sheet:?}").contains("Zyxwv"));
    assert_eq!(sheet.rows[2].cells[0], Cell::Empty);
}

#[test]
fn a_file_in_windows_1252_is_read_as_it_is_meant() {
    let bytes: Vec<u8> =
        file(KIT).replace("&#225;", "\u{e1}").chars().map(|c| u8::try_from(c).unwrap()).collect();
    assert_eq!(words(&read(&bytes, Said::default()).unwrap(), 1)[2], "O'Moss & L\u{e1}ne");
}

#[rstest]
#[case::another_document("<?xml version=\"1.0\"?><html><body>no</body></html>", Fault::NotTransferFile)]
#[case::no_pupils("<CTfile><CTFpupilData></CTFpupilData></CTfile>", Fault::NotTransferFile)]
#[case::cut_short("<CTfile><CTFpupilData><Pupil><UPN>A1", Fault::DamagedXml)]
#[case::tags_that_cross("<CTfile><CTFpupilData></CTfile></CTFpupilData>", Fault::DamagedXml)]
#[case::entities_of_its_own(
    "<?xml version=\"1.0\"?><!DOCTYPE CTfile [<!ENTITY a \"aaaa\">]><CTfile>&a;</CTfile>",
    Fault::NotTransferFile
)]
#[case::an_unknown_entity(
    "<CTfile><CTFpupilData><Pupil><UPN>&secret;</UPN></Pupil></CTFpupilData></CTfile>",
    Fault::DamagedXml
)]
fn what_is_no_whole_transfer_file_is_refused(#[case] text: &str, #[case] fault: Fault) {
    assert_eq!(read(text.as_bytes(), Said::default()), Err(fault));
}

#[test]
fn depth_and_length_are_bounded() {
    let deep = format!("<CTfile>{}{}</CTfile>", "<a>".repeat(100_000), "</a>".repeat(100_000));
    assert_eq!(read(deep.as_bytes(), Said::default()), Err(Fault::DamagedXml));
    let long = format!("<Pupil><Surname>{}</Surname></Pupil>", "<![CDATA[x]]>".repeat(100_000));
    let sheet = read(file(&long).as_bytes(), Said::default()).unwrap();
    assert!(words(&sheet, 1)[2].len() <= 2_000);
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(start in 0_usize..3, bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let heads = ["<CTfile>", "<?xml version=\"1.0\"?>", "<CTfile><CTFpupilData><Pupil>"];
        let all = [heads[start].as_bytes(), &bytes].concat();
        let _ = read(&all, Said::default());
    }

    #[test]
    fn a_file_that_is_cut_anywhere_is_refused(cut in 0_usize..1_000) {
        let whole = file(KIT);
        let cut = cut.min(whole.len() - 1);
        prop_assume!(whole.is_char_boundary(cut) && cut > 60);
        prop_assert!(read(&whole.as_bytes()[..cut], Said::default()).is_err());
    }
}
