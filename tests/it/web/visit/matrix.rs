//! Every act of a link against every link that must not serve: refused or harmless, and nothing personal is shown.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use diesel::prelude::*;
use placewell::auth::link::{Opens, reveal};
use placewell::auth::refresh::fingerprint;
use placewell::clock::Clock;
use placewell::db::placement_links::{self, PlacementLink};
use placewell::db::{DbError, Stamp};
use placewell::domain::ids::{ContactId, PlacementId};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::ends::ACTS;
use super::{CONTACT, Visit, link_to, mailed};
use crate::api::scene::{API, id};
use crate::architecture::sources;
use crate::support::app::{Answer, TestApp};
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{Browser, hidden, html};
use crate::web::side::matrix as side;

/// What can be read by a link.
const READS: [&str; 3] = ["", "/pack", "/pack.pdf"];

/// What whoever holds a link that is over may still ask for, or have their mail program ask for.
const BESIDE: [&str; 4] =
    ["POST /{code}/new-link", "GET /{code}/reminders", "POST /{code}/reminders", "POST /stop/{code}"];

/// The addresses of a door, read from its sources; the last part of `{act}` is one of the codes of its forms.
fn routes(door: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (file, text) in sources("src/web") {
        let file = file.display().to_string();
        if !file.contains(&format!("/web/{door}.rs")) && !file.contains(&format!("/web/{door}/")) {
            continue;
        }
        for (method, address) in text.lines().filter_map(|line| {
            let (method, rest) = line.strip_prefix("#[")?.split_once("(\"")?;
            Some((method.to_uppercase(), rest.trim_end_matches("\")]")))
        }) {
            if !["GET", "POST", "PUT", "DELETE", "PATCH"].contains(&method.as_str()) {
                continue;
            }
            found.insert(format!("{method} {address}"));
        }
    }
    if found.remove("POST /{code}/{act}") {
        let fields = sources(&format!("src/web/{door}"));
        let (_, fields) = fields.iter().find(|(file, _)| file.ends_with("fields.rs")).unwrap();
        let forms = fields.split_once("vocabulary! {").unwrap().1.split_once("\n}").unwrap().0;
        let codes = forms.lines().filter_map(|line| line.split_once("= \"")?.1.strip_suffix("\","));
        found.extend(codes.map(|code| format!("POST /{{code}}/{code}")));
    }
    found
}

#[test]
fn every_address_behind_a_link_is_in_a_row() {
    let rows = |reads: &[&str], acts: &[&str], beside: &[&str]| -> BTreeSet<String> {
        let reads = reads.iter().map(|part| format!("GET /{{code}}{part}"));
        let acts = acts.iter().map(|act| format!("POST /{{code}}/{act}"));
        reads.chain(acts).chain(beside.iter().map(|one| (*one).to_owned())).collect()
    };
    assert_eq!(routes("visit"), rows(&READS, &ACTS, &BESIDE));
    let beside = side::BESIDE.map(|part| format!("POST /{{code}}{part}"));
    let beside: Vec<&str> = beside.iter().map(String::as_str).collect();
    assert_eq!(routes("side"), rows(&side::READS, &side::ACTS, &beside));
}

/// A link that is over still stops the reminders of whoever it was sent to, and nothing else; one that is not ours stops
/// nobody's, and a mail program is answered the same.
fn is_stopped_by_its_own(test: &TestApp, path: &str, status: u16, case: &str) {
    let before = stored(test);
    let mut browser = Browser::new(test);
    let page = path.strip_prefix("/visit/").unwrap().to_owned();
    let link = page.split('.').nth(1).unwrap();
    let letter = if status == 410 { reveal(&test.app.keys, Opens::Stop, link) } else { page.clone() };
    for (code, changes) in [(&page, false), (&letter, status == 410), (&letter, status == 410)] {
        let answer = browser.post(&format!("/visit/stop/{code}"), &[]).expect(200);
        assert!(answer.bytes.is_empty() && (stored(test) != before) == changes, "{case}: {code}");
    }
    let changed = stored(test).into_iter().filter(|line| !before.contains(line)).collect::<Vec<_>>();
    match status {
        410 => assert_eq!(changed, ["reminder_stops 1 1"], "{case}"),
        _ => assert!(changed.is_empty(), "{case}: {changed:?}"),
    }
    let answer = browser.post(&format!("{path}/reminders"), &[("reminders", "yes")]);
    assert_eq!(answer.status, if status == 410 { 303 } else { 404 }, "{case}");
    assert_eq!(stored(test), before, "{case}");
}

