//! What is wrong with an address is said by the parameter, as with a body by the field, and never
//! repeated.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::conventions::somebody;
use super::operations::{NOTHING, all};
use super::scene::Scene;
use crate::support::database::Engine;

const NO_SLUG: &str = "must be 1 to 40 lower-case letters, digits or hyphens, not starting with a hyphen";
const NO_PERSON: &str = "not a `person` of the list of families: 43 letters, digits, hyphens or underscores";
const NO_ID: &str = "not an identifier: 36 characters, lower-case hexadecimal with hyphens";

#[rstest]
#[case::vocabulary("/organisations?kind=secret", "kind", "must be one of hub, provider, employer")]
#[case::identifier("/placements?state=proposed&learner=secret", "learner", NO_ID)]
#[case::missing("/contacts", "employer", "is required")]
#[case::unknown("/placements?secrets=secret", "secrets", "is not a field of this")]
#[case::twice("/offers?sort=name&sort=secret", "sort", "is given more than once")]
#[case::several("/offers?state=open&state=secret", "state", "must be one of draft, open, paused, archived")]
#[case::number("/offers?limit=secret", "limit", "must be a whole number of 0 or more")]
#[case::empty("/offers?limit=", "limit", "must not be empty")]
#[case::large("/offers?limit=65536", "limit", "is too large a number")]
#[case::limit_twice("/offers?limit=1&limit=2", "limit", "is given more than once")]
#[case::cursor_twice("/offers?cursor=a&cursor=secret", "cursor", "is given more than once")]
#[case::date(
    "/learners/0c000000-0000-7000-8000-000000000001/matches?outcome=suitable&start=secret",
    "start",
    "must be a date or an instant in ISO 8601 format, such as 2026-03-02"
)]
fn a_query_that_does_not_fit(#[case] path: &str, #[case] field: &str, #[case] reason: &str) {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let refused = scene.get(Role::Provider, path).expect(422);
    assert_eq!(refused.problem(), "invalid-fields");
    assert_eq!(refused.body["errors"], json!([{"field": field, "reason": reason}]));
    assert_eq!(refused.body["detail"], json!(format!("{field} {reason}")));
    let values = [&refused.body["errors"][0]["reason"], &refused.body["detail"]].map(Value::to_string);
    assert!(field == "secrets" || values.iter().all(|text| !text.contains("secret")), "{values:?}");
}

#[test]
fn the_first_parameter_of_a_path_that_cannot_be_one_is_named_by_every_operation() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut asked = 0;
    for operation in all(&scene) {
        let Some((_, first)) = operation.path.split_once('{') else { continue };
        // A table is a word of a list, which is tried below.
        if first.starts_with("table}") {
            continue;
        }
        let refused = operation.call(&scene, "_").by(somebody(&operation)).send().expect(404);
        let name = first.split_once('}').unwrap().0;
        let reason = match (name, operation.id.as_str()) {
            ("slug", _) => NO_SLUG,
            (_, "record_family_wish") => NO_PERSON,
            _ => NO_ID,
        };
        let expected = json!([{"field": name, "reason": reason}]);
        assert_eq!(
            (refused.problem(), &refused.body["errors"]),
            ("not-found", &expected),
            "{}",
            operation.id
        );
        asked += 1;
    }
    assert!(asked > 40, "{asked}");
}

#[test]
fn a_later_parameter_of_a_path_is_named_too() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let errors = |path: String| scene.get(Role::Provider, &path).expect(404).body["errors"].clone();
    let offer = errors(format!("/learners/{NOTHING}/matches/secret"));
    assert_eq!(offer, json!([{"field": "offer", "reason": NO_ID}]));
    let step =
        scene.step(Role::Provider, NOTHING, "secret", &json!({})).expect(404).body["errors"][0].clone();
    assert_eq!(step["field"], "step");
    assert!(step["reason"].as_str().unwrap().starts_with("must be one of accept, "), "{step}");
    let table = errors("/evidence/secret".to_owned())[0].clone();
    assert_eq!(table["field"], "table");
    assert!(table["reason"].as_str().unwrap().starts_with("must be one of register, "), "{table}");
    let unknown = scene.get(Role::Provider, &format!("/placements/{NOTHING}")).expect(404).body;
    assert_eq!(unknown.get("errors"), None, "what could be there and is not has no fault of form");
}
