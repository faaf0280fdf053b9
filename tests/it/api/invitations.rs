//! Letting people in by a letter.

use chrono::TimeDelta;
use placewell::domain::role::Role;
use placewell::jobs::Worker;
use placewell::mail::Transport;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{Answer, PASSWORD, TestApp, email, home};
use crate::support::database::Engine;
use crate::support::operator;

const NEW: &str = "kim@provider.example";

/// The newest letter: to whom, and its text.
pub(super) fn letter(test: &TestApp) -> Option<(String, String)> {
    Worker::of(&test.app).drain().unwrap();
    let Transport::Memory(memory) = test.app.mailer.transport() else { panic!("not in memory") };
    memory.sent().last().map(|sent| (sent.letter.to.clone(), sent.letter.text.clone()))
}

/// The code behind the `#` of the link in a letter.
pub(super) fn code(text: &str) -> String {
    let link = text.lines().find(|line| line.contains("/account/")).unwrap();
    link.split_once('#').unwrap().1.to_owned()
}

pub(super) fn login(test: &TestApp, email: &str, password: &str) -> Answer {
    test.post("/api/v1/session").json(&json!({"email": email, "password": password})).send()
}

fn invite(test: &TestApp, by: Role, body: &Value) -> Answer {
    test.post("/api/v1/users").by(by).json(body).send()
}

fn coach(email: &str) -> Value {
    json!({"name": "Kim Lowe", "email": email, "role": "job_coach"})
}

fn accept(test: &TestApp, body: &Value) -> Answer {
    test.post("/api/v1/invitations/accept").json(body).send()
}

#[rstest]
fn somebody_is_let_in_by_a_letter_and_chooses_their_own_password(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let made = invite(&test, Role::Provider, &coach(NEW)).expect(202).body;
    assert_eq!(made["expires_at"], "2026-03-05T09:00:00Z");
    login(&test, NEW, PASSWORD).expect(401);
    let (to, text) = letter(&test).unwrap();
    assert_eq!(to, NEW);
    let code = code(&text);
    insta::assert_snapshot!("an_invitation", text.replace(&code, "[code]"));
    assert!(!made.to_string().contains(&code));
    let bare = accept(&test, &json!({"code": code})).expect(422);
    assert_eq!(bare.body["errors"][0]["field"], "password");
    accept(&test, &json!({"code": code, "password": "too short"})).expect(422);
    let done = accept(&test, &json!({"code": code, "password": PASSWORD})).expect(200).body;
    assert_eq!(done, json!({"organisation": home(Role::Provider), "role": "job_coach"}));
    assert_eq!(login(&test, NEW, PASSWORD).expect(200).body["role"], "job_coach");
    let again = accept(&test, &json!({"code": code, "password": PASSWORD})).expect(422);
    assert_eq!(again.body["errors"][0]["field"], "code");
}

#[rstest]
fn the_answer_is_the_same_for_a_known_address_and_the_password_stays(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let known = email(Role::Employer);
    let strip = |answer: Answer| {
        let mut body = answer.expect(202).body;
        body["id"] = json!("");
        body["email"] = json!("");
        body
    };
    let answers = [&known, NEW].map(|address| strip(invite(&test, Role::Provider, &coach(address))));
    assert_eq!(answers[0], answers[1]);
    invite(&test, Role::Provider, &coach(&known)).expect(202);
    let (to, text) = letter(&test).unwrap();
    assert_eq!(to, known);
    assert!(text.contains("your password stays as it is"), "{text}");
    let code = code(&text);
    let given = accept(&test, &json!({"code": code, "password": "another long password"})).expect(422);
    assert_eq!(given.body["errors"][0]["field"], "password");
    accept(&test, &json!({"code": code})).expect(200);
    login(&test, &known, "another long password").expect(401);
    let roles = login(&test, &known, PASSWORD).expect(200).body;
    let me = test.get("/api/v1/session").bearing(roles["access_token"].as_str().unwrap()).send().expect(200);
    assert_eq!(me.body["memberships"].as_array().unwrap().len(), 2);
}

#[rstest]
#[case::hub_at_its_employer(Role::Hub, Role::Employer, "employer", 202)]
#[case::admin_at_its_employer(Role::Admin, Role::Employer, "employer", 202)]
#[case::admin_at_its_provider(Role::Admin, Role::Provider, "safeguarding_lead", 202)]
#[case::hub_at_its_provider(Role::Hub, Role::Provider, "provider", 422)]
#[case::hub_at_itself(Role::Hub, Role::Hub, "admin", 422)]
#[case::provider_elsewhere(Role::Provider, Role::Employer, "employer", 422)]
#[case::a_role_of_another_kind(Role::Provider, Role::Provider, "admin", 422)]
#[case::job_coach(Role::JobCoach, Role::Provider, "job_coach", 403)]
#[case::employer(Role::Employer, Role::Employer, "employer", 403)]
#[case::safeguarding_lead(Role::SafeguardingLead, Role::Provider, "job_coach", 403)]
fn everybody_lets_in_whom_they_may(
    #[case] by: Role,
    #[case] at: Role,
    #[case] role: &str,
    #[case] status: u16,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let body = json!({"name": "Kim Lowe", "email": NEW, "role": role, "organisation": home(at)});
    invite(&test, by, &body).expect(status);
    assert_eq!(letter(&test).is_some(), status == 202);
}

