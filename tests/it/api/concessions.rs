//! When passes are free, as a hub keeps it.

use placewell::db::changes::{self, ChangeKind};
use placewell::db::learners;
use placewell::domain::nation::Nation;
use placewell::domain::role::Role;
use placewell::services::concessions::pass_hours;
use placewell::travel::concession::{FreeHours, PassHours};
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{ROLES, TestApp, home};
use crate::support::database::Engine;
use crate::support::operator;

fn path() -> String {
    format!("/api/v1/organisations/{}/concessions", home(Role::Hub))
}

fn lifted(authority: &str) -> Value {
    json!({"authorities": [{
        "authority": authority, "name": "Alderley", "weekdays": {"when": "always"}, "weekends": {"when": "always"},
        "source": "The authority's page on passes", "as_at": "2026-02-20"
    }]})
}

#[rstest]
fn a_hub_keeps_its_table_version_by_version(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let none = test.get(&path()).by(Role::Provider).send().expect(200);
    assert_eq!((none.header("ETag"), &none.body["document"]), ("\"0\"", &json!({"authorities": []})));

    let put = |tag: &str, role: Role| {
        test.put(&path()).by(role).header("If-Match", tag).json(&lifted("E08000001")).send()
    };
    let changed = put("\"0\"", Role::Hub).expect(200);
    assert_eq!((changed.header("ETag"), &changed.body["document"]), ("\"1\"", &lifted("E08000001")));
    assert_eq!(put("\"0\"", Role::Hub).expect(412).problem(), "precondition-failed");
    test.put(&path()).by(Role::Hub).json(&lifted("E08000001")).send().expect(428);
    assert_eq!(test.get(&path()).by(Role::JobCoach).send().expect(200).body, changed.body);

    let noted = test.app.read(&operator(), |c| changes::above(c, 0)).unwrap();
    let noted: Vec<_> = noted.iter().filter(|change| change.kind == ChangeKind::Concessions).collect();
    assert!(
        matches!(noted.as_slice(), [one] if one.version == 1 && one.object_id == home(Role::Hub).as_str())
    );
}

#[test]
fn only_the_hub_changes_it_and_only_its_own_people_see_it() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for role in ROLES.into_iter().filter(|role| *role != Role::Hub) {
        let put = test.put(&path()).by(role).header("If-Match", "\"0\"").json(&lifted("E08000001"));
        put.send().expect(403);
    }
    test.get(&path()).by(Role::Employer).send().expect(403);
    let provider = format!("/api/v1/organisations/{}/concessions", home(Role::Provider));
    test.get(&provider).by(Role::Provider).send().expect(404);
    test.put(&provider)
        .by(Role::Hub)
        .header("If-Match", "\"0\"")
        .json(&lifted("E08000001"))
        .send()
        .expect(404);
}

#[test]
fn a_table_that_cannot_stand_is_refused_by_field() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let put = |body: &Value| {
        test.put(&path()).by(Role::Hub).header("If-Match", "\"0\"").json(body).send().expect(422).body["errors"][0]
            ["field"]
            .clone()
    };
    let mut future = lifted("E08000001");
    future["authorities"][0]["as_at"] = json!("2026-03-03");
    assert_eq!(put(&future), "authorities[0].as_at");
    assert_eq!(put(&lifted("Alderley")), "authorities[0].authority");
}

#[test]
fn a_learners_pass_has_the_hours_of_whoever_issued_it() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let put = test.put(&path()).by(Role::Hub).header("If-Match", "\"0\"").json(&lifted("E08000001"));
    put.send().expect(200);
    let sample: Value = serde_json::from_str(include_str!("../../../sample/learners/jac.json")).unwrap();
    let mut document = json!({"learner": sample["learner"]});
    let mut hours = |issuer: &str| {
        document["learner"]["profile"]["travel"]["pass_authority"] = json!(issuer);
        document["learner"]["codes"]["external_id"] = json!(issuer);
        let made = test.post("/api/v1/learners").by(Role::Provider).json(&document).send().expect(201);
        let id = serde_json::from_value(made.body["id"].clone()).unwrap();
        let of = |c: &mut placewell::db::Conn| {
            let facts = learners::facts(c, &test.app.keys, &id)?;
            pass_hours(c, &home(Role::Hub), &facts)
        };
        test.app.read(&operator(), of).unwrap()
    };
    assert_eq!(hours("E08000001").weekdays, FreeHours::ALWAYS);
    assert_eq!(hours("E08000002"), PassHours::national(Nation::England));
    assert_eq!(hours("W06000022"), PassHours::ALWAYS);
}
