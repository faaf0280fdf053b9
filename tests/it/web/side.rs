//! The page of the learner and of the family, by a link.

pub(super) mod matrix;

use diesel::prelude::*;
use placewell::clock::Clock;
use placewell::db::{DbError, Stamp};
use placewell::domain::role::Role;
use placewell::jobs::{Task, watch_arrivals};
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html, seen};
use super::visit::{link_to, mailed};
use crate::api::scene::{API, Proposed, Scene};
use crate::support::app::TestApp;
use crate::support::database::Engine;
use crate::support::operator;

const LEARNER: &str = "carys@home.example";
const FAMILY: &str = "rhian@home.example";
const CONTACT: &str = "sioned@library.example";
const OFFICE: &str = "office@provider.example";

/// The path of the newest link of the learner's side that was mailed to somebody.
fn page_of(test: &TestApp, to: &str) -> String {
    let letters = mailed(test);
    let mut texts = letters.iter().rev().filter(|letter| letter.to == to);
    let word = texts.find_map(|letter| letter.text.split_whitespace().find(|word| word.contains("/plan/")));
    format!("/plan/{}", word.unwrap().split_once("/plan/").unwrap().1)
}

/// Carys at the library with the pack sent, and the pages of Carys and of her mother.
pub fn pages(scene: &Scene) -> (Proposed, [String; 2]) {
    let contact = scene.contact(CONTACT);
    let placed = scene.with_readers();
    scene.approved(&placed, &[&contact]);
    let copies = |edition: &str| format!("/placements/{}/copies/{edition}", placed.id);
    let links = format!("/placements/{}/links", placed.id);
    for edition in ["learner", "family"] {
        let preview = scene.get(Role::Provider, &copies(edition)).expect(200).body;
        let reader = &preview["readers"][0]["reader"];
        scene.post(Role::Provider, &links, &json!({"reader": reader})).expect(204);
        let body = json!({"hash": preview["hash"], "send_to": [reader]});
        scene.post(Role::Provider, &copies(edition), &body).expect(201);
    }
    for body in [json!({}), json!({"reader": "learner", "contact": contact})] {
        scene.post(Role::Provider, &links, &body).expect(422);
    }
    let both = [page_of(&scene.test, LEARNER), page_of(&scene.test, FAMILY)];
    (placed, both)
}

