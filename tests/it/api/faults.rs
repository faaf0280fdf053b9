//! Everything that is wrong with a document is said at once, and that alone is enough to write it.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::operations;
use super::scene::Scene;
use crate::support::app::{Answer, TestApp, home};
use crate::support::database::Engine;

/// A client that knows nothing but what the errors of an answer say.
pub(super) fn following(sent: &Value, answer: &Answer) -> Value {
    let mut document = sent.clone();
    for error in answer.body["errors"].as_array().unwrap() {
        let field = error["field"].as_str().unwrap();
        match (error.get("example"), field) {
            (Some(example), "body") => document = example.clone(),
            (Some(example), _) => put(&mut document, field, Some(example)),
            (None, _) => put(&mut document, field, None),
        }
    }
    document
}

/// Writes a value at a path such as `tasks[2].with`, or takes it away.
fn put(document: &mut Value, path: &str, value: Option<&Value>) {
    let path = path.replace('[', ".[");
    let (parents, last) = path.rsplit_once('.').unwrap_or(("", &path));
    let mut at = document;
    for part in parents.split('.').filter(|part| !part.is_empty()) {
        at = member(at, part);
    }
    match value {
        Some(value) => *member(at, last) = value.clone(),
        None => drop(at.as_object_mut().and_then(|members| members.remove(last))),
    }
}

fn member<'a>(at: &'a mut Value, part: &str) -> &'a mut Value {
    match part.strip_prefix('[') {
        Some(index) => &mut at[index.trim_end_matches(']').parse::<usize>().unwrap()],
        None => &mut at[part],
    }
}

#[rstest]
#[case::learner(Role::Provider, "/api/v1/learners", json!({}))]
#[case::offer(Role::Employer, "/api/v1/offers", json!({}))]
#[case::open_offer(Role::Employer, "/api/v1/offers", json!({"state": "open"}))]
#[case::anything(Role::Provider, "/api/v1/learners", json!(17))]
fn a_client_that_knows_only_the_errors_needs_two_requests(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] role: Role,
    #[case] path: &str,
    #[case] first: Value,
) {
    let Some(test) = TestApp::new(engine) else { return };
    let refused = test.post(path).by(role).json(&first).send().expect(422);
    let second = following(&first, &refused);
    test.post(path).by(role).json(&second).send().expect(201);
}

#[test]
fn each_kind_of_fault_is_named_in_the_same_answer() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut sent = scene.offer_document("library-shelves");
    let offer = &mut sent["offer"];
    offer["title"] = json!(["secret"]);
    offer["soc"] = json!("secret");
    offer["site"]["nation"] = json!("secret");
    offer["site"]["postcode"] = json!("secret");
    offer["pattern"] = json!({"kind": "secret"});
    offer["provisions"] = json!({"secret_room": {"state": "yes"}, "fridge_for_medicine": {"state": null}});
    offer["windows"][0]["capacity"] = json!(300);
    offer["windows"][0]["dates"] = json!({"from": "2026-06-02", "to": "2026-06-01"});
    offer["tasks"][0].as_object_mut().unwrap().remove("place");
    offer["tasks"][0]["pace"] = Value::Null;
    offer["tasks"][0]["with"] = json!(["nobody"]);
    offer["supervisor"] = json!("nobody");
    offer["colour"] = json!("secret");
    let answer = scene.test.post("/api/v1/offers").by(Role::Employer).json(&sent).send().expect(422);
    assert!(!answer.body.to_string().contains("\"secret\""), "{}", answer.body);
    insta::assert_json_snapshot!("every_kind_of_fault", answer.body["errors"]);
}

#[test]
fn the_members_of_a_union_are_named() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let policy = json!({"basis": "policy", "insurer": "", "cover_pounds": -1, "expires": "soon"});
    let employer = json!({"employer": {"name": "Alder Green", "sic": 4, "insurance": policy}});
    let path = format!("/api/v1/organisations/{}", home(Role::Employer));
    let call = scene.test.put(&path).by(Role::Employer).header("If-Match", "\"2\"");
    let answer = call.json(&employer).send().expect(422);
    insta::assert_json_snapshot!("the_members_of_a_union", answer.body["errors"]);
}

#[test]
fn what_rests_on_something_wrong_is_not_judged() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut sent = scene.offer_document("library-shelves");
    sent["offer"].as_object_mut().unwrap().remove("people");
    let answer = scene.test.post("/api/v1/offers").by(Role::Employer).json(&sent).send().expect(422);
    let errors = answer.body["errors"].as_array().unwrap();
    let fields: Vec<_> = errors.iter().map(|error| error["field"].as_str().unwrap()).collect();
    assert_eq!(fields, ["offer.people"]);
}

#[test]
fn the_examples_of_every_operation_can_be_read() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut seen = 0;
    for operation in operations::all(&scene).into_iter().filter(|operation| operation.body.is_some()) {
        let sent = json!({});
        let call = |body: &Value| {
            let path = operation.about(operations::NOTHING);
            let call = scene.test.call(operation.method.clone(), &path).by(Role::Hub);
            call.header("If-Match", "\"1\"").header("Idempotency-Key", &scene.key()).json(body).send()
        };
        let mut answer = call(&sent);
        if answer.status == 422 {
            seen += 1;
            answer = call(&following(&sent, &answer));
        }
        let errors = answer.body["errors"].as_array().cloned().unwrap_or_default();
        let shape: Vec<_> = errors.iter().filter(|error| error.get("example").is_some()).collect();
        assert_eq!(shape, Vec::<&Value>::new(), "{}", operation.id);
        assert!(answer.status < 500, "{}: {}", operation.id, answer.body);
    }
    assert!(seen > 15, "only {seen} operations were asked");
}

#[test]
fn a_document_full_of_faults_is_answered_soon_and_briefly() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut sent = scene.offer_document("library-shelves");
    sent["offer"]["windows"][0]["closed"] = (0..40_000).map(|_| json!("x")).collect();
    let answer = scene.test.post("/api/v1/offers").by(Role::Employer).json(&sent).send().expect(422);
    assert!(answer.body["errors"].as_array().unwrap().len() <= 200);
}
