//! Links that are good no longer, and links that never were.

use chrono::TimeDelta;
use placewell::auth::Caller;
use placewell::auth::link::{Opens, reveal};
use placewell::domain::ids::PlacementId;
use placewell::domain::role::Role;
use placewell::services::visits;
use rstest::rstest;

use super::{CONTACT, Visit, link_to, mailed};
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{html, seen};

pub(super) const ACTS: [&str; 11] = [
    "accept",
    "decline",
    "answer",
    "acknowledge",
    "tick",
    "worry",
    "hazard",
    "feedback",
    "interest",
    "other-time",
    "helped",
];

/// Nothing of the placement is shown and nothing can be done.
fn is_shut(visit: &Visit, path: &str, status: u16) -> String {
    let mut browser = visit.browser();
    let before = visit.placement();
    let page = browser.get(path).expect(status);
    for act in ACTS {
        let fields =
            [("version", "1"), ("reason", "No"), ("number", "1"), ("words", "No"), ("arrival", "arrived")];
        browser.post(&format!("{path}/{act}"), &fields).expect(status);
    }
    for part in ["/pack", "/pack.pdf"] {
        browser.get(&format!("{path}{part}")).expect(status);
    }
    assert_eq!(visit.placement(), before);
    let shown = html(&page);
    for word in ["Carys", "Sioned", "Library", "PW-", "provider.example"] {
        assert!(!shown.contains(word), "{word} in {shown}");
    }
    seen(&page).replace(path, "/visit/[code]")
}

fn caller(visit: &Visit, role: Role) -> Caller {
    visit.scene.test.app.tokens.verify(&visit.scene.test.token(role)).unwrap()
}

#[rstest]
fn a_code_that_is_not_ours_opens_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let code = visit.path.strip_prefix("/visit/").unwrap();
    let id = code.split('.').nth(1).unwrap();
    let keys = &visit.scene.test.app.keys;
    let account = reveal(keys, Opens::Account, id);
    let unknown = reveal(keys, Opens::Placement, "0a000000-0000-7000-8000-000000000099");
    let cut = &code[..code.len() - 1];
    let other = format!("{cut}{}", if code.ends_with('A') { 'B' } else { 'A' });
    for forged in [cut, &other, &account, &unknown, "pwp", "pwp..", "%00", "x"] {
        is_shut(&visit, &format!("/visit/{forged}"), 404);
        visit.scene.test.clock.advance(TimeDelta::minutes(1));
    }
}

#[rstest]
fn guessing_is_slowed_down(#[values(Engine::Sqlite)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let mut browser = visit.browser();
    let tried = (0..100).map(|at| browser.get(&format!("/visit/pwp.{at}.x")).status);
    assert_eq!(tried.filter(|status| *status == 429).count(), 40);
    browser.get(&visit.path).expect(429);
    visit.scene.test.get(&visit.path).from("198.51.100.7").send().expect(200);
}

#[rstest]
fn a_new_link_takes_the_place_of_the_old_one(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let mut browser = visit.browser();
    let before = mailed(&visit.scene.test).len();
    for _ in 0..3 {
        browser.post(&format!("{}/new-link", visit.path), &[]).expect(200);
    }
    let letters = mailed(&visit.scene.test);
    assert_eq!(letters.len(), before + 1, "one letter, however often it is asked for");
    assert_eq!(letters.last().unwrap().to, CONTACT);
    let new = link_to(&visit.scene.test, CONTACT).unwrap();
    assert_ne!(new, visit.path);
    browser.get(&new).expect(200);
    insta::assert_snapshot!("replaced", is_shut(&visit, &visit.path, 410));
    visit.scene.test.clock.advance(TimeDelta::minutes(11));
    browser.post(&format!("{}/new-link", visit.path), &[]).expect(200);
    is_shut(&visit, &new, 410);
    browser.get(&link_to(&visit.scene.test, CONTACT).unwrap()).expect(200);
}

#[rstest]
fn the_provider_takes_a_link_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let id = PlacementId::parse(&visit.placed.id).unwrap();
    let app = &visit.scene.test.app;
    visits::revoke(app, &caller(&visit, Role::Provider), &id).unwrap();
    insta::assert_snapshot!("revoked", is_shut(&visit, &visit.path, 410));
    let before = mailed(&visit.scene.test).len();
    let answer = visit.browser().post(&format!("{}/new-link", visit.path), &[]).expect(200);
    assert!(html(&answer).contains("Look for a new link in your mail"));
    assert_eq!(mailed(&visit.scene.test).len(), before);
    let stranger = visit.scene.test.stranger(Role::Provider);
    let stranger = app.tokens.verify(&stranger.token).unwrap();
    assert!(visits::revoke(app, &stranger, &id).is_err());
    assert!(visits::revoke(app, &caller(&visit, Role::Employer), &id).is_err());
}

#[rstest]
fn a_contact_who_has_left_and_a_placement_that_is_over(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let days = visit.placement()["days"].as_array().unwrap().len();
    visit.scene.test.clock.advance(TimeDelta::days(14 + days as i64 + 31));
    insta::assert_snapshot!("placement_over", is_shut(&visit, &visit.path, 410));
    let Some(visit) = Visit::proposed(engine) else { return };
    let archive = format!("/api/v1/contacts/{}/archive", visit.contact);
    visit.scene.test.post(&archive).by(Role::Employer).header("If-Match", "\"1\"").send().expect(200);
    is_shut(&visit, &visit.path, 410);
}

#[rstest]
fn the_code_is_hashed_at_rest_and_in_no_log(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    use diesel::prelude::*;
    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = diesel::sql_types::Text)]
        line: String,
    }
    let Some(visit) = Visit::proposed(engine) else { return };
    visit.browser().get(&visit.path).expect(200);
    let secret = visit.path.rsplit_once('.').unwrap().1;
    let all = "SELECT id || token_hash AS line FROM placement_links UNION ALL
        SELECT kind || subject_id || coalesce(dedup, '') AS line FROM jobs UNION ALL
        SELECT coalesce(artefacts, '') AS line FROM letters WHERE recipient_kind = 'contact' UNION ALL
        SELECT action || object_id || actor_id AS line FROM access_log WHERE action LIKE 'visitor%'";
    let lines: Vec<Line> = visit
        .scene
        .test
        .app
        .read(&operator(), |c| Ok::<_, placewell::db::DbError>(diesel::sql_query(all).load(c)?))
        .unwrap();
    assert!(
        lines.iter().any(|line| line.line.starts_with("visitor_read") && line.line.ends_with(&visit.contact))
    );
    assert!(lines.iter().any(|line| line.line.is_empty()), "the letter is forgotten once it has gone");
    assert!(lines.iter().all(|line| !line.line.contains(secret)));
}
