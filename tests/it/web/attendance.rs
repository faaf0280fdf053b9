//! Who came, said by staff for all learners of the day with one Save.

use std::thread;

use chrono::TimeDelta;
use placewell::domain::role::Role;
use placewell::jobs::{Task, Worker, watch_arrivals};
use rstest::rstest;
use serde_json::{Value, json};

use super::browser::{Browser, hidden, html, seen};
use super::visit::{link_to, mailed};
use crate::api::scene::{API, Scene, id};
use crate::support::app::{Answer, ROLES, email};
use crate::support::database::Engine;

const CONTACT: &str = "desk@library.example";
const DAY: &str = "2026-03-16";

/// Carys and Nesta at the library on their first day, at a quarter past nine; nobody has ticked them.
struct Morning {
    scene: Scene,
    carys: String,
    nesta: String,
}

impl Morning {
    fn new(engine: Engine) -> Option<Self> {
        let scene = Scene::new(engine)?;
        let contact = scene.contact(CONTACT);
        let mut document = scene.offer_document("library-shelves");
        document["offer"]["windows"][0]["capacity"] = json!(2);
        let offer = id(&scene.post(Role::Employer, "/offers", &document).expect(201));
        let placed = |learner: &str| {
            let placed = scene.ready_for(learner, &offer, DAY);
            scene.step(Role::Provider, &placed, "confirm", &json!({})).expect(200);
            let path = format!("/placements/{placed}/briefing");
            let hash = scene.get(Role::Provider, &path).expect(200).body["hash"].clone();
            let approval = json!({"hash": hash, "send_to": [contact]});
            scene.post(Role::Provider, &format!("{path}s"), &approval).expect(201);
            placed
        };
        let (carys, nesta) = (placed("carys"), placed("nesta"));
        Worker::of(&scene.test.app).drain().unwrap();
        scene.test.clock.set(format!("{DAY}T09:15:00Z").parse().unwrap());
        Some(Self { scene, carys, nesta })
    }

    fn staff(&self) -> Browser<'_> {
        Browser::signed_in(&self.scene.test, Role::Provider)
    }

    fn reports(&self, placement: &str) -> Vec<Value> {
        let path = format!("/placements/{placement}/reports");
        self.scene.get(Role::Provider, &path).expect(200).body.as_array().unwrap().clone()
    }

    fn record(&self, rows: Value) -> Answer {
        self.scene.post(Role::Provider, "/attendance", &json!({"date": DAY, "rows": rows}))
    }
}

/// The form of the day as it stands on the page, with some fields filled in.
fn filled(page: &str, entries: &[(String, &str)]) -> Vec<(String, String)> {
    let mut fields = super::change::fields(page);
    for (name, value) in entries {
        fields.retain(|(known, _)| known != name);
        fields.push((name.clone(), (*value).to_owned()));
    }
    fields
}

/// Opens the day, fills in its form and sends it.
fn save(staff: &mut Browser<'_>, entries: &[(String, &str)]) -> Answer {
    let page = html(&staff.get("/staff/today").expect(200));
    send(staff, &page, entries)
}

fn send(staff: &mut Browser<'_>, page: &str, entries: &[(String, &str)]) -> Answer {
    let fields = filled(page, entries);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    staff.post("/staff/today", &fields)
}

fn field(part: &str, placement: &str) -> String {
    format!("{part}-{placement}")
}

/// The fields of a form, each with what is typed.
type Fields<'a> = &'a [(&'a str, &'a str)];