#[rstest]
fn learner_and_family_have_a_page_each(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let (placed, [learner, family]) = pages(&scene);
    let (test, mut browser) = (&scene.test, Browser::new(&scene.test));
    let agreements = format!("/learners/{}/agreements", placed.learner);
    let given = || scene.get(Role::Provider, &agreements).expect(200).body.as_array().unwrap().len();
    let before = given();
    assert!(html(&browser.get(&family).expect(200)).contains("A parent has agreed."), "as on paper");
    let page = html(&browser.get(&learner).expect(200));
    assert!(page.contains("I agree to my placement") && page.contains("Nobody there is told a diagnosis"));
    assert!(!page.contains("Beynon") && browser.cookies.is_empty());
    let mark = hidden(&page, "mark");
    browser.post(&format!("{learner}/agree"), &[("mark", "x")]).expect(412);
    for _ in 0..2 {
        browser.post(&format!("{learner}/agree"), &[("mark", &mark)]).expect(303);
    }
    assert_eq!(given(), before + 1, "twice is once");
    let list = scene.get(Role::Provider, &agreements).expect(200).body;
    let newest = &list[before]["agreement"];
    assert_eq!((&newest["actor"], &newest["method"]), (&json!("learner"), &json!("written")));
    let kept = newest["wording"].as_str().unwrap().lines().map(|line| line.trim_start_matches("- "));
    assert!(
        kept.clone().count() > 5 && kept.clone().all(|line| page.contains(line)),
        "what is kept is what was shown"
    );
    for path in [&learner, &family] {
        assert!(html(&browser.get(&format!("{path}/copy")).expect(200)).contains("<html"));
        assert!(browser.get(&format!("{path}/copy.pdf")).expect(200).bytes.starts_with(b"%PDF"));
        browser.post(&format!("{path}/absent"), &[]).expect(409);
        browser.post(&format!("{path}/reflect"), &[("face", "good")]).expect(409);
    }

    let days =
        scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["days"].clone();
    test.clock.set(format!("{}T07:30:00Z", days[0].as_str().unwrap()).parse().unwrap());
    let sent = mailed(test).len();
    for _ in 0..2 {
        browser.post(&format!("{family}/absent"), &[("note", "Zyxwv fever")]).expect(303);
    }
    let letters = mailed(test).split_off(sent);
    let to: Vec<_> = letters.iter().map(|letter| letter.to.as_str()).collect();
    assert!(to.contains(&OFFICE) && to.contains(&CONTACT), "{to:?}");
    assert!(letters.iter().all(|letter| !letter.text.contains("Zyxwv") && !letter.text.contains("Carys")));
    let employer = html(&browser.get(&link_to(test, CONTACT).unwrap()).expect(200));
    assert!(employer.contains("cannot come today") && !employer.contains("Zyxwv"));
    test.clock.set(format!("{}T15:00:00Z", days[0].as_str().unwrap()).parse().unwrap());
    watch_arrivals(test.app.clone()).begin().unwrap();
    mailed(test);
    let alerts = scene.get(Role::Provider, "/alerts").expect(200).body;
    assert_eq!(alerts, json!([]), "nobody is looked for who cannot come");

    test.clock.set(format!("{}T07:30:00Z", days[1].as_str().unwrap()).parse().unwrap());
    browser.post(&format!("{learner}/absent"), &[]).expect(303);
    test.clock.set(format!("{}T15:00:00Z", days[1].as_str().unwrap()).parse().unwrap());
    watch_arrivals(test.app.clone()).begin().unwrap();
    mailed(test);
    let waiting = || scene.get(Role::Provider, "/alerts").expect(200).body.as_array().unwrap().len();
    assert_eq!(waiting(), 1, "the learner’s word alone does not call off the search");
    let told = scene.get(Role::Provider, &format!("/placements/{}/reports", placed.id)).expect(200).body;
    let absence = told.as_array().unwrap().iter().find(|one| one["date"] == days[1]).unwrap();
    let seen = format!("{API}/reports/{}/seen", absence["id"].as_str().unwrap());
    test.post(&seen).by(Role::Provider).header("If-Match", "\"1\"").send().expect(204);
    assert_eq!(waiting(), 0, "until somebody has seen it");

    browser.post(&format!("{family}/reflect"), &[("face", "good")]).expect(409);
    let refused = browser.post(&format!("{learner}/reflect"), &[("best", "kept <b>")]).expect(422);
    assert!(html(&refused).contains("kept &#60;b&#62;"), "what was typed is kept");
    let said = [("face", "mixed"), ("best", "The returns"), ("next", "A café"), ("scribe", "Ms Made-up")];
    for _ in 0..2 {
        browser.post(&format!("{learner}/reflect"), &said).expect(303);
    }
    assert!(html(&browser.get(&learner).expect(200)).contains("value=\"mixed\" checked"));
    assert!(!html(&browser.get(&family).expect(200)).contains("The returns"), "it is the learner’s own");
}

