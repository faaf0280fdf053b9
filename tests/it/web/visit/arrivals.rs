//! A learner who is expected and not ticked: alerted of once, escalated, acknowledged, settled.

use std::thread;

use chrono::{DateTime, TimeDelta, Utc};
use placewell::briefing::calendar::instant;
use placewell::clock::Clock;
use placewell::domain::ids::{BriefingId, PlacementId};
use placewell::domain::role::Role;
use placewell::jobs::{Task, Worker, watch_arrivals};
use placewell::services::{alerts, briefings};
use rstest::rstest;
use serde_json::{Value, json};

use super::{CONTACT, Visit, mailed};
use crate::support::app::email;
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{Browser, hidden, html};

const OFFICE: &str = "office@provider.example";

/// Carys's first day at the library, at the minute from which the employer would ring; nobody has ticked it.
fn late(engine: Engine) -> Option<(Visit, DateTime<Utc>)> {
    let visit = Visit::first_day(engine)?;
    let first = first_day(&visit).parse().unwrap();
    let path = format!("/placements/{}/briefings", visit.placed.id);
    let pack = visit.scene.get(Role::Provider, &path).expect(200).body;
    let pack = BriefingId::parse(pack[0]["id"].as_str().unwrap()).unwrap();
    let app = &visit.scene.test.app;
    let pack = app.read(&operator(), |c| briefings::stored_pack(c, app, &pack)).unwrap();
    let minute = instant(first, pack.late_after(first).unwrap());
    assert_eq!(pack.late_after(first), Some(pack.arrival.late_after));
    visit.scene.test.clock.set(minute);
    Some((visit, minute))
}

fn first_day(visit: &Visit) -> String {
    visit.placement()["days"][0].as_str().unwrap().to_owned()
}

/// Who was written to by a look that a worker makes now.
fn look(visit: &Visit, seen: &mut usize) -> Vec<String> {
    watch_arrivals(visit.scene.test.app.clone()).begin().unwrap();
    let letters = mailed(&visit.scene.test);
    let to = letters.iter().skip(*seen).map(|letter| letter.to.clone()).collect();
    *seen = letters.len();
    to
}

fn waiting(visit: &Visit) -> Vec<Value> {
    visit.scene.get(Role::Provider, "/alerts").expect(200).body.as_array().unwrap().clone()
}

fn tick(visit: &Visit, arrival: &str, version: &str) {
    let date = first_day(visit);
    let fields = [("date", date.as_str()), ("arrival", arrival), ("version", version)];
    visit.browser().post(&format!("{}/tick", visit.path), &fields).expect(303);
}

#[rstest]
fn nobody_ticked_by_the_minute_in_the_pack(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((visit, minute)) = late(engine) else { return };
    let clock = &visit.scene.test.clock;
    let mut seen = mailed(&visit.scene.test).len();
    clock.set(minute - TimeDelta::seconds(1));
    assert_eq!(look(&visit, &mut seen), Vec::<String>::new());
    clock.set(minute);
    assert_eq!(look(&visit, &mut seen), [OFFICE], "the look that waits is due at the minute");
    insta::assert_snapshot!("not_ticked", mailed(&visit.scene.test)[seen - 1].text);
    for _ in 0..3 {
        assert_eq!(look(&visit, &mut seen), Vec::<String>::new());
        clock.advance(TimeDelta::minutes(4));
    }
    let mut staff = Browser::signed_in(&visit.scene.test, Role::Provider);
    assert!(html(&staff.get("/staff").expect(200)).contains("Not known to have arrived: ring now"));
    clock.set(minute + TimeDelta::minutes(15));
    assert_eq!(look(&visit, &mut seen), [email(Role::Provider)]);
    insta::assert_snapshot!("not_acknowledged", mailed(&visit.scene.test)[seen - 1].text);
    clock.advance(TimeDelta::minutes(15));
    assert_eq!(look(&visit, &mut seen), [email(Role::SafeguardingLead)]);
    for _ in 0..3 {
        clock.advance(TimeDelta::minutes(15));
        assert_eq!(look(&visit, &mut seen), Vec::<String>::new(), "there is nobody above the lead");
    }
    let alert = &waiting(&visit)[0];
    let rungs: Vec<_> = alert["steps"].as_array().unwrap().iter().map(|step| step["rung"].clone()).collect();
    assert_eq!(rungs, [json!("office"), json!("staff"), json!("safeguarding_lead")]);
    assert!(mailed(&visit.scene.test).iter().skip(3).all(|letter| !letter.text.contains("Carys")));
}

