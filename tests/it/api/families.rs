//! Messages to families, on each engine: planned, looked at, approved, sent once to each person, answered, stopped.

use chrono::TimeDelta;
use placewell::domain::role::Role;
use placewell::mail::Sent;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, id};
use crate::support::app::Answer;
use crate::support::database::Engine;
use crate::web::browser::{Browser, html};

const MUM: &str = "rhian@home.example";

/// A learner of the sample with a name, a date of birth and a family of their own.
pub(crate) fn learner(scene: &Scene, name: &str, born: &str, family: &Value) -> String {
    let mut document = scene.learner_document("carys");
    let learner = &mut document["learner"];
    learner["identity"]["given_name"] = json!(name);
    learner["identity"]["family_name"] = json!("Beynon");
    learner["identity"]["date_of_birth"] = json!(born);
    learner["home"]["family"] = family.clone();
    learner["codes"] = json!({"external_id": format!("own-number-{name}")});
    id(&scene.post(Role::Provider, "/learners", &document).expect(201))
}

fn mother(email: &str, language: &str) -> Value {
    json!([{"name": "Rhian Beynon", "relationship": "Mother", "email": email, "language": language}])
}

fn message(question: &str) -> Value {
    json!({"planned_for": "2026-05", "question": question, "texts": [
        {"language": "en", "title": "What to tell us", "body": "You know them best.\n\nWould you like to talk?"},
        {"language": "cy", "title": "Beth i’w ddweud wrthym", "body": "Chi sy’n eu hadnabod orau."},
    ]})
}

pub(crate) fn planned(scene: &Scene, message: &Value) -> String {
    id(&scene.post(Role::Provider, "/family-messages", message).expect(201))
}

pub(crate) fn recipients(scene: &Scene, id: &str) -> Value {
    scene.get(Role::Provider, &format!("/family-messages/{id}/recipients")).expect(200).body
}

pub(crate) fn approve(scene: &Scene, id: &str, mark: &Value) -> Answer {
    let call = scene.test.post(&format!("{API}/family-messages/{id}/approve")).by(Role::Provider);
    let call = call.header("Idempotency-Key", &scene.key());
    call.json(&json!({"mark": mark})).send()
}

pub(crate) fn sendings(scene: &Scene, id: &str) -> Vec<Value> {
    let all = scene.get(Role::Provider, &format!("/family-messages/{id}/sendings")).expect(200).body;
    all.as_array().unwrap().clone()
}

/// The mails that left since the last look.
pub(crate) fn mails(scene: &Scene, seen: &mut usize) -> Vec<Sent> {
    scene.work();
    let all = scene.memory().sent();
    let new = all[*seen..].to_vec();
    *seen = all.len();
    new
}

/// Where the link in a mail leads.
pub(crate) fn page(sent: &Sent) -> String {
    let text = &sent.letter.text;
    let (_, rest) = text.split_once("/family/").unwrap_or_else(|| panic!("no link in {text}"));
    format!("/family/{}", rest.split_whitespace().next().unwrap())
}

fn reasons(whom: &Value) -> Vec<&str> {
    let all = whom["left_out"].as_array().unwrap().iter();
    let mut all: Vec<_> = all.map(|one| one["reason"].as_str().unwrap()).collect();
    all.sort_unstable();
    all
}

