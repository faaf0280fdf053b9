//! Learners: kept by their provider.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene, id};
use crate::support::app::user;
use crate::support::database::Engine;
use crate::support::plain::outline;

#[rstest]
fn a_learner_is_added_read_changed_and_put_away(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.learner_document("carys");
    let made = scene.post(Role::Provider, "/learners", &document).expect(201);
    insta::assert_json_snapshot!("a_learner", outline(&made.body));
    let path = format!("/learners/{}", id(&made));
    let read = scene.get(Role::Provider, &path).expect(200);
    assert_eq!((read.header("ETag"), &read.body), ("\"1\"", &made.body));
    document["learner"]["identity"]["known_as"] = json!("Caz");
    let changed = scene.put(Role::Provider, &path, "\"1\"", &document).expect(200);
    assert_eq!(
        (changed.header("ETag"), &changed.body["learner"]["identity"]["known_as"]),
        ("\"2\"", &json!("Caz"))
    );
    scene.put(Role::Provider, &path, "\"1\"", &document).expect(412);
    let archive = format!("{API}{path}/archive");
    let archived =
        scene.test.post(&archive).by(Role::Provider).header("If-Match", "\"2\"").send().expect(200);
    assert_eq!(archived.body["state"], "archived");
    let names = |query: &str| {
        let list = scene.get(Role::Provider, &format!("/learners{query}")).expect(200).body;
        list["items"].as_array().unwrap().iter().map(|one| one["first_name"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(
        (names(""), names("?state=active"), names("?state=archived")),
        (vec![json!("Caz")], vec![], vec![json!("Caz")])
    );
}

#[rstest]
fn a_job_coach_sees_whom_they_are_assigned_to_and_no_codes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    scene.learner("dewi");
    let seen = || scene.get(Role::JobCoach, "/learners?limit=1").expect(200).body;
    let path = format!("/learners/{}", placed.learner);
    assert_eq!(seen(), json!({"items": [], "total": 0}));
    scene.get(Role::JobCoach, &path).expect(404);
    let coach = json!({"coach": user(Role::JobCoach)});
    scene.post(Role::Provider, &format!("/placements/{}/coaches", placed.id), &coach).expect(201);
    assert_eq!(seen()["items"][0]["id"], json!(placed.learner));
    assert!(seen()["next"].is_null());
    let read = scene.get(Role::JobCoach, &path).expect(200);
    let codes = |body: &serde_json::Value| body["learner"]["codes"]["external_id"].clone();
    assert!(codes(&read.body).is_null());
    assert_eq!(codes(&scene.get(Role::Provider, &path).expect(200).body), "L001");
}

#[rstest]
fn a_providers_own_number_names_one_learner(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    scene.learner("carys");
    let again = scene.post(Role::Provider, "/learners", &scene.learner_document("carys")).expect(409);
    assert_eq!(again.body["code"], "already_taken");
    let elsewhere = scene.test.stranger(Role::Provider);
    let call = scene.test.post(&format!("{API}/learners")).bearing(&elsewhere.token);
    call.json(&scene.learner_document("carys")).send().expect(201);
}

#[rstest]
fn every_fault_of_a_learner_is_named_and_never_repeated(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.learner_document("carys");
    document["learner"]["identity"]["date_of_birth"] = json!("1950-01-01");
    document["learner"]["profile"]["stamina"]["max_continuous_minutes"] = json!(9_999);
    let refused = scene.post(Role::Provider, "/learners", &document).expect(422);
    insta::assert_json_snapshot!("a_learner_refused", refused.body["errors"]);
    document["learner"]["home"]["postcode"] = json!("Sesame Street");
    let refused = scene.post(Role::Provider, "/learners", &document).expect(422);
    assert!(!String::from_utf8(refused.bytes).unwrap().contains("Sesame"));
}
