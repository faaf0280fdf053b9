//! Organisations: the pattern that every resource follows.

use placewell::domain::organisation::OrganisationKind;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use crate::support::app::{Answer, ROLES, TestApp, document, home};
use crate::support::database::Engine;

const ALL: &str = "/api/v1/organisations";

fn employer(name: &str) -> serde_json::Value {
    document(OrganisationKind::Employer, name)
}

fn address(made: &Answer) -> String {
    made.header("Location").to_owned()
}

#[rstest]
fn an_employer_is_added_read_changed_and_put_away(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let made = test.post(ALL).by(Role::Hub).json(&employer("Birch Bakery")).send().expect(201);
    assert_eq!((made.header("ETag"), &made.body["name"]), ("\"1\"", &json!("Birch Bakery")));
    let path = address(&made);
    assert_eq!(test.get(&path).by(Role::Hub).send().expect(200).body, made.body);

    let change = |tag: &str| {
        test.put(&path).by(Role::Hub).header("If-Match", tag).json(&employer("Birch & Sons")).send()
    };
    let changed = change("\"1\"").expect(200);
    assert_eq!((changed.header("ETag"), &changed.body["name"]), ("\"2\"", &json!("Birch & Sons")));
    assert_eq!(change("\"1\"").expect(412).problem(), "precondition-failed");

    let archive = || test.post(&format!("{path}/archive")).by(Role::Hub).send().expect(200);
    let archived = archive();
    assert_eq!(archived.header("ETag"), "\"3\"");
    assert_eq!(archive().body, archived.body);
    let names = |query: &str| {
        let list = test.get(&format!("{ALL}?kind=employer{query}")).by(Role::Hub).send().expect(200).body;
        list["items"].as_array().unwrap().iter().map(|item| item["name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(names(""), ["Alder Green"]);
    assert_eq!(names("&archived=true"), ["Alder Green", "Birch & Sons"]);
}

#[test]
fn a_change_says_what_it_was_made_from() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let path = format!("{ALL}/{}", home(Role::Employer));
    let change = || test.put(&path).by(Role::Employer).json(&employer("Cedar Cafe"));
    assert_eq!(change().send().expect(428).problem(), "precondition-required");
    change().header("If-Match", "*").send().expect(428);
    for tag in ["1", "W/\"1\"", "\"one\"", "\"7\", \"2\"", "\"99999999999999999999\""] {
        change().header("If-Match", tag).send().expect(412);
    }
    change().header("If-Match", "\"1\"").send().expect(200);
}

#[rstest]
fn a_repeated_request_is_answered_again_and_done_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let post = |key: &str, name: &str, role: Role| {
        test.post(ALL).by(role).header("Idempotency-Key", key).json(&employer(name)).send()
    };
    let first = post("k1", "Birch Bakery", Role::Hub).expect(201);
    let again = post("k1", "Birch Bakery", Role::Hub).expect(201);
    assert_eq!((&again.body, address(&again), again.header("ETag")), (&first.body, address(&first), "\"1\""));
    assert_eq!(post("k1", "Cedar Cafe", Role::Hub).expect(422).problem(), "idempotency-key-reused");
    assert_ne!(post("k2", "Birch Bakery", Role::Hub).expect(201).body["id"], first.body["id"]);
    assert_ne!(post("k1", "Birch Bakery", Role::Admin).expect(201).body["id"], first.body["id"]);
    for key in ["", &"k".repeat(101), "a b"] {
        post(key, "Birch Bakery", Role::Hub).expect(400);
    }
    assert_eq!(post("bad", "", Role::Hub).expect(422).body["errors"][0]["field"], "employer.name");
    post("bad", "Dogwood Depot", Role::Hub).expect(201);
}

#[test]
fn a_list_comes_in_pages_that_lose_and_repeat_nothing() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for nth in 0..5 {
        test.post(ALL).by(Role::Hub).json(&employer(&format!("Employer {nth}"))).send().expect(201);
    }
    let mut names = Vec::new();
    let mut query = "?kind=employer&limit=2".to_owned();
    loop {
        let page = test.get(&format!("{ALL}{query}")).by(Role::Hub).send().expect(200).body;
        let items = page["items"].as_array().unwrap();
        assert!(items.len() <= 2);
        names.extend(items.iter().map(|item| item["name"].as_str().unwrap().to_owned()));
        let Some(next) = page["next"].as_str() else { break };
        query = format!("?kind=employer&limit=2&cursor={next}");
    }
    assert_eq!(names, ["Alder Green", "Employer 0", "Employer 1", "Employer 2", "Employer 3", "Employer 4"]);
}

