//! Several learners in one request: each row is answered by itself.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene};
use crate::support::app::Answer;
use crate::support::database::Engine;

const PATH: &str = "/learners/batch";

fn send(scene: &Scene, key: &str, items: &[Value]) -> Answer {
    let call = scene.test.post(&format!("{API}{PATH}")).by(Role::Provider);
    call.header("Idempotency-Key", key).json(&json!({"items": items})).send()
}

#[rstest]
fn good_rows_are_added_and_bad_ones_say_everything_that_is_wrong(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut misshapen = scene.learner_document("dewi");
    misshapen["learner"]["profile"]["programme"] = Value::Null;
    misshapen["learner"]["profile"]["stamina"]["max_daily_minutes"] = json!(9_999);
    let mut too_old = scene.learner_document("dewi");
    too_old["learner"]["identity"]["date_of_birth"] = json!("1950-01-01");
    let carys = scene.learner_document("carys");
    let rows = [carys.clone(), misshapen, too_old, carys, json!(7), scene.learner_document("nesta")];
    let answer = send(&scene, "one", &rows).expect(200).body;
    let outcomes: Vec<_> =
        answer["items"].as_array().unwrap().iter().map(|one| one["outcome"].clone()).collect();
    assert_eq!(outcomes, ["added", "invalid", "invalid", "already_taken", "invalid", "added"]);
    assert_eq!((&answer["added"], &answer["items"][4]["row"]), (&json!(2), &json!(4)));
    let fields = |row: usize| {
        let errors = answer["items"][row]["errors"].as_array().unwrap().iter();
        errors.map(|one| one["field"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(fields(1), ["learner.profile.programme", "learner.profile.stamina.max_daily_minutes"]);
    assert_eq!(fields(2), ["learner.identity.date_of_birth"]);
    assert_eq!(fields(4).len(), 1);
    let list = scene.get(Role::Provider, "/learners").expect(200).body;
    assert_eq!((&list["total"], &list["items"][0]["id"]), (&json!(2), &answer["items"][0]["id"]));
    let log = format!("/learners/{}/access-log", answer["items"][0]["id"].as_str().unwrap());
    assert_eq!(scene.get(Role::Provider, &log).expect(200).body["items"][0]["action"], "create_learners");
    let again = send(&scene, "one", &rows).expect(200).body;
    assert_eq!(again, answer);
    assert_eq!(scene.get(Role::Provider, "/learners").expect(200).body["total"], 2);
    send(&scene, "one", &rows[..1]).expect(422);
}

#[test]
fn a_batch_has_one_to_a_hundred_rows_and_fits_in_a_body() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut row = scene.learner_document("carys");
    row["learner"]["codes"] = json!({});
    let rows = |count: usize| vec![row.clone(); count];
    for count in [0, 101] {
        let refused = send(&scene, &format!("of {count}").replace(' ', "-"), &rows(count)).expect(422).body;
        assert_eq!(refused["errors"][0]["field"], "items", "{count}");
    }
    assert_eq!(send(&scene, "full", &rows(100)).expect(200).body["added"], 100);
}