#[rstest]
fn whoever_acknowledges_it_is_named_and_nobody_else_is_told(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((visit, _)) = late(engine) else { return };
    let test = &visit.scene.test;
    let mut seen = mailed(test).len();
    look(&visit, &mut seen);
    let mut staff = Browser::signed_in(test, Role::Provider);
    let page = format!("/staff/placements/{}", visit.placed.id);
    let shown = html(&staff.get(&page).expect(200));
    assert!(shown.contains("nobody ticked the learner as arrived") && shown.contains("ring now"), "{shown}");
    let (alert, id) = (hidden(&shown, "alert"), waiting(&visit)[0]["id"].as_str().unwrap().to_owned());
    assert_eq!(alert, id);
    let path = format!("/api/v1/alerts/{id}/acknowledgement");
    test.post(&path).bearing(&test.stranger(Role::Provider).token).send().expect(404);
    test.post(&path).by(Role::JobCoach).send().expect(404);
    test.post(&path).by(Role::Employer).send().expect(403);
    test.post(&path).by(Role::Provider).header("If-Match", "\"2\"").send().expect(412);
    let acknowledge = format!("{page}/acknowledge");
    staff.submit(&acknowledge, &[("alert", &alert), ("version", "1")]).expect(303);
    assert!(!html(&staff.get("/staff").expect(200)).contains("Not known to have arrived"));
    assert!(html(&staff.get(&page).expect(200)).contains("acknowledged by Sam Reed"));
    assert_eq!(waiting(&visit), Vec::<Value>::new());
    let again = test.post(&path).by(Role::SafeguardingLead).send().expect(200).body;
    assert_eq!(again["acknowledged_by_name"], "Sam Reed");
    assert_eq!(again["steps"].as_array().unwrap().len(), 2, "the first one stays noted: {again}");
    test.clock.advance(TimeDelta::hours(2));
    assert_eq!(look(&visit, &mut seen), Vec::<String>::new());
    tick(&visit, "not_arrived", "0");
    assert_eq!(look(&visit, &mut seen), [OFFICE], "that is news: only a tick was missing before");
    let alerts = visit.scene.get(Role::Provider, &format!("/placements/{}/alerts", visit.placed.id));
    let alerts = alerts.expect(200).body;
    let (cause, by) = (&alerts[0]["cause"], &alerts[0]["acknowledged_by"]);
    assert_eq!((cause, by), (&json!("said_not_arrived"), &Value::Null));
    test.post(&path).by(Role::SafeguardingLead).send().expect(200);
    assert!(!html(&staff.get("/staff").expect(200)).contains("Told by the employer"), "seen with the alert");
    let export = visit.scene.get(Role::Provider, &format!("/learners/{}/export", visit.placed.learner));
    let export = export.expect(200).body.to_string();
    assert!(export.contains("said_not_arrived"));
}

#[rstest]
fn a_tick_settles_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((visit, _)) = late(engine) else { return };
    let mut seen = mailed(&visit.scene.test).len();
    look(&visit, &mut seen);
    tick(&visit, "arrived", "0");
    assert_eq!(look(&visit, &mut seen), [OFFICE]);
    assert!(mailed(&visit.scene.test)[seen - 1].subject.ends_with("ticked as arrived"));
    assert_eq!(waiting(&visit), Vec::<Value>::new());
    visit.scene.test.clock.advance(TimeDelta::minutes(30));
    assert_eq!(look(&visit, &mut seen), Vec::<String>::new());
    tick(&visit, "not_arrived", "1");
    assert_eq!(look(&visit, &mut seen), [OFFICE]);
    assert_eq!(waiting(&visit).len(), 1);
}

