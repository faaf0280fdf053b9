//! A placement is assessed ahead of the transaction that relies on it; what changes meanwhile is
//! seen there.

use std::cell::Cell;

use placewell::db::{Conn, placements};
use placewell::domain::ids::PlacementId;
use placewell::domain::organisation::OrganisationKind;
use placewell::domain::placement::Placement;
use placewell::domain::role::Role;
use placewell::services::ServiceError;
use placewell::services::programmes::{ATTEMPTS, CHANGED, assess_ahead};
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene};
use crate::support::app::{document, home};
use crate::support::database::Engine;
use crate::support::operator;

/// Something that is changed through the door, in the version that it is in.
type Change = fn(&Scene, &Proposed, version: usize);

fn put(scene: &Scene, role: Role, path: &str, version: usize, body: &Value) {
    scene.put(role, path, &format!("\"{version}\""), body).expect(200);
}

fn of_learner(scene: &Scene, placed: &Proposed, version: usize) {
    let mut body = scene.learner_document("carys");
    body["learner"]["profile"]["travel"]["max_walk_metres"] = json!(900 - 10 * version);
    put(scene, Role::Provider, &format!("/learners/{}", placed.learner), version, &body);
}

fn of_offer(scene: &Scene, placed: &Proposed, version: usize) {
    let mut body = scene.offer_document("library-shelves");
    body["offer"]["tasks"][0]["minutes_a_day"] = json!(90 + 5 * version);
    put(scene, Role::Employer, &format!("/offers/{}", placed.offer), version, &body);
}

fn of_employer(scene: &Scene, _: &Proposed, version: usize) {
    let body = json!({"employer": {"name": "Alder Green", "sic": "47110"}});
    put(scene, Role::Employer, &format!("/organisations/{}", home(Role::Employer)), version + 1, &body);
}

fn of_holidays(scene: &Scene, _: &Proposed, version: usize) {
    let mut body = document(OrganisationKind::Provider, "Alder Green");
    body["provider"]["closed"] = json!(["2026-06-01"]);
    put(scene, Role::Provider, &format!("/organisations/{}", home(Role::Provider)), version, &body);
}

fn of_weights(scene: &Scene, _: &Proposed, version: usize) {
    let path = format!("/organisations/{}/weights", home(Role::Hub));
    let mut body = scene.get(Role::Hub, &path).expect(200).body["weights"].clone();
    (body["interest"], body["travel"]) = (json!(100), json!(240));
    put(scene, Role::Hub, &path, version, &body);
}

fn of_a_name_that_nothing_rests_on(scene: &Scene, _: &Proposed, version: usize) {
    let body = document(OrganisationKind::Provider, "Birch Green");
    put(scene, Role::Provider, &format!("/organisations/{}", home(Role::Provider)), version, &body);
}

fn of_another_learner(scene: &Scene, _: &Proposed, _: usize) {
    scene.learner("nesta");
}

/// How often the placement is assessed, and in which version the learner was when it was done, while
/// the change is made after each of the first so many assessments.
fn attempts(
    scene: &Scene,
    placed: &Proposed,
    change: Change,
    times: usize,
) -> (usize, Result<i64, ServiceError>) {
    let id = PlacementId::parse(&placed.id).unwrap();
    let (app, tried) = (scene.test.app.as_ref(), Cell::new(0));
    let find = |c: &mut Conn| -> Result<Placement, ServiceError> { Ok(placements::get(c, &id)?) };
    let done = assess_ahead(app, &operator(), &find, |ahead| {
        tried.set(tried.get() + 1);
        if tried.get() <= times {
            change(scene, placed, tried.get());
        }
        app.write(&operator(), |c| ahead.placement(c)).map(|_| ahead.basis.learner.version)
    });
    (tried.get(), done)
}

#[rstest]
#[case::learner(of_learner, 2)]
#[case::offer(of_offer, 2)]
#[case::employer(of_employer, 2)]
#[case::holidays(of_holidays, 2)]
#[case::weights(of_weights, 2)]
#[case::name(of_a_name_that_nothing_rests_on, 1)]
#[case::another(of_another_learner, 1)]
fn what_changes_between_assessing_and_writing_is_assessed_anew(
    #[case] change: Change,
    #[case] expected: usize,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let (tried, done) = attempts(&scene, &placed, change, 1);
    assert!(done.is_ok(), "{done:?}");
    assert_eq!(tried, expected);
}

#[rstest]
fn what_changes_again_and_again_is_a_conflict(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let (tried, done) = attempts(&scene, &placed, of_learner, usize::MAX);
    assert!(matches!(done, Err(ServiceError::Conflict { code: CHANGED, .. })), "{done:?}");
    assert_eq!(tried, ATTEMPTS);
}

#[test]
fn what_is_written_rests_on_the_newest_assessment() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = scene.proposed();
    let (tried, done) = attempts(&scene, &placed, of_learner, 2);
    assert_eq!((tried, done.unwrap()), (3, 3));
}
