//! One sitting: 60 learners and 20 employers from spreadsheets to ranked matches and a first pack. Each part is timed, and
//! printed with `cargo test --test it sitting -- --nocapture`.
//!
//! What a spreadsheet does not say of an offer, its workplace says: the answers of the sample's offers stand in for it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use clap::Parser;
use placewell::cli::import::{self, ImportCommand};
use placewell::config::{Config, DatabaseUrl};
use placewell::domain::role::Role;
use placewell::jobs::Worker;
use rstest::rstest;
use serde_json::{Value, json};

use crate::api::scene::{Proposed, Scene};
use crate::support::app::{TestApp, home};
use crate::support::database::{Engine, TestDb};
use crate::web::browser::{Browser, hidden, html};
use crate::web::imports::of_kind;

/// The offers of the sample whose answers stand in for those of a workplace.
const ANSWERS: [&str; 4] = ["library-shelves", "garden-plants", "charity-sorting", "cafe-kitchen"];

fn sheet(kind: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/sheets").join(format!("{kind}.csv"))
}

/// What happened until when.
struct Sitting {
    begun: Instant,
    told: Vec<(&'static str, Duration)>,
}

impl Sitting {
    fn begin() -> Self {
        Self { begun: Instant::now(), told: Vec::new() }
    }

    fn note(&mut self, what: &'static str) {
        self.told.push((what, self.begun.elapsed()));
    }

