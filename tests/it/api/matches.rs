//! Ranked placements for a learner.

use diesel::RunQueryDsl;
use placewell::db::DbError;
use placewell::domain::code::Code;
use placewell::domain::role::Role;
use placewell::suitability::Outcome;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, id};
use crate::support::app::user;
use crate::support::database::Engine;
use crate::support::operator;
use crate::support::plain::outline;

#[rstest]
fn the_offers_are_ranked_and_each_explained(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    for name in ["library-shelves", "bakery-packing", "garden-plants", "parcel-returns"] {
        scene.offer(name);
    }
    let path = format!("/learners/{learner}/matches");
    let list = scene.get(Role::Provider, &path).expect(200).body;
    let place = |one: &Value| (-one["assessment"]["value"].as_i64().unwrap(), one["offer"].to_string());
    let places: Vec<_> = list["items"].as_array().unwrap().iter().map(place).collect();
    assert!(places.len() >= 2 && places.is_sorted(), "{places:?}");
    assert_eq!(list["funnel"]["offers"], 4);
    let first = list["items"][0].clone();
    let one = scene.get(Role::Provider, &format!("{path}/{}", first["offer"].as_str().unwrap())).expect(200);
    let mut without_journey = one.body.clone();
    without_journey.as_object_mut().unwrap().remove("journey");
    assert_eq!(without_journey, first);
    insta::assert_json_snapshot!("a_match", outline(&one.body["assessment"]));
    assert_eq!(list["weights_version"], 1);
}

#[rstest]
fn matches_come_in_pages_by_outcome_and_from_a_date(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    for (name, _) in &scene.sample.offers {
        scene.offer(name);
    }
    let get = |query: &str| scene.get(Role::Provider, &format!("/learners/{learner}/matches?{query}"));
    let ids = |body: &Value| -> Vec<Value> {
        body["items"].as_array().unwrap().iter().map(|one| one["offer"].clone()).collect()
    };
    let whole = ids(&get("limit=200").expect(200).body);
    assert!(whole.len() > 4, "{}", whole.len());
    let (mut joined, mut query) = (Vec::new(), "limit=2".to_owned());
    loop {
        let page = get(&query).expect(200).body;
        joined.extend(ids(&page));
        let Some(next) = page["next"].as_str() else { break };
        query = format!("limit=2&cursor={next}");
    }
    assert_eq!(joined, whole);
    let sorted = get("limit=200&sort=outcome").expect(200).body;
    let place = |one: &Value| {
        let outcome = one["assessment"]["outcome"].as_str().unwrap();
        let rank = Outcome::ALL.iter().position(|known| known.code() == outcome).unwrap();
        (rank, -one["assessment"]["score"].as_i64().unwrap())
    };
    let items = sorted["items"].as_array().unwrap();
    assert!(items.is_sorted_by_key(place) && items.len() == whole.len() && sorted["sort"] == "outcome");
    let next = get("limit=2").expect(200).body["next"].as_str().unwrap().to_owned();
    let other = get(&format!("limit=2&sort=outcome&cursor={next}")).expect(422).body;
    assert_eq!(other["errors"][0]["field"], "cursor");
    let unsuitable = get("outcome=unsuitable&limit=200").expect(200).body;
    assert!(ids(&unsuitable).iter().all(|offer| !whole.contains(offer)));
    let monday = get("start=2026-03-23&limit=200").expect(200).body;
    assert!(monday["items"].as_array().unwrap().iter().all(|one| one["days"][0] == "2026-03-23"));
    for (query, field) in [
        ("outcome=lovely", "outcome"),
        ("start=soon", "start"),
        ("sort=best", "sort"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("cursor=abc", "cursor"),
        ("colour=red", "colour"),
    ] {
        assert_eq!(get(query).expect(422).body["errors"][0]["field"], field, "{query}");
    }
    let placements = scene.get(Role::Provider, "/offers?limit=1").expect(200).body["next"].clone();
    get(&format!("cursor={}", placements.as_str().unwrap())).expect(422);
}

#[rstest]
fn a_hub_sees_the_matches_of_a_learner_who_agreed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    let paths = [format!("/learners/{learner}/matches"), format!("/learners/{learner}/matches/{offer}")];
    let status = |role: Role| [0, 1].map(|at| scene.get(role, &paths[at]).status);
    assert_eq!(status(Role::Hub), [404, 404]);
    let agreed = scene.record_agreement(&learner, None, "hub_sees_matches").expect(201);
    assert_eq!(status(Role::Hub), [200, 200]);
    let stranger = scene.test.stranger(Role::Hub);
    for path in &paths {
        scene.test.get(&format!("{API}{path}")).bearing(&stranger.token).send().expect(404);
    }
    let one = format!("{API}/learners/{learner}/agreements/{}", agreed.body["id"].as_str().unwrap());
    scene.test.delete(&one).by(Role::Provider).send().expect(204);
    assert_eq!(status(Role::Hub), [404, 404]);
    assert_eq!(
        (status(Role::JobCoach), status(Role::Employer), status(Role::Admin)),
        ([404, 404], [403, 403], [403, 403])
    );
    let nowhere = user(Role::Hub);
    scene.get(Role::Provider, &format!("/learners/{learner}/matches/{nowhere}")).expect(404);
}

