//! Webhooks: signed, told of what happens, tried again, replayed; and never the way into somebody's network.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use placewell::config::Config;
use placewell::db::webhooks::{SigningSecret, Target};
use placewell::domain::role::Role;
use placewell::jobs::Worker;
use placewell::services::webhooks::{Address, may_reach};
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene};
use crate::engines::server::{Asked, Reply, Server};
use crate::support::app::TestApp;
use crate::support::database::Engine;

#[test]
fn a_signing_secret_cannot_be_printed() {
    let secret = SigningSecret { secret: "whsec_c2VjcmV0".to_owned(), until: None };
    let target = Target { url: "https://records.elsewhere.example/hook".to_owned(), secrets: vec![secret] };
    assert!(!format!("{target:?}").contains("c2VjcmV0"));
}

/// A service that may post to this machine, with a receiver that answers as it is told.
fn scene(engine: Engine, status: u16) -> Option<(Scene, Server)> {
    let mut config = Config::default();
    config.jobs.webhooks_to_own_network = true;
    let scene = Scene::on(TestApp::with(engine, config)?);
    Some((scene, Server::new(move |_| Reply::Json(status, json!({"never": "read"})))))
}

impl Scene {
    fn webhook(&self, role: Role, url: &str, events: Option<Value>) -> Value {
        let mut body = json!({"url": url});
        if let Some(events) = events {
            body["events"] = events;
        }
        self.test.post(&format!("{API}/webhooks")).by(role).json(&body).send().expect(201).body
    }

    fn messages(&self, webhook: &Value) -> Vec<Value> {
        let path = format!("/webhooks/{}/messages?limit=200", webhook["id"].as_str().unwrap());
        self.get(Role::Provider, &path).expect(200).body["items"].as_array().unwrap().clone()
    }

    fn work_on_hooks(&self) {
        Worker::of(&self.test.app).drain().unwrap();
    }
}

/// Whether a receiver that knows a secret takes a message for what it is.
fn is_signed(asked: &Asked, secret: &str) -> bool {
    let header = |name: &str| asked.headers[name].as_str();
    let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
    let key = aws_lc_rs::hmac::Key::new(aws_lc_rs::hmac::HMAC_SHA256, &key);
    let text = format!("{}.{}.{}", header("webhook-id"), header("webhook-timestamp"), asked.body);
    header("webhook-signature").split(' ').any(|one| {
        let tag = STANDARD.decode(one.strip_prefix("v1,").unwrap()).unwrap();
        aws_lc_rs::hmac::verify(&key, text.as_bytes(), &tag).is_ok()
    })
}

fn types(asked: &[Asked]) -> Vec<String> {
    asked
        .iter()
        .map(|one| serde_json::from_str::<Value>(&one.body).unwrap()["type"].as_str().unwrap().to_owned())
        .collect()
}

#[rstest]
fn events_are_posted_with_identifiers_only(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((scene, receiver)) = scene(engine, 204) else { return };
    let made = scene.webhook(Role::Provider, &receiver.url(), None);
    let secret = made["secret"].as_str().unwrap();
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    scene.approved(&placed, &[&contact]);
    scene.work_on_hooks();
    let asked = receiver.asked();
    let told = types(&asked);
    assert_eq!(told.iter().filter(|kind| *kind == "placement.changed").count(), 8, "{told:?}");
    assert!(told.contains(&"briefing.approved".to_owned()) && told.contains(&"delivery.changed".to_owned()));
    for one in &asked {
        assert!(is_signed(one, secret) && !is_signed(one, "whsec_AAAA"), "{one:?}");
        assert_eq!((one.method.as_str(), one.headers["content-type"].as_str()), ("POST", "application/json"));
        let body: Value = serde_json::from_str(&one.body).unwrap();
        assert_eq!(body["data"]["placement"], placed.id.as_str());
        for word in ["Carys", "tycoed", "PW-", "Library", "autis"] {
            assert!(!one.body.contains(word), "{word} in {}", one.body);
        }
    }
    let log = scene.messages(&made);
    assert_eq!(log.len(), asked.len());
    assert!(
        log.iter().all(|one| one["state"] == "delivered" && one["attempts"][0]["status"] == 204),
        "{log:?}"
    );
}

