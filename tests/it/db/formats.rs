//! The formats of stored documents.

use std::collections::{BTreeMap, BTreeSet};

use placewell::db::format::of_column;
use placewell::db::reseal::sealed_columns;
use placewell::db::{Keys, SealContext, SealError, Sealed};
use placewell::reading::known_part;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Room {
    name: String,
    #[serde(default)]
    note: Option<String>,
    exits: Vec<Exit>,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum Exit {
    Door { to: Box<Plate>, width: u16 },
    Stairs { steps: u8, plates: Vec<Plate> },
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plate {
    #[serde(default)]
    note: Option<String>,
    text: String,
}

fn room() -> Value {
    json!({"name": "Store", "note": "Ring first", "exits": [
        {"kind": "door", "to": {"note": "Left", "text": "Yard"}, "width": 90},
        {"kind": "stairs", "steps": 12, "plates": [{"text": "Up", "note": null}, {"text": "Down", "note": "Mind"}]},
    ]})
}

fn read(document: &Value) -> Option<Room> {
    known_part(document.clone())
}

/// A field of a newer program may have the name of one that another part has always had.
#[test]
fn unknown_fields_are_left_out_wherever_they_stand() {
    let whole = read(&room()).unwrap();
    for (pointer, name) in [
        ("", "added"),
        ("", "text"),
        ("/exits/0", "note"),
        ("/exits/0", "steps"),
        ("/exits/0", "added"),
        ("/exits/0/to", "added"),
        ("/exits/0/to", "width"),
        ("/exits/0/to", "kind"),
        ("/exits/1", "note"),
        ("/exits/1", "text"),
        ("/exits/1/plates/0", "steps"),
        ("/exits/1/plates/1", "name"),
        ("/exits/1/plates/1", "a/b~c"),
    ] {
        for value in [json!(null), json!("later"), json!({"text": "later", "note": 7})] {
            let mut newer = room();
            newer.pointer_mut(pointer).unwrap()[name] = value.clone();
            assert!(serde_json::from_value::<Room>(newer.clone()).is_err());
            assert_eq!(read(&newer).as_ref(), Some(&whole), "{pointer} {name} {value}");
        }
    }
    let mut everywhere = room();
    for pointer in ["", "/exits/0", "/exits/0/to", "/exits/1", "/exits/1/plates/0", "/exits/1/plates/1"] {
        for name in ["added", "later", "zone"] {
            everywhere.pointer_mut(pointer).unwrap()[name] = json!(1);
        }
    }
    assert_eq!(read(&everywhere), Some(whole));
}

#[test]
fn what_carries_meaning_is_never_left_out() {
    for (pointer, value) in [
        ("/exits/0/kind", json!("lift")),
        ("/exits/0/width", json!("wide")),
        ("/name", json!(null)),
        ("/exits/1/plates/0/text", json!({"cy": "I fyny"})),
    ] {
        let mut newer = room();
        *newer.pointer_mut(pointer).unwrap() = value;
        newer["added"] = json!(true);
        assert_eq!(read(&newer), None, "{pointer}");
    }
    assert_eq!(read(&json!({"name": "Store"})), None);
}

#[test]
fn a_document_states_its_format_and_opens_by_it() {
    let keys = Keys::generate().unwrap();
    let place = SealContext::new("offers", "doc", "1");
    let newer = SealContext { format: place.format + 1, ..place };
    let sealed = |place, document: &Value| Sealed::seal(&keys, place, document).unwrap();
    let mut grown = room();
    grown["added"] = json!(1);
    let whole = read(&room()).unwrap();

    let of_before = sealed(place, &room());
    assert_eq!(of_before.format(), Some(place.format));
    assert_eq!(of_before.open::<Room>(&keys, newer), Ok(read(&room()).unwrap()));
    let of_later = sealed(newer, &grown);
    assert_eq!(of_later.format(), Some(place.format + 1));
    assert_eq!(of_later.open::<Room>(&keys, place), Ok(whole));
    assert_eq!(
        of_later.open::<Room>(&keys, newer),
        Err(SealError::Unreadable),
        "its own format is read strictly"
    );
    assert_eq!(sealed(place, &grown).open::<Room>(&keys, place), Err(SealError::Unreadable));
    assert_eq!(sealed(newer, &json!({"name": "Store"})).open::<Room>(&keys, place), Err(SealError::Newer));
}

/// The members of every object that a kind of document may hold.
fn shape<T: ToSchema>() -> BTreeMap<String, BTreeSet<String>> {
    let mut parts = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut parts);
    let mut shape = BTreeMap::new();
    for (name, schema) in parts {
        let mut members = BTreeSet::new();
        collect(&serde_json::to_value(schema).unwrap(), &mut members);
        shape.insert(name, members);
    }
    shape
}

fn collect(schema: &Value, members: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("properties", Value::Object(of)) => members.extend(of.keys().cloned()),
                    ("enum", Value::Array(codes)) => {
                        members.extend(codes.iter().filter_map(Value::as_str).map(|code| format!("={code}")));
                    }
                    _ => {}
                }
                collect(value, members);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, members)),
        _ => {}
    }
}

/// The documents that are written again and again, by the columns in which they stand.
fn rewritten() -> Vec<(&'static str, BTreeMap<String, BTreeSet<String>>)> {
    use placewell::domain::{agreement, contact, learner, offer, organisation, report};
    let organisations =
        [shape::<organisation::Hub>(), shape::<organisation::Provider>(), shape::<organisation::Employer>()];
    vec![
        ("agreements.doc", shape::<agreement::Agreement>()),
        ("contacts.details", shape::<contact::ContactDetails>()),
        ("learners.codes", shape::<learner::Codes>()),
        ("learners.home", shape::<learner::Home>()),
        ("learners.identity", shape::<learner::Identity>()),
        ("learners.profile", shape::<learner::Profile>()),
        ("offers.doc", shape::<offer::Offer>()),
        ("organisations.doc", organisations.into_iter().flatten().collect()),
        ("programmes.doc", shape::<placewell::programme::Programme>()),
        ("reports.doc", shape::<report::Report>()),
    ]
}

/// Whoever changes a line of the snapshot raises that column's number in `src/db/format.rs`, unless it has been raised
/// since the last release, so that an older replica does not write over what it does not know.
#[test]
fn a_document_of_another_shape_has_another_format() {
    let mut lines = String::new();
    for (name, shape) in rewritten() {
        let (table, column) = name.split_once('.').unwrap();
        lines += &format!("{name}, format {}\n", of_column(table, column));
        for (part, members) in shape.into_iter().filter(|(_, members)| !members.is_empty()) {
            let members: Vec<String> = members.into_iter().collect();
            lines += &format!("  {part}: {}\n", members.join(" "));
        }
    }
    insta::assert_snapshot!("the_shapes_of_stored_documents", lines);
    let formats = sealed_columns().into_iter().map(|name| {
        let (table, column) = name.split_once('.').unwrap();
        of_column(table, column)
    });
    assert!(formats.min() >= Some(1));
}
