//! The day's tick, hazards, feedback.

use placewell::domain::role::Role;
use rstest::rstest;

use super::{CONTACT, Visit, link_to, mailed};
use crate::support::database::Engine;
use crate::web::browser::{Browser, html, seen};

const PROVIDER: &str = "office@provider.example";

/// The fields of the tick of the first day.
fn tick<'a>(date: &'a str, arrival: &'a str, version: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("date", date), ("arrival", arrival), ("version", version), ("at", ""), ("went", ""), ("note", "")]
}

fn first_day(visit: &Visit) -> String {
    visit.placement()["days"][0].as_str().unwrap().to_owned()
}

#[rstest]
fn not_arrived_is_with_the_provider_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let (date, path) = (first_day(&visit), format!("{}/tick", visit.path));
    let mut browser = visit.browser();
    let page = browser.get(&visit.path).expect(200);
    insta::assert_snapshot!("first_day", seen(&page).replace(&visit.path, "/visit/[code]"));
    let before = mailed(&visit.scene.test).len();
    let mut staff = Browser::signed_in(&visit.scene.test, Role::Provider);
    assert!(!html(&staff.get("/staff").expect(200)).contains("Told by the employer"));
    browser.post(&path, &tick(&date, "not_arrived", "0")).expect(303);
    let letters = mailed(&visit.scene.test);
    assert_eq!((letters.len(), letters[before].to.as_str()), (before + 1, PROVIDER));
    insta::assert_snapshot!("not_arrived", letters[before].text);
    assert!(html(&staff.get("/staff").expect(200)).contains("Told by the employer: look at it now"));
    browser.post(&path, &tick(&date, "not_arrived", "1")).expect(303);
    assert_eq!(mailed(&visit.scene.test).len(), before + 1, "the same once more tells nobody anew");
}

#[rstest]
fn two_telephones_do_not_overwrite_each_other(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let (date, path) = (first_day(&visit), format!("{}/tick", visit.path));
    let mut browser = visit.browser();
    let mut arrived = tick(&date, "arrived", "0");
    arrived.extend([("at", "9:55"), ("went", "well")]);
    arrived.retain(|(name, value)| !(value.is_empty() && ["at", "went"].contains(name)));
    browser.post(&path, &arrived).expect(303);
    let page = html(&browser.post(&path, &tick(&date, "not_arrived", "0")).expect(412));
    assert!(page.contains("Somebody changed this while you were looking at it"));
    assert!(page.contains("Arrived at 09:55. Went well"), "{page}");
    browser.post(&path, &tick(&date, "not_arrived", "1")).expect(303);
    assert!(html(&browser.get(&visit.path).expect(200)).contains("Not arrived"));
}

#[rstest]
#[case::no_answer(&[("arrival", "")], "Select whether the learner arrived")]
#[case::no_time(&[("arrival", "arrived"), ("at", "noon")], "Enter the time the learner arrived, like 9:55")]
fn what_is_wrong_with_a_tick_is_said(#[case] fields: &[(&str, &str)], #[case] error: &str) {
    let visit = Visit::first_day(Engine::Sqlite).unwrap();
    let date = first_day(&visit);
    let all: Vec<_> = fields
        .iter()
        .copied()
        .chain([("date", date.as_str()), ("version", "0"), ("note", "kept <i>")])
        .collect();
    let page = html(&visit.browser().post(&format!("{}/tick", visit.path), &all).expect(422));
    assert!(page.contains(error) && page.contains("kept &#60;i&#62;"), "{page}");
}

#[test]
fn only_a_day_that_has_come_is_ticked() {
    let visit = Visit::first_day(Engine::Sqlite).unwrap();
    let (mut browser, path) = (visit.browser(), format!("{}/tick", visit.path));
    let second = visit.placement()["days"][1].as_str().unwrap().to_owned();
    browser.post(&path, &tick(&second, "arrived", "0")).expect(422);
    browser.post(&path, &tick("2026-01-01", "arrived", "0")).expect(422);
    let early = Visit::proposed(Engine::Sqlite).unwrap();
    let date = first_day(&early);
    early.browser().post(&format!("{}/tick", early.path), &tick(&date, "arrived", "0")).expect(409);
}

#[rstest]
fn a_hazard_is_with_the_site_and_the_provider(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let other = "huw@library.example";
    visit.scene.contact(other);
    let before = mailed(&visit.scene.test).len();
    let mut browser = visit.browser();
    let page = html(&browser.get(&visit.path).expect(200));
    let once = crate::web::browser::hidden(&page, "once");
    let words = "The lift door shuts on people";
    let hazard = format!("{}/hazard", visit.path);
    for _ in 0..2 {
        browser.post(&hazard, &[("once", &once), ("words", words)]).expect(303);
    }
    let letters = mailed(&visit.scene.test).split_off(before);
    let mut to: Vec<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, [other, PROVIDER], "sent twice, told once, and not to whoever told it");
    assert!(letters.iter().all(|letter| !letter.text.contains("lift")));
    let theirs = link_to(&visit.scene.test, other).unwrap();
    assert!(html(&browser.get(&theirs).expect(200)).contains(words));
    assert_ne!(link_to(&visit.scene.test, CONTACT).unwrap(), theirs);
    browser.post(&hazard, &[("once", &once), ("words", "")]).expect(422);
}

#[rstest]
fn feedback_is_kept_and_can_be_changed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let (mut browser, path) = (visit.browser(), format!("{}/feedback", visit.path));
    browser.post(&path, &[("version", "0")]).expect(422);
    let corpus = [
        "<script>alert(1)</script>",
        "\" onfocus=\"alert(1)",
        "</textarea><img src=x onerror=alert(1)>",
        "{{ 7*7 }}",
        "'; DROP TABLE reports; --",
    ];
    for (at, text) in corpus.iter().enumerate() {
        let version = at.to_string();
        let given = [("overall", "well"), ("best", *text), ("again", "yes"), ("version", version.as_str())];
        browser.post(&path, &given).expect(303);
        let page = html(&browser.get(&visit.path).expect(200));
        assert!(
            !page.contains("<script") && !page.contains("<img") && !page.contains("onfocus=\""),
            "{page}"
        );
        assert!(page.contains("value=\"well\" checked") && page.contains("value=\"yes\" checked"));
    }
    browser.post(&path, &[("overall", "badly"), ("version", "1")]).expect(412);
}
