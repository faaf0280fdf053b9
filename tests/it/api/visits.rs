//! Links and reports by the API: what the pages do, and no more.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::operations::NOTHING;
use super::scene::API;
use crate::support::database::Engine;
use crate::web::browser::{Browser, hidden, html};
use crate::web::visit::{CONTACT, Visit, link_to};

#[rstest]
fn a_link_is_sent_listed_and_revoked(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let (scene, test) = (&visit.scene, &visit.scene.test);
    let path = format!("/placements/{}/links", visit.placed.id);
    let listed = || scene.get(Role::Provider, &path).expect(200).body.as_array().unwrap().clone();
    assert_eq!((listed().len(), &listed()[0]["contact"]), (1, &json!(visit.contact)));
    scene.post(Role::Hub, &path, &json!({"contact": visit.contact})).expect(204);
    assert_eq!((listed().len(), &listed()[0]["ended_because"]), (2, &json!("replaced")));
    let new = link_to(test, CONTACT).unwrap();
    assert_ne!(new, visit.path);
    let code = new.strip_prefix("/visit/").unwrap();
    let secret = code.rsplit_once('.').unwrap().1;
    assert!(!serde_json::to_string(&listed()).unwrap().contains(secret));
    let mut browser = visit.browser();
    browser.get(&visit.path).expect(410);
    browser.get(&new).expect(200);
    for (role, status) in [(Role::Employer, 403), (Role::JobCoach, 403), (Role::Admin, 403)] {
        scene.get(role, &path).expect(status);
        scene.post(role, &path, &json!({"contact": visit.contact})).expect(status);
    }
    let stranger = test.stranger(Role::Provider);
    let full = format!("{API}{path}");
    test.get(&full).bearing(&stranger.token).send().expect(404);
    test.delete(&full).bearing(&stranger.token).send().expect(404);
    test.delete(&full).by(Role::Hub).send().expect(403);
    browser.get(&new).expect(200);
    test.delete(&full).by(Role::Provider).send().expect(204);
    browser.get(&new).expect(410);
    assert!(listed().iter().all(|link| link["ended_at"].is_string()));
    let elsewhere = json!({"contact": NOTHING});
    scene.post(Role::Provider, &path, &elsewhere).expect(404);
}

#[rstest]
fn reports_are_read_and_noted_as_seen(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let (scene, test) = (&visit.scene, &visit.scene.test);
    let mut browser = Browser::new(test);
    for (act, words) in [("hazard", "The lift door shuts on people"), ("worry", "Zyxwv was crying")] {
        let once = hidden(&html(&browser.get(&visit.path).expect(200)), "once");
        browser.post(&format!("{}/{act}", visit.path), &[("once", &once), ("words", words)]).expect(303);
    }
    let path = format!("/placements/{}/reports", visit.placed.id);
    let told = scene.get(Role::Provider, &path).expect(200);
    assert!(!html(&told).contains("Zyxwv"));
    let reports = told.body.as_array().unwrap().clone();
    let words: Vec<&Value> = reports.iter().map(|report| &report["report"]["kind"]).collect();
    assert_eq!(words, [&json!("hazard")]);
    let lead = scene.get(Role::SafeguardingLead, &path).expect(200).body.as_array().unwrap().clone();
    let worry = lead.iter().find(|report| report["report"]["kind"] == "worry").unwrap();
    let seen = |report: &Value| format!("{API}/reports/{}/seen", report["id"].as_str().unwrap());
    test.post(&seen(worry)).by(Role::Provider).header("If-Match", "\"1\"").send().expect(404);
    let stranger = test.stranger(Role::SafeguardingLead);
    test.post(&seen(worry)).bearing(&stranger.token).header("If-Match", "\"1\"").send().expect(404);
    test.post(&seen(&reports[0])).by(Role::Provider).send().expect(428);
    test.post(&seen(&reports[0])).by(Role::Provider).header("If-Match", "\"7\"").send().expect(412);
    test.post(&seen(&reports[0])).by(Role::Provider).header("If-Match", "\"1\"").send().expect(204);
    let after = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!((&after[0]["waits"], after[0]["seen_at"].is_string()), (&json!(false), true));
    for role in [Role::Hub, Role::Employer, Role::Admin] {
        scene.get(role, &path).expect(403);
    }
}
