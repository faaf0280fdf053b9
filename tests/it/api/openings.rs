//! From an incomplete draft to an open offer: what is still missing, and what an open offer must fulfil.

use placewell::db::postcodes;
use placewell::domain::place::{Coordinates, Postcode};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Scene, id};
use crate::support::database::Engine;
use crate::support::operator;

fn fields(list: &Value) -> Vec<&str> {
    list.as_array().into_iter().flatten().map(|one| one["field"].as_str().unwrap()).collect()
}

#[rstest]
fn a_draft_may_be_incomplete_and_says_what_keeps_it_from_opening_first(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let whole = scene.offer_document("library-shelves");
    let mut draft = whole.clone();
    draft["state"] = json!("draft");
    for list in ["windows", "tasks", "people"] {
        draft["offer"][list] = json!([]);
    }
    draft["offer"]["supervision"]["lone_adult"] = Value::Null;
    let made = scene.post(Role::Employer, "/offers", &draft).expect(201);
    let missing = &made.body["still_missing"];
    let named = fields(missing);
    assert_eq!(named[..3], ["offer.windows", "offer.tasks", "offer.people"]);
    assert_eq!(named.last(), Some(&"offer.supervision.lone_adult"));
    let blocks: Vec<_> =
        missing.as_array().unwrap().iter().map(|one| one["blocks_opening"] == true).collect();
    assert!(blocks.is_sorted_by(|a, b| a >= b) && blocks[0] && !blocks.last().unwrap(), "{missing}");

    let path = format!("/offers/{}", id(&made));
    assert_eq!(&scene.get(Role::Employer, &path).expect(200).body["still_missing"], missing);
    draft["state"] = json!("open");
    let refused = scene.put(Role::Employer, &path, "\"1\"", &draft).expect(422).body;
    assert_eq!(fields(&refused["errors"])[..3], ["offer.windows", "offer.tasks", "offer.people"]);
    let opened = scene.put(Role::Employer, &path, "\"1\"", &whole).expect(200).body;
    assert_eq!((&opened["state"], opened.get("still_missing")), (&json!("open"), None));
    draft["state"] = json!("draft");
    scene.put(Role::Employer, &path, "\"2\"", &draft).expect(422);
    let mut over = whole.clone();
    over["offer"]["windows"][0]["dates"] = json!({"from": "2026-01-05", "to": "2026-02-27"});
    scene.put(Role::Employer, &path, "\"2\"", &over).expect(200);
    over["state"] = json!("paused");
    scene.put(Role::Employer, &path, "\"3\"", &over).expect(200);
    over["state"] = json!("open");
    let refused = scene.put(Role::Employer, &path, "\"4\"", &over).expect(422).body;
    assert_eq!(fields(&refused["errors"]), ["offer.windows[0].dates"]);
}

#[rstest]
#[case("/offer/site/postcode", json!("EH1 1AA"), &["offer.site.postcode"])]
#[case("/offer/windows/0/dates", json!({"from": "2025-01-06", "to": "2025-03-28"}), &["offer.windows[0].dates"])]
#[case("/offer/windows/0/hours", json!({"from": "09:00", "to": "19:30"}), &["offer.windows[0].hours"])]
#[case("/offer/windows/0/dates", json!({"from": "2026-03-16", "to": "2026-03-18"}), &["offer.windows"])]
fn an_open_offer_is_checked_and_a_draft_tells_the_same(
    #[case] pointer: &str,
    #[case] value: Value,
    #[case] expected: &[&str],
) {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut document = scene.offer_document("library-shelves");
    *document.pointer_mut(pointer).unwrap() = value;
    let refused = scene.post(Role::Employer, "/offers", &document).expect(422).body;
    assert_eq!(fields(&refused["errors"]), expected, "{refused}");
    document["state"] = json!("draft");
    let draft = scene.post(Role::Employer, "/offers", &document).expect(201).body;
    assert_eq!(fields(&draft["still_missing"])[..expected.len()], *expected);
}

#[test]
fn work_at_other_hours_is_told_and_work_at_none_does_not_open() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut document = scene.offer_document("library-shelves");
    let sundays = json!([{"weekdays": ["sun"], "hours": {"from": "09:00", "to": "10:00"}}]);
    document["offer"]["tasks"][0]["available"] = sundays.clone();
    scene.post(Role::Employer, "/offers", &document).expect(201);
    document["state"] = json!("draft");
    let told = scene.post(Role::Employer, "/offers", &document).expect(201).body["still_missing"].clone();
    let told: Vec<_> =
        told.as_array().unwrap().iter().filter(|one| one["field"] == "offer.tasks[0].available").collect();
    assert_eq!((told.len(), &told[0]["blocks_opening"]), (1, &json!(false)));
    document["state"] = json!("open");
    for task in document["offer"]["tasks"].as_array_mut().unwrap() {
        task["available"] = sundays.clone();
    }
    let refused = scene.post(Role::Employer, "/offers", &document).expect(422).body;
    assert_eq!(fields(&refused["errors"]), each_task(&document, "available"), "{refused}");
}

/// This field of each task.
fn each_task(document: &Value, field: &str) -> Vec<String> {
    let tasks = document["offer"]["tasks"].as_array().unwrap();
    (0..tasks.len()).map(|at| format!("offer.tasks[{at}].{field}")).collect()
}

#[rstest]
fn an_offer_on_which_a_placement_rests_stays_complete(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let path = format!("/offers/{}", placed.offer);
    let mut document = scene.offer_document("library-shelves");
    document["state"] = json!("draft");
    scene.put(Role::Employer, &path, "\"1\"", &document).expect(200);
    document["offer"]["tasks"] = json!([]);
    let refused = scene.put(Role::Employer, &path, "\"2\"", &document).expect(422).body;
    assert_eq!(fields(&refused["errors"]), ["offer.tasks"]);
}

#[test]
fn a_task_with_nobody_there_does_not_open() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut document = scene.offer_document("library-shelves");
    let sundays = json!([{"weekdays": ["sun"], "hours": {"from": "09:00", "to": "10:00"}}]);
    for person in document["offer"]["people"].as_array_mut().unwrap() {
        person["shifts"] = sundays.clone();
    }
    let refused = scene.post(Role::Employer, "/offers", &document).expect(422).body;
    assert_eq!(fields(&refused["errors"]), each_task(&document, "with"), "{refused}");
}

#[rstest]
fn the_place_of_an_open_offer_is_known(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.offer_document("library-shelves");
    scene.post(Role::Employer, "/offers", &document).expect(201);
    let known = (Postcode::parse("NP20 1AA").unwrap(), Coordinates::new(51_588_000, -2_998_000).unwrap());
    scene.test.app.write(&operator(), |c| postcodes::import(c, std::slice::from_ref(&known))).unwrap();
    let ages = json!({"from": 30, "to": 12});
    let fair = std::mem::replace(&mut document["offer"]["ages"], ages);
    document["offer"]["site"]["postcode"] = json!("NP20 9ZZ");
    let refused = scene.post(Role::Employer, "/offers", &document).expect(422).body;
    assert_eq!(fields(&refused["errors"]), ["offer.ages", "offer.site.postcode"]);
    document["offer"]["ages"] = fair;
    document["offer"]["site"]["coordinates"] = json!({"lat_udeg": 51_588_000, "lon_udeg": -2_998_000});
    scene.post(Role::Employer, "/offers", &document).expect(201);
    document["offer"]["site"]["coordinates"] = Value::Null;
    document["offer"]["site"]["postcode"] = json!("NP20 1AA");
    scene.post(Role::Employer, "/offers", &document).expect(201);
}
