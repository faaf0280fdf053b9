//! The ways out of a placement, each with its reason.

use chrono::TimeDelta;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene};
use crate::support::database::Engine;

fn out(scene: &Scene, placed: &Proposed, role: Role, step: &str) -> Value {
    let bare = scene.step(role, &placed.id, step, &json!({})).expect(422);
    assert_eq!(bare.body["errors"][0]["field"], "reason", "{step}");
    scene.step(role, &placed.id, step, &json!({"reason": "The van broke down."})).expect(200).body["state"]
        .clone()
}

#[rstest]
#[case(Role::Employer, "decline", "declined")]
#[case(Role::Hub, "decline", "declined")]
#[case(Role::Provider, "withdraw", "withdrawn")]
#[case(Role::Provider, "cancel", "cancelled")]
#[case(Role::Hub, "cancel", "cancelled")]
fn a_proposal_is_left_with_a_reason(
    #[case] role: Role,
    #[case] step: &str,
    #[case] state: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    assert_eq!(out(&scene, &placed, role, step), state);
    for again in ["withdraw", "cancel", "confirm", "agree"] {
        let refused = scene.step(Role::Provider, &placed.id, again, &json!({"reason": "Again."})).expect(409);
        assert!(["wrong_state", "agreement_missing"].contains(&refused.body["code"].as_str().unwrap()));
    }
    let programme = format!("/placements/{}/programme", placed.id);
    assert_eq!(scene.post(Role::Provider, &programme, &json!({})).expect(409).body["code"], "wrong_state");
}

#[rstest]
fn a_reason_is_read_by_the_providers_side_and_whoever_gave_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let reason = |placed: &Proposed, role: Role| {
        let path = format!("/placements/{}/transitions", placed.id);
        scene.get(role, &path).expect(200).body[0]["reason"].clone()
    };
    let placed = scene.proposed();
    out(&scene, &placed, Role::Provider, "withdraw");
    let roles = [Role::Provider, Role::Employer, Role::Hub];
    assert_eq!(
        roles.map(|role| reason(&placed, role)),
        [json!("The van broke down."), Value::Null, Value::Null]
    );
}

#[rstest]
#[case("withdraw", "withdrawn")]
#[case("cancel", "cancelled")]
#[case("break_down", "broken_down")]
fn a_learner_who_is_there_may_leave(
    #[case] step: &str,
    #[case] state: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    if step == "break_down" {
        let early = scene.step(Role::Provider, &placed.id, step, &json!({"reason": "Too soon."})).expect(409);
        assert_eq!(early.body["code"], "wrong_state");
    }
    scene.step(Role::Provider, &placed.id, "brief", &json!({})).expect(200);
    scene.test.clock.advance(TimeDelta::days(8));
    scene.step(Role::Provider, &placed.id, "start", &json!({})).expect(200);
    let late = scene.step(Role::Employer, &placed.id, "decline", &json!({"reason": "No."})).expect(409);
    assert_eq!(late.body["code"], "wrong_state");
    assert_eq!(out(&scene, &placed, Role::Provider, step), state);
}
