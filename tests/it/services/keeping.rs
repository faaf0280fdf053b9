//! Export and erasure of a learner, through the door.

use std::fs;
use std::path::Path;

use diesel::prelude::*;
use placewell::db::placements;
use placewell::db::{Conn, DbError, Slice, access_log, schema};
use placewell::domain::ids::PlacementId;
use placewell::domain::placement::{Placement, PlacementState};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{TestApp, user};
use crate::support::database::Engine;
use crate::support::operator;

fn sample(file: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample").join(file);
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn id(answer: &Value) -> String {
    answer["id"].as_str().unwrap().to_owned()
}

/// A learner with a proposed placement: the identifiers of both.
fn placed(test: &TestApp) -> (String, String) {
    let learner = test
        .post("/api/v1/learners")
        .by(Role::Provider)
        .header("Idempotency-Key", "learner")
        .json(&sample("learners/carys.json"));
    let learner = id(&learner.send().expect(201).body);
    let offer = json!({"state": "open", "offer": sample("offers/garden-plants.json")["offer"]});
    let offer = id(&test.post("/api/v1/offers").by(Role::Employer).json(&offer).send().expect(201).body);
    let proposal = json!({"learner": learner, "offer": offer, "window": "main", "start": "2026-11-02"});
    let placement = test
        .post("/api/v1/placements")
        .by(Role::Provider)
        .header("Idempotency-Key", "placement")
        .json(&proposal);
    let placement = id(&placement.send().expect(201).body);
    let step = format!("/api/v1/placements/{placement}/programme");
    test.post(&step).by(Role::Provider).send().expect(200);
    (learner, placement)
}

/// Rows that could tell of a learner.
fn rows(test: &TestApp) -> [i64; 7] {
    let count = |c: &mut Conn| -> Result<[i64; 7], DbError> {
        Ok([
            schema::learners::table.count().get_result(c)?,
            schema::placements::table.count().get_result(c)?,
            schema::placement_days::table.count().get_result(c)?,
            schema::programmes::table.count().get_result(c)?,
            schema::agreements::table.count().get_result(c)?,
            schema::transitions::table.count().get_result(c)?,
            schema::idempotency::table.count().get_result(c)?,
        ])
    };
    test.app.read(&operator(), count).unwrap()
}

#[rstest]
fn everything_that_is_held_comes_out_and_goes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let (learner, placement) = placed(&test);
    let export = format!("/api/v1/learners/{learner}/export");
    let held = test.get(&export).by(Role::Provider).send().expect(200).body;
    assert_eq!(held["record"]["learner"]["identity"]["family_name"], "Beynon");
    assert_eq!(held["record"]["learner"]["codes"], sample("learners/carys.json")["learner"]["codes"]);
    assert_eq!(held["placements"][0]["placement"]["id"], json!(placement));
    let plan = &held["placements"][0]["programmes"][0]["plan"]["programme"];
    assert_eq!(plan["days"].as_array().unwrap().len(), 5);
    let looks: Vec<&str> =
        held["looks"].as_array().unwrap().iter().map(|look| look["action"].as_str().unwrap()).collect();
    assert!(looks.contains(&"create_learner") && looks.contains(&"plan_programme"), "{looks:?}");
    assert!(looks.contains(&"export_learner"), "the export tells of itself: {looks:?}");

    let before = rows(&test);
    assert_eq!(before[..4], [1, 1, 5, 1]);
    let erase = format!("/api/v1/learners/{learner}/erase");
    let receipt =
        test.post(&erase).by(Role::Provider).json(&json!({"reason": "requested"})).send().expect(200).body;
    assert_eq!(receipt["learner"], json!(learner));
    assert_eq!(receipt["erased"]["placements"], 1);
    assert_eq!(receipt["erased"]["programmes"], 1);
    assert_eq!(receipt["erased"]["replies"], 2, "of the learner and of the placement");
    assert_eq!(rows(&test), [0; 7]);
    test.get(&export).by(Role::Provider).send().expect(404);
    test.post(&erase).by(Role::Provider).json(&json!({"reason": "requested"})).send().expect(404);
    let looks = test
        .app
        .read(&operator(), |c| {
            access_log::of_object(c, &test.app.keys, "learner", &learner, &Slice::first(100))
        })
        .unwrap();
    let last = looks.items.last().unwrap();
    assert_eq!(
        (last.action.as_str(), last.actor_id.as_str()),
        ("erase_learner", user(Role::Provider).as_str())
    );
    assert!(last.details.as_ref().unwrap().contains("\"placements\":1"));
}

#[rstest]
fn somebody_who_is_expected_is_not_erased_by_a_slip(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let (learner, placement) = placed(&test);
    let placement = PlacementId::parse(&placement).unwrap();
    test.app
        .write(&operator(), |c| {
            let now = placements::get(c, &placement)?;
            let version = now.version;
            let next = Placement { state: PlacementState::UnderWay, version: version + 1, ..now };
            placements::save(c, &next, version, placewell::clock::Clock::now(test.clock.as_ref()))
        })
        .unwrap();
    let erase = format!("/api/v1/learners/{learner}/erase");
    let refused =
        test.post(&erase).by(Role::Provider).json(&json!({"reason": "requested"})).send().expect(409);
    assert_eq!(refused.body["code"], "placement_not_ended");
    assert_eq!(rows(&test)[0], 1);
    for role in [Role::Hub, Role::JobCoach, Role::Employer, Role::Admin] {
        test.post(&erase).by(role).json(&json!({"force": true, "reason": "requested"})).send().expect(403);
        test.get(&format!("/api/v1/learners/{learner}/export")).by(role).send().expect(403);
    }
    test.post(&erase)
        .by(Role::Provider)
        .json(&json!({"force": true, "reason": "requested"}))
        .send()
        .expect(200);
    assert_eq!(rows(&test)[0], 0);
}
