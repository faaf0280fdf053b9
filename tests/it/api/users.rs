//! Users and their roles.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{Answer, PASSWORD, TestApp, email, home, user};
use crate::support::database::Engine;

const ALL: &str = "/api/v1/users";

fn coach(email: &str) -> Value {
    json!({"name": "Kim Lowe", "email": email, "role": "job_coach", "password": PASSWORD})
}

fn login(test: &TestApp, email: &str, password: &str) -> Answer {
    test.post("/api/v1/session").json(&json!({"email": email, "password": password})).send()
}

#[rstest]
fn a_provider_adds_a_coach_who_signs_in_until_barred(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let made = test.post(ALL).by(Role::Provider).json(&coach("kim@provider.example")).send().expect(201);
    assert!(!String::from_utf8(made.bytes.clone()).unwrap().contains(PASSWORD));
    let path = made.header("Location").to_owned();
    let tokens = login(&test, "kim@provider.example", PASSWORD).expect(200).body;
    assert_eq!(tokens["role"], "job_coach");
    let again = test.post(ALL).by(Role::Provider).json(&coach("Kim@provider.example")).send().expect(409);
    assert_eq!(again.body["code"], "email_taken");

    let bar = json!({"name": "Kim Lowe", "email": "kim@provider.example", "disabled": true});
    let put = |tag: &str| test.put(&path).by(Role::Provider).header("If-Match", tag).json(&bar).send();
    assert_eq!(put(made.header("ETag")).expect(200).header("ETag"), "\"2\"");
    put(made.header("ETag")).expect(412);
    login(&test, "kim@provider.example", PASSWORD).expect(401);
    let token = json!({"refresh_token": tokens["refresh_token"]});
    test.post("/api/v1/session/refresh").json(&token).send().expect(401);
}

#[test]
fn a_password_that_was_set_ends_what_was_signed_in() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let tokens = login(&test, &email(Role::JobCoach), PASSWORD).expect(200).body;
    let path = format!("{ALL}/{}/password", user(Role::JobCoach));
    let set = |password: &str| test.put(&path).by(Role::Provider).json(&json!({"password": password})).send();
    assert_eq!(set("too short").expect(422).body["errors"][0]["field"], "password");
    set("another long password").expect(204);
    login(&test, &email(Role::JobCoach), PASSWORD).expect(401);
    login(&test, &email(Role::JobCoach), "another long password").expect(200);
    let token = json!({"refresh_token": tokens["refresh_token"]});
    test.post("/api/v1/session/refresh").json(&token).send().expect(401);
}

#[test]
fn a_provider_keeps_its_own_people_only() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let people = |role: Role, query: &str| {
        let list = test.get(&format!("{ALL}{query}")).by(role).send().expect(200).body;
        list["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        people(Role::Provider, ""),
        [Role::Provider, Role::JobCoach, Role::SafeguardingLead].map(|role| json!(user(role)))
    );
    let of_employer = format!("?organisation={}", home(Role::Employer));
    assert_eq!(people(Role::Admin, &of_employer), [json!(user(Role::Employer))]);
    test.get(&format!("{ALL}{of_employer}")).by(Role::Provider).send().expect(404);

    let hub = format!("{ALL}/{}", user(Role::Hub));
    test.get(&hub).by(Role::Provider).send().expect(404);
    test.put(&format!("{hub}/password"))
        .by(Role::Provider)
        .json(&json!({"password": PASSWORD}))
        .send()
        .expect(404);
    test.get(&hub).by(Role::Admin).send().expect(200);

    let mut wrong = coach("kim@provider.example");
    wrong["role"] = json!("admin");
    assert_eq!(
        test.post(ALL).by(Role::Provider).json(&wrong).send().expect(422).body["errors"][0]["field"],
        "role"
    );
    wrong["organisation"] = json!(home(Role::Hub));
    let refused = test.post(ALL).by(Role::Provider).json(&wrong).send().expect(422);
    assert_eq!(refused.body["errors"][0]["field"], "organisation");
}

#[test]
fn nobody_reaches_through_a_shared_user_into_another_organisation() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let coach = format!("{ALL}/{}", user(Role::JobCoach));
    let role = json!({"organisation": home(Role::Employer), "role": "employer"});
    test.post(&format!("{coach}/memberships")).by(Role::Provider).json(&role).send().expect(422);
    let held = test.post(&format!("{coach}/memberships")).by(Role::Admin).json(&role).send().expect(200);
    assert_eq!(held.body["memberships"].as_array().unwrap().len(), 2);
    let seen = test.get(&coach).by(Role::Provider).send().expect(200);
    assert_eq!(seen.body["memberships"].as_array().unwrap().len(), 1);
    let password = json!({"password": "another long password"});
    test.put(&format!("{coach}/password")).by(Role::Provider).json(&password).send().expect(404);
    test.put(&format!("{coach}/password")).by(Role::Admin).json(&password).send().expect(204);

    let taken = format!("{coach}/memberships/{}/employer", home(Role::Employer));
    test.delete(&taken).by(Role::Provider).send().expect(404);
    test.delete(&taken).by(Role::Admin).send().expect(204);
    test.delete(&taken).by(Role::Admin).send().expect(404);
    let own = format!("{ALL}/{}/memberships/{}/admin", user(Role::Admin), home(Role::Admin));
    assert_eq!(test.delete(&own).by(Role::Admin).send().expect(409).body["code"], "own_role");
}
