//! Placements: proposed, listed, and what each role sees of one.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene};
use crate::support::app::{home, user};
use crate::support::database::Engine;
use crate::support::plain::plain;

#[rstest]
fn each_role_sees_its_own_part(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let path = format!("/placements/{}", placed.id);
    let seen = |role| scene.get(role, &path).expect(200).body;
    insta::assert_json_snapshot!("a_placement_as_its_provider_sees_it", plain(&seen(Role::Provider)));
    insta::assert_json_snapshot!("a_proposal_as_its_employer_sees_it", plain(&seen(Role::Employer)));
    insta::assert_json_snapshot!("a_placement_as_its_hub_sees_it", plain(&seen(Role::Hub)));
    scene.get(Role::Admin, &path).expect(403);
    scene.agreed(&placed, "hub_sees_matches");
    let hub = seen(Role::Hub);
    assert_eq!(
        (&hub["learner"], &hub["summary"]),
        (&json!(placed.learner), &seen(Role::Employer)["summary"])
    );
    assert_eq!(hub["first_name"], Value::Null);
}

#[rstest]
fn an_employer_reads_the_name_once_both_sides_have_agreed_and_not_after_it_is_off(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    scene.agreed(&placed, "placement");
    let name = || {
        scene.get(Role::Employer, &format!("/placements/{}", placed.id)).expect(200).body["first_name"]
            .clone()
    };
    scene.step(Role::Provider, &placed.id, "agree", &json!({})).expect(200);
    assert_eq!(name(), Value::Null);
    scene.step(Role::Employer, &placed.id, "accept", &json!({})).expect(200);
    assert_eq!(name(), "Carys");
    scene.step(Role::Provider, &placed.id, "withdraw", &json!({"reason": "A change of mind."})).expect(200);
    assert_eq!(name(), Value::Null);
}

#[rstest]
fn a_proposal_must_fit(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    let proposal = scene.proposal(&learner, &offer);
    let refused = |field: &str, value: Value| {
        let mut proposal = proposal.clone();
        proposal[field] = value;
        scene.post(Role::Provider, "/placements", &proposal).expect(422).body["errors"][0]["field"].clone()
    };
    assert_eq!(refused("window", json!("another")), "window");
    for start in ["2026-03-15", "2026-03-02", "2020-01-06", "2199-12-31", "+262142-12-31", "-262143-01-01"] {
        assert_eq!(refused("start", json!(start)), "start", "{start}");
    }
    for (field, value) in [("learner", user(Role::Hub).to_string()), ("offer", user(Role::Hub).to_string())] {
        let mut proposal = proposal.clone();
        proposal[field] = json!(value);
        scene.post(Role::Provider, "/placements", &proposal).expect(404);
    }
    let mut paused = scene.offer_document("library-shelves");
    paused["state"] = json!("paused");
    scene.put(Role::Employer, &format!("/offers/{offer}"), "\"1\"", &paused).expect(200);
    assert_eq!(
        scene.post(Role::Provider, "/placements", &proposal).expect(409).body["code"],
        "offer_not_open"
    );
    scene
        .put(Role::Employer, &format!("/offers/{offer}"), "\"2\"", &scene.offer_document("library-shelves"))
        .expect(200);
    let archive = format!("{API}/learners/{learner}/archive");
    scene.test.post(&archive).by(Role::Provider).header("If-Match", "\"1\"").send().expect(200);
    assert_eq!(
        scene.post(Role::Provider, "/placements", &proposal).expect(409).body["code"],
        "learner_archived"
    );
}

#[rstest]
fn a_safety_statement_that_names_the_learner_is_not_proposed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.learner_document("carys");
    document["learner"]["profile"]["safety_statement"] = json!("Carys walks away when startled.");
    let learner = super::scene::id(&scene.post(Role::Provider, "/learners", &document).expect(201));
    let proposal = scene.proposal(&learner, &scene.offer("library-shelves"));
    let refused = scene.post(Role::Provider, "/placements", &proposal).expect(409);
    assert_eq!(refused.body["code"], "statement_names_learner");
}

#[rstest]
fn a_hub_proposes_and_asks_by_learner_with_the_learners_agreement_only(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let proposal = scene.proposal(&placed.learner, &placed.offer);
    scene.post(Role::Hub, "/placements", &proposal).expect(404);
    let found = |role: Role, query: &str| {
        scene.get(role, &format!("/placements{query}")).expect(200).body["items"].as_array().unwrap().len()
    };
    let by_learner = format!("?learner={}", placed.learner);
    assert_eq!((found(Role::Hub, ""), found(Role::Hub, &by_learner)), (1, 0));
    assert_eq!((found(Role::Employer, ""), found(Role::Employer, &by_learner)), (1, 0));
    assert_eq!((found(Role::Provider, ""), found(Role::Provider, &by_learner)), (1, 1));
    scene.agreed(&placed, "hub_sees_matches");
    assert_eq!(found(Role::Hub, &by_learner), 1);
    scene.post(Role::Hub, "/placements", &proposal).expect(201);
    let by_offer = format!("?offer={}&state=proposed", placed.offer);
    assert_eq!((found(Role::Hub, &by_offer), found(Role::Hub, "?state=confirmed")), (2, 0));
}

#[rstest]
fn placements_come_in_pages_and_each_role_lists_its_own(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    let proposal = scene.proposal(&learner, &offer);
    for _ in 0..5 {
        scene.post(Role::Provider, "/placements", &proposal).expect(201);
    }
    for role in [Role::Provider, Role::Employer, Role::Hub] {
        let mut ids = Vec::new();
        let mut query = "?limit=2".to_owned();
        loop {
            let page = scene.get(role, &format!("/placements{query}")).expect(200).body;
            ids.extend(page["items"].as_array().unwrap().iter().map(|one| one["id"].to_string()));
            let Some(next) = page["next"].as_str() else { break };
            query = format!("?limit=2&cursor={next}");
        }
        assert_eq!(ids.len(), 5, "{role:?}");
        assert!(ids.is_sorted() && ids.windows(2).all(|pair| pair[0] != pair[1]));
    }
    for role in [Role::Provider, Role::Employer, Role::Hub] {
        let stranger = scene.test.stranger(role);
        let list = scene.test.get(&format!("{API}/placements")).bearing(&stranger.token).send().expect(200);
        assert_eq!(list.body, json!({"items": [], "total": 0}));
    }
    let summary = scene.get(Role::Employer, "/placements?limit=1").expect(200).body["items"][0].clone();
    assert_eq!((&summary["learner"], &summary["employer"]), (&Value::Null, &json!(home(Role::Employer))));
}
