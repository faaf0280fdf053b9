//! As for a contact's link: every act of a link of the learner's side against every link that must not serve.

use chrono::TimeDelta;
use placewell::auth::link::{Opens, reveal};
use placewell::auth::refresh::fingerprint;
use placewell::clock::Clock;
use placewell::db::side_links::{self, SideLink};
use placewell::domain::ids::PlacementId;
use placewell::domain::reader::Reader;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::{FAMILY, LEARNER, ends_now, page_of, pages};
use crate::api::scene::{API, Scene};
use crate::support::app::{Answer, user};
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{Browser, hidden, html};
use crate::web::visit::{mailed, stored};

/// What can be read by the link.
pub(in crate::web) const READS: [&str; 4] = ["", "/copy", "/copy.pdf", "/did"];

/// What can be done by it.
pub(in crate::web) const ACTS: [&str; 4] = ["agree", "absent", "complain", "reflect"];

/// What whoever holds a link that is over may still ask for.
pub(in crate::web) const BESIDE: [&str; 1] = ["/new-link"];

const PERSONAL: [&str; 6] = ["Carys", "Rhian", "Library", "PW-", "provider.example", "@"];

/// A reader of no family, as no use case would make one.
fn foreign(scene: &Scene, placement: &str) -> String {
    let test = &scene.test;
    let name = "0a000000-0000-7000-8000-0000000000f2";
    let code = reveal(&test.app.keys, Opens::Side, name);
    let link = SideLink {
        id: name.to_owned(),
        placement: PlacementId::parse(placement).unwrap(),
        reader: Reader::Family("x".repeat(43)),
        token_hash: fingerprint(&code),
        made_by: user(Role::Provider),
        created_at: test.clock.now(),
        expires_at: test.clock.now() + TimeDelta::days(30),
        ended: None,
    };
    test.app.write(&operator(), |c| side_links::insert(c, &link)).unwrap();
    format!("/plan/{code}")
}

fn post(browser: &mut Browser<'_>, path: &str, act: &str, once: &str, mark: &str) -> Answer {
    let fields = [("mark", mark), ("words", "The bus was late"), ("face", "good"), ("once", once)];
    browser.post(&format!("{path}/{act}"), &fields)
}

#[rstest]
fn a_link_of_the_learners_side_that_must_not_serve_does_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (placed, [learner, family]) = pages(&scene);
    let test = &scene.test;
    let mut browser = Browser::new(test);
    let mark = hidden(&html(&browser.get(&learner).expect(200)), "mark");
    let path = format!("/placements/{}", placed.id);
    let first = scene.get(Role::Provider, &path).expect(200).body["days"][0].as_str().unwrap().to_owned();
    test.clock.set(format!("{first}T07:30:00Z").parse().unwrap());
    let links = format!("{path}/links");
    let another = || {
        test.clock.advance(TimeDelta::minutes(11));
        scene.post(Role::Provider, &links, &json!({"reader": "learner"})).expect(204);
        page_of(test, LEARNER)
    };
    let expired = another();
    ends_now(test, &expired);
    let revoked = another();
    test.delete(&format!("{API}{links}")).by(Role::Provider).send().expect(204);
    let secret = family.rsplit_once('.').unwrap().1;
    let mixed = format!("{}.{secret}", revoked.rsplit_once('.').unwrap().0);
    let tampered = format!("{}x", &revoked[..revoked.len() - 1]);
    let cases = [
        ("used", learner, 410),
        ("expired", expired, 410),
        ("revoked", revoked, 410),
        ("tampered", tampered, 404),
        ("other placement", mixed, 404),
        ("other tenant", foreign(&scene, &placed.id), 410),
    ];
    let mut said = Vec::new();
    for (case, path, status) in &cases {
        test.clock.advance(TimeDelta::minutes(11));
        let mut browser = Browser::new(test);
        let before = stored(test);
        let mut answers: Vec<_> = READS.iter().map(|part| browser.get(&format!("{path}{part}"))).collect();
        for act in ACTS {
            answers.push(post(&mut browser, path, act, &test.app.ids.next_id(), &mark));
        }
        for answer in &answers {
            let page = html(answer);
            assert_eq!(answer.status, *status, "{case}: {page}");
            assert!(PERSONAL.iter().all(|word| !page.contains(word)), "{case}: {page}");
        }
        assert_eq!(stored(test), before, "{case}");
        let letters = mailed(test).len();
        for part in BESIDE {
            let answer = browser.post(&format!("{path}{part}"), &[]);
            said.push((answer.status, html(&answer).replace(path, "/plan/[code]")));
        }
        assert_eq!(mailed(test).len(), letters, "{case}: the provider has taken the links back");
    }
    said.dedup();
    assert_eq!(said.len(), 1, "a new link is answered the same whatever is known: {said:?}");

    let good = another();
    let before = stored(test);
    let mut browser = Browser::new(test);
    for act in ACTS.iter().map(|act| format!("/{act}")).chain(BESIDE.map(str::to_owned)) {
        let answer = browser.get(&format!("{good}{act}"));
        assert!([404, 405].contains(&answer.status), "a scanner's GET of {act}: {}", answer.status);
    }
    for part in READS {
        let answer = browser.get(&format!("{good}{part}"));
        // What the learner did there can be read once they have come.
        let wanted = if part == "/did" { 404 } else { 200 };
        assert_eq!(answer.status, wanted, "a scanner's GET of {part}");
    }
    assert_eq!(stored(test), before, "a scanner changes nothing");
    for act in ACTS {
        let once = hidden(&html(&browser.get(&good).expect(200)), "once");
        post(&mut browser, &good, act, &once, &mark).expect(303);
        let before = stored(test);
        let again = post(&mut browser, &good, act, &once, &mark);
        assert!([303, 409, 412].contains(&again.status), "{act} replayed: {}", again.status);
        assert_eq!(stored(test), before, "{act} replayed");
    }
    assert!(
        mailed(test).iter().all(|letter| letter.to != FAMILY || !letter.text.contains("The bus was late"))
    );
}