#[rstest]
fn one_save_says_of_every_learner_who_came(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(day) = Morning::new(engine) else { return };
    let mut staff = day.staff();
    let before = mailed(&day.scene.test).len();
    let entries = [
        (field("arrival", &day.carys), "arrived"),
        (field("at", &day.carys), "9.05"),
        (field("note", &day.carys), "With her travel trainer"),
        (field("arrival", &day.nesta), "not_arrived"),
    ];
    let done = save(&mut staff, &entries).expect(303);
    let page = staff.get(done.header("Location")).expect(200);
    insta::assert_snapshot!(
        "saved",
        seen(&page)
            .replace(&day.carys, "[carys]")
            .replace(&day.nesta, "[nesta]")
            .replace(&alert(&html(&page)), "[alert]")
    );
    let told = &day.reports(&day.carys)[0];
    let tick =
        json!({"kind": "tick", "arrival": "arrived", "at": "09:05", "note": "With her travel trainer"});
    assert_eq!(
        (&told["report"], &told["told_by"], &told["told_by_provider"]),
        (&tick, &json!("Sam Reed"), &json!(true))
    );
    let missing = &day.reports(&day.nesta)[0];
    assert_eq!((&missing["report"]["arrival"], &missing["waits"]), (&json!("not_arrived"), &json!(true)));
    let letters = mailed(&day.scene.test).split_off(before);
    assert_eq!(letters.iter().map(|one| one.to.as_str()).collect::<Vec<_>>(), ["office@provider.example"]);
    assert!(
        letters[0].text.contains("is reported as not arrived") && !letters[0].text.contains("employer says")
    );

    let again = save(&mut staff, &[]).expect(422);
    assert!(html(&again).contains("Select whether somebody has arrived"), "nothing was entered");
    let corrected = save(&mut staff, &[(field("arrival", &day.nesta), "arrived")]).expect(303);
    let page = html(&staff.get(corrected.header("Location")).expect(200));
    assert!(page.contains("2 are known to have arrived") && !page.contains("name=\"alert\""), "{page}");
}

fn alert(page: &str) -> String {
    hidden(page, "alert")
}