#[rstest]
fn a_complaint_is_read_by_the_provider_and_answered(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (placed, [learner, family]) = pages(&scene);
    let (test, mut browser) = (&scene.test, Browser::new(&scene.test));
    let page = html(&browser.get(&family).expect(200));
    browser.post(&format!("{family}/complain"), &[("words", " ")]).expect(422);
    let once = hidden(&page, "once");
    let sent = mailed(test).len();
    for _ in 0..2 {
        browser
            .post(&format!("{family}/complain"), &[("once", &once), ("words", "Zyxwv was late")])
            .expect(303);
    }
    let letters = mailed(test).split_off(sent);
    assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), [OFFICE]);
    assert!(!letters[0].text.contains("Zyxwv"));
    assert!(html(&browser.get(&family).expect(200)).contains("Not read yet"));
    assert!(!html(&browser.get(&learner).expect(200)).contains("Zyxwv"), "each has their own");
    let path = format!("/placements/{}/reports", placed.id);
    let told = scene.get(Role::Provider, &path).expect(200).body;
    let complaint = told.as_array().unwrap().iter().find(|one| one["report"]["kind"] == "complaint").unwrap();
    assert_eq!((&complaint["told_by"], &complaint["waits"]), (&json!("the family"), &json!(true)));
    for role in [Role::JobCoach, Role::Employer, Role::Hub] {
        let seen = html(&scene.get(role, &path));
        assert!(!seen.contains("Zyxwv"), "{seen}");
    }
    let mut staff = Browser::signed_in(test, Role::Provider);
    assert!(html(&staff.get("/staff").expect(200)).contains("Word from the learner or the family"));
    let seen = format!("{API}/reports/{}/seen", complaint["id"].as_str().unwrap());
    let sent = mailed(test).len();
    test.post(&seen).by(Role::Provider).header("If-Match", "\"2\"").send().expect(412);
    for _ in 0..2 {
        test.post(&seen).by(Role::Provider).header("If-Match", "\"1\"").send().expect(204);
    }
    let letters = mailed(test).split_off(sent);
    assert_eq!(letters.iter().map(|letter| letter.to.as_str()).collect::<Vec<_>>(), [FAMILY]);
    assert!(html(&browser.get(&family).expect(200)).contains("Read by"));

    let new = |path: &str, browser: &mut Browser<'_>| {
        html(&browser.post(&format!("{path}/new-link"), &[]).expect(200))
    };
    test.clock.advance(chrono::TimeDelta::minutes(11));
    let good = new(&family, &mut browser);
    let now = page_of(test, FAMILY);
    assert_ne!(now, family);
    let links = format!("{API}/placements/{}/links", placed.id);
    let cut = &now[..now.len() - 1];
    for (path, status) in [(family.as_str(), 410), (cut, 404)] {
        shut(&mut browser, path, status);
    }
    assert_eq!(new(cut, &mut browser), good, "the same answer whatever is known");
    test.delete(&links).by(Role::Provider).send().expect(204);
    for path in [&learner, &family, &now] {
        shut(&mut browser, path, 410);
        let sent = mailed(test).len();
        assert_eq!(new(path, &mut browser), good);
        assert_eq!(mailed(test).len(), sent, "no link that was taken back, nor an older one, gets a new one");
    }
    let body = json!({"reader": "learner"});
    scene.post(Role::Hub, &format!("/placements/{}/links", placed.id), &body).expect(403);
}

#[rstest]
fn a_link_of_the_learners_side_ends(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let (placed, [learner, family]) = pages(&scene);
    let (test, mut browser) = (&scene.test, Browser::new(&scene.test));
    ends_now(test, &family);
    shut(&mut browser, &family, 410);
    browser.get(&learner).expect(200);
    let body = json!({"reason": "The bus was cut"});
    scene.step(Role::Provider, &placed.id, "cancel", &body).expect(200);
    let page = html(&browser.get(&learner).expect(200));
    assert!(!page.contains("I agree to my placement"));
    browser.post(&format!("{learner}/agree"), &[("mark", "x")]).expect(409);
    let path = format!("/learners/{}", placed.learner);
    let version = scene.get(Role::Provider, &path).expect(200).header("ETag").to_owned();
    scene.archive(Role::Provider, &path, &version);
    shut(&mut browser, &learner, 410);
}

#[test]
fn a_link_is_over_with_what_may_be_kept_of_the_placement() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let (placed, both) = pages(&scene);
    let days =
        scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["days"].clone();
    let last = days.as_array().unwrap().last().unwrap().as_str().unwrap().to_owned();
    scene.test.clock.set(format!("{last}T10:00:00Z").parse().unwrap());
    Browser::new(&scene.test).get(&both[0]).expect(200);
    scene.test.clock.advance(chrono::TimeDelta::days(60));
    for path in &both {
        shut(&mut Browser::new(&scene.test), path, 410);
    }
}

