//! Addresses that nothing answers, and what every answer carries.

use std::collections::BTreeMap;

use actix_web::http::Method;
use placewell::config::Config;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::operations::{self, NOTHING};
use super::scene::Scene;

use crate::support::app::TestApp;
use crate::support::database::Engine;

#[test]
fn an_unknown_address_is_404_and_a_wrong_method_405_with_what_would_be() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for path in ["/nothing", "/api/v1/nothing", "/api/v1/", "/api/v1/api-keys/1/2/3", "/api/v2/session"] {
        let answer = test.get(path).send();
        assert_eq!((answer.status, answer.problem()), (404, "not-found"), "{path}");
    }
    let answer = test.call(Method::PATCH, "/api/v1/session").send();
    assert_eq!((answer.status, answer.problem()), (405, "method-not-allowed"));
    assert_eq!(answer.header("Allow"), "DELETE, GET, POST");
    let id = "/api/v1/api-keys/0c000000-0000-7000-8000-000000000001";
    assert_eq!(test.get(id).send().expect(405).header("Allow"), "DELETE");
    for (method, path) in [
        (Method::PUT, "learners/batch"),
        (Method::GET, "offers/drafts"),
        (Method::DELETE, "invitations/accept"),
    ] {
        let answer = test.call(method, &format!("/api/v1/{path}")).by(Role::Provider).send().expect(405);
        assert_eq!(answer.header("Allow"), "POST", "{path} is no identifier");
    }
}

#[test]
fn a_method_that_an_address_does_not_have_is_405_whoever_asks() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut known: BTreeMap<String, Vec<Method>> = BTreeMap::new();
    for operation in operations::all(&scene) {
        let path = operation.about(NOTHING).split('?').next().unwrap().to_owned();
        known.entry(path).or_default().push(operation.method);
    }
    let read_only = [
        "/api/v1",
        "/api/v1/openapi.json",
        "/live",
        "/health",
        "/ready",
        "/problems/busy",
        "/account/fill.js",
    ];
    known.extend(
        ["/account/invitation", "/account/reset"]
            .map(|path| (path.to_owned(), vec![Method::GET, Method::POST])),
    );
    known.extend(read_only.map(|path| (path.to_owned(), vec![Method::GET])));
    let (mut tried, mut wrong) = (0, Vec::new());
    for (path, methods) in &known {
        let names: Vec<_> = methods.iter().map(Method::as_str).collect();
        let others = [Method::GET, Method::HEAD, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
        for method in others.into_iter().chain([Method::OPTIONS, Method::TRACE]) {
            // HEAD is answered wherever GET is.
            let asked = if method == Method::HEAD { Method::GET } else { method.clone() };
            if methods.contains(&asked) {
                continue;
            }
            let call = || scene.test.call(method.clone(), path);
            let token = scene.test.token(Role::Provider);
            for (who, call) in [
                ("nobody", call()),
                ("a bad token", call().bearing("x")),
                ("a provider", call().bearing(&token)),
            ] {
                let answer = call.json(&json!({})).send();
                tried += 1;
                let right =
                    answer.status == 405 && answer.header("Allow").split(", ").eq(names.iter().copied());
                let told = method == Method::HEAD || answer.body["type"] != Value::Null;
                if !right || !told {
                    wrong.push(format!(
                        "{method} {path} by {who}: {} {}",
                        answer.status,
                        answer.header("Allow")
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("{tried} requests with a method that their address does not have, {} addresses", known.len());
    assert!(known.len() > 100 && tried > 1_500, "{} {tried}", known.len());
}

#[test]
fn what_cannot_be_an_identifier_is_404() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for id in ["x", "0C000000-0000-7000-8000-000000000001", "%00", "..%2f"] {
        let answer = test.delete(&format!("/api/v1/api-keys/{id}")).by(Role::Hub).send();
        assert_eq!((answer.status, answer.problem()), (404, "not-found"), "{id}");
    }
}

#[test]
fn a_page_that_cannot_be_is_422() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=many", "limit"),
        ("cursor=x", "cursor"),
        ("cursor=eyJ2IjoxLCJzb3J0Ijoib3RoZXIiLCJwYXJ0cyI6W119", "cursor"),
    ] {
        let answer = test.get(&format!("/api/v1/api-keys?{query}")).by(Role::Hub).send();
        assert_eq!(
            (answer.status, answer.body["errors"][0]["field"].as_str()),
            (422, Some(field)),
            "{query}"
        );
    }
}

#[rstest]
#[case(None)]
#[case(Some("mail.example"))]
fn health_says_whether_mail_leaves(
    #[case] host: Option<&str>,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let mut config = Config::default();
    config.mail.host = host.map(str::to_owned);
    let Some(test) = TestApp::with(engine, config) else { return };
    for path in ["/health", "/ready"] {
        let body = test.get(path).send().expect(200).body;
        assert_eq!((&body["status"], &body["mail"]["leaves"]), (&json!("ok"), &json!(host.is_some())));
        assert_eq!(body["mail"]["note"].is_string(), host.is_none(), "{body}");
    }
}

#[test]
fn every_answer_is_named_and_guarded() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let answers = [
        test.get("/health").send().expect(200),
        test.get("/ready").send().expect(200),
        test.get("/api/v1/session").send().expect(401),
        test.get("/nothing").send().expect(404),
    ];
    for answer in answers {
        assert_eq!(answer.header("X-Request-Id").len(), 36);
        assert_eq!(answer.header("X-Content-Type-Options"), "nosniff");
        let policy = answer.header("Content-Security-Policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("base-uri 'none'"));
        assert_eq!(answer.header("Strict-Transport-Security"), "", "this address is plain http");
        if answer.status >= 400 {
            assert_eq!(answer.body["request_id"], answer.header("X-Request-Id"));
        }
    }
}
