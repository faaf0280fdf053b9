//! Whatever changes who gets in needs a person who has lately proved that it is they.

use chrono::TimeDelta;
use placewell::auth::operation::{Gate, gate};
use placewell::clock::Clock;
use placewell::db::api_keys;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::operations::{NOTHING, all};
use super::scene::Scene;
use crate::support::app::{PASSWORD, TestApp, email, home, user};
use crate::support::database::Engine;
use crate::support::operator;

#[rstest]
fn no_operation_on_credentials_is_open_to_a_key_or_to_a_session_left_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut tried = 0;
    for operation in all(&scene) {
        let Gate::Action(action) = gate(&operation.id).unwrap() else { continue };
        if !action.is_credential() {
            continue;
        }
        for role in action.roles() {
            let stale = operation.call(&scene, NOTHING).bearing(&scene.test.stale_token(*role)).send();
            assert_eq!((stale.status, stale.problem()), (401, "confirmation-required"), "{}", operation.id);
            let challenge = "Bearer error=\"insufficient_user_authentication\", max_age=600";
            assert_eq!(stale.header("WWW-Authenticate"), challenge);
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried}");
}

/// The ways in which a key once took an account over: a user of its own, and its maker's password.
#[rstest]
fn a_key_takes_over_no_account(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let every =
        json!({"label": "Import", "scopes": ["learners:read", "learners:write", "organisations:write"]});
    let made = test.post("/api/v1/api-keys").by(Role::Provider).json(&every).send().expect(201);
    let key = made.body["secret"].as_str().unwrap();
    let refused = |answer: crate::support::app::Answer| {
        assert_eq!(answer.expect(403).body["code"], "api_key");
    };
    let new = json!({"name": "Eve", "email": "eve@provider.example", "role": "provider"});
    refused(test.post("/api/v1/users").bearing(key).json(&new).send());
    let own = format!("/api/v1/users/{}", user(Role::Provider));
    refused(
        test.put(&format!("{own}/password")).bearing(key).json(&json!({"password": "a long new one"})).send(),
    );
    let role = json!({"organisation": home(Role::Provider), "role": "job_coach"});
    refused(test.post(&format!("{own}/memberships")).bearing(key).json(&role).send());
    refused(test.post("/api/v1/api-keys").bearing(key).json(&json!({"label": "More"})).send());
    refused(
        test.post("/api/v1/session/confirmation").bearing(key).json(&json!({"password": PASSWORD})).send(),
    );
    let login = json!({"email": email(Role::Provider), "password": PASSWORD});
    test.post("/api/v1/session").json(&login).send().expect(200);
}

fn login(test: &TestApp) -> Value {
    let login = json!({"email": email(Role::Provider), "password": PASSWORD});
    test.post("/api/v1/session").json(&login).send().expect(200).body
}

#[rstest]
fn the_password_once_more_opens_ten_minutes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let mut tokens = login(&test);
    let make = |tokens: &Value| {
        let call = test.post("/api/v1/api-keys").bearing(tokens["access_token"].as_str().unwrap());
        call.json(&json!({"label": "A key"})).send().status
    };
    let refreshed = |tokens: &Value| {
        let body = json!({"refresh_token": tokens["refresh_token"]});
        test.post("/api/v1/session/refresh").json(&body).send().expect(200).body
    };
    let confirm = |tokens: &Value, password: &str| {
        let call =
            test.post("/api/v1/session/confirmation").bearing(tokens["access_token"].as_str().unwrap());
        call.json(&json!({"password": password})).send()
    };
    assert_eq!(make(&tokens), 201);
    test.clock.advance(TimeDelta::minutes(9));
    tokens = refreshed(&tokens);
    assert_eq!(make(&tokens), 201);
    test.clock.advance(TimeDelta::minutes(1));
    assert_eq!(make(&tokens), 401, "a new access token is no proof of who holds it");
    assert_eq!(confirm(&tokens, "wrong").expect(422).body["errors"][0]["field"], "password");
    assert_eq!(make(&tokens), 401);
    confirm(&tokens, PASSWORD).expect(204);
    assert_eq!(make(&tokens), 201);
    let me = test.get("/api/v1/session").bearing(tokens["access_token"].as_str().unwrap()).send().expect(200);
    assert_eq!(me.body["confirmed_until"], "2026-03-02T09:20:00Z");
    let guessed = (0..20).map(|_| confirm(&tokens, "wrong")).find(|answer| answer.status == 429);
    assert!(guessed.is_some(), "guessing is throttled like signing in");
}

