//! Signing in, staying signed in, signing out.

use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::db::memberships::{self, Membership};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{Answer, PASSWORD, TestApp, email, home, user};
use crate::support::database::Engine;
use crate::support::{bar, operator};

fn login(test: &TestApp, email: &str, password: &str) -> Answer {
    test.post("/api/v1/session").json(&json!({"email": email, "password": password})).send()
}

fn refresh(test: &TestApp, token: &Value) -> Answer {
    test.post("/api/v1/session/refresh").json(&json!({"refresh_token": token})).send()
}

#[rstest]
fn a_login_can_be_used_renewed_and_ended(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let tokens = login(&test, &email(Role::Provider).to_uppercase(), PASSWORD).expect(200);
    assert_eq!(tokens.header("Cache-Control"), "no-store");
    assert_eq!((&tokens.body["role"], &tokens.body["expires_in"]), (&json!("provider"), &json!(600)));
    let next = refresh(&test, &tokens.body["refresh_token"]).expect(200);
    let access = next.body["access_token"].as_str().unwrap();
    let me = test.get("/api/v1/session").bearing(access).send().expect(200);
    assert_eq!(me.body["email"], email(Role::Provider));
    assert_eq!(me.body["memberships"], json!([{"organisation": home(Role::Provider), "role": "provider"}]));
    test.delete("/api/v1/session").bearing(access).send().expect(204);
    refresh(&test, &next.body["refresh_token"]).expect(401);
}

#[rstest]
fn whatever_is_wrong_with_the_credentials_the_answer_is_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let now = test.clock.now();
    test.app.write(&operator(), |conn| bar(conn, &test.app.keys, &user(Role::Hub), now)).unwrap();
    let wrong = login(&test, &email(Role::Provider), "another password");
    let unknown = login(&test, "nobody@placewell.example", PASSWORD);
    let disabled = login(&test, &email(Role::Hub), PASSWORD);
    let no_address = login(&test, "no address", PASSWORD);
    let strip = |answer: Answer| {
        assert_eq!(answer.problem(), "unauthenticated");
        let mut body = answer.body;
        body.as_object_mut().unwrap().remove("request_id").unwrap();
        (answer.status, body)
    };
    let wrong = strip(wrong);
    assert_eq!(wrong.0, 401);
    assert_eq!([strip(unknown), strip(disabled), strip(no_address)], [wrong.clone(), wrong.clone(), wrong]);
}

/// An attempt to sign in from an address, perhaps on a known device.
fn attempt(test: &TestApp, from: &str, email: &str, password: &str, device: Option<&Value>) -> Answer {
    let mut body = json!({"email": email, "password": password});
    if let Some(token) = device {
        body["device_token"] = token.clone();
    }
    test.post("/api/v1/session").from(from).json(&body).send()
}

#[rstest]
fn wrong_passwords_are_throttled_whether_or_not_there_is_an_account(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    for address in [email(Role::Provider), "nobody@placewell.example".to_owned()] {
        let here = |password: &str| attempt(&test, "198.51.100.1", &address, password, None);
        for _ in 0..5 {
            here("wrong password").expect(401);
        }
        let answer = here(PASSWORD).expect(429);
        assert_eq!((answer.problem(), answer.header("Retry-After")), ("too-many-requests", "30"));
        test.clock.advance(TimeDelta::seconds(31));
        assert_eq!(here(PASSWORD).status, if address == email(Role::Provider) { 200 } else { 401 });
    }
}

#[rstest]
fn nobody_keeps_an_account_locked_from_elsewhere(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let owner = email(Role::Provider);
    for _ in 0..50 {
        attempt(&test, "203.0.113.9", &owner, "wrong password", None);
    }
    attempt(&test, "203.0.113.9", &owner, PASSWORD, None).expect(429);
    attempt(&test, "198.51.100.1", &owner, PASSWORD, None).expect(200);
    for _ in 0..5 {
        attempt(&test, "198.51.100.1", &owner, "wrong password", None).expect(401);
    }
    attempt(&test, "198.51.100.1", &owner, PASSWORD, None).expect(429);
}

#[rstest]
fn a_known_place_gets_through_when_guesses_come_from_everywhere(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let owner = email(Role::Provider);
    let first = attempt(&test, "198.51.100.1", &owner, PASSWORD, None).expect(200);
    let device = &first.body["device_token"];
    for nth in 0..25 {
        for _ in 0..4 {
            attempt(&test, &format!("203.0.113.{nth}"), &owner, "wrong password", None).expect(401);
        }
    }
    attempt(&test, "203.0.113.200", &owner, PASSWORD, None).expect(429);
    attempt(&test, "203.0.113.200", &owner, PASSWORD, Some(&json!("pwd.made.1.up"))).expect(429);
    attempt(&test, "198.51.100.1", &owner, PASSWORD, None).expect(200);
    attempt(&test, "203.0.113.200", &owner, PASSWORD, Some(device)).expect(200);
    attempt(&test, "203.0.113.200", &email(Role::Hub), PASSWORD, Some(device)).expect(200);
}

