//! What is left of a learner who was erased, and who may read it.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene};
use crate::support::database::Engine;

#[rstest]
fn the_logs_that_stay_are_read_by_those_who_may(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    let pack = scene.approved(&placed, &[&contact]);
    scene.get(Role::Provider, &format!("/briefings/{pack}")).expect(200);
    let (log, receipts) = (
        format!("/learners/{}/access-log?limit=200", placed.learner),
        format!("/learners/{}/disclosures", placed.learner),
    );
    let before = scene.get(Role::Provider, &log).expect(200).body["items"].as_array().unwrap().clone();
    let told = scene.get(Role::Provider, &receipts).expect(200).body;

    let path = format!("/learners/{}/erase", placed.learner);
    for bare in [json!({}), json!({"force": true}), json!({"force": true, "reason": "because Carys moved"})] {
        assert!([400, 422].contains(&scene.post(Role::Provider, &path, &bare).status), "{bare}");
    }
    let why = json!({"reason": "requested", "force": true});
    assert_eq!(scene.post(Role::Provider, &path, &why).expect(200).body["reason"], "requested");

    for role in [Role::Provider, Role::SafeguardingLead, Role::Admin] {
        let after = scene.get(role, &log).expect(200).body["items"].as_array().unwrap().clone();
        assert_eq!(after[..before.len()], before[..], "{role:?}");
        let last = after.last().unwrap();
        assert_eq!(
            (&last["action"], &last["purpose"]),
            (&json!("erase_learner"), &json!("erasure.requested"))
        );
    }
    assert_eq!(scene.get(Role::Provider, &receipts).expect(200).body, told);
    for role in [Role::Provider, Role::Admin] {
        let stranger = scene.test.stranger(role);
        scene.test.get(&format!("{API}{log}")).bearing(&stranger.token).send().expect(404);
    }
    scene.get(Role::Provider, &format!("/learners/{}", placed.learner)).expect(404);
}
