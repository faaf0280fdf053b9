//! What was seen becomes suggestions, a person decides on each, and the next ranking takes account.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::Visit;
use crate::support::database::Engine;
use crate::web::browser::{Browser, html, seen};

/// What the placement suggests, as a role reads it.
fn lessons(visit: &Visit, role: Role) -> Vec<Value> {
    let path = format!("/placements/{}/lessons", visit.placed.id);
    visit.scene.get(role, &path).expect(200).body.as_array().unwrap().clone()
}

fn of<'a>(all: &'a [Value], words: &str) -> &'a Value {
    all.iter().find(|one| one["words"].as_str().unwrap().contains(words)).unwrap_or_else(|| {
        panic!("no {words} in {all:#?}");
    })
}

fn decide(visit: &Visit, role: Role, lesson: &Value, choice: &str) -> crate::support::app::Answer {
    let path = format!("/placements/{}/lessons/decisions", visit.placed.id);
    visit.scene.post(role, &path, &json!({"lesson": lesson["id"], "choice": choice}))
}

/// The match of the learner with the same offer.
fn ranked(visit: &Visit, role: Role) -> Value {
    let path = format!("/learners/{}/matches/{}", visit.placed.learner, visit.placed.offer);
    visit.scene.get(role, &path).expect(200).body
}

fn novelty(one: &Value) -> u64 {
    let all = one["assessment"]["contributions"].as_array().unwrap();
    all.iter().find(|part| part["criterion"] == "novelty").unwrap()["points"].as_u64().unwrap()
}

