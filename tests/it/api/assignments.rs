//! Job coaches of placements.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene};
use crate::support::app::user;
use crate::support::database::Engine;

#[rstest]
fn a_coach_sees_a_placement_from_assignment_to_its_end(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let (placement, coaches) =
        (format!("/placements/{}", placed.id), format!("/placements/{}/coaches", placed.id));
    let coach = json!({"coach": user(Role::JobCoach)});
    scene.get(Role::JobCoach, &placement).expect(404);
    scene.get(Role::JobCoach, &coaches).expect(404);
    let made = scene.post(Role::Provider, &coaches, &coach).expect(201);
    assert_eq!((made.header("Location"), &made.body), (format!("{API}{coaches}").as_str(), &coach));
    let twice = scene.post(Role::Provider, &coaches, &coach).expect(409).body;
    assert_eq!(twice["code"], "already_taken");
    assert!(
        !twice.to_string().contains("assignments"),
        "the names of our tables are nobody's business: {twice}"
    );
    assert_eq!(scene.get(Role::JobCoach, &coaches).expect(200).body, json!([coach]));
    let named = scene.get(Role::JobCoach, &placement).expect(200);
    assert_eq!(named.body["first_name"], "Carys");
    let list = scene.get(Role::JobCoach, "/placements").expect(200).body;
    assert_eq!(list["items"][0]["id"], json!(placed.id));
    let end = || {
        let path = format!("{API}{coaches}/{}", user(Role::JobCoach));
        scene.test.delete(&path).by(Role::Provider).send()
    };
    end().expect(204);
    end().expect(404);
    scene.get(Role::JobCoach, &placement).expect(404);
    assert_eq!(scene.get(Role::JobCoach, "/placements").expect(200).body, json!({"items": [], "total": 0}));
}

#[rstest]
fn only_a_job_coach_of_the_provider_is_assigned(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let coaches = format!("/placements/{}/coaches", placed.id);
    for somebody in [user(Role::Provider), user(Role::Employer), scene.test.stranger(Role::Provider).user] {
        let refused = scene.post(Role::Provider, &coaches, &json!({"coach": somebody})).expect(422);
        assert_eq!(refused.body["errors"][0]["field"], "coach");
    }
}
