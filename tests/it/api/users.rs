//! Users and their roles.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::app::{Answer, PASSWORD, TestApp, email, home, user};
use crate::support::database::Engine;

const ALL: &str = "/api/v1/users";

fn login(test: &TestApp, email: &str, password: &str) -> Answer {
    test.post("/api/v1/session").json(&json!({"email": email, "password": password})).send()
}

#[rstest]
fn who_is_barred_is_signed_out(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let address = email(Role::JobCoach);
    let tokens = login(&test, &address, PASSWORD).expect(200).body;
    let path = format!("{ALL}/{}", user(Role::JobCoach));
    let bar = json!({"name": "Kim Lowe", "email": address, "disabled": true});
    let put = |tag: &str| test.put(&path).by(Role::Provider).header("If-Match", tag).json(&bar).send();
    assert_eq!(put("\"1\"").expect(200).header("ETag"), "\"2\"");
    put("\"1\"").expect(412);
    login(&test, &address, PASSWORD).expect(401);
    let token = json!({"refresh_token": tokens["refresh_token"]});
    test.post("/api/v1/session/refresh").json(&token).send().expect(401);
}

#[rstest]
fn nobody_sets_the_password_of_another(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let path = format!("{ALL}/{}/password", user(Role::JobCoach));
    for role in [Role::Provider, Role::Admin] {
        let refused = test.put(&path).by(role).json(&json!({"password": "another long password"})).send();
        assert_eq!(refused.expect(409).body["code"], "own_password_only");
    }
    login(&test, &email(Role::JobCoach), PASSWORD).expect(200);
}

#[test]
fn everybody_keeps_their_own_people_only() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let people = |role: Role, query: &str| {
        let list = test.get(&format!("{ALL}{query}")).by(role).send().expect(200).body;
        list["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    let at_school = [Role::Provider, Role::JobCoach, Role::SafeguardingLead].map(|role| json!(user(role)));
    assert_eq!(people(Role::Provider, ""), at_school);
    let of = |role: Role| format!("?organisation={}", home(role));
    for keeper in [Role::Admin, Role::Hub] {
        assert_eq!(people(keeper, &of(Role::Employer)), [json!(user(Role::Employer))]);
    }
    test.get(&format!("{ALL}{}", of(Role::Employer))).by(Role::Provider).send().expect(404);
    for own in [of(Role::Provider), of(Role::Hub), String::new()] {
        test.get(&format!("{ALL}{own}")).by(Role::Hub).send().expect(404);
    }
    let hub = format!("{ALL}/{}", user(Role::Hub));
    test.get(&hub).by(Role::Provider).send().expect(404);
    test.get(&hub).by(Role::Hub).send().expect(404);
    test.get(&hub).by(Role::Admin).send().expect(200);
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
    let change = json!({"name": "Kim Lowe", "email": "eve@provider.example", "disabled": false});
    let put =
        |by: Role, change: &Value| test.put(&coach).by(by).header("If-Match", "\"1\"").json(change).send();
    put(Role::Provider, &change).expect(404);
    put(Role::Hub, &change).expect(404);

    let taken = format!("{coach}/memberships/{}/employer", home(Role::Employer));
    test.delete(&taken).by(Role::Provider).send().expect(404);
    test.delete(&taken).by(Role::Admin).send().expect(204);
    test.delete(&taken).by(Role::Admin).send().expect(404);
    let own = format!("{ALL}/{}/memberships/{}/admin", user(Role::Admin), home(Role::Admin));
    assert_eq!(test.delete(&own).by(Role::Admin).send().expect(409).body["code"], "own_role");
}
