//! Sheets of employers and offers: times, weekdays, several contacts in a cell.

use placewell::domain::code::Code;
use placewell::intake::{self, ImportKind, SheetAnswers, SheetReading, contacts, employer};
use rstest::rstest;
use serde_json::{Value, json};

use super::today;

fn read(kind: ImportKind, file: &str) -> SheetReading {
    intake::read(kind, file.as_bytes(), &SheetAnswers::default(), today()).unwrap()
}

/// What one cell of an offer is read as, or what is wrong with it.
fn of_offer(heading: &str, cell: &str) -> Result<String, String> {
    let file = format!("Employer,Occupation,{heading}\nElm,Farm hand,\"{cell}\"\n");
    let reading = read(ImportKind::Offers, &file);
    let field = reading.columns[2].field.expect("the heading is known");
    match reading.rows.first() {
        Some(row) => Ok(row.said.all(field).join(" ")),
        None => Err(reading.faults[0].message.clone()),
    }
}

#[rstest]
#[case("9:30", "09:30")]
#[case("09.30", "09:30")]
#[case("9am", "09:00")]
#[case("2:15 PM", "14:15")]
#[case("12pm", "12:00")]
#[case("12 am", "00:00")]
#[case("17:05", "17:05")]
fn times_are_read_as_people_write_them(#[case] cell: &str, #[case] time: &str) {
    assert_eq!(of_offer("Start time", cell).unwrap(), time);
}

#[rstest]
#[case("9")]
#[case("25:00")]
#[case("9:3")]
#[case("13pm")]
#[case("+9:30")]
#[case("nine")]
fn what_is_no_time_is_said(#[case] cell: &str) {
    let message = of_offer("Start time", cell).unwrap_err();
    assert_eq!(message, "Arriving time must be a time of day, such as 9:30 or 2pm.");
}

#[rstest]
#[case("Mon-Fri", "mon tue wed thu fri")]
#[case("Monday to Thursday", "mon tue wed thu")]
#[case("Mon, Wed & Fri", "mon wed fri")]
#[case("Tues / Thurs", "tue thu")]
#[case("Mondays and Tuesdays", "mon tue")]
#[case("Weds; Sat – Sun", "wed sat sun")]
fn weekdays_are_read_as_people_write_them(#[case] cell: &str, #[case] days: &str) {
    assert_eq!(of_offer("Days", cell).unwrap(), days);
}

#[rstest]
#[case("Fri-Mon")]
#[case("weekdays")]
#[case("Mon-")]
#[case("M T W")]
fn what_is_no_weekday_is_said(#[case] cell: &str) {
    assert!(of_offer("Days", cell).unwrap_err().starts_with("Days of the week must be days of the week"));
}

/// Names and addresses of the contacts in a row; or what is wrong.
fn of_employer(cells: &str) -> Result<Vec<String>, Vec<String>> {
    let file = format!("Employer,Contact,Job title,Email,Phone\nElm,{cells}\n");
    let reading = read(ImportKind::Employers, &file);
    match reading.rows.first() {
        Some(row) => {
            let all = contacts::of(&row.said).unwrap();
            Ok(all.iter().map(|one| format!("{}, {}, {}", one.name, one.role, one.email.as_str())).collect())
        }
        None => Err(reading.faults.iter().map(|fault| fault.message.clone()).collect()),
    }
}