#[rstest]
fn a_message_goes_once_to_each_person_as_it_was_shown(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let carys = learner(&scene, "Carys", "2010-11-02", &mother(MUM, "cy"));
    let nia = learner(&scene, "Nia", "2012-03-04", &mother("Rhian@home.example", "cy"));
    let gran = json!([{"name": "Gwen Pugh", "relationship": "Grandmother"}]);
    let tom = learner(&scene, "Tom", "2011-01-05", &gran);
    learner(&scene, "Ela", "2010-12-24", &json!([]));
    let adult = json!([{"name": "Huw Adult", "relationship": "Father", "email": "huw@home.example"}]);
    learner(&scene, "Ifan", "2005-06-01", &adult);

    let made = planned(&scene, &message("yes_or_no"));
    let whom = recipients(&scene, &made);
    assert_eq!((&whom["by_mail"], &whom["on_paper"], &whom["learners"]), (&json!(1), &json!(1), &json!(5)));
    assert_eq!(reasons(&whom), ["adult_not_agreed", "no_contact"]);
    let to = |name: &str| {
        let all = whom["recipients"].as_array().unwrap().iter();
        all.clone().find(|one| one["names"][0] == *name).unwrap_or_else(|| panic!("{whom}")).clone()
    };
    let rhian = to("Rhian Beynon");
    assert_eq!(rhian["learners"].as_array().unwrap().len(), 2, "siblings are one: {rhian}");
    assert_eq!((&rhian["language"], &rhian["is_own_language"]), (&json!("cy"), &json!(true)));
    let gwen = to("Gwen Pugh");
    assert_eq!(
        (&gwen["way"], &gwen["because"], &gwen["language"]),
        (&json!("paper"), &json!("no_address"), &json!("en"))
    );

    // Years 8 only: Carys is in Year 10, Nia in Year 9.
    let mut narrow = message("nothing");
    narrow["year_groups"] = json!([9]);
    let nines = planned(&scene, &narrow);
    assert_eq!(recipients(&scene, &nines)["learners"], json!(1));

    assert_eq!(approve(&scene, &made, &json!("0")).status, 412, "what was not shown is not approved");
    let before = whom["mark"].clone();
    let late = learner(&scene, "Mali", "2011-05-05", &mother("late@home.example", "en"));
    assert_eq!(approve(&scene, &made, &before).status, 412, "somebody has come since");
    scene
        .post(Role::Provider, &format!("/learners/{late}/erase"), &json!({"reason": "requested"}))
        .expect(200);
    assert_eq!(recipients(&scene, &made)["mark"], before);

    let mut seen = scene.memory().sent().len();
    let approved = approve(&scene, &made, &before).expect(200).body;
    assert_eq!((&approved["state"], &approved["version"]), (&json!("approved"), &json!(2)));
    assert!(approved["approved"]["name"].is_string(), "{approved}");
    assert_eq!(approve(&scene, &made, &before).expect(409).body["code"], "wrong_state");
    let [mail] = mails(&scene, &mut seen).try_into().unwrap();
    assert_eq!(
        (mail.letter.to.to_lowercase(), mail.letter.subject.as_str()),
        (MUM.to_owned(), "Beth i’w ddweud wrthym")
    );
    let bytes = String::from_utf8_lossy(&mail.bytes).to_lowercase();
    assert!(bytes.contains("list-unsubscribe:"), "{bytes}");
    for word in ["carys", "nia beynon", "rhian beynon", "np20", "own-number"] {
        let parts = [&mail.letter.subject, &mail.letter.text, &mail.letter.html];
        assert!(parts.iter().all(|part| !part.to_lowercase().contains(word)), "{word}: {parts:?}");
    }
    assert!(mail.letter.html.contains("<div lang=\"cy\" dir=\"auto\">"));
    let all = sendings(&scene, &made);
    let states: Vec<_> = all.iter().map(|one| (one["way"].clone(), one["state"].clone())).collect();
    assert!(
        states.contains(&(json!("mail"), json!("sent"))) && states.contains(&(json!("paper"), Value::Null))
    );

    let sheets = scene.get(Role::Provider, &format!("/family-messages/{made}/sheets")).expect(200);
    let sheets = html(&sheets);
    let (list, sheet) = sheets.split_once("class=\"sheet\"").unwrap();
    assert!(list.contains("Tom Beynon") && !sheet.contains("Tom"), "{sheets}");
    assert!(sheet.contains("Gwen Pugh") && sheet.contains("I would like to talk to you"));
    assert!(!sheets.contains("Rhian") && !sheets.contains("NP20"), "nobody else, and no home");
    let said = |wish: &str| {
        let path = format!("/families/{}/wish", gwen["person"].as_str().unwrap());
        scene.post(Role::Provider, &path, &json!({"wish": wish})).expect(200);
        scene.get(Role::Provider, &format!("/family-messages/{made}/sheets"))
    };
    assert_eq!(said("nothing").expect(409).body["code"], "nobody_on_paper", "whoever says no gets no sheet");
    said("paper").expect(200);
    let handed = scene.post(Role::Provider, &format!("/family-messages/{made}/handed-over"), &json!({}));
    assert!(handed.expect(200).body["handed_over"]["at"].is_string());

    // Erasing one sibling leaves what reached the mother through the other.
    let held = scene.get(Role::Provider, &format!("/learners/{carys}/export")).expect(200).body;
    assert_eq!(held["family_messages"][0]["names"], json!(["Rhian Beynon"]));
    let erase = |id: &str| {
        let path = format!("/learners/{id}/erase");
        scene.post(Role::Provider, &path, &json!({"reason": "requested"})).expect(200).body
    };
    assert_eq!(erase(&carys)["erased"]["family_messages"], json!(0));
    assert_eq!(sendings(&scene, &made).len(), 2);
    assert_eq!(erase(&nia)["erased"]["family_messages"], json!(1));
    erase(&tom);
    assert_eq!(sendings(&scene, &made), Vec::<Value>::new());
}

