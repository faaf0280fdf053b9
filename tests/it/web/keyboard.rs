//! An employer's whole week, and a careers leader's work up to the first morning, by the keyboard alone, in a real browser
//! in which no script runs.

mod staff;

use placewell::domain::role::Role;
use serde_json::json;

use super::chromium::tools;
use super::driven::{DOWN, Driven, ENTER, SPACE};
use super::visit::Visit;
use crate::api::scene::vetting;
use crate::support::database::Engine;
use crate::support::served::Served;

/// Takes from the offer what Carys needs, so that the page asks about it.
fn with_a_question(visit: &Visit) {
    let (scene, placed) = (&visit.scene, &visit.placed);
    let read = |path: String| scene.get(Role::Employer, &path).expect(200).body;
    let needs = read(format!("/placements/{}", placed.id))["summary"]["needs"].clone();
    let mut needs = needs.as_array().unwrap().iter();
    let need = needs.find_map(|need| need["wanted"]["provision"].as_str().map(str::to_owned)).unwrap();
    let mut offer = read(format!("/offers/{}", placed.offer))["offer"].clone();
    offer["provisions"].as_object_mut().unwrap().remove(&need);
    let change = json!({"state": "open", "offer": offer});
    scene.put(Role::Employer, &format!("/offers/{}", placed.offer), "\"1\"", &change).expect(200);
}

/// What the provider does between the employer's yes and the pack.
fn confirmed(visit: &Visit) {
    let (scene, placed) = (&visit.scene, &visit.placed);
    scene.prepare_accepted(placed);
    scene.post(Role::SafeguardingLead, &format!("/placements/{}/vetting", placed.id), &vetting()).expect(200);
    scene.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(200);
    scene.approved(placed, &[&visit.contact]);
    placewell::jobs::Worker::of(&scene.test.app).drain().unwrap();
}

fn said(page: &mut Driven, words: &str) {
    let shown = page.ask("document.querySelector('main').innerText");
    assert!(shown.as_str().unwrap().contains(words), "{words}: {shown}");
}

/// Sends the form that ends with this button, by Enter on it.
fn send(page: &mut Driven, act: &str) {
    page.tab_to(&format!("form[action$=\"/{act}\"] button"));
    page.go(&ENTER);
    let done = page.ask("document.querySelector('[role=status]') !== null");
    assert_eq!(done, true, "{act}: {}", page.ask("document.body.innerText"));
}

#[test]
fn an_employer_gets_through_the_week_by_keyboard_alone() {
    let Some((browser, _)) = tools() else { return };
    let visit = Visit::proposed(Engine::Sqlite).unwrap();
    with_a_question(&visit);
    let served = Served::of(&visit.scene.test.app);
    let mut page = Driven::start(&browser, format!("http://{}", served.address), 375);

    page.open(&visit.path);
    assert_eq!(page.ask("document.scripts.length"), 0);
    let (stops, wanted) = page.round();
    assert_eq!(stops, wanted, "every control is a stop, and the focus comes round");
    page.open(&visit.path);
    page.tab_to(".skip");
    page.press(&ENTER);
    page.tab_to("main a, main button, main input, main summary");

    page.effort();
    page.tab_to("form[action$=\"/answer\"] [type=radio]");
    page.press(&SPACE);
    send(&mut page, "answer");
    send(&mut page, "accept");
    said(&mut page, "You accepted on");
    page.effort().is_told("Employer", "answers what is open about the workplace and accepts the proposal");

    confirmed(&visit);
    page.open(&visit.path);
    page.tab_to("a[href$=\"/pack\"]");
    page.go(&ENTER);
    said_in_pack(&mut page);
    page.open(&visit.path);
    send(&mut page, "acknowledge");
    said(&mut page, "Noted as read on");

    let days = visit.placement()["days"].clone();
    let days: Vec<&str> = days.as_array().unwrap().iter().filter_map(|day| day.as_str()).collect();
    for (nth, day) in days.iter().take(5).enumerate() {
        visit.scene.test.clock.set(format!("{day}T10:00:00Z").parse().unwrap());
        page.open(&visit.path);
        page.tab_to("[name=arrival]");
        page.press(&SPACE);
        if nth == 1 {
            for _ in 0..4 {
                if page.ask("document.activeElement.value") == "not_arrived" {
                    break;
                }
                page.press(&DOWN);
                page.focus();
            }
        } else {
            page.tab_to("#at");
            page.type_in("9:55");
        }
        send(&mut page, "tick");
    }
    if page.ask("document.querySelector('[name=overall]').checkVisibility()") == false {
        page.tab_to("section[aria-labelledby=feedback] summary");
        page.press(&SPACE);
    }
    page.tab_to("[name=overall]");
    page.press(&SPACE);
    page.tab_to("#best");
    page.type_in("Carys sorted two whole trolleys by herself");
    page.step_to("[name=overall]", true);
    send(&mut page, "feedback");

    let reports = visit.scene.get(Role::Provider, &format!("/placements/{}/reports", visit.placed.id));
    let reports = reports.expect(200).body;
    let count = |kind: &str, arrival: Option<&str>| {
        let all = reports.as_array().unwrap().iter().map(|one| &one["report"]);
        all.filter(|one| one["kind"] == kind && arrival.is_none_or(|arrival| one["arrival"] == arrival))
            .count()
    };
    let ticked = days.len().min(5);
    assert_eq!((count("tick", None), count("tick", Some("not_arrived"))), (ticked, 1), "{reports}");
    assert_eq!((count("acknowledgement", None), count("feedback", None)), (1, 1), "{reports}");
}

/// The pack is the mail as it was sent, without a main part of the service's own.
fn said_in_pack(page: &mut Driven) {
    let shown = page.ask("document.body.innerText");
    assert!(shown.as_str().unwrap().contains("Who to ring"), "{shown}");
}
