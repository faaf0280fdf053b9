//! Seats that are taken are not offered to others.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Scene, id};
use crate::support::database::Engine;

/// The library with one seat, and only the two weeks from the sample's Monday on.
fn two_weeks(scene: &Scene) -> Value {
    let mut document = scene.offer_document("library-shelves");
    document["offer"]["windows"][0]["dates"] = json!({"from": "2026-03-09", "to": "2026-03-20"});
    document
}

#[rstest]
fn a_ranking_offers_only_dates_with_a_seat(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let first =
        scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["days"].clone();
    assert_eq!(first[0], "2026-03-09");
    let learner = scene.learner("nesta");
    let path = format!("/learners/{learner}/matches/{}", placed.offer);
    let days = || scene.get(Role::Provider, &path).expect(200).body["days"].clone();
    assert_eq!(days()[0], "2026-03-16", "the week that is taken is left out");
    let asked = scene.get(Role::Provider, &format!("{path}?start=2026-03-11")).expect(200).body;
    assert_eq!((&asked["days"], &asked["assessment"]["outcome"]), (&json!([]), &json!("unsuitable")));
    assert_eq!(asked["assessment"]["blockers"][0]["code"], "no_seats");
    assert_eq!(asked["words"]["blockers"][0], "Every place on the dates that fit is taken.");
    scene.step(Role::Provider, &placed.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    assert_eq!(days()[0], "2026-03-09", "a seat given back is offered again");
}

#[rstest]
fn a_window_whose_every_start_is_taken_is_no_match(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let change = json!({"state": "open", "offer": two_weeks(&scene)["offer"]});
    scene.put(Role::Employer, &format!("/offers/{}", placed.offer), "\"1\"", &change).expect(200);
    let learner = scene.learner("nesta");
    let path = format!("/learners/{learner}/matches");
    let list = || scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!((list()["items"].as_array().unwrap().len(), &list()["funnel"]["no_seats"]), (1, &json!(0)));
    let second = scene.ready_for("kacper", &placed.offer, "2026-03-16");
    scene.step(Role::Provider, &second, "confirm", &json!({})).expect(200);
    let full = list();
    assert_eq!((full["items"].as_array().unwrap().len(), &full["funnel"]["no_seats"]), (0, &json!(1)));
    let third = json!({"learner": learner, "offer": placed.offer, "window": "main", "start": "2026-03-16"});
    let third = id(&scene.post(Role::Provider, "/placements", &third).expect(201));
    assert_eq!(
        scene.get(Role::Provider, &format!("/placements/{third}")).expect(200).body["state"],
        "proposed"
    );
}