#[rstest]
fn a_message_that_says_something_of_somebody_is_not_approved(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    learner(&scene, "Carys", "2010-11-02", &mother(MUM, "cy"));
    for (said, path) in [
        ("Well done, CARYS  Beynon!", "texts[0].body"),
        ("Ask Rhian Beynon.", "texts[0].body"),
        ("Write to rhian@home.example.", "texts[0].body"),
        ("See PW-7K3M9QTX.", "texts[0].body"),
        ("own-number-Carys", "texts[0].title"),
    ] {
        let mut about = message("nothing");
        let part = path.rsplit('.').next().unwrap();
        about["texts"][0][part] = json!(said);
        let made = planned(&scene, &about);
        let mark = recipients(&scene, &made)["mark"].clone();
        let refused = approve(&scene, &made, &mark).expect(422).body;
        assert_eq!(refused["errors"][0]["field"], json!(path), "{said}: {refused}");
        assert!(!refused.to_string().contains("Beynon"), "{refused}");
    }
    // A first name is a word.
    let mut about = message("nothing");
    about["texts"][0]["body"] = json!("Carys and planned beynonics are words.");
    let made = planned(&scene, &about);
    approve(&scene, &made, &recipients(&scene, &made)["mark"]).expect(200);
    for wrong in [
        json!({"planned_for": "2026-13"}),
        json!({"planned_for": "2026-02-30"}),
        json!({"texts": []}),
        json!({"year_groups": [4]}),
        json!({"year_groups": [9, 9]}),
        json!({"question": "maybe"}),
    ] {
        let mut faulty = message("nothing");
        let (field, value) = wrong.as_object().unwrap().iter().next().unwrap();
        faulty[field] = value.clone();
        let answer = scene.post(Role::Provider, "/family-messages", &faulty).expect(422).body;
        assert!(answer["errors"][0]["field"].as_str().unwrap().starts_with(field.as_str()), "{answer}");
    }
}

