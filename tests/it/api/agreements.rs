//! Agreements: recorded by the provider, taken back, and what stops when they are.

use chrono::Duration;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{self, API, Scene};
use crate::support::app::user;
use crate::support::database::Engine;
use crate::support::plain::plain;

#[rstest]
fn an_agreement_is_recorded_listed_and_taken_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let agreement = scene.agreed(&placed, "placement");
    let path = format!("/learners/{}/agreements", placed.learner);
    let list = scene.get(Role::Provider, &path).expect(200);
    insta::assert_json_snapshot!("agreements", plain(&list.body));
    scene.get(Role::JobCoach, &path).expect(404);
    let remove = || scene.test.delete(&format!("{API}{path}/{agreement}")).by(Role::Provider).send();
    remove().expect(204);
    remove().expect(404);
    assert!(scene.get(Role::Provider, &path).expect(200).body[0]["withdrawn_at"].is_string());
}

/// What was agreed for one placement is told at that placement, and nowhere else.
#[rstest]
fn aims_and_safety_are_told_as_agreed_for_the_placement(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let path = format!("/learners/{}/agreements", placed.learner);
    let body = |scope: &str, terms: Value| {
        json!({"scope": scope, "placement": placed.id, "actor": "parent", "method": "paper",
            "on": "2026-03-02", "wording": "We have read what the employer is told.", "terms": terms})
    };
    let safety = json!({"statement": "Keep to the shop side.", "signed_by": "Peredur Stone"});
    let four = json!({"aims": ["One", "Two", "Three", "Four"]});
    let refused =
        |body: &Value| scene.post(Role::Provider, &path, body).expect(422).body["errors"][0]["field"].clone();
    assert_eq!(refused(&body("placement", four)), "terms.aims");
    assert_eq!(refused(&body("statement", json!({"aims": ["One"]}))), "terms");
    assert_eq!(
        refused(&body("placement", json!({"safety": {"statement": "Nobody signed"}}))),
        "terms.safety.signed_by"
    );

    let preview =
        || scene.get(Role::Provider, &format!("/placements/{}/briefing", placed.id)).expect(200).body;
    let before = preview();
    assert_eq!(before["pack"]["aims"], Value::Null);
    let terms = json!({"aims": ["Know where each book goes"], "safety": safety});
    scene.post(Role::Provider, &path, &body("placement", terms)).expect(201);
    let pack = &preview()["pack"];
    assert_eq!(pack["aims"], json!(["Know where each book goes."]));
    assert_eq!(pack["safety"]["statement"], json!(["Keep to the shop side."]));
    assert_eq!(
        pack["safety"]["first_aid"],
        json!(["There is nothing that a first aider needs to know in advance."])
    );
    assert_eq!(pack["safety"]["agreed_by"], "Peredur Stone");
}

/// What was agreed is asked again before a pack leaves.
#[rstest]
fn a_pack_does_not_leave_with_words_that_are_agreed_no_longer(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let agree = |statement: &str| {
        let body = json!({"scope": "placement", "placement": placed.id, "actor": "parent", "method": "paper",
            "on": "2026-03-02", "wording": "We have read what the employer is told.",
            "terms": {"safety": {"statement": statement, "signed_by": "Peredur Stone"}}});
        let answer = scene.post(Role::Provider, &format!("/learners/{}/agreements", placed.learner), &body);
        answer.expect(201);
    };
    agree("Keep to the shop side.");
    let contact = scene.contact("desk@tycoed.example");
    let send = |pack: &str| {
        scene.post(Role::Provider, &format!("/briefings/{pack}/deliveries"), &json!({"contact": contact}))
    };
    let first = scene.approved(&placed, &[]);
    agree("Keep to the yard side.");
    assert_eq!(send(&first).expect(409).body["code"], "pack_outdated");

    let calls = format!("/placements/{}/calls", placed.id);
    let call = json!({"contact": contact, "date": "2026-03-10", "at": "14:00"});
    let planned = scene.post(Role::Provider, &calls, &call).expect(200).body;
    let second = scene.approved(&placed, &[]);
    scene.test.clock.advance(Duration::minutes(1));
    let vetting = format!("/placements/{}/vetting", placed.id);
    scene.post(Role::SafeguardingLead, &vetting, &scene::vetting()).expect(200);
    send(&second).expect(201);
    let other = scene.contact("counter@tycoed.example");
    let again = |pack: &str| {
        scene.post(Role::Provider, &format!("/briefings/{pack}/deliveries"), &json!({"contact": other}))
    };
    let end = format!("{API}{calls}/{}", planned["id"].as_str().unwrap());
    scene.test.delete(&end).by(Role::Provider).send().expect(204);
    assert_eq!(again(&second).expect(409).body["code"], "pack_outdated", "a call that was called off");

    let third = scene.approved(&placed, &[]);
    scene.test.clock.advance(Duration::minutes(1));
    let mut decided = scene::vetting();
    decided["check"] = json!(true);
    scene.post(Role::SafeguardingLead, &vetting, &decided).expect(200);
    assert_eq!(again(&third).expect(409).body["code"], "pack_outdated", "another decision on checks");
    again(&scene.approved(&placed, &[])).expect(201);
}

#[rstest]
fn an_agreement_fits_its_scope_its_learner_and_the_past(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let other = scene.learner("dewi");
    let nowhere = user(Role::Hub).to_string();
    let refused = |learner: &str, placement: Option<&String>, scope: &str| {
        let answer = scene.record_agreement(learner, placement, scope).expect(422);
        let error = answer.body["errors"][0].clone();
        (error["field"].clone(), error["reason"].clone())
    };
    assert_eq!(refused(&placed.learner, None, "placement").0, "placement");
    assert_eq!(refused(&placed.learner, Some(&placed.id), "hub_sees_matches").0, "placement");
    assert_eq!(
        refused(&other, Some(&placed.id), "placement"),
        refused(&other, Some(&nowhere), "placement"),
        "a placement of another learner is as if it were not there"
    );
    let on = |date: &str| {
        let body = json!({"scope": "hub_sees_matches", "actor": "parent", "method": "paper", "on": date,
            "wording": "Yes"});
        let path = format!("/learners/{}/agreements", placed.learner);
        scene.post(Role::Provider, &path, &body).expect(422).body["errors"][0]["field"].clone()
    };
    for date in ["2026-03-03", "1999-12-31", "-200000-01-01", "yesterday"] {
        assert_eq!(on(date), "on", "{date}");
    }
}

#[rstest]
fn an_agreement_that_is_taken_back_hides_the_name_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let agreement = scene.agreed(&placed, "placement");
    scene.step(Role::Employer, &placed.id, "accept", &json!({})).expect(200);
    scene.step(Role::Provider, &placed.id, "agree", &json!({})).expect(200);
    let seen = || {
        let body = scene.get(Role::Employer, &format!("/placements/{}", placed.id)).expect(200).body;
        (body["first_name"].clone(), body["gates"]["agreed_at"].clone())
    };
    assert_eq!(seen().0, "Carys");
    let path = format!("{API}/learners/{}/agreements/{agreement}", placed.learner);
    scene.test.delete(&path).by(Role::Provider).send().expect(204);
    assert_eq!(seen(), (Value::Null, Value::Null));
    let again = scene.step(Role::Provider, &placed.id, "agree", &json!({})).expect(409);
    assert_eq!(again.body["code"], "agreement_missing");
}
