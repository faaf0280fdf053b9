//! The register of schools: columns by name, letters of ISO-8859-1, what is no register.

use placewell_sheets::register::{RegisterFault, RegisteredSchool, schools};
use rstest::rstest;

fn read(file: &[u8]) -> Result<Vec<(u64, RegisteredSchool)>, RegisterFault> {
    let mut all = Vec::new();
    schools(file, |line, school| all.push((line, school)))?;
    Ok(all)
}

const SAMPLE: &[u8] = include_bytes!("../../../../sample/sheets/register.csv");

#[test]
fn the_columns_that_are_needed_are_read_wherever_they_stand() {
    let all = read(SAMPLE).unwrap();
    assert_eq!(all.len(), 6);
    let (line, first) = &all[0];
    let expected = RegisteredSchool {
        urn: "900001".to_owned(),
        name: "Ysgol Tŷ Coed Made-up School".replace('ŷ', "y"),
        kind: "Welsh establishment".to_owned(),
        phase: "Not applicable".to_owned(),
        status: "Open".to_owned(),
        postcode: "NP20 1AA".to_owned(),
    };
    assert_eq!((*line, first), (2, &expected));
    assert!(all.iter().any(|(_, school)| school.name == "Café Lane Made-up College"), "ISO-8859-1: {all:?}");
}

#[rstest]
#[case::empty(b"", "must have the columns URN, EstablishmentName")]
#[case::other(b"a,b\n1,2\n", "must have the columns URN, EstablishmentName")]
#[case::no_postcode(
    b"URN,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name)\n",
    "must have the columns Postcode"
)]
#[case::twice(
    b"URN,urn,EstablishmentName,TypeOfEstablishment (name),PhaseOfEducation (name),EstablishmentStatus (name),Postcode\n",
    "two columns of the name URN"
)]
fn what_is_no_register_is_refused(#[case] file: &[u8], #[case] words: &str) {
    let fault = read(file).unwrap_err().to_string();
    assert!(fault.contains(words), "{fault}");
}
