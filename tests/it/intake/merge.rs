//! What a sheet says, put over a record that stands.

use std::fs;
use std::path::Path;

use placewell::domain::learner::Learner;
use serde_json::Value;

use super::{plain, today};

fn carys() -> Learner {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/learners/carys.json");
    let document: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    serde_json::from_value(document["learner"].clone()).unwrap()
}

fn over(file: &str) -> Learner {
    let read = plain(file.as_bytes()).unwrap();
    assert_eq!((read.questions.len(), read.faults.len()), (0, 0), "{:?}", read.faults);
    read.rows[0].said.over(&carys(), today()).unwrap()
}

#[test]
fn an_empty_cell_changes_nothing() {
    let mut expected = carys();
    expected.codes.external_id = Some("0042".to_owned().try_into().unwrap());
    let given = expected.identity.given_name.to_string();
    let family = expected.identity.family_name.to_string();
    let file = format!("Surname,Forename,Adno,DOB,Postcode,Help with a new task\n{family},{given},0042,,,\n");
    assert_eq!(over(&file), expected);
}

#[test]
fn a_home_that_moves_loses_its_position_and_nothing_else() {
    let before = carys();
    let (given, family) = (&before.identity.given_name, &before.identity.family_name);
    let after = over(&format!("Surname,Forename,Adno,Postcode\n{family},{given},0042,CF10 1AA\n"));
    assert_eq!(after.home.postcode.as_str(), "CF10 1AA");
    assert_eq!(after.home.coordinates, None);
    assert_eq!((after.profile, after.home.family), (before.profile, before.home.family));
}

#[test]
fn somebody_of_the_family_is_known_by_name_and_somebody_new_is_added() {
    let before = carys();
    let known = before.home.family[0].name.to_string();
    let (given, family) = (&before.identity.given_name, &before.identity.family_name);
    let head = "Surname,Forename,Adno,Parent name,Relationship,Parent phone";
    let same = over(&format!("{head}\n{family},{given},0042,{known},,01632 960077\n"));
    assert_eq!(same.home.family.len(), before.home.family.len());
    assert_eq!(same.home.family[0].phone.as_ref().unwrap().as_str(), "01632 960077");
    assert_eq!(same.home.family[0].relationship, before.home.family[0].relationship);
    let new = over(&format!("{head}\n{family},{given},0042,Bryn Moss,uncle,01632 960078\n"));
    assert_eq!(new.home.family.len(), before.home.family.len() + 1);
}
