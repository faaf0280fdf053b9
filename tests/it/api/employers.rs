//! What an employer that is signed in reads of its own placements.

use chrono::TimeDelta;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::Scene;
use crate::support::database::Engine;

#[rstest]
fn an_employer_reads_what_was_let_go_to_it_and_nothing_before(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let (packs, programme) =
        (format!("/placements/{}/briefings", placed.id), format!("/placements/{}/programme", placed.id));
    let employer = |path: &str| scene.get(Role::Employer, path);
    assert_eq!(employer(&packs).expect(200).body, json!([]));
    employer(&programme).expect(404);
    let unsent = scene.approved(&placed, &[]);
    employer(&format!("/briefings/{unsent}")).expect(404);
    employer(&format!("/briefings/{unsent}/deliveries")).expect(404);
    employer(&programme).expect(404);

    let contact = scene.contact("desk@tycoed.example");
    let sent = json!({"contact": contact});
    let delivery =
        scene.post(Role::Provider, &format!("/briefings/{unsent}/deliveries"), &sent).expect(201).body;
    let pack = employer(&format!("/briefings/{unsent}")).expect(200).body;
    assert_eq!(pack, scene.get(Role::Provider, &format!("/briefings/{unsent}")).expect(200).body);
    assert_eq!(employer(&packs).expect(200).body[0]["id"], json!(unsent));
    let told = employer(&programme).expect(200).body;
    assert_eq!(told["programme"], scene.get(Role::Provider, &programme).expect(200).body["programme"]);
    for judged in ["breaches", "meaningful", "carved"] {
        assert!(told.get(judged).is_none(), "{judged}");
    }
    let read = employer(&format!("/deliveries/{}", delivery["id"].as_str().unwrap())).expect(200).body;
    assert_eq!(read["server_words"], json!(null));
    for own in [format!("/placements/{}/briefing", placed.id), format!("/placements/{}/vetting", placed.id)] {
        employer(&own).expect(403);
    }
}

#[rstest]
#[case("withdraw")]
#[case("cancel")]
fn what_is_taken_back_is_no_longer_read(
    #[case] step: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    let pack = scene.approved(&placed, &[&contact]);
    let read = || scene.get(Role::Employer, &format!("/briefings/{pack}"));
    read().expect(200);
    scene.step(Role::Provider, &placed.id, step, &json!({"reason": "Illness."})).expect(200);
    read().expect(404);
    scene.get(Role::Employer, &format!("/placements/{}/programme", placed.id)).expect(404);
}

#[test]
fn a_pack_is_no_longer_read_once_its_copies_must_be_gone() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    let pack = scene.approved(&placed, &[&contact]);
    let read = || scene.get(Role::Employer, &format!("/briefings/{pack}"));
    let destroy = read().expect(200).body["pack"]["issue"]["destroy_after"].clone();
    let last: chrono::NaiveDate = destroy.as_str().unwrap().parse().unwrap();
    let until = last.and_hms_opt(12, 0, 0).unwrap().and_utc();
    scene.test.clock.set(until);
    read().expect(200);
    scene.test.clock.advance(TimeDelta::days(1));
    read().expect(404);
}
