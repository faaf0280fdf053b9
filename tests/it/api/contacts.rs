//! Contacts: the people at an employer who are written to.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, id};
use crate::support::app::home;
use crate::support::database::Engine;
use crate::support::plain::plain;

fn details(name: &str) -> Value {
    json!({"name": name, "role": "Librarian", "email": "desk@tycoed.example", "phone": "01632 960111"})
}

#[rstest]
fn a_contact_is_added_read_changed_and_put_away(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let body = json!({"employer": home(Role::Employer), "details": details("Sioned Marsh")});
    let made = scene.post(Role::Hub, "/contacts", &body).expect(201);
    insta::assert_json_snapshot!("a_contact", plain(&made.body));
    let path = format!("/contacts/{}", id(&made));
    for role in [Role::Employer, Role::Hub, Role::Provider] {
        assert_eq!(scene.get(role, &path).expect(200).body, made.body);
    }
    scene.get(Role::JobCoach, &path).expect(403);
    let changed = scene.put(Role::Employer, &path, "\"1\"", &details("Dafydd Hale")).expect(200);
    assert_eq!((changed.header("ETag"), &changed.body["details"]["name"]), ("\"2\"", &json!("Dafydd Hale")));
    scene.put(Role::Employer, &path, "\"1\"", &details("Nobody")).expect(412);
    let archive = |tag: &str| {
        scene.test.post(&format!("{API}{path}/archive")).by(Role::Hub).header("If-Match", tag).send()
    };
    archive("\"1\"").expect(412);
    assert!(archive("\"2\"").expect(200).body["archived_at"].is_string());
    let list = scene.get(Role::Provider, &format!("/contacts?employer={}", home(Role::Employer))).expect(200);
    assert_eq!(list.body["items"], json!([]));
    assert_eq!(scene.get(Role::Provider, "/contacts").expect(422).body["errors"][0]["field"], "employer");
}

#[rstest]
fn only_an_employer_has_contacts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    for organisation in [home(Role::Provider), home(Role::Hub)] {
        let body = json!({"employer": organisation, "details": details("Sioned Marsh")});
        scene.post(Role::Hub, "/contacts", &body).expect(404);
        scene.post(Role::Employer, "/contacts", &body).expect(404);
    }
}