#[rstest]
fn families_answer_and_choose_by_their_link(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    learner(&scene, "Carys", "2010-11-02", &mother(MUM, "cy"));
    let made = planned(&scene, &message("yes_or_no"));
    let mut seen = scene.memory().sent().len();
    approve(&scene, &made, &recipients(&scene, &made)["mark"]).expect(200);
    let mail = mails(&scene, &mut seen).pop().unwrap();
    let link = page(&mail);
    let mut browser = Browser::new(&scene.test);
    for _ in 0..2 {
        let shown = html(&browser.get(&link).expect(200));
        assert!(shown.contains("Beth i’w ddweud wrthym") && !shown.contains("Carys"), "{shown}");
    }
    assert_eq!(sendings(&scene, &made)[0]["replies"], json!([]), "looking answers nothing");
    let answer = format!("{link}/answer");
    assert!(html(&browser.post(&answer, &[]).expect(422)).contains("Select an answer"));
    browser.post(&answer, &[("answer", "read")]).expect(422);
    for _ in 0..2 {
        browser.post(&answer, &[("answer", "yes")]).expect(303);
    }
    browser.post(&answer, &[("answer", "talk"), ("words", "After four, please")]).expect(303);
    let one = sendings(&scene, &made).remove(0);
    let answers: Vec<_> =
        one["replies"].as_array().unwrap().iter().map(|one| one["answer"].clone()).collect();
    assert_eq!(answers, ["yes", "talk"], "the same again adds nothing");
    assert_eq!((&one["replies"][0]["waits"], &one["replies"][1]["waits"]), (&json!(false), &json!(true)));
    let home =
        |scene: &Scene| html(&Browser::signed_in(&scene.test, Role::Provider).get("/staff").expect(200));
    assert!(home(&scene).contains("Answers of families to look at"));
    let sending = one["id"].as_str().unwrap();
    scene.post(Role::Provider, &format!("/family-sendings/{sending}/seen"), &json!({})).expect(204);
    assert!(!home(&scene).contains("Answers of families to look at"));
    let told = json!({"answer": "no", "words": "Rang on Friday"});
    let path = format!("/family-sendings/{sending}/replies");
    let noted = scene.post(Role::Provider, &path, &told).expect(200).body;
    assert!(noted["noted"]["name"].is_string() && noted["waits"] == json!(false), "{noted}");
    scene.post(Role::Provider, &path, &json!({"answer": "read"})).expect(422);

    // One click, from the letter's header; the same answer for whatever is posted.
    let stop = mail.letter.unsubscribe.clone().unwrap();
    let stop = format!("/family/stop/{}", stop.rsplit('/').next().unwrap());
    browser.get(&stop).expect(404);
    for path in [stop.clone(), stop, link.replace("/family/", "/family/stop/")] {
        assert_eq!(html(&browser.post(&path, &[("List-Unsubscribe", "One-Click")]).expect(200)), "");
    }
    let next = planned(&scene, &message("acknowledge"));
    let whom = recipients(&scene, &next);
    assert_eq!(reasons(&whom), ["opted_out"]);
    assert_eq!(approve(&scene, &next, &whom["mark"]).expect(409).body["code"], "no_recipient");
    let known = scene.get(Role::Provider, "/families").expect(200).body[0].clone();
    assert_eq!((&known["wish"], known.get("wish_noted")), (&json!("nothing"), None), "{known}");

    // The provider notes another wish, with who and when; the page shows it and can change it again.
    let wish = format!("/families/{}/wish", known["person"].as_str().unwrap());
    let noted = scene.post(Role::Provider, &wish, &json!({"wish": "paper"})).expect(200).body;
    assert_eq!((&noted["way"], noted["wish_noted"]["name"].is_string()), (&json!("paper"), true));
    assert_eq!(recipients(&scene, &next)["recipients"][0]["because"], json!("chosen"));
    let messages = format!("{link}/messages");
    assert!(html(&browser.get(&messages).expect(200)).contains("You get these messages on paper"));
    browser.post(&messages, &[("wish", "mail")]).expect(303);
    assert_eq!(recipients(&scene, &next)["by_mail"], json!(1));

    // Whoever says no after the approval is not written to.
    approve(&scene, &next, &recipients(&scene, &next)["mark"]).expect(200);
    browser.post(&messages, &[("wish", "nothing")]).expect(303);
    assert_eq!(mails(&scene, &mut seen).len(), 0);
    assert_eq!(sendings(&scene, &next)[0]["problem"], json!("family_opted_out"));

    // Too old to answer; the choice stays open.
    scene.test.clock.advance(TimeDelta::days(121));
    browser.get(&link).expect(410);
    browser.post(&answer, &[("answer", "yes")]).expect(410);
    browser.post(&messages, &[("wish", "mail")]).expect(303);
    browser.get("/family/pwf.00000000-0000-7000-8000-000000000001.no").expect(404);
}

