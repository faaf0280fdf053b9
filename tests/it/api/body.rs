//! What is wrong with a body is said exactly, and never repeated.

use placewell::http::body::{LARGEST_BODY, parse};
use placewell::http::problem::Problem;
use rstest::rstest;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::support::app::{TestApp, start};
use crate::support::database::Engine;

fn post(media_type: &str, body: impl Into<Vec<u8>>) -> crate::support::app::Answer {
    TestApp::new(Engine::Sqlite).unwrap().post("/api/v1/session").raw(media_type, body).send()
}

#[rstest]
#[case::nothing("", 400, "invalid-json")]
#[case::broken_off("{\"email\": \"a", 400, "invalid-json")]
#[case::trailing("{\"email\": \"a\", \"password\": \"b\"} x", 400, "invalid-json")]
#[case::not_utf8("{\"email\": \"\\ud800\"}", 400, "invalid-json")]
#[case::wrong_shape("[]", 422, "invalid-fields")]
#[case::missing("{\"email\": \"a\"}", 422, "invalid-fields")]
#[case::unknown("{\"email\": \"a\", \"password\": \"b\", \"x\": 1}", 422, "invalid-fields")]
fn a_body_that_is_no_json_is_400_and_json_that_does_not_fit_is_422(
    #[case] body: &str,
    #[case] status: u16,
    #[case] problem: &str,
) {
    let answer = post("application/json; charset=utf-8", body);
    assert_eq!((answer.status, answer.problem()), (status, problem), "{}", answer.body);
}

#[test]
fn another_media_type_is_415_and_too_much_is_413() {
    let answer = post("text/plain", "{}");
    assert_eq!((answer.status, answer.problem()), (415, "unsupported-media-type"));
    let answer = post("application/json", "x".repeat(LARGEST_BODY + 1));
    assert_eq!((answer.status, answer.problem()), (413, "too-large"));
}

#[test]
fn nesting_without_end_is_refused() {
    let refusal =
        parse::<Sample>("[".repeat(100_000).as_bytes(), start().date_naive(), |_| Vec::new()).unwrap_err();
    assert_eq!(refusal.to_string(), "400 /problems/invalid-json");
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is asked for")]
struct Sample {
    count: u32,
    kind: Kind,
    parts: Vec<Part>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Block,
    Extended,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its shape is asked for")]
struct Part {
    postcode: placewell::domain::place::Postcode,
}

#[rstest]
#[case(r#"{"count":"77 secret"}"#, "count must be a whole number of 0 or more")]
#[case(r#"{"count":-77}"#, "count must be a whole number of 0 or more")]
#[case(r#"{"count":1,"kind":"secret, expected nothing"}"#, "kind must be block or extended")]
#[case(
    r#"{"count":1,"kind":"block","parts":[{"postcode":"NP20 4AQ"},{"postcode":"secret"}]}"#,
    "parts[1].postcode not a full UK postcode, such as NP20 4AQ"
)]
#[case(
    r#"{"count":1,"kind":"block","parts":[{"postcode":"NP20 4AQ","secrat":1}]}"#,
    "parts[0].secrat is not a field of this"
)]
#[case(r#"{"count":1,"kind":"block","parts":[{}]}"#, "parts[0].postcode is required: text such as NP20 4AQ")]
#[case(r#"{"count":1,"kind":"block"}"#, "parts is required: a list")]
#[case(r#"{"count":1,"count":2}"#, "count is given more than once")]
#[case(r#"{"count":1,"kind":"block","parts":"secret"}"#, "parts must be a list")]
#[case(r#""secret""#, "body must be an object")]
fn the_field_is_named_and_what_was_sent_is_not(#[case] body: &str, #[case] expected: &str) {
    let problem: Problem =
        parse::<Sample>(body.as_bytes(), start().date_naive(), |_| Vec::new()).unwrap_err();
    let problem = serde_json::to_value(&problem).unwrap();
    let said = format!(
        "{} {}",
        problem["errors"][0]["field"].as_str().unwrap(),
        problem["errors"][0]["reason"].as_str().unwrap()
    );
    assert_eq!(said, expected);
    assert!(!problem.to_string().contains("secret"));
}