#[rstest]
fn every_row_that_is_wrong_says_so_and_nothing_typed_is_lost(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(day) = Morning::new(engine) else { return };
    let mut staff = day.staff();
    let long = "x".repeat(2_001);
    let cases: [(Fields<'_>, &str, &str); 6] = [
        (&[("arrival", "arrived"), ("at", "soon")], "at", "Enter the time Carys Evans arrived, like 9:55"),
        (&[("at", "9:05")], "arrival", "Select whether Carys Evans has arrived"),
        (&[("note", "Rang at nine")], "arrival", "Select whether Carys Evans has arrived"),
        (&[("arrival", "not_arrived"), ("at", "9:05")], "at", "Remove the time, or select that Carys Evans"),
        (&[("arrival", "arrived"), ("at", "9:16")], "at", "Enter a time for Carys Evans that has passed"),
        (&[("arrival", "arrived"), ("note", &long)], "note", "Shorten the note about Carys Evans"),
    ];
    for (typed, at, error) in cases {
        let mut entries: Vec<_> =
            typed.iter().map(|(part, value)| (field(part, &day.carys), *value)).collect();
        entries
            .extend([(field("arrival", &day.nesta), "arrived"), (field("note", &day.nesta), "<b>here</b>")]);
        let refused = html(&save(&mut staff, &entries).expect(422));
        let name = error.replace("Carys Evans", &name_of(&refused, &day.carys));
        let there = format!("<a href=\"#{}\">{name}", field(at, &day.carys));
        assert!(refused.contains(&there), "{there}: {refused}");
        assert_eq!(refused.matches("<li><a href=\"#").count(), 1);
        assert!(refused.contains("&#60;b&#62;here&#60;/b&#62;") && !refused.contains("<b>here"), "{refused}");
        for (part, value) in typed {
            let kept = match *part {
                "arrival" => format!("value=\"{value}\" checked"),
                "at" => format!("value=\"{value}\" maxlength"),
                _ => format!(">{value}</textarea>"),
            };
            assert!(refused.contains(&kept), "{kept}: {refused}");
        }
        assert!(day.reports(&day.carys).is_empty() && day.reports(&day.nesta).is_empty(), "all or nothing");
    }
}

/// What the page calls the learner of a placement.
fn name_of(page: &str, placement: &str) -> String {
    let (_, rest) = page.split_once(&format!("/staff/placements/{placement}\">")).unwrap();
    rest.split('<').next().unwrap().to_owned()
}

#[rstest]
fn nobody_overwrites_what_somebody_said_meanwhile(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(day) = Morning::new(engine) else { return };
    let mut staff = day.staff();
    let opened = html(&staff.get("/staff/today").expect(200));
    let page = link_to(&day.scene.test, CONTACT).unwrap();
    let tick = [("date", DAY), ("arrival", "arrived"), ("at", "9:10"), ("version", "0"), ("went", "well")];
    Browser::new(&day.scene.test).post(&format!("{page}/tick"), &tick).expect(303);
    let ticked = if day.reports(&day.nesta).is_empty() { &day.carys } else { &day.nesta };
    let other = if ticked == &day.nesta { &day.carys } else { &day.nesta };

    // A row that nobody touched does not stand in anybody's way.
    send(&mut staff, &opened, &[(field("arrival", other), "arrived")]).expect(303);
    let wrong = [(field("arrival", ticked), "not_arrived"), (field("note", ticked), "Not at the gate")];
    let refused = html(&send(&mut staff, &opened, &wrong).expect(412));
    assert!(refused.contains("since you opened the page (Arrived at 09:10"), "{refused}");
    assert!(
        refused.contains("by the employer)") && refused.contains(">Not at the gate</textarea>"),
        "{refused}"
    );
    assert_eq!(day.reports(ticked)[0]["report"]["arrival"], "arrived");
    send(&mut staff, &refused, &[(field("note", ticked), "Not at the gate")]).expect(303);
    let told = &day.reports(ticked)[0];
    assert_eq!(
        (&told["report"]["arrival"], &told["told_by_provider"]),
        (&json!("not_arrived"), &json!(true))
    );

    let version = told["version"].as_i64().unwrap();
    let back = json!([{"placement": ticked, "version": version, "arrival": "arrived"}]);
    let test = &day.scene.test;
    let race = &|note: &str| {
        let mut rows = back.clone();
        rows[0]["note"] = json!(note);
        let body = json!({"date": DAY, "rows": rows});
        test.post(&format!("{API}/attendance")).by(Role::Provider).json(&body).send().status
    };
    let outcomes: Vec<u16> = thread::scope(|threads| {
        let both = ["First", "Second"].map(|note| threads.spawn(move || race(note)));
        both.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let mut outcomes = outcomes;
    outcomes.sort_unstable();
    assert_eq!(outcomes, [200, 412], "of two people one is told");
}

#[rstest]
fn what_is_recorded_already_changes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(day) = Morning::new(engine) else { return };
    let rows = json!([{"placement": day.carys, "version": 0, "arrival": "arrived", "at": "09:05"}]);
    for _ in 0..2 {
        let done = day.record(rows.clone()).expect(200).body;
        assert_eq!(done, json!([{"placement": day.carys, "version": 1}]));
    }
    let page = link_to(&day.scene.test, CONTACT).unwrap();
    assert_eq!(day.reports(&day.carys).len(), 1);
    let shown = html(&Browser::new(&day.scene.test).get(&page).expect(200));
    assert!(shown.contains("Today"), "{shown}");
    let log = format!("/learners/{}/access-log", learner(&day, &day.carys));
    let log = day.scene.get(Role::Provider, &log).expect(200).body.to_string();
    assert_eq!(log.matches("record_attendance").count(), 1);
    let export = format!("/learners/{}/export", learner(&day, &day.carys));
    let export = day.scene.get(Role::Provider, &export).expect(200).body.to_string();
    assert!(export.contains("\"by\":\"provider\""), "{export}");
    let sheet = day.staff().get("/staff/evidence/attendance").expect(200);
    assert!(html(&sheet).contains("the school or college"));
}

fn learner(day: &Morning, placement: &str) -> String {
    let placement = day.scene.get(Role::Provider, &format!("/placements/{placement}")).expect(200).body;
    placement["learner"].as_str().unwrap().to_owned()
}

#[rstest]
fn rows_that_cannot_be_are_named_with_what_is_wrong(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(day) = Morning::new(engine) else { return };
    let row = |placement: &str, more: Value| {
        let mut row = json!({"placement": placement, "version": 0, "arrival": "arrived"});
        row.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        row
    };
    let fields = |rows: Value, date: &str| {
        let body = json!({"date": date, "rows": rows});
        let refused = day.scene.post(Role::Provider, "/attendance", &body).expect(422).body;
        let errors = refused["errors"].as_array().unwrap().clone();
        errors.iter().map(|error| error["field"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let (carys, nesta) = (day.carys.as_str(), day.nesta.as_str());
    assert_eq!(fields(json!([]), DAY), ["rows"]);
    assert_eq!(fields(json!([row(carys, json!({}))]), "2026-03-17"), ["date"]);
    assert_eq!(fields(json!([row(carys, json!({}))]), "2026-03-15"), ["rows[0].placement"], "no day of hers");
    let both = json!([
        row(carys, json!({"at": "09:16"})),
        row(nesta, json!({"arrival": "not_arrived", "at": "09:00"})),
        row(carys, json!({}))
    ]);
    assert_eq!(fields(both, DAY), ["rows[0].at", "rows[1].at", "rows[2].placement"]);
    let nothing = "0c000000-0000-7000-8000-000000000001";
    day.record(json!([row(nesta, json!({})), row(nothing, json!({}))])).expect(404);
    assert!(day.reports(nesta).is_empty(), "all or nothing");
    let tampered = [(field("version", nesta), "x"), (field("arrival", nesta), "perhaps")];
    save(&mut day.staff(), &tampered).expect(422);
    let tampered = [(field("version", nesta), "x"), (field("arrival", nesta), "arrived")];
    save(&mut day.staff(), &tampered).expect(412);
}

#[rstest]
fn whoever_follows_up_says_so_with_the_same_save(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(day) = Morning::new(engine) else { return };
    let test = &day.scene.test;
    test.clock.advance(TimeDelta::hours(4));
    watch_arrivals(test.app.clone()).begin().unwrap();
    mailed(test);
    let mut staff = day.staff();
    let page = html(&staff.get("/staff/today").expect(200));
    let alerts: Vec<_> = page
        .split("name=\"alert\" value=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    assert_eq!(alerts.len(), 2, "{page}");
    let mut fields = filled(
        &page,
        &[(field("arrival", &day.carys), "arrived"), (field("arrival", &day.nesta), "not_arrived")],
    );
    fields.extend(alerts.iter().map(|value| ("alert".to_owned(), value.clone())));
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let done = staff.post("/staff/today", &fields).expect(303);
    let after = html(&staff.get(done.header("Location")).expect(200));
    assert!(
        after.contains("1 is known to have arrived") && after.contains("Sam Reed is dealing with it"),
        "{after}"
    );
    assert!(!after.contains("name=\"alert\""), "{after}");
}

#[rstest]
fn staff_and_job_coaches_say_it_and_nobody_else(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(day) = Morning::new(engine) else { return };
    let rows = json!([{"placement": day.carys, "version": 0, "arrival": "arrived"}]);
    let body = json!({"date": DAY, "rows": rows});
    for role in ROLES {
        let status = match role {
            Role::Provider => continue,
            Role::JobCoach => 404,
            _ => 403,
        };
        day.scene.post(role, "/attendance", &body).expect(status);
    }
    let mut lead = Browser::signed_in(&day.scene.test, Role::SafeguardingLead);
    let shown = html(&lead.get("/staff/today").expect(200));
    assert!(shown.contains("2 learners are expected") && !shown.contains("type=\"radio\""), "{shown}");
    let assigned = json!({"coach": crate::support::app::user(Role::JobCoach)});
    day.scene.post(Role::Provider, &format!("/placements/{}/coaches", day.carys), &assigned);
    let mut coach = Browser::signed_in(&day.scene.test, Role::JobCoach);
    let shown = html(&coach.get("/staff/today").expect(200));
    if shown.contains(&day.carys) {
        save(&mut coach, &[(field("arrival", &day.carys), "arrived")]).expect(303);
        assert_eq!(day.reports(&day.carys)[0]["told_by_provider"], true);
    } else {
        panic!("{}: {shown}", email(Role::JobCoach));
    }
}
