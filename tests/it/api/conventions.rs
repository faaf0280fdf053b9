//! What holds for every operation: unknown fields, what cannot be read, versions, keys.

use placewell::domain::role::Role;
use placewell::http::openapi::document;
use rstest::rstest;
use serde_json::{Value, json};

use super::operations::{NOTHING, Operation, all};
use super::scene::{Scene, id};
use crate::support::app::ROLES;
use crate::support::database::Engine;

/// A role that may take the operation.
pub(super) fn somebody(operation: &Operation) -> Role {
    use placewell::auth::operation::{Gate, gate};
    let allowed = |role: &Role| match gate(&operation.id).unwrap() {
        Gate::Open => true,
        Gate::Action(action) => action.roles().contains(role),
        Gate::OneOf(actions) => actions[0].roles().contains(role),
    };
    ROLES.into_iter().find(allowed).unwrap()
}

#[test]
fn an_unknown_field_is_named_wherever_a_body_is_taken() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut asked = 0;
    for operation in all(&scene) {
        let Some(mut body) = operation.body.clone() else { continue };
        body["colour"] = json!("red");
        let call = operation.call(&scene, NOTHING).by(somebody(&operation)).json(&body);
        let refused = call.send().expect(422);
        let field = refused.body["errors"][0]["field"].as_str().unwrap();
        assert!(field == "colour" || operation.id.ends_with("_organisation"), "{}: {field}", operation.id);
        asked += 1;
    }
    assert!(asked > 20, "{asked}");
}

#[test]
fn a_body_that_cannot_be_read_is_400_and_another_kind_415() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    for operation in all(&scene).iter().filter(|operation| operation.body.is_some()) {
        let call = || {
            let call = scene.test.call(operation.method.clone(), &operation.about(NOTHING));
            call.by(somebody(operation)).header("If-Match", "\"1\"").header("Idempotency-Key", "key")
        };
        let broken = call().raw("application/json", "{").send().expect(400);
        assert_eq!(broken.problem(), "invalid-json", "{}", operation.id);
        assert_eq!(call().raw("text/plain", "{}").send().expect(415).problem(), "unsupported-media-type");
        call().send().expect(415);
    }
}

#[test]
fn wherever_the_document_asks_for_a_version_or_a_key_it_is_asked_for() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let document = serde_json::to_value(document()).unwrap();
    let required = |operation: &Operation, name: &str| {
        let method = operation.method.as_str().to_lowercase();
        let parameters = document["paths"][&operation.path][method]["parameters"].as_array().cloned();
        let named = |one: &&Value| one["name"] == name && one["required"] == true;
        parameters.unwrap_or_default().iter().any(|one| named(&one))
    };
    let (mut versions, mut keys) = (0, 0);
    for operation in all(&scene) {
        let bare = || {
            let call =
                scene.test.call(operation.method.clone(), &operation.about(NOTHING)).by(somebody(&operation));
            operation.body.iter().fold(call, |call, body| call.json(body))
        };
        if required(&operation, "If-Match") {
            assert_eq!(bare().send().expect(428).problem(), "precondition-required", "{}", operation.id);
            versions += 1;
        }
        if required(&operation, "Idempotency-Key") {
            let refused = bare().send().expect(400);
            assert_eq!(refused.body["code"], "idempotency_key_required", "{}", operation.id);
            keys += 1;
        }
    }
    assert_eq!((versions, keys), (21, 8));
}

#[rstest]
#[case(Role::Employer, "/offers", "library-shelves")]
#[case(Role::Provider, "/learners", "carys")]
fn a_repeated_post_is_done_once(
    #[case] role: Role,
    #[case] path: &str,
    #[case] name: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut body =
        if role == Role::Employer { scene.offer_document(name) } else { scene.learner_document(name) };
    let post = |body: &Value| {
        let call = scene.test.post(&format!("/api/v1{path}")).by(role);
        call.header("Idempotency-Key", "one").json(body).send()
    };
    let first = post(&body).expect(201);
    let again = post(&body).expect(201);
    assert_eq!((&again.body, again.header("Location")), (&first.body, first.header("Location")));
    let list = scene.get(role, path).expect(200).body;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    match role {
        Role::Employer => body["state"] = json!("draft"),
        _ => body["learner"]["identity"]["known_as"] = json!("Caz"),
    }
    assert_eq!(post(&body).expect(422).problem(), "idempotency-key-reused");
}

#[rstest]
fn one_of_several_versions_may_be_the_present_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    let path = format!("/learners/{learner}");
    let put = |tags: &str| scene.put(Role::Provider, &path, tags, &scene.learner_document("carys"));
    assert_eq!(put("\"7\", W/\"1\", \"1\"").expect(200).header("ETag"), "\"2\"");
    assert_eq!(put("\"1\",\"2\"").expect(200).header("ETag"), "\"3\"");
    for stale in ["\"1\", \"2\"", "W/\"3\"", "\"+3\", 3, \"03\"", ","] {
        put(stale).expect(412);
    }
    let proposal = scene.proposal(&learner, &scene.offer("library-shelves"));
    let placed = id(&scene.post(Role::Provider, "/placements", &proposal).expect(201));
    let step = |tags: &str| {
        let call = scene.test.post(&format!("/api/v1/placements/{placed}/steps/accept")).by(Role::Employer);
        call.header("If-Match", tags).json(&json!({})).send()
    };
    step("\"4\", \"5\"").expect(412);
    step("\"4\", \"1\"").expect(200);
}
