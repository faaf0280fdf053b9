//! Every act of a link against every link that must not serve: refused or harmless, and nothing personal is shown.

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
use crate::support::app::Answer;
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{Browser, hidden, html};

const PERSONAL: [&str; 6] = ["Carys", "Sioned", "Library", "PW-", "provider.example", "@"];

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}

/// What stands in the tables that a link could change, but for who looked.
fn stored(visit: &Visit) -> Vec<String> {
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
        ("reminders", "count(*)"),
        ("reminder_stops", "count(*)"),
    ];
    all.iter()
        .map(|(table, number)| {
            let query = format!(
                "SELECT '{table} ' || CAST(count(*) AS TEXT) || ' ' || CAST(coalesce({number}, 0) AS TEXT) AS line FROM {table}"
            );
            let line: Line = visit
                .scene
                .test
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
        let before = stored(&visit);
        let again = post(&mut browser, &format!("{other_path}/{act}"), &fields);
        assert!([303, 409, 412].contains(&again.status), "{act} replayed: {}", again.status);
        assert_eq!(stored(&visit), before, "{act} replayed");
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
        let before = stored(&visit);
        let mut answers = vec![browser.get(path)];
        for part in ["/pack", "/pack.pdf"] {
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
        assert_eq!(stored(&visit), before, "{case}");
        let stops = browser.get(&format!("{path}/reminders"));
        assert_eq!(stops.status, if *status == 410 { 200 } else { 404 }, "{case}");
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
    let before = stored(&visit);
    let mut browser = visit.browser();
    for act in ACTS {
        let answer = browser.get(&format!("{good}/{act}"));
        assert!([404, 405].contains(&answer.status), "a scanner's GET of {act}: {}", answer.status);
    }
    for part in ["", "/pack", "/pack.pdf", "/reminders"] {
        browser.get(&format!("{good}{part}")).expect(200);
    }
    assert_eq!(stored(&visit), before, "a scanner changes nothing");

    for act in ["acknowledge", "tick", "worry", "hazard", "feedback", "helped"] {
        let once = hidden(&html(&browser.get(&good).expect(200)), "once");
        let fields = fields(&date, &once);
        post(&mut browser, &format!("{good}/{act}"), &fields).expect(303);
        let before = stored(&visit);
        let again = post(&mut browser, &format!("{good}/{act}"), &fields);
        assert!([303, 412].contains(&again.status), "{act} replayed: {}", again.status);
        assert_eq!(stored(&visit), before, "{act} replayed");
    }
}