#[rstest]
fn a_no_holds_when_the_address_is_recorded_later(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let bare = json!([{"name": "Gwen Pugh", "relationship": "Grandmother"}]);
    let tom = learner(&scene, "Tom", "2011-01-05", &bare);
    let known = scene.get(Role::Provider, "/families").expect(200).body[0].clone();
    let wish = format!("/families/{}/wish", known["person"].as_str().unwrap());
    scene.post(Role::Provider, &wish, &json!({"wish": "nothing"})).expect(200);
    let path = format!("/learners/{tom}");
    let read = scene.get(Role::Provider, &path).expect(200);
    let mut document = json!({"learner": read.body["learner"]});
    document["learner"]["home"]["family"][0]["email"] = json!("gwen@home.example");
    scene.put(Role::Provider, &path, read.header("ETag"), &document).expect(200);
    let made = planned(&scene, &message("nothing"));
    assert_eq!(reasons(&recipients(&scene, &made)), ["opted_out"]);
}

#[rstest]
fn an_adult_who_no_longer_agrees_is_asked_before_the_mail_goes(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let adult = json!([{"name": "Huw Adult", "relationship": "Father", "email": "huw@home.example"}]);
    let ifan = learner(&scene, "Ifan", "2005-06-01", &adult);
    let offer = scene.offer("library-shelves");
    let proposal = json!({"learner": ifan, "offer": offer, "window": "main", "start": "2026-03-16"});
    let placement = id(&scene.post(Role::Provider, "/placements", &proposal).expect(201));
    let agreement = id(&scene.record_agreement(&ifan, Some(&placement), "family_copy").expect(201));
    let made = planned(&scene, &message("nothing"));
    let whom = recipients(&scene, &made);
    assert_eq!(whom["by_mail"], json!(1), "{whom}");
    let mut seen = 0;
    mails(&scene, &mut seen);
    approve(&scene, &made, &whom["mark"]).expect(200);
    let path = format!("{API}/learners/{ifan}/agreements/{agreement}");
    scene.test.delete(&path).by(Role::Provider).send().expect(204);
    assert_eq!(mails(&scene, &mut seen).len(), 0);
    let sending = sendings(&scene, &made).remove(0);
    assert_eq!(sending["problem"], json!("family_not_agreed"), "{sending}");
    assert!(sending["advice"].as_str().unwrap().contains("no longer agrees"), "{sending}");
}

#[rstest]
fn a_year_begins_from_our_texts_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let start = || {
        scene.post(Role::Provider, "/family-messages/start", &json!({"school_year": 2025})).expect(200).body
    };
    let first = start();
    let all = first.as_array().unwrap();
    assert!(all.len() >= 5, "{first}");
    assert!(all.iter().all(|one| one["state"] == "draft" && one["school_year"] == json!(2025)));
    let due: Vec<_> = all.iter().map(|one| one["due_on"].as_str().unwrap()).collect();
    assert!(due.is_sorted(), "{due:?}");
    assert_eq!(start(), first, "a second time changes nothing");
    assert_eq!(scene.get(Role::Provider, "/family-messages?school_year=2025").expect(200).body, first);
    scene.post(Role::Provider, "/family-messages/start", &json!({"school_year": 2031})).expect(422);
    let home = html(&Browser::signed_in(&scene.test, Role::Provider).get("/staff").expect(200));
    assert!(home.contains("Messages to families that are due"));
}