    fn print(&self, how: &str, engine: Engine) {
        let parts: Vec<_> =
            self.told.iter().map(|(what, at)| format!("{what} after {:.1} s", at.as_secs_f64())).collect();
        println!("One sitting by {how} on {engine:?}: {}", parts.join(", "));
    }
}

/// Opens each draft with what its workplace says.
fn open_all(scene: &Scene) -> Vec<String> {
    let drafts = scene.get(Role::Hub, "/offers?state=draft&limit=200").expect(200).body;
    let opened = drafts["items"].as_array().unwrap().iter().enumerate().map(|(at, draft)| {
        let said = scene.offer_document(ANSWERS[at % ANSWERS.len()])["offer"].clone();
        let mut offer = said.clone();
        for own in ["title", "windows", "pattern"] {
            offer[own] = draft["offer"][own].clone();
        }
        offer["windows"][0]["breaks"] = said["windows"][0]["breaks"].clone();
        for own in ["address", "postcode", "nation"] {
            offer["site"][own] = draft["offer"]["site"][own].clone();
        }
        offer["site"].as_object_mut().unwrap().remove("coordinates");
        offer["ages"] = json!({"from": draft["offer"]["ages"]["from"], "to": 25});
        let (id, tag) = (draft["id"].as_str().unwrap(), format!("\"{}\"", draft["version"]));
        let change = json!({"state": "open", "offer": offer});
        scene.put(Role::Hub, &format!("/offers/{id}"), &tag, &change).expect(200);
        id.to_owned()
    });
    opened.collect()
}

fn learners(scene: &Scene) -> Vec<String> {
    let listed = scene.get(Role::Provider, "/learners?limit=200").expect(200).body;
    listed["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
}

/// The first learner for whom something suits, there and as far as the pack that is sent.
fn first_pack(scene: &Scene, ranked: &[(String, Value)]) {
    let suits = |matches: &Value| {
        let items = matches["items"].as_array().unwrap();
        let is = |one: &Value| one["assessment"]["outcome"].as_str().unwrap().starts_with("suitable");
        items.iter().find(|one| is(one)).cloned()
    };
    let found = ranked.iter().find_map(|(learner, matches)| Some((learner, suits(matches)?)));
    let (learner, first) = found.expect("something suits somebody");
    let offer = first["offer"].as_str().unwrap();
    let made = scene.post(Role::Provider, "/placements", &scene.proposal(learner, offer)).expect(201).body;
    let id = made["id"].as_str().unwrap().to_owned();
    let placed = Proposed { id: id.clone(), learner: learner.clone(), offer: offer.to_owned() };
    scene.step(Role::Hub, &id, "accept", &json!({})).expect(200);
    scene.prepare_accepted(&placed);
    let vetting = crate::api::scene::vetting();
    scene.post(Role::SafeguardingLead, &format!("/placements/{id}/vetting"), &vetting).expect(200);
    scene.step(Role::Provider, &id, "confirm", &json!({})).expect(200);
    let employer = first["employer"].as_str().unwrap();
    let contacts = scene.get(Role::Hub, &format!("/contacts?employer={employer}")).expect(200).body;
    let contact = contacts["items"][0]["id"].as_str().expect("the spreadsheet named a contact");
    let pack = scene.approved(&placed, &[contact]);
    Worker::of(&scene.test.app).drain().unwrap();
    let sent = scene.get(Role::Provider, &format!("/briefings/{pack}/deliveries")).expect(200).body;
    assert_eq!(sent[0]["state"], "sent", "{sent}");
}

/// From the rows that are in to the first pack.
fn go_on(scene: &Scene, sitting: &mut Sitting) {
    assert_eq!(open_all(scene).len(), 20);
    sitting.note("20 offers open");
    let ranked: Vec<(String, Value)> = learners(scene)
        .into_iter()
        .map(|id| {
            let found = scene.get(Role::Provider, &format!("/learners/{id}/matches")).expect(200).body;
            (id, found)
        })
        .collect();
    assert_eq!(ranked.len(), 60);
    sitting.note("60 learners ranked");
    first_pack(scene, &ranked);
    sitting.note("first pack sent");
}

#[derive(Parser)]
struct Import {
    #[command(subcommand)]
    command: ImportCommand,
}

#[rstest]
fn by_the_command_line(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::default();
    config.database.url = DatabaseUrl::new(&store.address.url);
    config.keys.file = folder.path().join("keys");
    store.keys.create(&config.keys.file).unwrap();
    let scene = Scene::on(TestApp::over(store, Config::default()));
    let run = |words: &[&str]| {
        let command = Import::parse_from([&["import"], words].concat()).command;
        let mut out = Vec::new();
        let code = import::run(&config, &command, &mut out).unwrap();
        let told = String::from_utf8(out).unwrap();
        assert!(code == std::process::ExitCode::SUCCESS, "{told}");
        told
    };
    let file = |kind| sheet(kind).display().to_string();
    let (hub, provider) = (home(Role::Hub), home(Role::Provider));
    let mut sitting = Sitting::begin();
    let postcodes = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample/codepoint-open-np.csv.gz");
    run(&["postcodes", &postcodes.display().to_string()]);
    sitting.note("postcodes");
    let told = run(&["employers", &file("employers"), "--hub", hub.as_str()]);
    assert!(told.contains("20 added, 0 drafts, 0 changed, 0 the same, 0 faulty"), "{told}");
    sitting.note("20 employers");
    let every = ["--every", "nation=Wales", "--every", "specified_place=no"];
    let offers = file("offers");
    let told = run(&[&["offers", &offers, "--hub", hub.as_str()], every.as_slice()].concat());
    assert!(told.contains("0 added, 20 drafts, 0 changed, 0 the same, 0 faulty"), "{told}");
    sitting.note("20 drafts of offers");
    let told = run(&["learners", &file("learners"), "--provider", provider.as_str()]);
    assert!(told.contains("60 added, 0 drafts, 0 changed, 0 the same, 0 faulty"), "{told}");
    sitting.note("60 learners");
    go_on(&scene, &mut sitting);
    sitting.print("the command line", engine);
}

/// Uploads a file, says what holds in every row, and imports all of it.
fn brought(staff: &mut Browser<'_>, kind: &str, every: &[(&str, &str)]) {
    let file = fs::read_to_string(sheet(kind)).unwrap();
    let page = of_kind(staff, kind, &file).expect(303).header("Location").to_owned();
    if !every.is_empty() {
        let form = html(&staff.get(&page).expect(200));
        let version = hidden(&form, "version");
        let fields = [&[("version", version.as_str()), ("sheet", "")], every].concat();
        staff.submit(&format!("{page}/answers"), &fields).expect(303);
    }
    let looked_at = html(&staff.get(&page).expect(200));
    assert!(!looked_at.contains("You need to change"), "{looked_at}");
    let version = hidden(&looked_at, "version");
    staff.submit(&format!("{page}/confirm"), &[("version", version.as_str()), ("rows", "all")]).expect(303);
}

#[rstest]
fn by_the_pages(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut sitting = Sitting::begin();
    let mut hub = Browser::signed_in(&scene.test, Role::Hub);
    brought(&mut hub, "employers", &[]);
    sitting.note("20 employers");
    brought(&mut hub, "offers", &[("every-nation", "Wales"), ("every-specified_place", "no")]);
    sitting.note("20 drafts of offers");
    let mut provider = Browser::signed_in(&scene.test, Role::Provider);
    brought(&mut provider, "learners", &[]);
    sitting.note("60 learners");
    go_on(&scene, &mut sitting);
    for learner in learners(&scene) {
        let page = html(&provider.get(&format!("/staff/learners/{learner}/matches")).expect(200));
        assert!(page.contains("/matches/"), "{page}");
    }
    sitting.note("60 pages of matches");
    sitting.print("the pages", engine);
}