#[rstest]
#[case("Sam Reed,Owner,sam@elm.example,01632 960001", &["Sam Reed, Owner, sam@elm.example"])]
#[case("Sam Reed,Health and Safety Manager,sam+work@elm.example,", &["Sam Reed, Health and Safety Manager, sam+work@elm.example"])]
#[case("Sam Reed + Jo Lane,Owner + Chef,sam+work@elm.example; jo@elm.example,", &["Sam Reed, Owner, sam+work@elm.example", "Jo Lane, Chef, jo@elm.example"])]
#[case("Sam Reed; Jo Lane,Owner; Chef,sam@elm.example; jo@elm.example,", &["Sam Reed, Owner, sam@elm.example", "Jo Lane, Chef, jo@elm.example"])]
#[case("Sam Reed / Jo Lane,Owner / Chef,\"sam@elm.example,jo@elm.example\",", &["Sam Reed, Owner, sam@elm.example", "Jo Lane, Chef, jo@elm.example"])]
#[case("\"Sam Reed\nJo Lane\",\"Owner\nChef\",\"sam@elm.example\njo@elm.example\",", &["Sam Reed, Owner, sam@elm.example", "Jo Lane, Chef, jo@elm.example"])]
#[case(",Owner; Chef,Sam Reed <sam@elm.example>; \"\"Jo Lane\"\" <jo@elm.example>,", &["Sam Reed, Owner, sam@elm.example", "Jo Lane, Chef, jo@elm.example"])]
#[case(",,,", &[])]
fn contacts_in_one_cell_are_told_apart(#[case] cells: &str, #[case] expected: &[&str]) {
    assert_eq!(of_employer(cells).unwrap(), expected);
}

#[rstest]
#[case("Sam Reed and Jo Lane,Owner,sam@elm.example,", "Put as many here")]
#[case("Sam Reed,Owner,sam@elm.example jo@elm.example,", "must be one address")]
#[case("Sam Reed,,sam@elm.example,", "Job title of contact 1 is missing")]
#[case("Sam Reed,Owner,,", "Email address of contact 1 is missing")]
#[case(",,,01632 960001", "Name of contact 1 is missing")]
#[case(
    "a;b;c;d;e;f,a;b;c;d;e;f,a@e.example;b@e.example;c@e.example;d@e.example;e@e.example;f@e.example,",
    "at most 5 contacts"
)]
fn contacts_that_do_not_pair_are_asked_about(#[case] cells: &str, #[case] words: &str) {
    let faults = of_employer(cells).unwrap_err();
    assert!(faults.iter().any(|fault| fault.contains(words)), "{faults:?}");
}

/// No two fields of a kind are known by one heading.
#[test]
fn every_heading_is_known_as_one_field() {
    for kind in [ImportKind::Employers, ImportKind::Offers] {
        let mut known = std::collections::BTreeMap::new();
        for field in kind.fields() {
            let own = [field.name, field.label];
            let headings: std::collections::BTreeSet<String> =
                own.iter().chain(field.spellings).map(|heading| placewell_sheets::fold(heading)).collect();
            for heading in headings {
                assert_eq!(known.insert(heading.clone(), field.name), None, "{} {heading}", kind.code());
            }
        }
    }
}

#[rstest]
#[case("Usk Mutual,5m,31/03/2027", json!({"basis": "policy", "insurer": "Usk Mutual", "cover_pounds": 5_000_000, "expires": "2027-03-31", "insurer_told": false}))]
#[case("Usk Mutual,\"£10,000,000\",31 March 2027", json!({"basis": "policy", "insurer": "Usk Mutual", "cover_pounds": 10_000_000, "expires": "2027-03-31", "insurer_told": false}))]
#[case(",,", Value::Null)]
fn a_policy_is_read_whole(#[case] cells: &str, #[case] insurance: Value) {
    let file = format!("Employer,Insurer,Cover,Insurance expires\nElm,{cells}\n");
    let reading = read(ImportKind::Employers, &file);
    assert_eq!(reading.faults, []);
    let employer = employer::employer(&reading.rows[0].said).unwrap();
    assert_eq!(serde_json::to_value(&employer).unwrap()["insurance"], insurance);
}

#[rstest]
#[case("Usk Mutual,,", &["cover_pounds", "insured_until"])]
#[case(",5m,31/03/2027", &["insurer"])]
#[case("Usk Mutual,lots,31/03/2027", &["cover_pounds"])]
fn a_policy_that_is_half_said_is_asked_about(#[case] cells: &str, #[case] fields: &[&str]) {
    let file = format!("Employer,Insurer,Cover,Insurance expires\nElm,{cells}\n");
    let reading = read(ImportKind::Employers, &file);
    let found: Vec<&str> = reading.faults.iter().filter_map(|fault| fault.field).collect();
    assert_eq!((found.as_slice(), reading.rows.len()), (fields, 0));
}
