//! A careers leader's work from the match to the first morning, by the keyboard alone.

use placewell::domain::role::Role;
use placewell::jobs::Worker;
use serde_json::json;

use super::said;
use crate::api::scene::{Scene, vetting};
use crate::support::app::{PASSWORD, email};
use crate::support::database::Engine;
use crate::support::served::Served;
use crate::web::chromium::tools;
use crate::web::driven::{DOWN, Driven, ENTER, SPACE};

/// Follows a link.
fn follow(page: &mut Driven, link: &str) {
    page.tab_to(&format!("a[href=\"{link}\"]"));
    page.go(&ENTER);
}

/// Opens what a form is folded in, if it is.
fn unfold(page: &mut Driven, form: &str) {
    let button = json!(format!("{form} button"));
    if page.ask(&format!("document.querySelector({button}).checkVisibility()")) == false {
        page.tab_to(&format!("details:has({form}) > summary"));
        page.press(&SPACE);
    }
}

/// Sends a form of the page by Enter on its button.
fn send(page: &mut Driven, end: &str) {
    let form = format!("form[action$=\"/{end}\"]");
    unfold(page, &form);
    page.tab_to(&format!("{form} button"));
    page.go(&ENTER);
    let wrong = page.ask("document.querySelector('.summary')?.innerText ?? ''");
    assert_eq!(wrong, "", "{end}");
}

/// Moves within a group of radio buttons, or a list, to a value.
fn choose(page: &mut Driven, field: &str, value: &str) {
    page.tab_to(field);
    for _ in 0..20 {
        let chosen = "document.activeElement.checked !== false ? document.activeElement.value : ''";
        if page.ask(chosen) == value {
            return;
        }
        page.press(&DOWN);
    }
    panic!("{field} never says {value}: {}", page.ask("document.activeElement.form.innerText"));
}

fn write(page: &mut Driven, field: &str, text: &str) {
    page.tab_to(field);
    if page.ask("document.activeElement.value") == "" {
        page.type_in(text);
    }
}

#[test]
fn a_careers_leader_gets_from_the_match_to_the_first_morning_by_keyboard_alone() {
    let Some((browser, _)) = tools() else { return };
    let scene = Scene::new(Engine::Sqlite).unwrap();
    scene.contact("desk@library.example");
    let (learner, offer) = (scene.learner("carys"), scene.offer("library-shelves"));
    let served = Served::of(&scene.test.app);
    let mut page = Driven::start(&browser, format!("http://{}", served.address), 1280);

    page.open("/staff");
    write(&mut page, "#email", &email(Role::Provider));
    write(&mut page, "#password", PASSWORD);
    send(&mut page, "sign-in");
    said(&mut page, "What needs doing");
    let (stops, wanted) = page.round();
    assert_eq!(stops, wanted, "every control of the work list is a stop");

    page.open("/staff");
    page.effort();
    follow(&mut page, "/staff/learners");
    follow(&mut page, &format!("/staff/learners/{learner}"));
    follow(&mut page, &format!("/staff/learners/{learner}/matches"));
    follow(&mut page, &format!("/staff/learners/{learner}/matches/{offer}"));
    send(&mut page, &format!("matches/{offer}"));
    let placement = page.ask("location.pathname").as_str().unwrap().to_owned();
    let id = placement.rsplit('/').next().unwrap().to_owned();

    scene.step(Role::Employer, &id, "accept", &json!({})).expect(200);
    page.open(&placement);
    let agreement = "form[action$=\"/agreement\"]";
    unfold(&mut page, agreement);
    choose(&mut page, &format!("{agreement} [name=actor]"), "parent");
    choose(&mut page, &format!("{agreement} [name=method]"), "paper");
    write(&mut page, &format!("{agreement} [name=on]"), "2 March 2026");
    write(
        &mut page,
        &format!("{agreement} [name=wording]"),
        "We have read what the employer is told, and agree.",
    );
    page.tab_to(&format!("{agreement} button"));
    page.go(&ENTER);
    for step in ["steps/agree", "steps/visit_site", "steps/meet", "plan", "steps/agree_plan"] {
        send(&mut page, step);
    }
    scene.post(Role::SafeguardingLead, &format!("/placements/{id}/vetting"), &vetting()).expect(200);
    page.open(&placement);
    send(&mut page, "steps/confirm");

    page.open(&placement);
    follow(&mut page, &format!("{placement}/pack"));
    page.tab_to("[name=to]");
    if page.ask("document.activeElement.checked") == false {
        page.press(&SPACE);
    }
    send(&mut page, "pack");
    Worker::of(&scene.test.app).drain().unwrap();
    let read = scene.get(Role::Provider, &format!("/placements/{id}")).expect(200).body;
    assert_eq!(read["state"], "briefed");
    page.effort().is_told("Careers leader", "from the work list to the pack that is sent");

    let first = read["days"][0].as_str().unwrap();
    scene.test.clock.set(format!("{first}T10:00:00Z").parse().unwrap());
    page.open("/staff");
    follow(&mut page, "/staff/today");
    choose(&mut page, "[name^=arrival-]", "arrived");
    write(&mut page, "[name^=at-]", "9:55");
    write(&mut page, "[name^=note-]", "Came by bus, by herself");
    send(&mut page, "today");
    page.effort().is_told("Job coach", "says who came today, with the time and a note");
    said(&mut page, "Attendance is saved");
    let told = scene.get(Role::Provider, &format!("/placements/{id}/reports")).expect(200).body;
    assert_eq!((&told[0]["report"]["at"], &told[0]["told_by_provider"]), (&json!("09:55"), &json!(true)));

    // What was seen is not shown again to whoever presses Back after the sign-out.
    send(&mut page, "sign-out");
    page.back();
    let shown = page.ask("document.body.innerText").as_str().unwrap().to_owned();
    assert!(shown.contains("Sign in") && !shown.contains("Came by bus"), "{shown}");
}
