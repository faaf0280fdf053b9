//! Of many confirmations at once, through the service, as many succeed as there are seats.

use std::sync::Barrier;

use placewell::app::App;
use placewell::auth::{Caller, CallerKind};
use placewell::clock::Clock;
use placewell::db::agreements::StoredAgreement;
use placewell::db::placements::seats;
use placewell::db::{Conn, DbError, agreements, decisions, learners, placements, programmes};
use placewell::domain::ids::{AgreementId, LearnerId, PlacementId, Reference};
use placewell::domain::placement::{Placement, PlacementAction};
use placewell::domain::role::Role;
use placewell::services::placements::{Step, step};
use placewell::services::{ServiceError, programmes::Plan};
use rstest::rstest;
use serde_json::json;

use super::scene::{Scene, id};
use crate::support::app::{home, user};
use crate::support::database::Engine;
use crate::support::operator;

const RACERS: u8 = 64;
const SEATS: i64 = 3;

/// A placement like another, of a learner like the other's, as ready to be confirmed.
fn double(c: &mut Conn, scene: &Scene, first: &Placement, nth: u8) -> Result<PlacementId, DbError> {
    let (app, now) = (&scene.test.app, scene.test.clock.now());
    let uuid = |kind: u8| format!("{kind:08x}-0000-7000-8000-{nth:012x}");
    let mut learner = learners::get(c, &app.keys, &first.learner)?;
    learner.id = LearnerId::parse(&uuid(1)).unwrap();
    learner.learner.codes.external_id = None;
    learners::insert(c, &app.keys, &learner)?;
    let reference = Reference::from_random([nth, 1, 1, 1, 1]);
    let id = PlacementId::parse(&uuid(2)).unwrap();
    let placement = Placement { id: id.clone(), reference, learner: learner.id.clone(), ..first.clone() };
    placements::insert(c, &placement, now)?;
    for stored in agreements::of_learner(c, &app.keys, &first.learner)? {
        let mut agreement = stored.agreement.clone();
        agreement.placement = Some(id.clone());
        let its = AgreementId::parse(&uuid(3)).unwrap();
        agreements::insert(
            c,
            &app.keys,
            &StoredAgreement { id: its, learner: learner.id.clone(), agreement, ..stored },
        )?;
    }
    for decision in decisions::about(c, &app.keys, "placement", first.id.as_str())? {
        let its = decisions::Decision { id: uuid(4), subject_id: id.to_string(), ..decision };
        decisions::add(c, &app.keys, &its)?;
    }
    let plan = programmes::newest::<Plan>(c, &app.keys, &first.id)?.unwrap();
    programmes::add(c, &app.keys, &id, &plan.hash, &plan.programme, now)?;
    Ok(id)
}

/// Confirms as a client does: again while the service says that it is busy.
fn confirm(app: &App, placement: &PlacementId) -> Result<(), ServiceError> {
    let kind = CallerKind::User { session: "race".to_owned(), limited: false };
    let caller =
        Caller { kind, user: user(Role::Provider), organisation: home(Role::Provider), role: Role::Provider };
    loop {
        let step = step(app, &caller, None, placement, None, PlacementAction::Confirm, &Step::default());
        match step {
            Err(ServiceError::Busy) => {}
            other => return other.map(drop),
        }
    }
}

#[rstest]
fn of_64_racing_confirmations_of_3_seats_exactly_3_succeed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.offer_document("library-shelves");
    document["offer"]["windows"][0]["capacity"] = json!(SEATS);
    let offer = id(&scene.post(Role::Employer, "/offers", &document).expect(201));
    let ready = PlacementId::parse(&scene.ready_for("carys", &offer, "2026-03-16")).unwrap();
    let db = scene.test.app.store(&operator());
    let first = db.read(|c| placements::get(c, &ready)).unwrap();
    let mut racers = vec![ready];
    for nth in 1..RACERS {
        racers.push(db.write(|c| double(c, &scene, &first, nth)).unwrap());
    }
    let app = scene.test.app.as_ref();
    let together = &Barrier::new(racers.len());
    let results: Vec<_> = std::thread::scope(|scope| {
        let race = |id| {
            together.wait();
            confirm(app, id)
        };
        let running: Vec<_> = racers.iter().map(|id| scope.spawn(move || race(id))).collect();
        running.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let confirmed = results.iter().filter(|result| result.is_ok()).count();
    assert_eq!(i64::try_from(confirmed).unwrap(), SEATS);
    let others = results.iter().filter_map(|result| result.as_ref().err());
    assert!(
        others.clone().all(|error| matches!(error, ServiceError::Conflict { code: "window_full", .. })),
        "{results:?}"
    );
    let taken = db.read(|c| seats::taken(c, &first.offer, &first.window, None)).unwrap();
    assert_eq!(taken.len(), first.days.len());
    assert!(taken.values().all(|seats| *seats == SEATS), "{taken:?}");
}
