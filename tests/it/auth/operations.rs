//! Every operation of the OpenAPI document stands in the role x action table.

use std::collections::BTreeSet;

use actix_web::http::Method;
use placewell::auth::operation::{Gate, gate};
use placewell::http::openapi::{document, operations};

use crate::support::app::TestApp;
use crate::support::database::Engine;

#[test]
fn every_operation_has_a_gate_and_an_id_of_its_own() {
    let all = operations(&document());
    let missing: Vec<_> = all.iter().filter(|operation| gate(&operation.id).is_none()).collect();
    assert!(missing.is_empty(), "not in the role x action table: {missing:?}");
    let ids: BTreeSet<_> = all.iter().map(|operation| &operation.id).collect();
    assert_eq!(ids.len(), all.len());
    assert!(!all.is_empty());
}

#[test]
fn a_credential_is_asked_for_wherever_the_gate_is_not_open() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for operation in operations(&document()) {
        let path: String = operation
            .path
            .split('/')
            .map(|part| if part.starts_with('{') { "0c000000-0000-7000-8000-000000000001" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let method = Method::from_bytes(operation.method.as_bytes()).unwrap();
        let answer = test.call(method, &path).raw("application/json", "{}").send();
        match gate(&operation.id).unwrap() {
            Gate::Open => assert_ne!(answer.status, 401, "{}", operation.id),
            Gate::Action(_) | Gate::OneOf(_) => {
                assert_eq!((answer.status, answer.problem()), (401, "unauthenticated"), "{}", operation.id);
                assert_eq!(answer.header("WWW-Authenticate"), "Bearer");
            }
        }
    }
}

#[test]
fn every_operation_is_explained() {
    let document = serde_json::to_value(document()).unwrap();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let said = |value: &serde_json::Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
            assert!(said(&operation["summary"]), "{method} {path} has no summary");
            assert!(said(&operation["description"]), "{method} {path} has no description");
            assert!(!operation["tags"].as_array().unwrap().is_empty(), "{method} {path} has no tag");
            for (status, response) in operation["responses"].as_object().unwrap() {
                assert!(said(&response["description"]), "{method} {path} {status} has no description");
            }
        }
    }
}
