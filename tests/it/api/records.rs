//! What is kept about the handling of a learner's data.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene};
use crate::support::app::user;
use crate::support::database::Engine;
use crate::support::plain::plain;

#[rstest]
fn every_disclosure_leaves_a_receipt(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let path = format!("/learners/{}/disclosures", placed.learner);
    assert_eq!(scene.get(Role::Provider, &path).expect(200).body, json!([]));
    let contact = scene.contact("desk@tycoed.example");
    scene.approved(&placed, &[&contact]);
    let list = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!(list[0]["contact"], json!(contact));
    insta::assert_json_snapshot!("a_receipt", plain(&list));
    for role in [Role::Hub, Role::JobCoach, Role::Employer, Role::Admin] {
        scene.get(role, &path).expect(403);
    }
}

#[rstest]
fn every_look_at_a_learner_is_in_the_log(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    let pack = scene.approved(&placed, &[&contact]);
    scene.get(Role::Provider, &format!("/learners/{}", placed.learner)).expect(200);
    scene.get(Role::Provider, &format!("/briefings/{pack}")).expect(200);
    scene.get(Role::Employer, &format!("/placements/{}", placed.id)).expect(200);
    scene.learner("dewi");
    let path = format!("/learners/{}/access-log", placed.learner);
    let (mut looks, mut query) = (Vec::new(), "?limit=3".to_owned());
    loop {
        let page = scene.get(Role::Provider, &format!("{path}{query}")).expect(200).body;
        looks.extend(page["items"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        query = format!("?limit=3&cursor={next}");
    }
    let told: Vec<_> = looks.iter().map(|look| json!([look["action"], look["object_kind"]])).collect();
    insta::assert_json_snapshot!("the_looks_at_a_learner", told);
    assert_eq!(looks.last().unwrap()["actor"], json!(user(Role::Employer)));
    assert!(scene.get(Role::Admin, &format!("{path}?limit=200")).expect(200).body["items"] == json!(looks));
    for role in [Role::Hub, Role::JobCoach, Role::Employer] {
        scene.get(role, &path).expect(403);
    }
    for role in [Role::Provider, Role::Admin] {
        let stranger = scene.test.stranger(role);
        scene.test.get(&format!("{API}{path}")).bearing(&stranger.token).send().expect(404);
    }
}
