//! What belongs to one organisation is not there for another.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::operations::all;
use super::scene::{API, Scene};
use crate::support::app::home;
use crate::support::database::Engine;

/// A learner at every stage, and what an operation would find by the identifier in its path.
struct Ours {
    learner: String,
    offer: String,
    contact: String,
    placement: String,
    briefing: String,
    delivery: String,
}

fn ours(scene: &Scene) -> Ours {
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    let briefing = scene.approved(&placed, &[&contact]);
    let sendings = scene.get(Role::Provider, &format!("/briefings/{briefing}/deliveries")).expect(200);
    let delivery = sendings.body[0]["id"].as_str().unwrap().to_owned();
    Ours { learner: placed.learner, offer: placed.offer, contact, placement: placed.id, briefing, delivery }
}

impl Ours {
    fn of(&self, path: &str) -> Option<&str> {
        let kind = path.trim_start_matches(API).split('/').nth(1)?;
        Some(match kind {
            "learners" => &self.learner,
            "offers" => &self.offer,
            "contacts" => &self.contact,
            "placements" => &self.placement,
            "briefings" => &self.briefing,
            "deliveries" => &self.delivery,
            _ => return None,
        })
    }
}

#[rstest]
#[case(Role::Provider, &["read_offer", "read_contact"])]
#[case(Role::SafeguardingLead, &["read_offer", "read_contact"])]
#[case(Role::JobCoach, &["read_offer"])]
#[case(Role::Employer, &[])]
#[case(Role::Hub, &[])]
fn a_stranger_finds_nothing_and_changes_nothing(
    #[case] role: Role,
    #[case] shared: &[&str],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let ours = ours(&scene);
    let stranger = scene.test.stranger(role);
    let before = scene.get(Role::Provider, &format!("/placements/{}", ours.placement)).expect(200).body;
    let mut wrong = Vec::new();
    let mut asked = 0;
    for operation in all(&scene).iter().filter(|operation| operation.path.contains("{id}")) {
        let Some(id) = ours.of(&operation.path) else { continue };
        let answer = operation.call(&scene, id).bearing(&stranger.token).send();
        asked += 1;
        let fits = if shared.contains(&operation.id.as_str()) {
            answer.status == 200
        } else {
            [403, 404].contains(&answer.status)
        };
        if !fits {
            wrong.push(format!("{}: {}", operation.id, answer.status));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
    assert!(asked > 35, "{asked}");
    let after = scene.get(Role::Provider, &format!("/placements/{}", ours.placement)).expect(200).body;
    assert_eq!(after, before);
}

#[rstest]
#[case(Role::Provider, &["/learners", "/placements"])]
#[case(Role::SafeguardingLead, &["/learners", "/placements"])]
#[case(Role::JobCoach, &["/learners", "/placements"])]
#[case(Role::Employer, &["/offers", "/placements"])]
#[case(Role::Hub, &["/offers", "/placements"])]
fn a_stranger_lists_nothing_of_ours(
    #[case] role: Role,
    #[case] lists: &[&str],
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    scene.confirmed();
    let stranger = scene.test.stranger(role);
    for list in lists {
        let answer = scene.test.get(&format!("{API}{list}")).bearing(&stranger.token).send().expect(200);
        assert_eq!(answer.body, json!({"items": [], "total": 0}), "{list}");
    }
}

#[rstest]
fn a_stranger_cannot_act_for_us(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let ours = ours(&scene);
    let post = |role: Role, path: &str, body: &Value| {
        let stranger = scene.test.stranger(role);
        let call = scene.test.post(&format!("{API}{path}")).bearing(&stranger.token);
        call.header("Idempotency-Key", &scene.key()).json(body).send()
    };
    let mut offer = scene.offer_document("library-shelves");
    offer["employer"] = json!(home(Role::Employer));
    for role in [Role::Hub, Role::Employer] {
        post(role, "/offers", &offer).expect(404);
    }
    let proposal =
        json!({"learner": ours.learner, "offer": ours.offer, "window": "main", "start": "2026-03-16"});
    post(Role::Provider, "/placements", &proposal).expect(404);
}
