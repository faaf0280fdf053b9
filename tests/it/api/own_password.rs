//! Setting one's own password.

use chrono::TimeDelta;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{Answer, PASSWORD, ROLES, TestApp, email};
use crate::support::database::Engine;

const NEW: &str = "a horse of another colour";

fn login(test: &TestApp, role: Role, password: &str) -> Answer {
    test.post("/api/v1/session").json(&json!({"email": email(role), "password": password})).send()
}

fn change(test: &TestApp, token: &Value, old: &str, new: &str) -> Answer {
    let call = test.put("/api/v1/session/password").bearing(token.as_str().unwrap());
    call.json(&json!({"old_password": old, "new_password": new})).send()
}

#[rstest]
fn a_new_password_ends_every_other_sign_in(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    for role in ROLES {
        test.clock.advance(TimeDelta::minutes(1));
        let [here, elsewhere] = [(); 2].map(|()| login(&test, role, PASSWORD).expect(200).body);
        change(&test, &here["access_token"], PASSWORD, NEW).expect(204);
        let refresh = |tokens: &Value| {
            let body = json!({"refresh_token": tokens["refresh_token"]});
            test.post("/api/v1/session/refresh").json(&body).send().status
        };
        assert_eq!((refresh(&here), refresh(&elsewhere)), (200, 401));
        login(&test, role, PASSWORD).expect(401);
        login(&test, role, NEW).expect(200);
    }
}

#[rstest]
fn the_old_password_is_asked_for_and_guessing_it_is_throttled(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let here = login(&test, Role::Provider, PASSWORD).expect(200).body;
    let token = &here["access_token"];
    assert_eq!(
        change(&test, token, PASSWORD, "short").expect(422).body["errors"][0]["field"],
        "new_password"
    );
    assert_eq!(change(&test, token, "wrong", NEW).expect(422).body["errors"][0]["field"], "old_password");
    let throttled = (0..20).map(|_| change(&test, token, "wrong", NEW)).find(|answer| answer.status == 429);
    assert!(!throttled.unwrap().header("Retry-After").is_empty());
    change(&test, token, PASSWORD, NEW).expect(429);
}

#[test]
fn an_api_key_has_no_password() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let made =
        test.post("/api/v1/api-keys").by(Role::Hub).json(&json!({"label": "A key"})).send().expect(201);
    assert_eq!(change(&test, &made.body["secret"], PASSWORD, NEW).expect(403).body["code"], "api_key");
}
