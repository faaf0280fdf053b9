//! A second factor, where somebody has one or their organisation asks for it.

use chrono::TimeDelta;
use placewell::auth::totp::TotpSecret;
use placewell::clock::Clock;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{Answer, PASSWORD, TestApp, email, home, user};
use crate::support::database::Engine;

const FACTOR: &str = "/api/v1/session/second-factor";

fn login(test: &TestApp, role: Role, code: Option<&str>) -> Answer {
    test.clock.advance(TimeDelta::minutes(1));
    let mut body = json!({"email": email(role), "password": PASSWORD});
    if let Some(code) = code {
        body["code"] = json!(code);
    }
    test.post("/api/v1/session").json(&body).send()
}

fn shown(test: &TestApp, secret: &TotpSecret) -> String {
    secret.code(test.clock.now().timestamp() / 30)
}

/// The code that the app will show a minute on, when a login is made.
fn soon(test: &TestApp, secret: &TotpSecret) -> String {
    secret.code(test.clock.now().timestamp() / 30 + 2)
}

fn added(test: &TestApp, token: &str) -> (TotpSecret, Vec<String>) {
    let setup = test.post(FACTOR).bearing(token).send().expect(200).body;
    let secret = TotpSecret::read(setup["secret"].as_str().unwrap()).unwrap();
    let wrong = test.put(FACTOR).bearing(token).json(&json!({"code": "abcdef"})).send().expect(422);
    assert_eq!(wrong.body["errors"][0]["field"], "code");
    let code = json!({"code": shown(test, &secret)});
    let codes = test.put(FACTOR).bearing(token).json(&code).send().expect(200).body;
    let codes: Vec<String> = serde_json::from_value(codes["recovery_codes"].clone()).unwrap();
    assert_eq!(codes.len(), 10);
    (secret, codes)
}

#[rstest]
fn a_code_is_asked_for_and_good_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let (secret, recovery) = added(&test, &test.token(Role::Provider));
    test.post(FACTOR).by(Role::Provider).send().expect(409);
    assert_eq!(login(&test, Role::Provider, None).expect(401).body["code"], "second_factor");
    assert!(login(&test, Role::Provider, Some("abcdef")).expect(401).body.get("code").is_none());
    let code = soon(&test, &secret);
    login(&test, Role::Provider, Some(&code)).expect(200);
    login(&test, Role::Provider, Some(&code)).expect(401);
    login(&test, Role::Provider, Some(&recovery[3].to_uppercase())).expect(200);
    login(&test, Role::Provider, Some(&recovery[3])).expect(401);
    login(&test, Role::Provider, Some(&recovery[4])).expect(200);
    login(&test, Role::JobCoach, None).expect(200);
}

#[rstest]
fn confirming_asks_for_it_too(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let (secret, _) = added(&test, &test.token(Role::Provider));
    let stale = test.stale_token(Role::Provider);
    let confirm = |body: Value| test.post("/api/v1/session/confirmation").bearing(&stale).json(&body).send();
    assert_eq!(confirm(json!({"password": PASSWORD})).expect(401).body["code"], "second_factor");
    test.clock.advance(TimeDelta::minutes(1));
    confirm(json!({"password": PASSWORD, "code": shown(&test, &secret)})).expect(204);
    test.delete(FACTOR).bearing(&stale).send().expect(204);
    login(&test, Role::Provider, None).expect(200);
}

#[rstest]
fn an_organisation_that_asks_for_it_lets_nobody_act_without(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let policy = format!("/api/v1/organisations/{}/second-factor", home(Role::Provider));
    let ask = |by: Role, required: bool| test.put(&policy).by(by).json(&json!({"required": required})).send();
    ask(Role::JobCoach, true).expect(403);
    ask(Role::Employer, true).expect(404);
    ask(Role::Provider, true).expect(204);
    ask(Role::Admin, true).expect(204);
    let tokens = login(&test, Role::JobCoach, None).expect(200).body;
    assert_eq!(tokens["second_factor_needed"], true);
    let token = tokens["access_token"].as_str().unwrap();
    let refused = test.get("/api/v1/learners").bearing(token).send().expect(403);
    assert_eq!(refused.body["code"], "second_factor");
    test.get("/api/v1/session").bearing(token).send().expect(200);
    added(&test, token);
    let refresh = json!({"refresh_token": tokens["refresh_token"]});
    let next = test.post("/api/v1/session/refresh").json(&refresh).send().expect(200).body;
    assert!(next.get("second_factor_needed").is_none());
    let token = next["access_token"].as_str().unwrap();
    test.get("/api/v1/learners").bearing(token).send().expect(200);
    assert_eq!(test.delete(FACTOR).bearing(token).send().expect(409).body["code"], "second_factor_required");
    let employer = login(&test, Role::Employer, None).expect(200).body;
    assert!(employer.get("second_factor_needed").is_none());
    ask(Role::Provider, false).expect(204);
    test.delete(FACTOR).bearing(token).send().expect(204);
}

#[rstest]
fn whoever_lost_it_is_helped_by_those_who_keep_them(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    added(&test, &test.token(Role::JobCoach));
    let path = format!("/api/v1/users/{}/second-factor", user(Role::JobCoach));
    test.delete(&path).by(Role::Hub).send().expect(404);
    test.delete(&path).by(Role::Provider).send().expect(204);
    test.delete(&path).by(Role::Provider).send().expect(404);
    login(&test, Role::JobCoach, None).expect(200);
}
