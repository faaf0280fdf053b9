//! Programmes: planned, read, changed block by block, checked again each time.

use chrono::TimeDelta;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Scene, id, vetting};
use crate::support::database::Engine;
use crate::support::plain::{outline, plain};

/// The first block of a task on a day.
fn task(programme: &Value, day: usize) -> Value {
    let blocks = programme["programme"]["days"][day]["blocks"].as_array().unwrap();
    blocks.iter().find(|block| block["content"]["kind"] == "task").unwrap().clone()
}

#[rstest]
fn a_programme_is_planned_read_and_changed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let path = format!("/placements/{}/programme", placed.id);
    scene.get(Role::Provider, &path).expect(404);
    let planned = scene.post(Role::Provider, &path, &json!({})).expect(200);
    assert_eq!(planned.header("ETag"), "\"1\"");
    assert_eq!(planned.body["breaches"], json!([]));
    insta::assert_json_snapshot!("a_programme", outline(&planned.body));
    assert_eq!(scene.get(Role::Provider, &path).expect(200).body, planned.body);
    let reword = json!({"kind": "reword", "block": task(&planned.body, 0)["id"], "line": "what",
        "text": "Shelve the crime books with Dafydd"});
    let changed = scene.put(Role::Provider, &path, "\"1\"", &reword).expect(200);
    assert_eq!(changed.header("ETag"), "\"2\"");
    assert!(changed.body["programme"].to_string().contains("Shelve the crime books with Dafydd"));
    assert_ne!(changed.body["hash"], planned.body["hash"]);
    scene.put(Role::Provider, &path, "\"1\"", &reword).expect(412);
    scene.put(Role::Provider, &path, "\"3\"", &reword).expect(412);
}

#[rstest]
fn a_change_that_breaks_a_rule_is_kept_and_said_and_keeps_the_placement_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let path = format!("/placements/{}/programme", placed.id);
    let planned = scene.get(Role::Provider, &path).expect(200).body;
    let early = json!({"kind": "replace_task", "block": task(&planned, 0)["id"], "task": "display"});
    let broken = scene.put(Role::Provider, &path, "\"1\"", &early).expect(200).body;
    insta::assert_json_snapshot!("a_programme_that_breaks_a_rule", broken["breaches"]);
    let gates =
        scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["gates"].clone();
    assert_eq!(gates["plan_agreed_at"], Value::Null, "a changed plan wants agreeing anew");
    scene.step(Role::Provider, &placed.id, "agree_plan", &json!({})).expect(200);
    let refused = scene.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(409);
    assert_eq!(refused.body["code"], "programme_broken");
    let preview = scene.get(Role::Provider, &format!("/placements/{}/briefing", placed.id)).expect(409);
    assert_eq!(preview.body["code"], "programme_broken");
}

#[rstest]
fn a_change_that_names_what_is_not_there_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let path = format!("/placements/{}/programme", placed.id);
    let planned = scene.post(Role::Provider, &path, &json!({})).expect(200).body;
    let block = task(&planned, 0)["id"].clone();
    let refused = |edit: Value| {
        scene.put(Role::Provider, &path, "\"1\"", &edit).expect(422).body["errors"][0]["field"].clone()
    };
    assert_eq!(refused(json!({"kind": "swap", "first": "b9999", "second": block})), "block");
    assert_eq!(refused(json!({"kind": "replace_task", "block": block, "task": "nothing"})), "task");
    assert_eq!(refused(json!({"kind": "move_person", "block": block, "person": "nobody"})), "person");
    assert_eq!(refused(json!({"kind": "reword", "block": block, "line": "title", "text": "A"})), "line");
    scene.put(Role::Provider, &path, "\"1\"", &json!({"kind": "dance"})).expect(422);
    assert_eq!(scene.get(Role::Provider, &path).expect(200).header("ETag"), "\"1\"");
}

#[rstest]
fn an_offer_with_too_little_work_says_what_is_missing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.offer_document("library-shelves");
    let tasks = document["offer"]["tasks"].as_array_mut().unwrap();
    tasks.truncate(1);
    tasks[0]["minutes_a_day"] = json!(30);
    let offer = id(&scene.post(Role::Employer, "/offers", &document).expect(201));
    let learner = scene.learner("carys");
    let proposal = json!({"learner": learner, "offer": offer, "window": "main", "start": "2026-03-16"});
    let placement = id(&scene.post(Role::Provider, "/placements", &proposal).expect(201));
    let refused =
        scene.post(Role::Provider, &format!("/placements/{placement}/programme"), &json!({})).expect(409);
    assert_eq!(refused.body["code"], "too_little_work");
    insta::assert_snapshot!("too_little_work", refused.body["detail"].as_str().unwrap());
}

#[rstest]
fn a_plan_that_runs_is_changed_and_not_made_afresh(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let path = format!("/placements/{}/programme", placed.id);
    scene.step(Role::Provider, &placed.id, "brief", &json!({})).expect(200);
    scene.test.clock.advance(TimeDelta::days(7));
    scene.step(Role::Provider, &placed.id, "start", &json!({})).expect(200);
    assert_eq!(scene.post(Role::Provider, &path, &json!({})).expect(409).body["code"], "wrong_state");
    let planned = scene.get(Role::Provider, &path).expect(200);
    let second = planned.body["programme"]["days"][1].clone();
    let lose = json!({"kind": "lose", "lost": {"date": second["date"], "hours": second["attended"]},
        "done_on": planned.body["programme"]["days"][0]["date"], "done_until": "16:00"});
    let changed = scene.put(Role::Provider, &path, planned.header("ETag"), &lose).expect(200);
    assert_ne!(changed.body["hash"], planned.body["hash"]);
}

#[rstest]
fn decisions_on_vetting_are_all_kept(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let path = format!("/placements/{}/vetting", placed.id);
    assert_eq!(scene.get(Role::Provider, &path).expect(200).body, json!([]));
    scene.post(Role::SafeguardingLead, &path, &vetting()).expect(200);
    let mut later = vetting();
    later["note"] = json!("Seen again on the second visit.");
    scene.post(Role::SafeguardingLead, &path, &later).expect(200);
    let list = scene.get(Role::Provider, &path).expect(200).body;
    insta::assert_json_snapshot!("decisions_on_vetting", plain(&list));
    later["on"] = json!("2026-03-03");
    assert_eq!(
        scene.post(Role::SafeguardingLead, &path, &later).expect(422).body["errors"][0]["field"],
        "on"
    );
    for role in [Role::Hub, Role::JobCoach, Role::Employer, Role::Admin] {
        scene.get(role, &path).expect(403);
    }
}