#[rstest]
fn the_page_of_an_adults_family_closes_when_the_adult_says_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.adult();
    scene.change_home(&placed, |home| home["family"][0]["email"] = json!(FAMILY));
    scene.agree_as("learner", &placed, "family_copy");
    let reader = scene.reader(&placed, "family");
    let links = format!("/placements/{}/links", placed.id);
    scene.post(Role::Provider, &links, &json!({"reader": reader})).expect(204);
    let (page, mut browser) = (page_of(&scene.test, FAMILY), Browser::new(&scene.test));
    browser.get(&page).expect(200);
    browser.post(&format!("{page}/agree"), &[("mark", "x")]).expect(409);
    scene.withdraw_scope(&placed, "family_copy");
    shut(&mut browser, &page, 410);
    let refused = scene.post(Role::Provider, &links, &json!({"reader": reader})).expect(409);
    assert_eq!(refused.body["code"], "family_not_agreed");
}

#[rstest]
fn what_the_learner_did_is_theirs_to_keep(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let (placed, [learner, family]) = pages(&scene);
    let (test, mut browser) = (&scene.test, Browser::new(&scene.test));
    let days =
        scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["days"].clone();
    let first = days[0].as_str().unwrap();
    test.clock.set(format!("{first}T10:00:00Z").parse().unwrap());
    let did = format!("{learner}/did");
    browser.get(&did).expect(404);
    let contact = link_to(test, CONTACT).unwrap();
    let tick = [("date", first), ("arrival", "arrived"), ("version", "0")];
    browser.post(&format!("{contact}/tick"), &tick).expect(303);
    let page = html(&browser.get(&contact).expect(200));
    let task = page.split_once("name=\"tried\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let words = "She found every request <b>first</b>.";
    let told = [("tried", task.as_str()), ("reference", words), ("helped.quiet_space", "did_not")];
    browser.post(&format!("{contact}/helped"), &told).expect(303);
    browser.post(&format!("{learner}/reflect"), &[("face", "good"), ("best", "The returns")]).expect(303);
    assert!(html(&browser.get(&learner).expect(200)).contains("/did\""));
    assert!(!html(&browser.get(&family).expect(200)).contains("/did\""));
    browser.get(&format!("{family}/did")).expect(404);
    let shown = browser.get(&did).expect(200);
    assert!(
        html(&shown).contains("&#60;b&#62;first") && !html(&shown).contains("quiet"),
        "what helped is not for others"
    );
    insta::assert_snapshot!("did", seen(&shown));
    let body = json!({"reference": "Good"});
    let observations = format!("/placements/{}/observations", placed.id);
    assert_eq!(scene.post(Role::Provider, &observations, &body).expect(409).body["code"], "not_asked");
}

/// Has a link end by itself.
fn ends_now(test: &TestApp, path: &str) {
    let code = path.split('.').nth(1).unwrap().to_owned();
    let past = Stamp::from(test.clock.now());
    test.app
        .write(&operator(), |c| {
            use placewell::db::schema::side_links::dsl;
            let link = dsl::side_links.find(code.clone());
            diesel::update(link).set(dsl::expires_at.eq(past)).execute(c).map_err(DbError::from)
        })
        .unwrap();
}

/// Nothing is shown and nothing can be done.
fn shut(browser: &mut Browser<'_>, path: &str, status: u16) {
    let mut answers = vec![browser.get(path)];
    answers.extend(["copy", "copy.pdf"].map(|part| browser.get(&format!("{path}/{part}"))));
    for act in matrix::ACTS {
        let fields = [("mark", "x"), ("words", "No"), ("face", "good"), ("once", "x")];
        answers.push(browser.post(&format!("{path}/{act}"), &fields));
    }
    for answer in answers {
        let page = html(&answer.expect(status));
        assert!(["Carys", "Zyxwv", "Library", "PW-"].iter().all(|word| !page.contains(word)), "{page}");
    }
}
