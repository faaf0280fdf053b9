//! What a replica holds of the offers: always what reading everything anew would give.

use chrono::TimeDelta;
use placewell::caches::offers::OfferIndex;
use placewell::db::offers;
use placewell::domain::ids::OfferId;
use placewell::domain::offer::OfferFacts;
use placewell::domain::role::Role;
use placewell::domain::text::Line;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene};
use crate::support::app::home;
use crate::support::database::Engine;
use crate::support::operator;

fn facts(scene: &Scene, index: &OfferIndex) -> Vec<OfferFacts> {
    let app = &scene.test.app;
    index.ready(app.store(&operator()), &app.keys, app.clock.as_ref()).unwrap();
    let read = app.read(&operator(), |c| index.of_hub(c, &app.keys, app.clock.as_ref(), &home(Role::Hub)));
    read.unwrap().iter().map(|offer| offer.facts().clone()).collect()
}

#[rstest]
fn following_the_changes_gives_what_reading_everything_gives(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let held = OfferIndex::default();
    let check = |after: &str| {
        let now = facts(&scene, &held);
        assert_eq!(now, facts(&scene, &OfferIndex::default()), "after {after}");
        now
    };
    assert_eq!(check("nothing"), []);
    let garden = scene.offer("garden-plants");
    assert_eq!(check("a new offer").len(), 1);
    let placed = scene.confirmed();
    assert!(check("a placement").iter().any(|facts| !facts.full.is_empty()), "no date is full");
    let mut document = scene.offer_document("garden-plants");
    document["offer"]["title"] = json!("Plants and pots");
    scene.put(Role::Employer, &format!("/offers/{garden}"), "\"1\"", &document).expect(200);
    assert!(check("a new title").iter().any(|facts| facts.offer.title.as_str() == "Plants and pots"));
    let path = format!("/organisations/{}", home(Role::Employer));
    let tag = scene.get(Role::Employer, &path).expect(200).header("ETag").to_owned();
    let library = &scene.sample.employers.iter().find(|(name, _)| name == "library").unwrap().1;
    let mut employer = json!({"employer": library.employer});
    employer["employer"]["name"] = json!("Ty Coed Books");
    scene.put(Role::Employer, &path, &tag, &employer).expect(200);
    assert!(check("a new name").iter().all(|facts| facts.employer_name.as_str() == "Ty Coed Books"));
    scene.step(Role::Provider, &placed.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    assert!(check("a seat given back").iter().all(|facts| facts.full.is_empty()));
    document["state"] = json!("paused");
    scene.put(Role::Employer, &format!("/offers/{garden}"), "\"2\"", &document).expect(200);
    assert_eq!(check("a pause").len(), 1);
    let link = format!("{API}/organisations/{}/link", home(Role::Hub));
    scene.test.delete(&link).by(Role::Employer).send().expect(204);
    assert_eq!(check("the end of the link"), []);
}

#[rstest]
fn a_change_by_a_replica_whose_clock_is_behind_is_seen(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let id = OfferId::parse(&scene.offer("garden-plants")).unwrap();
    let held = OfferIndex::default();
    facts(&scene, &held);
    for (version, minutes) in [(2, 1), (3, 90), (4, 0)] {
        scene.test.clock.advance(TimeDelta::seconds(40));
        let app = &scene.test.app;
        let change = app.write(&operator(), |c| {
            let mut stored = offers::get(c, &app.keys, &id)?;
            stored.version = version;
            stored.offer.title = Line::parse(&format!("Plants {version}")).unwrap();
            stored.updated_at = app.clock.now() - TimeDelta::minutes(minutes);
            offers::save(c, &app.keys, &stored, version - 1)
        });
        change.unwrap();
        assert_eq!(facts(&scene, &held)[0].version, version);
    }
}

#[rstest]
fn everything_is_read_once_however_many_ask(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    scene.offer("garden-plants");
    let (held, app) = (OfferIndex::default(), &scene.test.app);
    std::thread::scope(|scope| {
        for _ in 0..12 {
            scope.spawn(|| held.ready(app.store(&operator()), &app.keys, app.clock.as_ref()).unwrap());
        }
    });
    assert_eq!(facts(&scene, &held).len(), 1);
    scene.test.clock.advance(TimeDelta::days(2));
    assert_eq!(facts(&scene, &held).len(), 1, "what is old is read again");
}
