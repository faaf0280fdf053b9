//! A hub's weights: public, versioned, and what a ranking names.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene};
use crate::support::app::{ROLES, home};
use crate::support::database::Engine;

#[rstest]
fn a_hub_sets_what_its_ranking_counts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    let path = format!("/organisations/{}/weights", home(Role::Hub));
    let first = scene.get(Role::Hub, &path).expect(200);
    assert_eq!(first.header("ETag"), "\"1\"");
    insta::assert_json_snapshot!("the_weights_to_begin_with", first.body);
    let mut weights = first.body["weights"].clone();
    weights["interest"] = json!(100);
    let off = scene.put(Role::Hub, &path, "\"1\"", &weights).expect(422);
    assert_eq!(off.body["errors"][0]["reason"], "the weights must add up to 1000, these add up to 900");
    weights["travel"] = json!(240);
    let set = scene.put(Role::Hub, &path, "\"1\"", &weights).expect(200);
    assert_eq!((set.header("ETag"), &set.body["weights"]), ("\"2\"", &weights));
    for tag in ["\"1\"", "\"3\"", "\"4294967296\""] {
        scene.put(Role::Hub, &path, tag, &weights).expect(412);
    }
    assert_eq!(scene.put(Role::Hub, &path, "\"2\"", &weights).expect(200).header("ETag"), "\"3\"");
    for role in ROLES {
        assert_eq!(scene.get(role, &path).expect(200).body["version"], 3);
    }
    let list = || scene.get(Role::Provider, &format!("/learners/{learner}/matches")).expect(200).body;
    assert_eq!(list()["weights_version"], 3);
    weights["deductions"] = json!({"decisive_question": 1_001, "other_question": 7, "some_effort": 2_000});
    let off = scene.put(Role::Hub, &path, "\"3\"", &weights).expect(422).body;
    let fields: Vec<_> = off["errors"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
    assert_eq!(fields, ["deductions.some_effort", "deductions.decisive_question"]);
    weights["deductions"] = json!({"decisive_question": 100, "other_question": 7});
    let set = scene.put(Role::Hub, &path, "\"3\"", &weights).expect(200).body;
    assert_eq!(set["weights"]["deductions"]["little_effort"], 10);
    for one in list()["items"].as_array().unwrap() {
        let asked = one["assessment"]["questions"].as_array().unwrap();
        let decisive = asked.iter().filter(|question| question["decisive"] == true).count();
        let parts = one["assessment"]["deductions"].as_array().unwrap();
        let off: u64 = parts
            .iter()
            .filter(|part| part["code"] == "questions")
            .map(|part| part["points"].as_u64().unwrap())
            .sum();
        assert_eq!(off as usize, decisive * 100 + (asked.len() - decisive) * 7);
    }
    let one = scene.get(Role::Provider, &format!("/learners/{learner}/matches/{offer}")).expect(200).body;
    let parts = one["assessment"]["contributions"].as_array().unwrap();
    let travel = parts.iter().find(|part| part["criterion"] == "travel").unwrap();
    assert_eq!(travel["max"], 240);
}

#[rstest]
fn weights_are_a_hubs_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let path = |role: Role| format!("/organisations/{}/weights", home(role));
    scene.get(Role::Hub, &path(Role::Provider)).expect(404);
    scene.get(Role::Employer, &path(Role::Employer)).expect(404);
    let weights = scene.get(Role::Hub, &path(Role::Hub)).expect(200).body["weights"].clone();
    for role in [Role::Provider, Role::JobCoach, Role::Employer, Role::Admin] {
        scene.put(role, &path(Role::Hub), "\"1\"", &weights).expect(403);
    }
    let stranger = scene.test.stranger(Role::Hub);
    let theirs = format!("{API}{}", path(Role::Hub));
    scene.test.get(&theirs).bearing(&stranger.token).send().expect(404);
    let put = scene.test.put(&theirs).bearing(&stranger.token).header("If-Match", "\"1\"");
    put.json(&weights).send().expect(404);
}
