//! Choosing a new password by a letter.

use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::invitations::{code, letter, login};
use crate::support::app::{Answer, PASSWORD, TestApp, email, user};
use crate::support::database::Engine;
use crate::support::{bar, operator};

const NEW: &str = "a horse of another colour";

fn ask(test: &TestApp, email: &str) -> Answer {
    test.post("/api/v1/session/reset-request").json(&json!({"email": email})).send()
}

fn reset(test: &TestApp, code: &str, password: &str) -> Answer {
    test.post("/api/v1/session/reset").json(&json!({"code": code, "password": password})).send()
}

#[rstest]
fn a_password_is_chosen_anew_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let address = email(Role::Employer);
    let tokens = login(&test, &address, PASSWORD).expect(200).body;
    assert_eq!(ask(&test, &address.to_uppercase()).expect(202).bytes, b"");
    let (to, text) = letter(&test).unwrap();
    assert!(to.eq_ignore_ascii_case(&address));
    let code = code(&text);
    insta::assert_snapshot!("a_reset", text.replace(&code, "[code]"));
    assert_eq!(reset(&test, &code, "short").expect(422).body["errors"][0]["field"], "password");
    reset(&test, &code, NEW).expect(204);
    assert_eq!(reset(&test, &code, "a third long password").expect(422).body["errors"][0]["field"], "code");
    login(&test, &address, PASSWORD).expect(401);
    login(&test, &address, NEW).expect(200);
    let token = json!({"refresh_token": tokens["refresh_token"]});
    test.post("/api/v1/session/refresh").json(&token).send().expect(401);
}

#[rstest]
fn whether_an_address_is_known_shows_nowhere(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let now = test.clock.now();
    test.app.write(&operator(), |c| bar(c, &test.app.keys, &user(Role::Hub), now)).unwrap();
    for nobody in ["nobody@elsewhere.example".to_owned(), email(Role::Hub)] {
        let unknown = ask(&test, &nobody).expect(202);
        assert!(letter(&test).is_none(), "{nobody}");
        assert_eq!(unknown.bytes, b"");
    }
    let known = ask(&test, &email(Role::Provider)).expect(202);
    assert_eq!(known.bytes, b"");
    assert!(letter(&test).is_some());
}

#[rstest]
fn letters_do_not_come_in_heaps_and_an_older_one_is_good_no_longer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let address = email(Role::Provider);
    ask(&test, &address).expect(202);
    let first = code(&letter(&test).unwrap().1);
    ask(&test, &address).expect(202);
    assert_eq!(code(&letter(&test).unwrap().1), first, "no other letter went");
    test.clock.advance(TimeDelta::minutes(5));
    ask(&test, &address).expect(202);
    let second = code(&letter(&test).unwrap().1);
    assert_ne!(second, first);
    reset(&test, &first, NEW).expect(422);
    test.clock.advance(TimeDelta::hours(72));
    reset(&test, &second, NEW).expect(422);
    login(&test, &address, PASSWORD).expect(200);
}

#[test]
fn an_invitation_is_no_leave_to_choose_a_password() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let body = json!({"name": "Kim Lowe", "email": email(Role::Employer), "role": "job_coach"});
    test.post("/api/v1/users").by(Role::Provider).json(&body).send().expect(202);
    let code = code(&letter(&test).unwrap().1);
    assert_eq!(reset(&test, &code, NEW).expect(422).body["errors"][0]["field"], "code");
    login(&test, &email(Role::Employer), PASSWORD).expect(200);
}
