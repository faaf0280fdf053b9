//! API keys.

use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use crate::support::app::{TestApp, user};
use crate::support::database::Engine;
use crate::support::{bar, operator};

#[rstest]
fn a_key_acts_as_its_maker_until_revoked(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let made =
        test.post("/api/v1/api-keys").by(Role::Provider).json(&json!({"label": "Import"})).send().expect(201);
    let (secret, id) = (made.body["secret"].as_str().unwrap(), made.body["id"].as_str().unwrap());
    assert_eq!(made.header("Location"), format!("/api/v1/api-keys/{id}"));
    let me = test.get("/api/v1/session").bearing(secret).send().expect(200);
    assert_eq!((&me.body["role"], &me.body["user"]), (&json!("provider"), &json!(user(Role::Provider))));
    test.post("/api/v1/api-keys").bearing(secret).json(&json!({"label": "More"})).send().expect(403);
    test.delete("/api/v1/session").bearing(secret).send().expect(409);

    let list = test.get("/api/v1/api-keys").by(Role::Provider).send().expect(200);
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
    assert!(!String::from_utf8(list.bytes).unwrap().contains(secret));
    test.delete(&format!("/api/v1/api-keys/{id}")).by(Role::Hub).send().expect(404);
    test.delete(&format!("/api/v1/api-keys/{id}")).by(Role::Provider).send().expect(204);
    test.get("/api/v1/session").bearing(secret).send().expect(401);
}

#[test]
fn a_key_ends_in_time_and_with_its_maker() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let end = test.clock.now() + TimeDelta::hours(1);
    let make = |body: serde_json::Value| test.post("/api/v1/api-keys").by(Role::Hub).json(&body).send();
    make(json!({"label": "Late", "expires_at": test.clock.now()})).expect(422);
    let short = make(json!({"label": "Short", "expires_at": end})).expect(201).body["secret"].clone();
    let long = make(json!({"label": "Long"})).expect(201).body["secret"].clone();
    let status = |secret: &serde_json::Value| {
        test.get("/api/v1/session").bearing(secret.as_str().unwrap()).send().status
    };
    assert_eq!((status(&short), status(&long)), (200, 200));
    test.clock.set(end);
    assert_eq!((status(&short), status(&long)), (401, 200));
    test.app.write(&operator(), |conn| bar(conn, &test.app.keys, &user(Role::Hub), end)).unwrap();
    assert_eq!(status(&long), 401);
    assert_eq!(status(&json!("pwk_nonsense")), 401);
}

#[test]
fn a_job_coach_makes_no_keys() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let answer =
        test.post("/api/v1/api-keys").by(Role::JobCoach).json(&json!({"label": "Mine"})).send().expect(403);
    assert_eq!(answer.problem(), "forbidden");
}
