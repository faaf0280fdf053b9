//! Accepting, declining, answering, reading the pack.

use placewell::domain::role::Role;
use rstest::rstest;

use super::{CONTACT, Visit, mailed};
use crate::support::database::Engine;
use crate::web::browser::{hidden, html, seen};

#[rstest]
fn a_proposal_is_accepted_by_the_link_in_the_letter(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let letter = mailed(&visit.scene.test).into_iter().find(|letter| letter.to == CONTACT).unwrap();
    insta::assert_snapshot!("letter", letter.text.replace(&visit.path, "/visit/[code]"));
    let mut browser = visit.browser();
    let before = visit.placement();
    for _ in 0..2 {
        let page = browser.get(&visit.path).expect(200);
        insta::assert_snapshot!("proposed", seen(&page).replace(&visit.path, "/visit/[code]"));
        assert!(browser.cookies.is_empty() && !html(&page).contains("Carys"));
    }
    assert_eq!(visit.placement(), before);
    let version = hidden(&html(&browser.get(&visit.path)), "version");
    let accept = format!("{}/accept", visit.path);
    let done = browser.post(&accept, &[("version", &version)]).expect(303);
    assert_eq!(done.header("Location"), format!("{}?done=accept", visit.path));
    let page = browser.get(done.header("Location")).expect(200);
    assert!(
        html(&page).contains("You have accepted.")
            && html(&page).contains("You accepted on Monday 2 March 2026")
    );
    let steps =
        visit.scene.get(Role::Provider, &format!("/placements/{}/transitions", visit.placed.id)).expect(200);
    let step = &steps.body.as_array().unwrap()[0];
    assert_eq!(
        (step["action"].as_str(), step["by_contact"].as_str()),
        (Some("accept"), Some(visit.contact.as_str()))
    );
    browser.post(&accept, &[("version", &version)]).expect(412);
    assert!(visit.placement()["gates"]["accepted_at"].is_string());
}

#[rstest]
fn declining_asks_why_and_keeps_what_was_typed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let mut browser = visit.browser();
    let version = hidden(&html(&browser.get(&visit.path)), "version");
    let decline = format!("{}/decline", visit.path);
    let empty = browser.post(&decline, &[("version", &version), ("reason", " ")]).expect(422);
    let page = html(&empty);
    assert!(page.contains("<title>Error: ") && page.contains("<details open>"), "{page}");
    assert!(page.contains("Enter why you decline, in a few words"));
    let long = "x".repeat(2_001);
    let page = html(&browser.post(&decline, &[("version", &version), ("reason", &long)]).expect(422));
    assert!(page.contains("Enter at most 2,000 characters") && page.contains(&long));
    let why = "Nobody to supervise\r\nin March <b>";
    browser.post(&decline, &[("version", &version), ("reason", why)]).expect(303);
    assert_eq!(visit.placement()["state"], "declined");
    let over = html(&browser.get(&visit.path).expect(200));
    assert!(over.contains("It was declined") && !over.contains("Accept the proposal"), "{over}");
    let told = mailed(&visit.scene.test);
    assert!(told.iter().any(|letter| letter.to == "office@provider.example"));
    assert!(told.iter().all(|letter| !letter.text.contains("Nobody to supervise")));
}

#[rstest]
fn i_do_not_know_is_an_answer(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let offer =
        || visit.scene.get(Role::Employer, &format!("/offers/{}", visit.placed.offer)).expect(200).body;
    let mut document = offer();
    let needs = visit.scene.get(Role::Employer, &format!("/placements/{}", visit.placed.id)).expect(200).body;
    let needed = needs["summary"]["needs"].as_array().unwrap();
    let need = needed.iter().find_map(|need| need["wanted"]["provision"].as_str()).unwrap();
    document["offer"]["provisions"].as_object_mut().unwrap().remove(need);
    let change = serde_json::json!({"state": "open", "offer": document["offer"]});
    visit.scene.put(Role::Employer, &format!("/offers/{}", visit.placed.offer), "\"1\"", &change).expect(200);
    let mut browser = visit.browser();
    let page = html(&browser.get(&visit.path).expect(200));
    let question = format!("provision.{need}");
    assert_eq!(hidden(&page, "question"), question);
    let answer = format!("{}/answer", visit.path);
    let given = |choice: &'static str, version: &'static str| {
        [("question", question.clone()), ("choice", choice.to_owned()), ("version", version.to_owned())]
    };
    let mut send = |choice, version| {
        let fields = given(choice, version);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post(&answer, &fields)
    };
    send("perhaps", "2").expect(422);
    send("unknown", "2").expect(303);
    assert_eq!(
        offer()["offer"]["provisions"][need],
        serde_json::json!({"state": "unknown", "source": "employer", "as_at": "2026-03-02"})
    );
    send("suits", "2").expect(412);
    send("suits", "3").expect(303);
    assert_eq!(offer()["offer"]["provisions"][need]["state"], "yes");
    send("unknown", "4").expect(409);
    assert_eq!(
        offer()["offer"]["provisions"][need]["state"],
        "yes",
        "what is no open question is not changed by a link"
    );
    let page = html(&browser.get(&visit.path).expect(200));
    assert!(!page.contains(&question), "{page}");
}

#[rstest]
fn the_pack_is_read_and_acknowledged(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    let mut browser = visit.browser();
    let (pack, pdf) = (format!("{}/pack", visit.path), format!("{}/pack.pdf", visit.path));
    browser.get(&pack).expect(404);
    visit.brief();
    let sent = mailed(&visit.scene.test).into_iter().find(|letter| !letter.attachments.is_empty()).unwrap();
    let shown = browser.get(&pack).expect(200);
    assert_eq!(html(&shown), sent.html);
    assert!(shown.header("Content-Security-Policy").contains("sandbox"));
    let shown = browser.get(&pdf).expect(200);
    assert_eq!((shown.header("Content-Type"), &shown.bytes), ("application/pdf", &sent.attachments[0].bytes));
    let read = format!("{}/acknowledge", visit.path);
    browser.post(&read, &[("number", "2")]).expect(412);
    for _ in 0..2 {
        browser.post(&read, &[("number", "1")]).expect(303);
    }
    let page = html(&browser.get(&visit.path).expect(200));
    assert!(
        page.contains("Noted as read on Monday 2 March 2026") && !page.contains("/acknowledge"),
        "{page}"
    );
}
