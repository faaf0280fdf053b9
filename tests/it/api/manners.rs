//! What a client of HTTP may expect of any address: HEAD, conditional reading, a root, problems that resolve.

use actix_web::http::Method;
use placewell::domain::role::Role;
use placewell::http::openapi::{document, operations};
use placewell::http::problem::ProblemKind;
use serde_json::{Value, json};

use super::conventions::somebody;
use super::operations::{NOTHING, all};
use super::scene::Scene;
use crate::support::app::{TestApp, home};
use crate::support::database::Engine;

#[test]
fn the_root_says_where_things_are_and_every_address_answers() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let root = test.get("/api/v1").send().expect(200).body;
    let named: Vec<_> = root.as_object().unwrap().values().filter_map(Value::as_str).collect();
    let readable =
        operations(&document()).into_iter().filter(|one| one.method == "GET" && !one.path.contains('{'));
    for operation in readable {
        assert!(named.contains(&operation.path.as_str()), "{} is nowhere in {root}", operation.path);
    }
    for address in root.as_object().unwrap().values().filter_map(Value::as_str) {
        if address.starts_with('/') {
            assert_ne!(test.get(address).send().status, 404, "{address}");
        }
    }
    assert_eq!(root["problems"].as_array().unwrap().len(), ProblemKind::ALL.len());
}

#[test]
fn every_type_of_problem_resolves() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for kind in ProblemKind::ALL {
        let answer = test.get(&kind.uri()).send().expect(200);
        assert_eq!((&answer.body["type"], &answer.body["title"]), (&json!(kind.uri()), &json!(kind.title())));
    }
    assert_eq!(test.get("/problems/nothing").send().expect(404).problem(), "not-found");
}

#[test]
fn what_can_be_read_can_be_asked_for_without_its_body() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut asked = 0;
    for operation in all(&scene).iter().filter(|operation| operation.method == Method::GET) {
        let path = match operation.id.as_str() {
            "read_organisation" => format!("/api/v1/organisations/{}", home(Role::Employer)),
            _ => operation.about(NOTHING),
        };
        let call = |method| scene.test.call(method, &path).by(somebody(operation)).send();
        let (whole, head) = (call(Method::GET), call(Method::HEAD));
        assert_eq!((head.status, head.bytes.len()), (whole.status, 0), "{path}");
        assert_eq!(head.header("ETag"), whole.header("ETag"), "{path}");
        scene.test.call(Method::HEAD, &path).send().expect(401);
        asked += usize::from(whole.status == 200);
    }
    assert!(asked > 10, "{asked}");
}

#[test]
fn what_is_known_already_is_not_sent_again() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let path = format!("/api/v1/organisations/{}", home(Role::Employer));
    let asked = |tag: &str| scene.test.get(&path).by(Role::Employer).header("If-None-Match", tag).send();
    let tag = asked("\"0\"").expect(200).header("ETag").to_owned();
    for known in [tag.clone(), format!("\"9\", W/{tag}"), "*".to_owned()] {
        let answer = asked(&known).expect(304);
        assert_eq!((answer.header("ETag"), answer.bytes.len()), (tag.as_str(), 0), "{known}");
    }
}

#[test]
fn answers_are_compressed_for_those_who_take_it() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let plain = test.get("/api/v1/openapi.json").send().expect(200);
    let packed = test.get("/api/v1/openapi.json").header("Accept-Encoding", "gzip").send().expect(200);
    assert_eq!(packed.header("Content-Encoding"), "gzip");
    assert!(packed.bytes.len() * 4 < plain.bytes.len());
}

#[test]
fn no_other_origin_is_let_in_by_a_browser() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let call = test.call(Method::OPTIONS, "/api/v1/session").header("Origin", "https://elsewhere.example");
    let answer = call.header("Access-Control-Request-Method", "POST").send();
    assert_eq!(answer.header("Access-Control-Allow-Origin"), "");
}

#[test]
fn the_document_says_what_headers_must_look_like_and_contradicts_no_whole() {
    let document = serde_json::to_value(document()).unwrap();
    let parameters = &document["paths"]["/api/v1/offers/{id}"]["put"]["parameters"];
    let tag = parameters.as_array().unwrap().iter().find(|one| one["name"] == "If-Match").unwrap();
    assert_eq!(tag["schema"]["pattern"], "^\"(0|[1-9][0-9]{0,17})\"$");
    fn closed_parts(value: &Value) -> usize {
        let parts = value.get("allOf").and_then(Value::as_array);
        let closed = parts.into_iter().flatten().filter(|part| part["additionalProperties"] == json!(false));
        closed.count()
            + match value {
                Value::Object(members) => members.values().map(closed_parts).sum(),
                Value::Array(items) => items.iter().map(closed_parts).sum(),
                _ => 0,
            }
    }
    assert_eq!(closed_parts(&document["components"]), 0);
}
