//! Every step of a placement on its way to the end.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, vetting};
use crate::support::app::user;
use crate::support::database::Engine;
use crate::support::plain::plain;
use chrono::TimeDelta;

#[rstest]
fn a_placement_is_walked_to_its_end(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let path = format!("/placements/{}", placed.id);
    let step = |name: &str| scene.step(Role::Provider, &placed.id, name, &json!({}));
    assert_eq!(step("start").expect(409).body["code"], "wrong_state");
    assert_eq!(step("brief").expect(200).body["state"], "briefed");
    assert_eq!(step("start").expect(409).body["code"], "not_on_this_date");
    let days = scene.get(Role::Provider, &path).expect(200).body["days"].clone();
    scene.test.clock.advance(TimeDelta::days(7));
    assert_eq!(days[0], "2026-03-09");
    assert_eq!(step("start").expect(200).body["state"], "under_way");
    assert_eq!(step("complete").expect(409).body["code"], "not_on_this_date");
    scene.test.clock.advance(TimeDelta::days(4));
    assert_eq!(step("complete").expect(200).body["state"], "completed");
    assert_eq!(step("complete").expect(409).body["code"], "wrong_state");
    let steps = scene.get(Role::Provider, &format!("{path}/transitions")).expect(200).body;
    insta::assert_json_snapshot!("the_steps_of_a_placement", plain(&steps));
    let who: Vec<_> = steps.as_array().unwrap().iter().map(|step| step["by"].clone()).collect();
    assert_eq!(who[0], json!(user(Role::Employer)));
    assert!(who[1..].iter().all(|by| *by == json!(user(Role::Provider))));
}

#[rstest]
fn the_gates_come_in_any_order_and_all_are_asked_for(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let step = |role: Role, name: &str, body: Value| scene.step(role, &placed.id, name, &body);
    let confirm = || step(Role::Provider, "confirm", json!({})).expect(409).body;
    assert_eq!(confirm()["code"], "agreement_missing");
    assert_eq!(step(Role::Provider, "agree", json!({})).expect(409).body["code"], "agreement_missing");
    assert_eq!(step(Role::Provider, "agree_plan", json!({})).expect(409).body["code"], "no_programme");
    scene.agreed(&placed, "placement");
    assert_eq!(confirm()["code"], "no_programme");
    for waived in ["waive_meeting", "waive_visit"] {
        let bare = step(Role::Provider, waived, json!({})).expect(422);
        assert_eq!(bare.body["errors"][0]["field"], "reason");
        step(Role::Provider, waived, json!({"reason": "They know each other."})).expect(200);
    }
    scene.post(Role::Provider, &format!("/placements/{}/programme", placed.id), &json!({})).expect(200);
    step(Role::Provider, "agree_plan", json!({})).expect(200);
    assert_eq!(confirm()["code"], "law");
    scene.post(Role::SafeguardingLead, &format!("/placements/{}/vetting", placed.id), &vetting()).expect(200);
    assert_eq!(confirm()["detail"], "These steps must be taken first: acceptance, agreement.");
    step(Role::Provider, "agree", json!({})).expect(200);
    step(Role::Hub, "accept", json!({})).expect(200);
    assert_eq!(step(Role::Hub, "confirm", json!({})).expect(200).body["state"], "confirmed");
    assert_eq!(step(Role::Employer, "accept", json!({})).expect(409).body["code"], "wrong_state");
}

#[rstest]
fn the_learners_own_agreement_goes_with_the_plans_and_can_be_said_later(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let step = |name: &str, body: Value| scene.step(Role::Provider, &placed.id, name, &body);
    let details = || {
        let path = format!("/placements/{}/transitions", placed.id);
        let steps = scene.get(Role::Provider, &path).expect(200).body;
        let plans = steps.as_array().unwrap().iter().filter(|step| step["action"] == "agree_plan");
        plans.map(|step| step["details"]["agreed_by_learner"] == json!(true)).collect::<Vec<bool>>()
    };
    scene.agreed(&placed, "placement");
    let refused = step("agree", json!({"way_out_walked": true, "agreed_by_learner": true})).expect(422).body;
    let fields: Vec<&Value> =
        refused["errors"].as_array().unwrap().iter().map(|fault| &fault["field"]).collect();
    assert_eq!(fields, [&json!("way_out_walked"), &json!("agreed_by_learner")]);
    scene.post(Role::Provider, &format!("/placements/{}/programme", placed.id), &json!({})).expect(200);
    step("agree_plan", json!({"who": "Sioned Marsh"})).expect(200);
    assert_eq!(details(), [false]);
    let both = json!({"who": "Sioned Marsh", "agreed_by_learner": true});
    step("agree_plan", both.clone()).expect(200);
    step("agree_plan", both).expect(200);
    assert_eq!(details(), [false, true], "what was said before is not said again");
}

#[rstest]
fn a_step_may_say_which_version_it_was_decided_on(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let accept = |tag: &str| {
        let call = scene.test.post(&format!("{API}/placements/{}/steps/accept", placed.id));
        call.by(Role::Employer).header("If-Match", tag).json(&json!({})).send()
    };
    for tag in ["\"2\"", "W/\"1\"", "one", "\"+1\"", "\"01\"", "\" 1\"", "\"9223372036854775807\""] {
        accept(tag).expect(412);
    }
    assert_eq!(accept("\"1\"").expect(200).header("ETag"), "\"2\"");
    accept("\"1\"").expect(412);
}

#[rstest]
fn a_repeated_step_is_answered_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let accept = || {
        let call = scene.test.post(&format!("{API}/placements/{}/steps/accept", placed.id));
        call.by(Role::Employer).header("Idempotency-Key", "once").json(&json!({})).send()
    };
    let first = accept().expect(200);
    assert_eq!(accept().expect(200).body, first.body);
    let steps = scene.get(Role::Employer, &format!("/placements/{}/transitions", placed.id)).expect(200).body;
    assert_eq!(steps.as_array().unwrap().len(), 1);
}

#[rstest]
fn no_other_step_is_known(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    scene.step(Role::Provider, &placed.id, "dance", &json!({})).expect(404);
    let extra = scene.step(Role::Employer, &placed.id, "accept", &json!({"gladly": true})).expect(422);
    assert_eq!(extra.body["errors"][0]["field"], "gladly");
}

#[rstest]
fn a_step_that_stands_is_not_taken_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let steps = || {
        let path = format!("/placements/{}/transitions", placed.id);
        scene.get(Role::Provider, &path).expect(200).body.as_array().unwrap().len()
    };
    let accept = || scene.step(Role::Employer, &placed.id, "accept", &json!({})).expect(200).body;
    let first = accept();
    scene.test.clock.advance(TimeDelta::minutes(5));
    for _ in 0..32 {
        assert_eq!(accept(), first);
    }
    assert_eq!(steps(), 1);
    let reason = json!({"reason": "They know each other."});
    let provider = |name: &str| scene.step(Role::Provider, &placed.id, name, &reason).expect(200).body;
    let waived = provider("waive_meeting");
    assert_eq!(provider("waive_meeting"), waived);
    assert_ne!(provider("meet")["version"], waived["version"], "a meeting after a waiver is another step");
    assert_eq!(steps(), 3);
}