#[test]
fn each_role_sees_what_is_around_it() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let other = document(OrganisationKind::Provider, "Elm School");
    let provider = address(&test.post(ALL).by(Role::Admin).json(&other).send().expect(201));
    let seen = |role: Role| {
        let list = test.get(ALL).by(role).send().expect(200).body;
        list["items"].as_array().unwrap().iter().map(|item| item["kind"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(seen(Role::Hub), ["hub", "provider", "employer", "provider"]);
    assert_eq!(seen(Role::Provider), ["hub", "provider", "employer"]);
    assert_eq!(seen(Role::JobCoach), ["hub", "provider", "employer"]);
    assert_eq!(seen(Role::Employer), ["employer"]);
    for role in ROLES {
        let hub_side = matches!(role, Role::Hub | Role::Admin);
        let status = |path: &str| test.get(path).by(role).send().status;
        assert_eq!(status(&provider), if hub_side { 200 } else { 404 });
        assert_eq!(status(&format!("{ALL}/{}", home(Role::Hub))), 200);
        assert_eq!(
            status(&format!("{ALL}/{}", home(Role::Provider))),
            if role == Role::Employer { 404 } else { 200 }
        );
        assert_eq!(status(&format!("{ALL}/{}", home(Role::Employer))), 200);
    }
}

#[test]
fn what_a_role_can_never_do_is_403_and_what_is_not_its_own_404() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let body = employer("Birch Bakery");
    for role in [Role::Provider, Role::JobCoach, Role::Employer] {
        assert_eq!(test.post(ALL).by(role).json(&body).send().expect(403).problem(), "forbidden");
    }
    let change = |role: Role| {
        let path = format!("{ALL}/{}", home(Role::Employer));
        test.put(&path).by(role).header("If-Match", "\"1\"").json(&body).send()
    };
    change(Role::JobCoach).expect(403);
    change(Role::Provider).expect(404);
    change(Role::Employer).expect(200);
    let own = format!("{ALL}/{}/archive", home(Role::Hub));
    assert_eq!(test.post(&own).by(Role::Hub).send().expect(409).body["code"], "own_organisation");
}

#[rstest]
fn an_employer_says_which_hubs_work_with_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let path = format!("{ALL}/{}", home(Role::Employer));
    let link = |of: Role| format!("{ALL}/{}/link", home(of));
    for role in [Role::Hub, Role::Admin, Role::Provider] {
        test.put(&link(Role::Employer)).by(role).send().expect(403);
    }
    test.delete(&link(Role::Employer)).by(Role::Hub).send().expect(204);
    test.delete(&link(Role::Employer)).by(Role::Hub).send().expect(404);
    for role in [Role::Hub, Role::Provider] {
        test.get(&path).by(role).send().expect(404);
    }
    for _ in 0..2 {
        test.put(&link(Role::Hub)).by(Role::Employer).send().expect(204);
    }
    test.get(&path).by(Role::Hub).send().expect(200);
    test.put(&link(Role::Provider)).by(Role::Employer).send().expect(404);
    test.delete(&link(Role::Hub)).by(Role::Employer).send().expect(204);
    test.get(&path).by(Role::Hub).send().expect(404);
}

#[rstest]
fn a_hub_does_not_put_away_an_employer_that_another_works_with(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let stranger = test.stranger(Role::Hub);
    test.put(&format!("{ALL}/{}/link", stranger.organisation)).by(Role::Employer).send().expect(204);
    let path = format!("{ALL}/{}", home(Role::Employer));
    for credential in [test.token(Role::Hub), stranger.token.clone()] {
        let refused = test.post(&format!("{path}/archive")).bearing(&credential).send().expect(409);
        assert_eq!(refused.body["code"], "other_hubs");
    }
    test.delete(&format!("{path}/link")).by(Role::Hub).send().expect(204);
    test.post(&format!("{path}/archive")).bearing(&stranger.token).send().expect(200);
}

#[test]
fn a_document_is_checked_field_by_field() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let refused = |body: serde_json::Value| {
        let answer = test.post(ALL).by(Role::Hub).json(&body).send().expect(422);
        let errors = answer.body["errors"].as_array().unwrap().clone();
        errors
            .iter()
            .map(|error| format!("{} {}", error["field"], error["reason"]))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let mut provider = document(OrganisationKind::Provider, "Elm School");
    provider["provider"]["phones"].as_array_mut().unwrap().pop();
    let sic = json!({"employer": {"name": "A", "sic": "1"}});
    let all = [provider, sic, json!({"school": {}}), document(OrganisationKind::Hub, "Fir Hub")].map(refused);
    insta::assert_snapshot!(all.join("\n"), @r#"
    "provider.phones" "must hold 2 to 4 lines"
    "employer.sic" "must be a SIC 2007 subclass, five digits such as 47110"
    "body" "must hold one of hub, provider, employer"
    "hub" "must be left out: an operator makes a hub, with `placewell user add --new-hub`"
    "#);
    let query = test.get(&format!("{ALL}?kind=school")).by(Role::Hub).send().expect(422);
    assert_eq!(query.body["errors"][0]["reason"], "must be one of hub, provider, employer");
    test.get(&format!("{ALL}?colour=red")).by(Role::Hub).send().expect(422);
}