#[rstest]
fn what_was_seen_is_learned_by_those_who_accept_it(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let (scene, placed) = (&visit.scene, &visit.placed);
    let observations = format!("/placements/{}/observations", placed.id);
    let first = visit.placement()["days"][0].as_str().unwrap().to_owned();
    let mut browser = visit.browser();
    let before = ranked(&visit, Role::Provider);
    assert!(before.get("here_before").is_none());
    assert_eq!(lessons(&visit, Role::Provider), Vec::<Value>::new(), "nobody has said anything");

    let tick = [("date", first.as_str()), ("arrival", "arrived"), ("version", "0")];
    browser.post(&format!("{}/tick", visit.path), &tick).expect(303);
    let helped = format!("{}/helped", visit.path);
    assert!(html(&browser.post(&helped, &[]).expect(422)).contains("Say of at least one thing"));
    let page = html(&browser.get(&visit.path).expect(200));
    assert!(page.contains("Did this help: a quiet place to go to?"), "{page}");
    let task = page.split_once("name=\"tried\" value=\"").unwrap().1.split('"').next().unwrap().to_owned();
    let told = [("helped.quiet_space", "worked"), ("helped.named_buddy", "did_not"), ("tried", &task)];
    for _ in 0..2 {
        browser.post(&helped, &told).expect(303);
    }
    browser.post(&helped, &[("helped.bsl", "worked")]).expect(409);
    browser.post(&helped, &[("tried", "nothing-like-it")]).expect(409);
    browser.post(&helped, &[("tried", &task), ("help", "alone")]).expect(409);
    let page = html(&browser.get(&visit.path).expect(200));
    assert!(page.contains("value=\"worked\" checked"));
    let (_, steps) = page.split_once("name=\"mended_step\">").unwrap();
    let step = steps.split("<option value=\"").nth(2).unwrap().split('"').next().unwrap();
    let step = step.replace("&#39;", "'").replace("&#38;", "&");
    let wrong = html(&browser.post(&helped, &[("mended_how", "Kept <b>")]).expect(422));
    assert!(wrong.contains("Select which step") && wrong.contains("Kept &#60;b&#62;"), "{wrong}");
    browser.post(&helped, &[("mended_step", "shelve Nothing like it"), ("mended_how", "So")]).expect(409);
    let mended = [("mended_step", step.as_str()), ("mended_how", "Put the label on the left")];
    let mended: Vec<_> = told.iter().copied().chain(mended).collect();
    browser.post(&helped, &mended).expect(303);
    let page = html(&browser.get(&visit.path).expect(200));
    assert!(page.contains("id=\"mended-1\"") && page.contains("Put the label on the left"), "{page}");
    let mend = lessons(&visit, Role::Employer);
    let mend = of(&mend, "Put the label on the left").clone();
    decide(&visit, Role::Provider, &mend, "accept").expect(403);
    let offer =
        || scene.get(Role::Employer, &format!("/offers/{}", placed.offer)).expect(200).body.to_string();
    assert!(!offer().contains("Put the label on the left"), "nothing is learned in silence");
    decide(&visit, Role::Employer, &mend, "accept").expect(200);
    assert!(offer().contains("Put the label on the left"));

    scene.post(Role::Provider, &observations, &json!({})).expect(422);
    scene.post(Role::Employer, &observations, &json!({"help": "alone"})).expect(403);
    let seen_by_staff = json!({"help": "list_only", "supports": {"quiet_space": "worked"}});
    for _ in 0..2 {
        scene.post(Role::Provider, &observations, &seen_by_staff).expect(204);
    }
    let all = lessons(&visit, Role::Provider);
    let quiet = of(&all, "Helped here: a quiet place to go to");
    assert_eq!(quiet["said"].as_array().unwrap().len(), 2, "{quiet}");
    assert!(all.iter().all(|one| one["decided"].is_null() || one["lesson"]["kind"] == "mended"));
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let page = format!("/staff/placements/{}", placed.id);
    let shown = seen(&staff.get(&page).expect(200));
    let (_, learned) = shown.split_once("What was learned").unwrap();
    let learned = learned.split("Say what you saw").next().unwrap();
    insta::assert_snapshot!("learned", learned.replace(&placed.id, "[placement]"));

    let path = format!("/learners/{}", placed.learner);
    let untouched = scene.get(Role::Provider, &path).expect(200).body;
    assert_eq!(untouched["learner"]["profile"]["earlier"], json!([]), "nothing is learned in silence");
    let stranger = scene.test.stranger(Role::Provider);
    let full = format!("/api/v1/placements/{}/lessons", placed.id);
    scene.test.get(&full).bearing(&stranger.token).send().expect(404);
    assert!(lessons(&visit, Role::Employer).iter().all(|one| one["target"] == "offer"));
    decide(&visit, Role::Employer, quiet, "accept").expect(404);
    decide(&visit, Role::JobCoach, quiet, "accept").expect(403);

    let choose = [("lesson", quiet["id"].as_str().unwrap()), ("choice", "accept")];
    staff.submit(&format!("{page}/lesson"), &choose).expect(303);
    for _ in 0..2 {
        let accepted = decide(&visit, Role::Provider, quiet, "accept").expect(200).body;
        assert_eq!(accepted["decided"]["choice"], "accept");
    }
    decide(&visit, Role::Provider, quiet, "decline").expect(409);
    decide(&visit, Role::Provider, of(&all, "Help needed to start a new task"), "decline").expect(200);
    decide(&visit, Role::Provider, of(&all, "Has worked at this employer"), "accept").expect(200);
    let after = scene.get(Role::Provider, &path).expect(200).body;
    let earlier = &after["learner"]["profile"]["earlier"];
    assert_eq!(earlier[0]["learnt"], "Helped here: a quiet place to go to.");
    assert_eq!(after["learner"]["profile"]["help"], untouched["learner"]["profile"]["help"]);
    assert_eq!(after["version"].as_i64(), untouched["version"].as_i64().map(|version| version + 2));

    let now = ranked(&visit, Role::Provider);
    assert_eq!(now["here_before"], json!(["Worked here before. Helped here: a quiet place to go to."]));
    assert!(
        novelty(&now) != novelty(&before),
        "the published weight of what is new or familiar takes account"
    );
    for part in ["outcome", "blockers", "findings"] {
        assert_eq!(now["assessment"][part], before["assessment"][part], "{part} is never traded");
    }
    let export = scene.get(Role::Provider, &format!("{path}/export")).expect(200).body;
    let placement = &export["placements"][0];
    assert_eq!(placement["observations"].as_array().unwrap().len(), 3, "{placement}");
    assert_eq!(placement["lessons"].as_array().unwrap().len(), 4);
}

#[rstest]
fn an_offer_learns_when_its_employer_accepts(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let told = [("helped.quiet_space", "not_there")];
    visit.browser().post(&format!("{}/helped", visit.path), &told).expect(303);
    let all = lessons(&visit, Role::Employer);
    let gone = of(&all, "The site does not have this: a quiet place to go to");
    decide(&visit, Role::Provider, gone, "accept").expect(403);
    let path = format!("/offers/{}", visit.placed.offer);
    let before = visit.scene.get(Role::Employer, &path).expect(200).body;
    decide(&visit, Role::Employer, gone, "accept").expect(200);
    let after = visit.scene.get(Role::Employer, &path).expect(200).body;
    let fact = &after["offer"]["provisions"]["quiet_space"];
    assert_eq!((&fact["state"], &fact["source"]), (&json!("no"), &json!("employer")), "{fact}");
    assert_eq!(after["version"].as_i64(), before["version"].as_i64().map(|version| version + 1));
    let confirmed = "confirmed_by_employer_at";
    assert_eq!(after[confirmed], before[confirmed], "to accept one fact is not to stand by all of them");
    let waiting = |one: &&Value| one["decided"].is_null();
    assert_eq!(lessons(&visit, Role::Employer).iter().filter(waiting).count(), 0);
}
