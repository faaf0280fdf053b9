//! An organisation that is kept for the record only.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::scene::{API, Scene};
use crate::support::app::{PASSWORD, email, home};
use crate::support::database::Engine;

#[rstest]
#[case(Role::Employer)]
#[case(Role::Provider)]
#[case(Role::JobCoach)]
fn its_users_and_keys_are_no_longer_let_in(
    #[case] role: Role,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let post =
        |path: &str, body: &serde_json::Value| scene.test.post(&format!("{API}{path}")).json(body).send();
    let login = json!({"email": email(role), "password": PASSWORD});
    let tokens = post("/session", &login).expect(200).body;
    let key = match role {
        Role::JobCoach => None,
        _ => {
            Some(scene.post(role, "/api-keys", &json!({"label": "A key"})).expect(201).body["secret"].clone())
        }
    };
    let archive = format!("{API}/organisations/{}/archive", home(role));
    scene.test.post(&archive).by(Role::Hub).send().expect(200);
    assert_eq!(post("/session", &login).expect(422).body["errors"][0]["field"], "organisation");
    post("/session/refresh", &json!({"refresh_token": tokens["refresh_token"]})).expect(401);
    if let Some(secret) = key {
        let session = scene.test.get(&format!("{API}/session")).bearing(secret.as_str().unwrap());
        session.send().expect(401);
    }
}

#[rstest]
fn its_offers_are_not_ranked_proposed_or_added_to(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    let proposal = scene.proposal(&learner, &offer);
    let archive = format!("{API}/organisations/{}/archive", home(Role::Employer));
    scene.test.post(&archive).by(Role::Hub).send().expect(200);
    let list = scene.get(Role::Provider, &format!("/learners/{learner}/matches")).expect(200).body;
    assert_eq!((&list["items"], &list["funnel"]["offers"]), (&json!([]), &json!(0)));
    scene.get(Role::Provider, &format!("/learners/{learner}/matches/{offer}")).expect(404);
    assert_eq!(scene.post(Role::Provider, "/placements", &proposal).expect(409).body["code"], "archived");
    let mut another = scene.offer_document("library-shelves");
    another["employer"] = json!(home(Role::Employer));
    assert_eq!(scene.post(Role::Hub, "/offers", &another).expect(409).body["code"], "archived");
}