#[rstest]
fn what_is_not_taken_is_tried_again_and_can_be_replayed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((scene, receiver)) = scene(engine, 503) else { return };
    let made = scene.webhook(Role::Provider, &receiver.url(), Some(json!(["placement.changed"])));
    scene.proposed();
    scene.work_on_hooks();
    scene.test.clock.advance(TimeDelta::seconds(80));
    scene.work_on_hooks();
    let (asked, log) = (receiver.asked(), scene.messages(&made));
    assert_eq!((asked.len(), log.len()), (2, 1));
    let id = log[0]["id"].as_str().unwrap();
    assert!(asked.iter().all(|one| one.headers["webhook-id"] == id && one.body == asked[0].body));
    assert_ne!(asked[0].headers["webhook-timestamp"], asked[1].headers["webhook-timestamp"]);
    assert_eq!((&log[0]["state"], log[0]["attempts"].as_array().unwrap().len()), (&json!("queued"), 2));
    for _ in 0..20 {
        scene.test.clock.advance(TimeDelta::hours(6));
        scene.work_on_hooks();
    }
    let log = scene.messages(&made);
    assert_eq!((&log[0]["state"], log[0]["attempts"].as_array().unwrap().len()), (&json!("failed"), 16));
    let path = format!("{API}/webhooks/{}/messages/{id}/replay", made["id"].as_str().unwrap());
    scene.test.post(&path).bearing(&scene.test.stranger(Role::Provider).token).send().expect(404);
    assert_eq!(scene.test.post(&path).by(Role::Provider).send().expect(200).body["state"], "queued");
    scene.work_on_hooks();
    assert_eq!(receiver.asked().last().unwrap().headers["webhook-id"], id);
    assert_eq!(receiver.asked().len(), 17);
}

#[rstest]
fn a_secret_rotates_with_a_day_in_which_both_sign(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((scene, receiver)) = scene(engine, 200) else { return };
    let old = scene.webhook(Role::Provider, &receiver.url(), Some(json!(["placement.changed"])));
    let path = format!("{API}/webhooks/{}", old["id"].as_str().unwrap());
    let rotate = format!("{path}/secret");
    scene.test.post(&rotate).bearing(&scene.test.stale_token(Role::Provider)).send().expect(401);
    scene.test.post(&rotate).by(Role::Hub).send().expect(404);
    let new = scene.test.post(&rotate).by(Role::Provider).send().expect(200).body;
    let (old, new) = (old["secret"].as_str().unwrap(), new["secret"].as_str().unwrap());
    let placed = scene.proposed();
    scene.work_on_hooks();
    let first = receiver.asked().pop().unwrap();
    assert!(is_signed(&first, old) && is_signed(&first, new));
    scene.test.clock.advance(TimeDelta::hours(24));
    scene.step(Role::Employer, &placed.id, "accept", &json!({})).expect(200);
    scene.work_on_hooks();
    let second = receiver.asked().pop().unwrap();
    assert!(!is_signed(&second, old) && is_signed(&second, new));
    let listed = scene.get(Role::Provider, "/webhooks").expect(200);
    assert!(!String::from_utf8_lossy(&listed.bytes).contains("whsec_"));
    scene.test.delete(&path).by(Role::Provider).send().expect(204);
    scene.step(Role::Provider, &placed.id, "visit_site", &json!({})).expect(200);
    scene.work_on_hooks();
    assert_eq!(receiver.asked().len(), 2, "nothing goes to one that has ended");
}

#[rstest]
fn a_hub_is_told_of_placements_only(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((scene, receiver)) = scene(engine, 200) else { return };
    scene.webhook(Role::Hub, &receiver.url(), None);
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    scene.approved(&placed, &[&contact]);
    scene.work_on_hooks();
    let told = types(&receiver.asked());
    assert!(told.len() == 8 && told.iter().all(|kind| kind == "placement.changed"), "{told:?}");
}

#[rstest]
#[case::nobody_answers(Reply::Silence, "timed_out")]
#[case::no_answer(Reply::Bytes(b"SMTP?\r\n\r\n".to_vec()), "no_answer")]
fn a_receiver_that_misbehaves_is_logged(#[case] reply: Reply, #[case] problem: &str) {
    let (scene, _) = scene(Engine::Sqlite, 200).unwrap();
    let reply = std::sync::Mutex::new(Some(reply));
    let receiver = Server::new(move |_| reply.lock().unwrap().take().unwrap_or(Reply::Silence));
    let made = scene.webhook(Role::Provider, &receiver.url(), Some(json!(["placement.changed"])));
    scene.proposed();
    let begun = Instant::now();
    scene.work_on_hooks();
    assert!(begun.elapsed() < Duration::from_secs(8));
    let log = scene.messages(&made);
    assert_eq!(log[0]["attempts"][0]["problem"], problem, "{log:?}");
}