#[test]
fn a_known_device_gets_through_when_a_neighbour_guesses_behind_the_same_address() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let (school, owner) = ("198.51.100.1", email(Role::Provider));
    let device = attempt(&test, school, &owner, PASSWORD, None).expect(200).body["device_token"].clone();
    for _ in 0..50 {
        attempt(&test, school, &owner, "wrong password", None);
    }
    attempt(&test, school, &owner, PASSWORD, None).expect(429);
    let again = attempt(&test, school, &owner, PASSWORD, Some(&device)).expect(200);
    for _ in 0..5 {
        attempt(&test, school, &owner, "wrong password", Some(&again.body["device_token"])).expect(401);
    }
    attempt(&test, school, &owner, PASSWORD, Some(&device)).expect(429);
}

#[test]
fn an_address_is_throttled_over_all_accounts_by_its_failures_alone() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for _ in 0..100 {
        attempt(&test, "2001:db8::1", &email(Role::Hub), PASSWORD, None).expect(200);
    }
    for nth in 0..30 {
        attempt(&test, "2001:db8::1", &format!("user{nth}@nowhere.example"), "wrong password", None)
            .expect(401);
    }
    attempt(&test, "2001:db8::2", "user30@nowhere.example", "wrong password", None).expect(429);
    attempt(&test, "2001:db8::2", &email(Role::Hub), PASSWORD, None).expect(200);
    attempt(&test, "2001:db8:0:1::1", "user31@nowhere.example", "wrong password", None).expect(401);
}

#[test]
fn sessions_are_renewed_behind_an_address_that_failed_to_sign_in() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut token = login(&test, &email(Role::Provider), PASSWORD).expect(200).body["refresh_token"].clone();
    for nth in 0..40 {
        login(&test, &format!("user{nth}@nowhere.example"), "wrong password");
    }
    login(&test, "user99@nowhere.example", "wrong password").expect(429);
    for _ in 0..200 {
        token = refresh(&test, &token).expect(200).body["refresh_token"].clone();
    }
    for _ in 0..600 {
        refresh(&test, &json!("forged")).expect(401);
    }
    refresh(&test, &token).expect(429);
}

#[rstest]
fn a_spent_token_gets_the_same_successor_for_a_moment_and_then_ends_the_family(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let first = login(&test, &email(Role::Provider), PASSWORD).expect(200).body["refresh_token"].clone();
    let second = refresh(&test, &first).expect(200).body["refresh_token"].clone();
    assert_ne!(first, second);
    assert_eq!(refresh(&test, &first).expect(200).body["refresh_token"], second);
    test.clock.advance(TimeDelta::seconds(11));
    refresh(&test, &first).expect(401);
    refresh(&test, &second).expect(401);
}

#[test]
fn a_token_two_steps_old_ends_the_family_at_once() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let first = login(&test, &email(Role::Provider), PASSWORD).expect(200).body["refresh_token"].clone();
    let second = refresh(&test, &first).expect(200).body["refresh_token"].clone();
    let third = refresh(&test, &second).expect(200).body["refresh_token"].clone();
    refresh(&test, &first).expect(401);
    refresh(&test, &third).expect(401);
}

#[test]
fn a_forged_token_ends_nothing() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let token = login(&test, &email(Role::Provider), PASSWORD).expect(200).body["refresh_token"].clone();
    let (place, secret) = token.as_str().unwrap().rsplit_once('.').unwrap();
    for forged in [format!("{place}.{}", "A".repeat(secret.len())), place.to_owned(), String::new()] {
        refresh(&test, &json!(forged)).expect(401);
    }
    refresh(&test, &token).expect(200);
}

#[test]
fn a_refresh_token_dies_of_neglect() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let token = login(&test, &email(Role::Provider), PASSWORD).expect(200).body["refresh_token"].clone();
    test.clock.advance(TimeDelta::days(30));
    refresh(&test, &token).expect(401);
}

#[rstest]
fn who_lost_the_role_or_was_barred_is_not_renewed(#[values(true, false)] barred: bool) {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let token = login(&test, &email(Role::Provider), PASSWORD).expect(200).body["refresh_token"].clone();
    let (id, now) = (user(Role::Provider), test.clock.now());
    let membership =
        Membership { user: id.clone(), organisation: home(Role::Provider), role: Role::Provider };
    test.app
        .write(&operator(), |conn| match barred {
            true => bar(conn, &test.app.keys, &id, now),
            false => memberships::revoke(conn, &membership),
        })
        .unwrap();
    refresh(&test, &token).expect(401);
}

#[test]
fn a_role_can_be_chosen_among_those_held() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let membership =
        Membership { user: user(Role::Provider), organisation: home(Role::Hub), role: Role::Admin };
    let now = test.clock.now();
    test.app.write(&operator(), |conn| memberships::grant(conn, &membership, now)).unwrap();
    let choose = |role: &str| {
        let body = json!({"email": email(Role::Provider), "password": PASSWORD, "role": role});
        test.post("/api/v1/session").json(&body).send()
    };
    assert_eq!(choose("admin").expect(200).body["organisation"], json!(home(Role::Hub)));
    assert_eq!(choose("provider").expect(200).body["organisation"], json!(home(Role::Provider)));
    assert_eq!(choose("employer").expect(422).body["errors"][0]["field"], "organisation");
}