#[rstest]
fn a_ranking_follows_what_changes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    let path = format!("/learners/{learner}/matches");
    let titles = || {
        let list = scene.get(Role::Provider, &path).expect(200).body;
        list["items"].as_array().unwrap().iter().map(|one| one["title"].clone()).collect::<Vec<_>>()
    };
    assert!(titles().is_empty());
    let offer = scene.offer("library-shelves");
    assert_eq!(titles(), ["Library assistant"]);
    let mut change = scene.offer_document("library-shelves");
    change["offer"]["title"] = json!("Library helper");
    scene.put(Role::Employer, &format!("/offers/{offer}"), "\"1\"", &change).expect(200);
    assert_eq!(titles(), ["Library helper"]);
    change["state"] = json!("paused");
    scene.put(Role::Employer, &format!("/offers/{offer}"), "\"2\"", &change).expect(200);
    assert!(titles().is_empty());
}

#[rstest]
fn an_offer_that_does_not_read_back_spoils_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    let [whole, spoilt] = ["library-shelves", "garden-plants"].map(|name| scene.offer(name));
    let spoil = |id: &str| {
        let change = format!("UPDATE offers SET doc = 'v1.gone.AAAA' WHERE id = '{id}'");
        scene
            .test
            .app
            .write(&operator(), |c| diesel::sql_query(&change).execute(c).map_err(DbError::from))
            .unwrap();
    };
    let path = format!("/learners/{learner}/matches");
    let ready = || scene.test.get("/ready").send().expect(200).body;
    spoil(&spoilt);
    let list = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!(list["funnel"]["offers"], 1);
    assert!(list.to_string().contains(&whole) && !list.to_string().contains(&spoilt));
    assert_eq!(ready()["unreadable_offers"], 1);
    spoil(&whole);
    scene.offer("bakery-packing");
    let offers = || scene.get(Role::Provider, &path).expect(200).body["funnel"]["offers"].clone();
    assert_eq!(
        (offers(), ready()["unreadable_offers"].clone()),
        (json!(2), json!(1)),
        "nobody changed the whole"
    );
    let change = format!(
        "INSERT INTO changes (kind, object_id, version, at) VALUES ('offer', '{whole}', 2, '2026-03-01 09:00:00')"
    );
    scene
        .test
        .app
        .write(&operator(), |c| diesel::sql_query(&change).execute(c).map_err(DbError::from))
        .unwrap();
    assert_eq!((offers(), ready()["unreadable_offers"].clone()), (json!(1), json!(2)));
}

#[rstest]
fn a_changed_profile_is_matched_and_saved_nowhere(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.learner_document("carys");
    document["learner"]["home"]["coordinates"] = json!({"lat_udeg": 51_588_000, "lon_udeg": -2_998_000});
    let learner = id(&scene.post(Role::Provider, "/learners", &document).expect(201));
    for (name, _) in &scene.sample.offers {
        let mut document = scene.offer_document(name);
        document["offer"]["site"]["coordinates"] = json!({"lat_udeg": 51_593_000, "lon_udeg": -2_998_000});
        scene.post(Role::Employer, "/offers", &document).expect(201);
    }
    let path = format!("/learners/{learner}/matches");
    let before = scene.get(Role::Provider, &path).expect(200).body;
    let own = scene.learner_document("carys")["learner"]["profile"].clone();
    let asked = |profile: &Value| scene.post(Role::Provider, &path, &json!({"profile": profile}));
    assert_eq!(asked(&own).expect(200).body, before);
    let mut homebound = own.clone();
    homebound["travel"]["modes"] = json!(["walk"]);
    homebound["travel"]["max_walk_metres"] = json!(10);
    let tried = asked(&homebound).expect(200).body;
    assert!(tried["items"].as_array().unwrap().len() < before["items"].as_array().unwrap().len());
    assert!(tried["funnel"]["no_way_there"].as_u64() > before["funnel"]["no_way_there"].as_u64(), "{tried}");
    assert_eq!(scene.get(Role::Provider, &path).expect(200).body, before);
    homebound["travel"]["max_changes"] = json!(9);
    homebound["stamina"]["break_minutes"] = json!(0);
    let refused = asked(&homebound).expect(422).body;
    let fields: Vec<_> =
        refused["errors"].as_array().unwrap().iter().map(|one| one["field"].clone()).collect();
    assert_eq!(fields, ["profile.stamina.break_minutes", "profile.travel.max_changes"]);
    let log = scene.get(Role::Provider, &format!("/learners/{learner}/access-log")).expect(200).body;
    assert!(log["items"].as_array().unwrap().iter().any(|look| look["action"] == "try_matches"));
    scene.post(Role::Hub, &path, &json!({"profile": own})).expect(403);
}

#[test]
fn the_funnel_is_the_same_for_every_page() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let learner = scene.learner("carys");
    for (name, _) in &scene.sample.offers {
        scene.offer(name);
    }
    let page = |query: &str| {
        scene.get(Role::Provider, &format!("/learners/{learner}/matches?{query}")).expect(200).body
    };
    let first = page("limit=1");
    let next = first["next"].as_str().unwrap();
    for other in ["limit=2".to_owned(), "limit=200".to_owned(), format!("limit=1&cursor={next}")] {
        assert_eq!(page(&other)["funnel"], first["funnel"], "{other}");
    }
    let counts = first["funnel"].as_object().unwrap();
    let parts: u64 =
        counts.iter().filter(|(name, _)| *name != "offers").map(|(_, count)| count.as_u64().unwrap()).sum();
    assert_eq!(counts["offers"], parts);
}
