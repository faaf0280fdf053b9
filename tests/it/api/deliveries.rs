//! Sendings of packs, from the queue to the briefed placement.

use placewell::domain::role::Role;
use placewell::jobs::Worker;
use placewell::mail::{Memory, Refused, SendError, Sent, Transport};
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene, id};
use crate::support::database::Engine;
use crate::support::plain::plain;

impl Scene {
    pub(crate) fn memory(&self) -> &Memory {
        match self.test.app.mailer.transport() {
            Transport::Memory(memory) => memory,
            other => panic!("{other:?}"),
        }
    }

    /// The packs that left, without the letters beside them.
    pub(super) fn packs_sent(&self) -> Vec<Sent> {
        let sent = self.memory().sent().into_iter();
        sent.filter(|sent| sent.letter.subject.starts_with("Work placement briefing")).collect()
    }

    /// Lets the worker do what is due.
    pub(crate) fn work(&self) -> usize {
        Worker::of(&self.test.app).drain().unwrap()
    }

    fn state(&self, placed: &Proposed) -> Value {
        self.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["state"].clone()
    }

    fn steps(&self, placed: &Proposed) -> Vec<Value> {
        let path = format!("/placements/{}/transitions", placed.id);
        self.get(Role::Provider, &path).expect(200).body.as_array().unwrap().clone()
    }
}

#[rstest]
fn an_accepted_pack_briefs_the_placement_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    scene.work();
    let pack = scene.approved(&placed, &[&contact]);
    let path = format!("/briefings/{pack}/deliveries");
    let sendings = || scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!((sendings()[0]["state"].clone(), scene.state(&placed)), (json!("queued"), json!("confirmed")));
    assert_eq!(scene.work(), 2, "the pack, and the letter with the link to the page");
    insta::assert_json_snapshot!("an_accepted_sending", plain(&sendings()));
    assert_eq!(scene.state(&placed), "briefed");
    let last = scene.steps(&placed).pop().unwrap();
    let delivery = sendings()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!((&last["action"], &last["by"]), (&json!("brief"), &Value::Null));
    assert!(last["reason"].as_str().unwrap().contains(&delivery));

    let resend = |key: &str| {
        let call = scene.test.post(&format!("/api/v1/deliveries/{delivery}/resend")).by(Role::Provider);
        call.header("Idempotency-Key", key).send()
    };
    let again = resend("again").expect(201);
    assert_eq!(
        (&again.body["replaces"], resend("again").expect(201).body),
        (&json!(delivery), again.body.clone())
    );
    assert_eq!(resend("too-soon").expect(409).body["code"], "still_sending");
    let steps = scene.steps(&placed).len();
    assert_eq!((scene.work(), scene.packs_sent().len(), scene.steps(&placed).len()), (1, 2, steps));
    let read = scene.get(Role::Provider, &format!("/deliveries/{}", id(&again))).expect(200);
    assert_eq!(read.body["state"], "sent");
    let send = scene.post(Role::Provider, &path, &json!({"contact": contact})).expect(409);
    assert_eq!(send.body["code"], "sent_before");
    for path in [path.clone(), format!("/deliveries/{delivery}"), format!("/briefings/{pack}")] {
        for role in [Role::Hub, Role::Admin] {
            scene.get(role, &path).expect(403);
        }
        scene.get(Role::JobCoach, &path).expect(404);
    }
}

#[rstest]
fn a_refused_pack_briefs_nobody_and_says_what_to_do(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("wrong@tycoed.example");
    scene.work();
    scene.memory().refuse_next(SendError::Permanent { of: Refused::Recipient, words: "550 no".to_owned() });
    let pack = scene.approved(&placed, &[&contact]);
    scene.work();
    let list = scene.get(Role::Provider, &format!("/briefings/{pack}/deliveries")).expect(200).body;
    assert_eq!((&list[0]["state"], &list[0]["server_words"]), (&json!("failed"), &json!("550 no")));
    assert!(list[0]["advice"].as_str().unwrap().contains("address"));
    assert_eq!(scene.state(&placed), "confirmed");
    let bounced = scene.get(Role::Employer, &format!("/contacts/{contact}")).expect(200);
    assert_eq!(bounced.body["bounce"], "bounced");
    let mended = json!({"name": "Sioned Marsh", "role": "Branch librarian", "email": "right@tycoed.example"});
    scene.put(Role::Employer, &format!("/contacts/{contact}"), bounced.header("ETag"), &mended).expect(200);
    let resend = format!("/deliveries/{}/resend", list[0]["id"].as_str().unwrap());
    scene.post(Role::Provider, &resend, &json!({})).expect(201);
    scene.work();
    assert_eq!(scene.packs_sent()[0].letter.to, "right@tycoed.example");
    assert_eq!(scene.state(&placed), "briefed");
}

#[rstest]
#[case("cancel", "placement_over")]
#[case("agreement", "agreement_withdrawn")]
fn what_is_called_off_before_it_left_does_not_leave(
    #[case] how: &str,
    #[case] problem: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    let pack = scene.approved(&placed, &[&contact]);
    if how == "cancel" {
        scene.step(Role::Provider, &placed.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    } else {
        let path = format!("/learners/{}/agreements", placed.learner);
        let standing = scene.get(Role::Provider, &path).expect(200).body[0]["id"].clone();
        let one = format!("/api/v1{path}/{}", standing.as_str().unwrap());
        scene.test.delete(&one).by(Role::Provider).send().expect(204);
    }
    scene.work();
    assert!(scene.packs_sent().is_empty());
    let list = scene.get(Role::Provider, &format!("/briefings/{pack}/deliveries")).expect(200).body;
    assert_eq!((&list[0]["state"], &list[0]["problem"]), (&json!("failed"), &json!(problem)));
    assert!(list[0]["advice"].is_string());
    let resend = format!("/deliveries/{}/resend", list[0]["id"].as_str().unwrap());
    let refused = scene.post(Role::Provider, &resend, &json!({})).expect(409);
    assert!(["wrong_state", "agreement_missing"].contains(&refused.body["code"].as_str().unwrap()));
}
