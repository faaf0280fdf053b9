//! What nobody has said about hazards keeps a placement of somebody under 18 from being confirmed.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::Scene;
use crate::support::database::Engine;

/// Carys is of school age; everything is ready, and then the employer changes one task of the plan.
#[rstest]
#[case::nobody_was_asked("hazards_stated", json!(null), "Nobody has said which hazards the task has")]
#[case::a_word_was_added("equipment", json!(["Stepladder"]), "“Stepladder” suggests work at height")]
#[case::it_is_work_alone("exposures", json!({"lone_working": {"state": "present"}}), "working alone")]
fn hazards_are_answered_before_confirming(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] field: &str,
    #[case] value: Value,
    #[case] told: &str,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let path = format!("/placements/{}/programme", placed.id);
    let programme = scene.get(Role::Provider, &path).expect(200).body;
    let planned = programme["programme"]["tasks"][0]["task"].clone();
    let mut offer = scene.offer_document("library-shelves");
    let tasks = offer["offer"]["tasks"].as_array_mut().unwrap();
    let task = tasks.iter_mut().find(|task| task["id"] == planned).unwrap();
    task[field] = value;
    scene.put(Role::Employer, &format!("/offers/{}", placed.offer), "\"1\"", &offer).expect(200);
    let refused = scene.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(409).body;
    assert_eq!(refused["code"], "law");
    assert!(refused["detail"].as_str().unwrap().contains(told), "{refused}");
}

/// An offer written before the question was put: every task is asked about, by name.
#[rstest]
fn an_offer_of_before_is_matched_with_the_question_open(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.offer_document("library-shelves");
    for task in document["offer"]["tasks"].as_array_mut().unwrap() {
        task.as_object_mut().unwrap().remove("hazards_stated");
    }
    let offer = super::scene::id(&scene.post(Role::Employer, "/offers", &document).expect(201));
    let learner = scene.learner("carys");
    let found = scene.get(Role::Provider, &format!("/learners/{learner}/matches/{offer}")).expect(200).body;
    let questions = found["assessment"]["questions"].as_array().unwrap();
    let asked =
        |code: &str| questions.iter().any(|one| one["asked"]["code"] == code && one["decisive"] == true);
    assert!(asked("task_hazards"), "{questions:?}");
}