#[test]
fn nobody_makes_a_password_up_for_another() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let mut body = coach(NEW);
    body["password"] = json!(PASSWORD);
    let refused = invite(&test, Role::Provider, &body).expect(422);
    assert_eq!(refused.body["errors"][0]["field"], "password");
    assert!(letter(&test).is_none());
}

#[rstest]
fn an_invitation_ends_in_time_by_another_and_by_being_taken_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let invited = || {
        let id =
            invite(&test, Role::Provider, &coach(NEW)).expect(202).body["id"].as_str().unwrap().to_owned();
        (id, code(&letter(&test).unwrap().1))
    };
    let refused = |code: &str| {
        let answer = accept(&test, &json!({"code": code, "password": PASSWORD})).expect(422);
        assert_eq!(answer.body["errors"][0]["field"], "code");
    };
    let (_, first) = invited();
    let (id, second) = invited();
    refused(&first);
    let list = test.get("/api/v1/invitations").by(Role::Provider).send().expect(200);
    assert_eq!(list.body["items"].as_array().unwrap().len(), 1);
    assert!(!String::from_utf8(list.bytes).unwrap().contains("pwl."));
    test.get("/api/v1/invitations").by(Role::Hub).send().expect(404);
    test.delete(&format!("/api/v1/invitations/{id}")).by(Role::Hub).send().expect(404);
    let stranger = test.stranger(Role::Provider);
    let theirs = format!("/api/v1/invitations?organisation={}", home(Role::Provider));
    test.get(&theirs).bearing(&stranger.token).send().expect(404);
    test.delete(&format!("/api/v1/invitations/{id}")).by(Role::Provider).send().expect(204);
    refused(&second);
    let (_, third) = invited();
    test.clock.advance(TimeDelta::hours(72));
    refused(&third);
    let (_, fourth) = invited();
    let (place, secret) = fourth.rsplit_once('.').unwrap();
    refused(&format!("{place}.{}", "A".repeat(secret.len())));
    accept(&test, &json!({"code": fourth, "password": PASSWORD})).expect(200);
}

#[rstest]
fn the_code_is_hashed_at_rest_and_in_no_job(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text)]
        line: String,
    }
    let Some(test) = TestApp::new(engine) else { return };
    invite(&test, Role::Provider, &coach(NEW)).expect(202);
    let code = code(&letter(&test).unwrap().1);
    let secret = code.rsplit_once('.').unwrap().1;
    let all = "SELECT person || token_hash AS line FROM mailed_links UNION ALL
        SELECT kind || subject_id || coalesce(dedup, '') AS line FROM jobs";
    let lines: Vec<Line> = test
        .app
        .read(&operator(), |c| Ok::<_, placewell::db::DbError>(diesel::sql_query(all).load(c)?))
        .unwrap();
    assert!(lines.len() >= 2);
    assert!(lines.iter().all(|line| !line.line.contains(secret) && !line.line.contains(NEW)));
}

#[test]
fn the_page_of_the_link_takes_the_form_of_a_browser() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    invite(&test, Role::Provider, &coach(NEW)).expect(202);
    let code = code(&letter(&test).unwrap().1);
    let page = test.get("/account/invitation").send().expect(200);
    assert!(page.header("Content-Security-Policy").contains("form-action 'self'"));
    assert_eq!((page.header("Cache-Control"), page.header("Referrer-Policy")), ("no-store", "no-referrer"));
    let html = String::from_utf8(page.bytes).unwrap();
    assert!(html.contains("<form method=\"post\">") && html.contains("src=\"/account/fill.js\""));
    test.get("/account/fill.js").send().expect(200);
    let send = |password: &str| {
        let form = format!("code={code}&password={}", password.replace(' ', "+"));
        test.post("/account/invitation").raw("application/x-www-form-urlencoded", form).send()
    };
    let refused = String::from_utf8(send("short").expect(422).bytes).unwrap();
    assert!(refused.contains("role=\"alert\"") && refused.contains(&code), "{refused}");
    let done = String::from_utf8(send(PASSWORD).expect(200).bytes).unwrap();
    assert!(done.contains("You can sign in now") && !done.contains("<form"), "{done}");
    login(&test, NEW, PASSWORD).expect(200);
}