const PERSONAL: [&str; 6] = ["Carys", "Sioned", "Library", "PW-", "provider.example", "@"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// What stands in the tables that a link could change, but for who looked.
pub(in crate::web) fn stored(test: &TestApp) -> Vec<String> {
    let all = [
        ("placements", "sum(version)"),
        ("reports", "sum(version)"),
        ("alerts", "sum(version)"),
        ("offers", "sum(version)"),
        ("transitions", "count(*)"),
        ("letters", "count(*)"),
        ("webhook_messages", "count(*)"),
        ("placement_links", "count(*)"),
        ("side_links", "count(*)"),
        ("side_reports", "count(*)"),
        ("observations", "count(*)"),
        ("lesson_decisions", "count(*)"),
        ("planned_calls", "count(*)"),
        ("reminders", "count(*)"),
        ("reminder_stops", "count(*)"),
    ];
    all.iter()
        .map(|(table, number)| {
            let query = format!(
                "SELECT '{table} ' || CAST(count(*) AS TEXT) || ' ' || CAST(coalesce({number}, 0) AS TEXT) AS line FROM {table}"
            );
            let line: Line = test
                .app
                .read(&operator(), |c| Ok::<_, DbError>(diesel::sql_query(query).get_result(c)?))
                .unwrap();
            line.line
        })
        .collect()
}

/// Fields of every form at once, as they would serve on the first day.
fn fields(date: &str, once: &str) -> Vec<(&'static str, String)> {
    let all = [
        ("version", "0"),
        ("reason", "No"),
        ("question", "provision.quiet_space"),
        ("choice", "suits"),
        ("number", "1"),
        ("date", date),
        ("arrival", "not_arrived"),
        ("words", "The shelf leans"),
        ("once", once),
        ("overall", "well"),
        ("interest", "no"),
        ("from", "2026-06-01"),
        ("helped.quiet_space", "worked"),
    ];
    all.map(|(name, value)| (name, value.to_owned())).to_vec()
}

fn post(browser: &mut Browser<'_>, path: &str, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &fields)
}

/// A link of a contact of another employer, as no use case would make it.
fn foreign(visit: &Visit) -> String {
    let test = &visit.scene.test;
    let employer = test.stranger(Role::Employer);
    let details = json!({"name": "Sioned Marsh", "role": "Owner", "email": "x@other.example"});
    let body = json!({"employer": employer.organisation, "details": details});
    let contact =
        test.post(&format!("{API}/contacts")).bearing(&employer.token).header("Idempotency-Key", "f");
    let contact = id(&contact.json(&body).send().expect(201));
    let name = "0a000000-0000-7000-8000-0000000000f1";
    let code = reveal(&test.app.keys, Opens::Placement, name);
    let link = PlacementLink {
        id: name.to_owned(),
        placement: PlacementId::parse(&visit.placed.id).unwrap(),
        contact: ContactId::parse(&contact).unwrap(),
        token_hash: fingerprint(&code),
        created_at: test.clock.now(),
        expires_at: test.clock.now() + TimeDelta::days(30),
        ended: None,
    };
    test.app.write(&operator(), |c| placement_links::insert(c, &link)).unwrap();
    format!("/visit/{code}")
}

#[rstest]
fn a_link_that_must_not_serve_does_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    visit.brief();
    let test = &visit.scene.test;
    let mut learner = visit.scene.learner_document("carys");
    learner["learner"]["codes"]["external_id"] = json!("L999");
    let learner = id(&visit.scene.post(Role::Provider, "/learners", &learner).expect(201));
    let proposal = visit.scene.proposal(&learner, &visit.scene.offer("library-shelves"));
    let other = id(&visit.scene.post(Role::Provider, "/placements", &proposal).expect(201));
    let other_path = link_to(test, CONTACT).unwrap();
    let date = visit.placement()["days"][0].as_str().unwrap().to_owned();
    let mut browser = visit.browser();
    for act in ["interest", "other-time", "accept", "decline"] {
        let mut fields = fields(&date, "");
        if ["accept", "decline"].contains(&act) {
            let page = format!("{API}/placements/{}", other);
            let version = test.get(&page).by(Role::Provider).send().expect(200).body["version"].to_string();
            fields[0].1 = version;
        }
        post(&mut browser, &format!("{other_path}/{act}"), &fields).expect(303);
        let before = stored(test);
        let again = post(&mut browser, &format!("{other_path}/{act}"), &fields);
        assert!([303, 409, 412].contains(&again.status), "{act} replayed: {}", again.status);
        assert_eq!(stored(test), before, "{act} replayed");
    }
    test.clock.set(format!("{date}T10:00:00Z").parse().unwrap());
    let links = format!("{API}/placements/{}/links", visit.placed.id);
    let another = || {
        test.clock.advance(TimeDelta::minutes(11));
        let sent = test.post(&links).by(Role::Provider).header("Idempotency-Key", &visit.scene.key());
        sent.json(&json!({"contact": visit.contact})).send().expect(204);
        link_to(test, CONTACT).unwrap()
    };
    let used = visit.path.clone();
    let expired = another();
    let code = expired.split('.').nth(1).unwrap().to_owned();
    let past = Stamp::from(test.clock.now());
    test.app
        .write(&operator(), |c| {
            use placewell::db::schema::placement_links::dsl;
            let link = dsl::placement_links.find(code.clone());
            diesel::update(link).set(dsl::expires_at.eq(past)).execute(c).map_err(DbError::from)
        })
        .unwrap();
    let revoked = another();
    test.delete(&links).by(Role::Provider).send().expect(204);
    let secret = other_path.rsplit_once('.').unwrap().1;
    let mixed = format!("{}.{secret}", revoked.rsplit_once('.').unwrap().0);
    let tampered = format!("{}x", &revoked[..revoked.len() - 1]);
    let cases = [
        ("used", used, 410),
        ("expired", expired, 410),
        ("revoked", revoked, 410),
        ("tampered", tampered, 404),
        ("other placement", mixed, 404),
        ("other tenant", foreign(&visit), 404),
    ];
    let mut said = Vec::new();
    for (case, path, status) in &cases {
        test.clock.advance(TimeDelta::minutes(11));
        let mut browser = visit.browser();
        let before = stored(test);
        let mut answers = vec![browser.get(path)];
        for part in READS.iter().skip(1) {
            answers.push(browser.get(&format!("{path}{part}")));
        }
        for act in ACTS {
            let once = test.app.ids.next_id();
            answers.push(post(&mut browser, &format!("{path}/{act}"), &fields(&date, &once)));
        }
        for answer in &answers {
            assert_eq!(answer.status, *status, "{case}: {}", html(answer));
            let page = html(answer);
            assert!(PERSONAL.iter().all(|word| !page.contains(word)), "{case}: {page}");
        }
        assert_eq!(stored(test), before, "{case}");
        let stops = browser.get(&format!("{path}/reminders"));
        assert_eq!(stops.status, if *status == 410 { 200 } else { 404 }, "{case}");
        is_stopped_by_its_own(test, path, *status, case);
        let letters = mailed(test).len();
        let answer = browser.post(&format!("{path}/new-link"), &[]);
        said.push((answer.status, html(&answer).replace(path, "/visit/[code]")));
        let sent: Vec<_> = mailed(test).split_off(letters);
        assert_eq!(
            sent.len(),
            0,
            "{case}: the provider has taken the links back, and no older one gets a new one"
        );
    }
    said.dedup();
    assert_eq!(said.len(), 1, "a new link is answered the same whatever is known: {said:?}");
    assert_eq!(said[0].0, 200);
    let good = another();
    let before = stored(test);
    let mut browser = visit.browser();
    for act in ACTS {
        let answer = browser.get(&format!("{good}/{act}"));
        assert!([404, 405].contains(&answer.status), "a scanner's GET of {act}: {}", answer.status);
    }
    for part in READS.iter().chain([&"/reminders"]) {
        browser.get(&format!("{good}{part}")).expect(200);
    }
    assert_eq!(stored(test), before, "a scanner changes nothing");

    for act in ["acknowledge", "tick", "worry", "hazard", "feedback", "helped"] {
        let once = hidden(&html(&browser.get(&good).expect(200)), "once");
        let fields = fields(&date, &once);
        post(&mut browser, &format!("{good}/{act}"), &fields).expect(303);
        let before = stored(test);
        let again = post(&mut browser, &format!("{good}/{act}"), &fields);
        assert!([303, 412].contains(&again.status), "{act} replayed: {}", again.status);
        assert_eq!(stored(test), before, "{act} replayed");
    }
}