#[test]
fn a_redirect_is_not_followed() {
    let (scene, other) = scene(Engine::Sqlite, 200).unwrap();
    let to = format!("HTTP/1.1 307 There\r\nLocation: {}/\r\nContent-Length: 0\r\n\r\n", other.url());
    let receiver = Server::new(move |_| Reply::Bytes(to.clone().into_bytes()));
    let made = scene.webhook(Role::Provider, &receiver.url(), Some(json!(["placement.changed"])));
    scene.proposed();
    scene.work_on_hooks();
    assert!(other.asked().is_empty());
    assert_eq!(scene.messages(&made)[0]["attempts"][0]["status"], 307);
}

#[rstest]
#[case("http://records.school.example/hook")]
#[case("https://127.0.0.1/hook")]
#[case("https://[::1]/hook")]
#[case("https://169.254.169.254/latest")]
#[case("https://10.1.2.3/")]
#[case("https://kim:secret@records.school.example/")]
#[case("ftp://records.school.example/")]
#[case("records.school.example")]
#[case("")]
fn an_address_that_cannot_be_is_named(#[case] url: &str) {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let call = scene.test.post(&format!("{API}/webhooks")).by(Role::Provider).json(&json!({"url": url}));
    assert_eq!(call.send().expect(422).body["errors"][0]["field"], "url");
}

#[rstest]
#[case("203.0.113.9", true)]
#[case("2001:db8::1", true)]
#[case("192.168.1.4", false)]
#[case("100.64.0.1", false)]
#[case("::ffff:10.0.0.1", false)]
#[case("fd00::1", false)]
#[case("fe80::1", false)]
#[case("0.0.0.0", false)]
#[case("0.1.2.3", false)]
#[case("::ffff:0.0.0.0", false)]
#[case("::ffff:224.0.0.1", false)]
#[case("::7f00:1", false)]
#[case("64:ff9b::a00:1", false)]
#[case("2002:7f00:1::", false)]
#[case("198.18.0.1", false)]
#[case("fec0::1", false)]
#[case("::1", false)]
#[case("64:ff9b::cb00:7109", true)]
fn a_name_leads_to_no_machine_of_the_services_own_network(#[case] address: &str, #[case] allowed: bool) {
    assert_eq!(may_reach(address.parse().unwrap(), false), allowed);
    assert!(Address::read("http://localhost:9000/", true).is_ok());
}

#[rstest]
fn a_tick_and_an_alert_are_with_the_receiver_within_a_second(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((scene, receiver)) = scene(engine, 204) else { return };
    let contact = scene.contact("desk@tycoed.example");
    let placed = scene.confirmed();
    scene.approved(&placed, &[&contact]);
    scene.work_on_hooks();
    let placement = scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body;
    let day = placement["days"][0].as_str().unwrap();
    scene.test.clock.set(format!("{day}T12:00:00Z").parse().unwrap());
    scene.webhook(Role::Provider, &receiver.url(), Some(json!(["tick.given", "alert.changed"])));
    let path = crate::web::visit::link_to(&scene.test, "desk@tycoed.example").unwrap();
    let worker = Worker::of(&scene.test.app).start().unwrap();
    let mut waits = Vec::new();
    for round in 0..100_usize {
        let arrival = if round % 2 == 0 { "not_arrived" } else { "arrived" };
        let version = round.to_string();
        let fields = [("date", day), ("arrival", arrival), ("version", version.as_str())];
        let before = receiver.asked().len();
        let begun = Instant::now();
        crate::web::browser::Browser::new(&scene.test).post(&format!("{path}/tick"), &fields).expect(303);
        while receiver.asked().len() < before + 2 && begun.elapsed() < Duration::from_secs(20) {
            std::thread::yield_now();
        }
        waits.push(begun.elapsed());
    }
    worker.stop();
    waits.sort();
    let (median, most) = (waits[50], waits[99]);
    println!("{engine:?}: a tick and its alert at the receiver: median {median:?}, maximum {most:?}");
    assert!(most < Duration::from_secs(20), "{most:?}");
    assert_eq!(scene.get(Role::Provider, "/alerts").expect(200).body, json!([]));
}
