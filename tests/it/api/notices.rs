//! The notice between confirming a placement and its first day.

use chrono::TimeDelta;
use placewell::db::decisions::{self, Decision};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Proposed, Scene};
use crate::support::app::{home, user};
use crate::support::database::Engine;
use crate::support::operator;
use crate::support::plain::plain;

/// A placement whose first day is a week away, in a hub that asks for ten working days.
pub(crate) fn a_week_away(scene: &Scene) -> Proposed {
    let placed = scene.proposed();
    let hub = json!({"hub": {"name": "The hub", "nation": "wales", "notice_working_days": 10}});
    let path = format!("/organisations/{}", home(Role::Hub));
    scene.put(Role::Hub, &path, "\"1\"", &hub).expect(200);
    placed
}

fn codes(view: &Value) -> Vec<&str> {
    view["obstacles"].as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap()).collect()
}

#[rstest]
fn a_placement_that_starts_soon_is_neither_planned_nor_confirmed_without_a_reason(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = a_week_away(&scene);
    let path = format!("/placements/{}", placed.id);
    let view = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!(codes(&view)[0], "short_notice");
    let plan = || scene.post(Role::Provider, &format!("{path}/programme"), &json!({}));
    let refused = plan().expect(409).body;
    assert_eq!(refused["code"], "short_notice");
    let told =
        "The first day, Monday 9 March 2026, is 5 working days away, and the notice is 10 working days.";
    assert_eq!(refused["detail"], told);
    let notice = format!("{path}/notice");
    let read = |role| scene.get(role, &notice).expect(200).body;
    assert_eq!(
        read(Role::SafeguardingLead),
        json!({"hub_asks": 10, "counts": 10, "first_day": "2026-03-09", "confirm_by": "2026-02-23",
            "short": true, "shorter": []})
    );
    let enough = |days: u8, reason: &str| json!({"working_days": days, "reason": reason});
    let as_long = scene.post(Role::Provider, &notice, &enough(10, "Why not?")).expect(422).body;
    assert_eq!(as_long["errors"][0]["field"], "working_days");

    let ready = enough(5, "The library expects her and has the rota ready.");
    scene.post(Role::Provider, &notice, &ready).expect(200);
    let view = scene.get(Role::Provider, &path).expect(200).body;
    assert!(!codes(&view).contains(&"short_notice"));
    scene.prepare(&placed);

    // It was enough when it was planned, and is no longer when it is to be confirmed.
    scene.test.clock.advance(TimeDelta::days(6));
    let confirm = || scene.step(Role::Hub, &placed.id, "confirm", &json!({}));
    let refused = confirm().expect(409).body;
    assert_eq!(refused["code"], "short_notice");
    assert!(refused["detail"].as_str().unwrap().contains("1 working day away"), "{refused}");
    let tomorrow = enough(1, "The pack is read to the family on the telephone today.");
    scene.post(Role::Hub, &notice, &tomorrow).expect(200);
    insta::assert_json_snapshot!("the_notice_of_a_placement", plain(&read(Role::Provider)));
    let by_hub = read(Role::Hub);
    assert_eq!(by_hub["shorter"][0].get("reason"), None, "a hub reads its own reasons only");
    assert_eq!(by_hub["shorter"][1]["reason"], tomorrow["reason"]);
    assert_eq!(by_hub["shorter"][1]["recorded_by"], json!(user(Role::Hub)));
    confirm().expect(200);
    let late = scene.post(Role::Provider, &notice, &enough(0, "Once more.")).expect(409).body;
    assert_eq!(late["code"], "wrong_state");
    let held = scene.get(Role::Provider, &format!("/learners/{}/export", placed.learner)).expect(200).body;
    let kept = held["placements"][0]["decisions"].as_array().unwrap();
    let kept: Vec<&Value> = kept.iter().filter(|decision| decision["kind"] == "notice").collect();
    assert_eq!(kept.len(), 2);
    assert!(kept[0]["note"].as_str().unwrap().contains("has the rota ready"));
}

#[test]
fn only_people_of_the_provider_or_the_hub_agree_to_a_shorter_notice() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = a_week_away(&scene);
    let path = format!("/placements/{}/notice", placed.id);
    let body = json!({"working_days": 1, "reason": "Everybody is ready."});
    for role in [Role::Employer, Role::JobCoach, Role::SafeguardingLead, Role::Admin] {
        scene.post(role, &path, &body).expect(403);
    }
    let scopes = json!({"label": "A key", "scopes": ["placements:read", "placements:write"]});
    let made = scene.post(Role::Provider, "/api-keys", &scopes).expect(201).body;
    let key = made["secret"].as_str().unwrap();
    scene.test.get(&format!("{API}{path}")).bearing(key).send().expect(200);
    let refused = scene.test.post(&format!("{API}{path}")).bearing(key).json(&body).send().expect(403).body;
    assert_eq!(refused["code"], "api_key");
    let empty = scene.post(Role::Provider, &path, &json!({})).expect(422).body;
    let named: Vec<_> = empty["errors"].as_array().unwrap().iter().map(|error| &error["field"]).collect();
    assert_eq!(named, ["working_days", "reason"]);
}

#[rstest]
fn a_hub_sets_its_notice_within_bounds_and_whoever_leaves_it_out_keeps_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let path = format!("/organisations/{}", home(Role::Hub));
    let hub = |days: u16| json!({"hub": {"name": "The hub", "nation": "wales", "notice_working_days": days}});
    for wrong in [61, 300] {
        let refused = scene.put(Role::Hub, &path, "\"1\"", &hub(wrong)).expect(422).body;
        assert_eq!(refused["errors"][0]["field"], "hub.notice_working_days", "{refused}");
    }
    let changed = scene.put(Role::Hub, &path, "\"1\"", &hub(60)).expect(200).body;
    assert_eq!(changed["document"]["hub"]["notice_working_days"], 60);
    let renamed = json!({"hub": {"name": "Another name", "nation": "wales"}});
    let changed = scene.put(Role::Hub, &path, "\"2\"", &renamed).expect(200).body;
    assert_eq!(
        changed["document"]["hub"],
        json!({"name": "Another name", "nation": "wales",
        "notice_working_days": 60})
    );
}

#[rstest]
fn a_decision_that_cannot_be_read_is_not_passed_over(
    #[values("notice", "vetting")] kind: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let app = &scene.test.app;
    let unreadable = Decision {
        id: app.ids.next_id(),
        subject_kind: "placement".to_owned(),
        subject_id: placed.id.clone(),
        kind: kind.to_owned(),
        outcome: "recorded".to_owned(),
        decided_by: user(Role::Provider),
        decided_at: app.clock.now(),
        note: Some("-".to_owned()),
    };
    app.write(&operator(), |c| decisions::add(c, &app.keys, &unreadable)).unwrap();
    let path = format!("/placements/{}", placed.id);
    scene.get(Role::Provider, &format!("{path}/{kind}")).expect(500);
    scene.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(500);
}
