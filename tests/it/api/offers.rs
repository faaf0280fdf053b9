//! Offers: written by an employer or by a hub on its behalf.

use diesel::RunQueryDsl;
use placewell::db::DbError;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, id};
use crate::support::app::home;
use crate::support::database::Engine;
use crate::support::operator;
use crate::support::plain::outline;

#[rstest]
fn an_offer_is_added_read_changed_and_put_away(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let made = scene.post(Role::Employer, "/offers", &scene.offer_document("library-shelves")).expect(201);
    insta::assert_json_snapshot!("an_offer", outline(&made.body));
    let path = format!("/offers/{}", id(&made));
    assert_eq!(made.header("Location"), format!("{API}{path}"));
    for role in [Role::Employer, Role::Hub, Role::Provider, Role::JobCoach] {
        let read = scene.get(role, &path).expect(200);
        assert_eq!((read.header("ETag"), &read.body), ("\"1\"", &made.body));
    }
    let mut change = scene.offer_document("library-shelves");
    change["offer"]["title"] = json!("Library helper");
    let changed = scene.put(Role::Employer, &path, "\"1\"", &change).expect(200);
    assert_eq!(
        (changed.header("ETag"), &changed.body["offer"]["title"]),
        ("\"2\"", &json!("Library helper"))
    );
    scene.put(Role::Employer, &path, "\"1\"", &change).expect(412);
    let archive = |tag: &str| {
        let call = scene.test.post(&format!("{API}{path}/archive")).by(Role::Employer);
        call.header("If-Match", tag).send()
    };
    archive("\"1\"").expect(412);
    assert_eq!(archive("\"2\"").expect(200).body["state"], "archived");
    assert_eq!(scene.put(Role::Employer, &path, "\"3\"", &change).expect(409).body["code"], "archived");
}

#[rstest]
fn a_hub_writes_for_an_employer_and_the_employer_stands_by_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.offer_document("library-shelves");
    let unnamed = scene.post(Role::Hub, "/offers", &document).expect(422);
    assert_eq!(unnamed.body["errors"][0]["field"], "employer");
    document["employer"] = json!(home(Role::Employer));
    let made = scene.post(Role::Hub, "/offers", &document).expect(201);
    assert_eq!(made.body["confirmed_by_employer_at"], Value::Null);
    let confirm = format!("{API}/offers/{}/confirm", id(&made));
    scene.test.post(&confirm).by(Role::Hub).header("If-Match", "\"1\"").send().expect(403);
    let stood_by =
        scene.test.post(&confirm).by(Role::Employer).header("If-Match", "\"1\"").send().expect(200);
    assert!(stood_by.body["confirmed_by_employer_at"].is_string());
    document.as_object_mut().unwrap().remove("employer");
    let path = format!("/offers/{}", id(&made));
    let changed = scene.put(Role::Hub, &path, "\"2\"", &document).expect(200);
    assert_eq!(changed.body["confirmed_by_employer_at"], Value::Null);
}

#[rstest]
fn providers_see_no_drafts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut draft = scene.offer_document("library-shelves");
    draft["state"] = json!("draft");
    let made = scene.post(Role::Employer, "/offers", &draft).expect(201);
    let seen = |role: Role, query: &str| {
        scene.get(role, &format!("/offers{query}")).expect(200).body["items"].as_array().unwrap().len()
    };
    assert_eq!(
        (seen(Role::Employer, ""), seen(Role::Hub, "?state=draft"), seen(Role::Hub, "?state=open")),
        (1, 1, 0)
    );
    for role in [Role::Provider, Role::JobCoach] {
        assert_eq!((seen(role, ""), seen(role, "?state=draft")), (0, 0));
        scene.get(role, &format!("/offers/{}", id(&made))).expect(404);
    }
    assert_eq!(seen(Role::Employer, &format!("?employer={}", home(Role::Hub))), 0);
    let learner = scene.learner("carys");
    let proposal = json!({"learner": learner, "offer": id(&made), "window": "main", "start": "2026-03-16"});
    scene.post(Role::Provider, "/placements", &proposal).expect(404);
}

#[rstest]
fn every_fault_of_an_offer_is_named(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.offer_document("library-shelves");
    document["state"] = json!("archived");
    document["offer"]["windows"][0]["capacity"] = json!(0);
    document["offer"]["ages"] = json!({"from": 20, "to": 14});
    document["offer"]["tasks"][0]["with"] = json!(["nobody"]);
    document["offer"]["supervisor"] = json!("nobody");
    let refused = scene.post(Role::Employer, "/offers", &document).expect(422);
    insta::assert_json_snapshot!("an_offer_refused", refused.body["errors"]);
}

#[rstest]
fn a_window_that_a_placement_uses_stays(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let path = format!("/offers/{}", placed.offer);
    let mut change = scene.offer_document("library-shelves");
    change["offer"]["windows"][0]["id"] = json!("another");
    let refused = scene.put(Role::Employer, &path, "\"1\"", &change).expect(409);
    assert_eq!(refused.body["code"], "window_in_use");
    assert_eq!(scene.get(Role::Employer, &path).expect(200).header("ETag"), "\"1\"");
}

#[rstest]
fn a_copy_is_a_draft_of_the_same_employer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let original = scene.offer("library-shelves");
    let path = format!("{API}/offers/{original}/copy");
    let copied =
        |role: Role, key: &str| scene.test.post(&path).by(role).header("Idempotency-Key", key).send();
    let copy = copied(Role::Employer, "one").expect(201);
    let read = scene.get(Role::Employer, &format!("/offers/{original}")).expect(200).body;
    assert_ne!(copy.body["id"], read["id"]);
    assert_eq!((&copy.body["state"], &copy.body["version"]), (&json!("draft"), &json!(1)));
    assert_eq!((&copy.body["offer"], &copy.body["employer"]), (&read["offer"], &read["employer"]));
    assert!(copy.header("Location").ends_with(copy.body["id"].as_str().unwrap()));
    assert_eq!(copied(Role::Employer, "one").expect(201).body, copy.body);
    let of_hub = copied(Role::Hub, "two").expect(201);
    for copy in [&copy, &of_hub] {
        assert_eq!(copy.body["confirmed_by_employer_at"], serde_json::Value::Null, "nobody has confirmed it");
    }
    copied(Role::Provider, "three").expect(403);
    let stranger = scene.test.stranger(Role::Employer);
    scene.test.post(&path).bearing(&stranger.token).send().expect(404);
    assert_eq!(scene.get(Role::Employer, "/offers").expect(200).body["total"], 3);
}

#[rstest]
#[case::code("state = 'gone'")]
#[case::document("doc = doc || 'A'")]
fn a_damaged_record_is_named_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] damage: &str,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let [whole, spoilt] = ["library-shelves", "garden-plants"].map(|name| scene.offer(name));
    let damage = format!("UPDATE offers SET {damage} WHERE id = '{spoilt}'");
    let app = &scene.test.app;
    app.write(&operator(), |c| diesel::sql_query(&damage).execute(c).map_err(DbError::from)).unwrap();
    let answer = scene.get(Role::Hub, &format!("/offers/{spoilt}")).expect(500);
    assert_eq!((answer.problem(), &answer.body["code"]), ("internal", &json!("damaged_record")));
    assert!(!answer.body.to_string().contains("offers."), "{}", answer.body);
    scene.get(Role::Hub, &format!("/offers/{whole}")).expect(200);
}
