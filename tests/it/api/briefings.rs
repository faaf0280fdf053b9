//! Briefing packs: looked at, approved exactly as seen, read again.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene, id};
use crate::support::app::user;
use crate::support::database::Engine;
use crate::support::plain::{outline, plain};

#[rstest]
fn a_pack_is_looked_at_in_each_form(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let path = format!("/placements/{}/briefing", placed.id);
    let preview = scene.get(Role::Provider, &path).expect(200);
    assert_eq!(preview.body["leaks"], json!([]));
    assert!(preview.body["pages"].as_u64().unwrap() <= 4);
    insta::assert_json_snapshot!("a_pack", outline(&preview.body));
    assert_eq!(scene.get(Role::Provider, &path).expect(200).body["hash"], preview.body["hash"]);
    let html = scene.get(Role::Provider, &format!("{path}/html")).expect(200);
    assert_eq!(html.header("Content-Type"), "text/html; charset=utf-8");
    let text = String::from_utf8(html.bytes).unwrap();
    assert!(text.contains("Carys") && !text.contains("Beynon"), "the pack calls her by her first name alone");
    let pdf = scene.get(Role::Provider, &format!("{path}/pdf")).expect(200);
    assert_eq!(pdf.header("Content-Type"), "application/pdf");
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    for role in [Role::Employer, Role::Hub, Role::Admin] {
        for form in ["", "/html", "/pdf"] {
            scene.get(role, &format!("{path}{form}")).expect(403);
        }
    }
    scene.get(Role::JobCoach, &path).expect(404);
    let coach = json!({"coach": user(Role::JobCoach)});
    scene.post(Role::Provider, &format!("/placements/{}/coaches", placed.id), &coach).expect(201);
    scene.get(Role::JobCoach, &path).expect(200);
}

#[rstest]
fn a_pack_without_a_programme_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    for form in ["", "/html", "/pdf"] {
        let path = format!("/placements/{}/briefing{form}", placed.id);
        assert_eq!(scene.get(Role::Provider, &path).expect(409).body["code"], "no_programme");
    }
}

#[rstest]
fn what_was_seen_is_what_is_approved(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let (one, all) =
        (format!("/placements/{}/briefing", placed.id), format!("/placements/{}/briefings", placed.id));
    let approve = |hash: &serde_json::Value| scene.post(Role::Provider, &all, &json!({"hash": hash}));
    let early = scene.get(Role::Provider, &one).expect(200).body["hash"].clone();
    assert_eq!(approve(&early).expect(409).body["code"], "wrong_state");
    scene.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(200);
    assert_eq!(approve(&json!("0".repeat(64))).expect(409).body["code"], "pack_changed");
    let hash = scene.get(Role::Provider, &one).expect(200).body["hash"].clone();
    let approved = approve(&hash).expect(201);
    insta::assert_json_snapshot!("an_approved_pack", plain(&approved.body));
    let read = scene.get(Role::Provider, &format!("/briefings/{}", id(&approved))).expect(200);
    assert_eq!(read.header("ETag"), approved.header("ETag"));
    assert_eq!(read.body["hash"], hash);
    assert_eq!(scene.get(Role::Provider, &all).expect(200).body, json!([approved.body]));
}

#[rstest]
fn a_later_pack_takes_the_place_of_the_one_before(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let first = scene.approved(&placed, &[]);
    let contact = scene.contact("desk@tycoed.example");
    let (one, programme) =
        (format!("/placements/{}/briefing", placed.id), format!("/placements/{}/programme", placed.id));
    let changes = || scene.get(Role::Provider, &one).expect(200).body["pack"]["issue"]["changes"].clone();
    assert_eq!(changes(), json!([]), "nothing has changed since the pack was approved");
    let planned = scene.get(Role::Provider, &programme).expect(200).body;
    let block = &planned["programme"]["days"][0]["blocks"][0]["id"];
    let reword =
        json!({"kind": "reword", "block": block, "line": "what", "text": "Come in by the front door"});
    scene.put(Role::Provider, &programme, "\"1\"", &reword).expect(200);
    assert_eq!(changes().as_array().unwrap().len(), 1);
    let send = |pack: &str| {
        scene.post(Role::Provider, &format!("/briefings/{pack}/deliveries"), &json!({"contact": contact}))
    };
    assert_eq!(send(&first).expect(409).body["code"], "pack_outdated");
    let second = scene.approved(&placed, &[]);
    let list = scene.get(Role::Provider, &format!("/placements/{}/briefings", placed.id)).expect(200).body;
    let states = [0, 1].map(|at| (list[at]["number"].clone(), list[at]["state"].clone()));
    assert_eq!(states, [(json!(1), json!("superseded")), (json!(2), json!("approved"))]);
    assert_eq!(send(&first).expect(409).body["code"], "not_approved");
    send(&second).expect(201);
}

#[rstest]
fn a_repeated_approval_is_answered_again_whatever_has_come_since(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let path = format!("/placements/{}/briefing", placed.id);
    let hash = scene.get(Role::Provider, &path).expect(200).body["hash"].clone();
    let approve = |body: &serde_json::Value| {
        let call = scene.test.post(&format!("{API}{path}s")).by(Role::Provider);
        call.header("Idempotency-Key", "approve-once").json(body).send()
    };
    let first = approve(&json!({"hash": hash})).expect(201);
    scene.step(Role::Provider, &placed.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    let again = approve(&json!({"hash": hash})).expect(201);
    assert_eq!((&again.body, again.header("Location")), (&first.body, first.header("Location")));
    assert_eq!(approve(&json!({"hash": "another"})).expect(422).problem(), "idempotency-key-reused");
    let call = scene.test.post(&format!("{API}{path}s")).by(Role::Provider);
    assert_eq!(call.json(&json!({"hash": hash})).send().expect(400).body["code"], "idempotency_key_required");
}

#[rstest]
fn a_pack_goes_to_contacts_of_the_employer_each_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let path = format!("/placements/{}/briefing", placed.id);
    let hash = scene.get(Role::Provider, &path).expect(200).body["hash"].clone();
    let contact = scene.contact("desk@tycoed.example");
    let elsewhere = scene.test.stranger(Role::Employer);
    let body = json!({"employer": elsewhere.organisation,
        "details": {"name": "Kit Moss", "role": "Owner", "email": "kit@elsewhere.example"}});
    let theirs = id(&scene.post(Role::Hub, "/contacts", &body).expect(201));
    let field = |to: &[&String]| {
        let body = json!({"hash": hash, "send_to": to});
        scene.post(Role::Provider, &format!("{path}s"), &body).expect(422).body["errors"][0]["field"].clone()
    };
    assert_eq!(field(&[&contact, &contact]), "send_to");
    assert_eq!(field(&[&contact, &theirs]), "contact");
    let list = scene.get(Role::Provider, &format!("/placements/{}/briefings", placed.id)).expect(200).body;
    assert_eq!(list, json!([]), "nothing of a refused approval stays");
}