#[rstest]
fn a_session_that_has_ended_changes_nothing_in_the_minutes_left(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let tokens = login(&test);
    let token = tokens["access_token"].as_str().unwrap();
    test.delete("/api/v1/session").bearing(token).send().expect(204);
    let key = json!({"label": "A key"});
    test.post("/api/v1/api-keys").bearing(token).json(&key).send().expect(401);
    test.post("/api/v1/session/confirmation")
        .bearing(token)
        .json(&json!({"password": PASSWORD}))
        .send()
        .expect(401);
    test.post("/api/v1/api-keys").bearing(token).json(&key).send().expect(401);
}

#[rstest]
fn a_key_ends_by_itself_and_only_reads_unless_told_otherwise(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let make = |body: Value| test.post("/api/v1/api-keys").by(Role::Provider).json(&body).send();
    let made = make(json!({"label": "Plain"})).expect(201).body;
    assert_eq!(made["expires_at"], "2026-05-31T09:00:00Z");
    let reading = json!([
        "organisations:read",
        "offers:read",
        "learners:read",
        "placements:read",
        "briefings:read",
        "records:read"
    ]);
    assert_eq!(made["scopes"], reading);
    let key = made["secret"].as_str().unwrap();
    test.get("/api/v1/learners").bearing(key).send().expect(200);
    let archive = format!("/api/v1/learners/{NOTHING}/archive");
    let refused = test.post(&archive).bearing(key).header("If-Match", "\"1\"").send().expect(403);
    assert_eq!(refused.body["code"], "scope");
    assert_eq!(refused.body["detail"], "The API key does not have the scope learners:write.");
    for body in [
        json!({"label": "For ever", "expires_at": "2027-03-10T09:00:00Z"}),
        json!({"label": "For nothing", "scopes": []}),
        json!({"label": "For what", "scopes": ["everything"]}),
    ] {
        assert!([400, 422].contains(&make(body).status));
    }
}

#[rstest]
fn a_key_from_before_there_were_scopes_goes_on_within_its_role(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let secret = format!("pwk_{}", "A".repeat(43));
    let key = api_keys::ApiKey {
        id: NOTHING.to_owned().try_into().unwrap(),
        organisation: home(Role::Provider),
        created_by: user(Role::Provider),
        role: Role::Provider,
        label: "Old".to_owned().try_into().unwrap(),
        secret_hash: placewell::auth::api_key::lookup(&secret).unwrap(),
        created_at: test.clock.now(),
        expires_at: None,
        revoked_at: None,
        scopes: None,
    };
    test.app.write(&operator(), |c| api_keys::insert(c, &key)).unwrap();
    let archive = format!("/api/v1/learners/{NOTHING}/archive");
    test.post(&archive).bearing(&secret).header("If-Match", "\"1\"").send().expect(404);
    test.post("/api/v1/api-keys").bearing(&secret).json(&json!({"label": "More"})).send().expect(403);
}

#[rstest]
fn only_the_safeguarding_lead_records_the_decision_on_vetting(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let path = format!("/placements/{}/vetting", placed.id);
    for role in [Role::Provider, Role::Hub, Role::JobCoach, Role::Employer, Role::Admin] {
        scene.post(role, &path, &super::scene::vetting()).expect(403);
    }
    let recorded = scene.post(Role::SafeguardingLead, &path, &super::scene::vetting()).expect(200).body;
    assert_eq!(recorded["recorded_by"], json!(user(Role::SafeguardingLead)));
    assert_eq!(scene.get(Role::Provider, &path).expect(200).body.as_array().unwrap().len(), 1);
    let stranger = scene.test.stranger(Role::SafeguardingLead);
    let call = scene.test.post(&format!("/api/v1{path}")).bearing(&stranger.token);
    call.header("Idempotency-Key", "k").json(&super::scene::vetting()).send().expect(404);
}

#[rstest]
fn a_hub_lists_the_learners_who_agreed_and_no_others(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let listed = || scene.get(Role::Hub, "/agreed-learners").expect(200).body;
    assert_eq!(listed(), json!({"items": []}));
    let agreement = scene.agreed(&placed, "hub_sees_matches");
    let path = format!("/api/v1/learners/{}/agreements/{agreement}", placed.learner);
    let list = listed();
    assert_eq!(list["items"][0]["learner"], json!(placed.learner));
    assert!(!list.to_string().contains("Carys"));
    scene.get(Role::Hub, &format!("/learners/{}/matches", placed.learner)).expect(200);
    let stranger = scene.test.stranger(Role::Hub);
    let theirs = scene.test.get("/api/v1/agreed-learners").bearing(&stranger.token).send().expect(200).body;
    assert_eq!(theirs, json!({"items": []}));
    scene.test.delete(&path).by(Role::Provider).send().expect(204);
    assert_eq!(listed(), json!({"items": []}));
}
