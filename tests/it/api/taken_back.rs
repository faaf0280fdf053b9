//! What is taken back between the approval of a pack and its sending stops it, wherever the pack is.

use chrono::TimeDelta;
use placewell::app::App;
use placewell::auth::{Caller, CallerKind};
use placewell::clock::Clock;
use placewell::db::DbError;
use placewell::db::jobs::{self, Ending};
use placewell::domain::ids::{AgreementId, LearnerId};
use placewell::domain::role::Role;
use placewell::jobs::{SendBriefing, Task};
use placewell::mail::SendError;
use placewell::outbox::SEND_BRIEFING;
use placewell::services::agreements;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Proposed, Scene};
use crate::support::app::{home, user};
use crate::support::database::Engine;
use crate::support::operator;

impl Scene {
    /// Takes an agreement back.
    fn take_back(&self, placed: &Proposed, agreement: &str) {
        let path = format!("{API}/learners/{}/agreements/{agreement}", placed.learner);
        self.test.delete(&path).by(Role::Provider).send().expect(204);
    }

    fn sendings(&self, pack: &str) -> Value {
        self.get(Role::Provider, &format!("/briefings/{pack}/deliveries")).expect(200).body
    }

    fn placement_agreement(&self, placed: &Proposed) -> String {
        let path = format!("/learners/{}/agreements", placed.learner);
        self.get(Role::Provider, &path).expect(200).body[0]["id"].as_str().unwrap().to_owned()
    }

    /// The worker tries the one queued pack, the mail server puts it off, and before the worker
    /// writes so, something else happens.
    fn put_off_while(&self, meanwhile: impl FnOnce()) {
        let (app, now) = (&self.test.app, self.test.clock.now());
        let kinds = [SEND_BRIEFING];
        let job = app
            .write(&operator(), |c| jobs::claim(c, &kinds, now, now + TimeDelta::minutes(10)))
            .unwrap()
            .unwrap();
        self.memory()
            .refuse_next(SendError::Transient { words: "451 later".to_owned(), may_have_arrived: false });
        let attempted = SendBriefing::new(app.clone()).run(&job).unwrap();
        meanwhile();
        let ending = Ending::Retry { due: now + TimeDelta::minutes(1), problem: "mail_put_off" };
        app.write(&operator(), |c| {
            assert!(jobs::end(c, &job.id, job.attempts, ending, now)?);
            (attempted.record)(c, ending)?;
            Ok::<_, DbError>(())
        })
        .unwrap();
        self.test.clock.advance(TimeDelta::minutes(2));
    }
}

#[rstest]
#[case("cancel", "placement_over")]
#[case("agreement", "agreement_withdrawn")]
#[case("statement", "statement_withdrawn")]
fn a_pack_in_the_workers_hand_is_stopped(
    #[case] how: &str,
    #[case] problem: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let statement = scene.agreed(&placed, "statement");
    let pack = scene.approved(&placed, &[&scene.contact("desk@tycoed.example")]);
    scene.put_off_while(|| match how {
        "cancel" => {
            let why = json!({"reason": "The roof leaks."});
            drop(scene.step(Role::Provider, &placed.id, "cancel", &why).expect(200));
        }
        "agreement" => scene.take_back(&placed, &scene.placement_agreement(&placed)),
        _ => scene.take_back(&placed, &statement),
    });
    assert_eq!(scene.sendings(&pack)[0]["state"], "failed", "the worker's own end changes nothing");
    scene.work();
    assert!(scene.packs_sent().is_empty());
    let sending = scene.sendings(&pack)[0].clone();
    assert_eq!((&sending["state"], &sending["problem"]), (&json!("failed"), &json!(problem)));
}

#[rstest]
fn a_pack_that_quotes_a_statement_goes_only_while_that_is_agreed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let statement = scene.agreed(&placed, "statement");
    let contact = scene.contact("desk@tycoed.example");
    let pack = scene.approved(&placed, &[&contact]);
    scene.take_back(&placed, &statement);
    scene.work();
    assert!(scene.packs_sent().is_empty());
    let sending = scene.sendings(&pack)[0].clone();
    assert_eq!(sending["problem"], "statement_withdrawn");
    let resend = format!("/deliveries/{}/resend", sending["id"].as_str().unwrap());
    let refused = scene.post(Role::Provider, &resend, &json!({})).expect(409);
    assert_eq!(refused.body["code"], "statement_withdrawn");
    let anew = scene.approved(&placed, &[&contact]);
    scene.work();
    assert_eq!(scene.sendings(&anew)[0]["state"], "sent");
    assert!(!scene.packs_sent()[0].letter.text.contains("If I go quiet I am thinking"));
}

#[rstest]
#[case("statement", "pack_changed")]
#[case("placement", "agreement_missing")]
fn an_approval_notices_what_is_taken_back_after_composing(
    #[case] scope: &str,
    #[case] code: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let given = match scope {
        "statement" => scene.agreed(&placed, scope),
        _ => scene.placement_agreement(&placed),
    };
    let path = format!("/placements/{}/briefing", placed.id);
    let hash = scene.get(Role::Provider, &path).expect(200).body["hash"].clone();
    let app = scene.test.app.clone();
    let (learner, agreement) =
        (LearnerId::parse(&placed.learner).unwrap(), AgreementId::parse(&given).unwrap());
    scene.test.ids.before_next(move || withdraw(&app, &learner, &agreement));
    let refused = scene.post(Role::Provider, &format!("{path}s"), &json!({"hash": hash})).expect(409);
    assert_eq!(refused.body["code"], code);
    assert_eq!(scene.get(Role::Provider, &format!("{path}s")).expect(200).body, json!([]));
}

fn withdraw(app: &App, learner: &LearnerId, agreement: &AgreementId) {
    let kind = CallerKind::User { session: "meanwhile".to_owned(), limited: false };
    let (user, organisation) = (user(Role::Provider), home(Role::Provider));
    let caller = Caller { kind, user, organisation, role: Role::Provider };
    agreements::withdraw(app, &caller, learner, agreement).unwrap();
}

#[rstest]
fn who_recorded_a_withdrawal_is_known(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.proposed();
    let agreement = scene.agreed(&placed, "placement");
    let listed = || {
        let path = format!("/learners/{}/agreements", placed.learner);
        scene.get(Role::Provider, &path).expect(200).body[0]["withdrawn_by"].clone()
    };
    assert_eq!(listed(), Value::Null);
    scene.take_back(&placed, &agreement);
    assert_eq!(listed(), json!(user(Role::Provider)));
}
