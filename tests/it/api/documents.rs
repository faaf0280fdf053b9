//! The OpenAPI document and the interactive documentation.

use placewell::http::ProblemKind;
use placewell::http::openapi::ADDRESS;

use crate::support::app::TestApp;
use crate::support::database::Engine;

#[test]
fn the_document_is_served_and_says_3_1() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let document = test.get(ADDRESS).send().expect(200).body;
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(document["security"][0]["bearer"], serde_json::json!([]));
    assert_eq!(document["paths"]["/api/v1/session"]["post"]["operationId"], "create_session");
    let problem = &document["paths"]["/api/v1/session"]["post"]["responses"]["401"]["content"];
    assert_eq!(problem["application/problem+json"]["schema"]["$ref"], "#/components/schemas/Problem");
}

#[test]
fn every_reference_within_the_document_leads_somewhere() {
    let document = serde_json::to_value(placewell::http::openapi::document()).unwrap();
    let text = document.to_string();
    let references = text.split("\"$ref\":\"#").skip(1).map(|rest| rest.split('"').next().unwrap());
    let dead: Vec<_> = references.filter(|pointer| document.pointer(pointer).is_none()).collect();
    assert!(dead.is_empty(), "{dead:?}");
}

#[test]
fn the_interactive_documentation_asks_nothing_of_the_outside() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    test.get("/docs").send().expect(307);
    let page = test.get("/docs/").send().expect(200);
    assert!(page.header("Content-Security-Policy").contains("default-src 'self'"));
    for file in ["/docs/", "/docs/index.html", "/docs/swagger-initializer.js"] {
        let text = String::from_utf8(test.get(file).send().expect(200).bytes).unwrap();
        assert!(!text.contains("http://") && !text.contains("https://"), "{file}: {text}");
    }
    let settings = String::from_utf8(test.get("/docs/swagger-initializer.js").send().bytes).unwrap();
    assert!(settings.contains(ADDRESS) && settings.contains("\"validatorUrl\": \"none\""), "{settings}");
    test.get("/docs/swagger-ui-bundle.js").send().expect(200);
}

#[test]
fn every_kind_of_problem_is_written_down() {
    let page = include_str!("../../../api/problems.md");
    for kind in ProblemKind::ALL {
        let row = format!("| `{}` | {} |", kind.uri(), kind.status().as_u16());
        assert!(page.contains(&row), "{row}");
    }
    assert_eq!(page.lines().filter(|line| line.starts_with("| `/problems/")).count(), ProblemKind::ALL.len());
}