#[rstest]
fn a_letter_about_an_alert_that_is_settled_does_not_go(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((visit, _)) = late(engine) else { return };
    let before = mailed(&visit.scene.test).len();
    alerts::watch(&visit.scene.test.app).unwrap();
    assert_eq!(waiting(&visit).len(), 1);
    tick(&visit, "arrived", "0");
    let all = mailed(&visit.scene.test);
    let subjects: Vec<&str> = all.iter().skip(before).map(|letter| letter.subject.as_str()).collect();
    assert!(matches!(subjects[..], [arrived] if arrived.ends_with("ticked as arrived")), "{subjects:?}");
    let path = format!("/placements/{}/letters", visit.placed.id);
    let letters = visit.scene.get(Role::Provider, &path).expect(200).body;
    let alert = letters.as_array().unwrap().iter().find(|letter| letter["kind"] == "not_arrived").unwrap();
    assert_eq!((&alert["state"], &alert["problem"]), (&json!("failed"), &json!("alert_settled")));
}

#[rstest]
#[case::ticked("tick")]
#[case::cancelled("cancel")]
#[case::taken_back("withdraw agreement")]
fn nobody_is_alerted_of_a_learner_who_is_there_or_not_expected(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] why: &str,
) {
    let Some((visit, _)) = late(engine) else { return };
    match why {
        "tick" => tick(&visit, "arrived", "0"),
        "cancel" => {
            let reason = json!({"reason": "Snow"});
            visit.scene.step(Role::Provider, &visit.placed.id, "cancel", &reason).expect(200);
        }
        _ => {
            let path = format!("/learners/{}/agreements", visit.placed.learner);
            let agreed = visit.scene.get(Role::Provider, &path).expect(200).body;
            let path = format!("/api/v1{path}/{}", agreed[0]["id"].as_str().unwrap());
            visit.scene.test.delete(&path).by(Role::Provider).send().expect(204);
        }
    }
    mailed(&visit.scene.test);
    let mut seen = mailed(&visit.scene.test).len();
    assert_eq!(look(&visit, &mut seen), Vec::<String>::new());
    assert_eq!(waiting(&visit), Vec::<Value>::new());
}

#[rstest]
fn replicas_that_look_at_once_raise_one_alert(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some((visit, _)) = late(engine) else { return };
    let test = &visit.scene.test;
    let before = mailed(test).len();
    thread::scope(|threads| {
        for _ in 0..4 {
            threads.spawn(|| alerts::watch(&test.app).unwrap());
        }
    });
    let steps = waiting(&visit)[0]["steps"].as_array().unwrap().len();
    assert_eq!((mailed(test).len() - before, steps), (1, 1));
}

#[rstest]
fn a_worker_that_ends_in_the_middle_of_a_look_leaves_it_to_the_next(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some((visit, _)) = late(engine) else { return };
    let test = &visit.scene.test;
    let before = mailed(test).len();
    watch_arrivals(test.app.clone()).begin().unwrap();
    let now = test.clock.now();
    let claimed = test.app.write(&operator(), |c| {
        placewell::db::jobs::claim(c, &["watch_arrivals"], now, now + TimeDelta::seconds(180))
    });
    assert!(claimed.unwrap().is_some());
    assert_eq!(mailed(test).len(), before, "another has it in hand");
    test.clock.advance(TimeDelta::seconds(181));
    Worker::of(&test.app).drain().unwrap();
    assert_eq!(mailed(test).len(), before + 1);
    let id = PlacementId::parse(&visit.placed.id).unwrap();
    let alerts = test.app.read(&operator(), |c| placewell::db::alerts::of_placement(c, &id)).unwrap();
    assert_eq!(alerts.len(), 1);
    assert_eq!(mailed(test).iter().filter(|letter| letter.to == CONTACT).count(), 2);
}
