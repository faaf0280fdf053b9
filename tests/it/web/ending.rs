//! Records exported, archived and erased; offers copied and archived; a letter for a forgotten password.

use placewell::domain::role::Role;
use rstest::rstest;

use super::browser::{Browser, hidden, html};
use super::visit::mailed;
use crate::api::scene::Scene;
use crate::support::app::email;
use crate::support::database::Engine;

#[rstest]
fn a_record_is_exported_archived_and_erased(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let carys = scene.learner("carys");
    let record = format!("/staff/learners/{carys}");
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    assert!(html(&staff.get(&record).expect(200)).contains(&format!("{record}/end")));
    let page = staff.get(&format!("{record}/export/html")).expect(200);
    assert!(page.header("Content-Disposition").starts_with("attachment"));
    assert!(html(&page).contains("Carys"));
    let held = staff.get(&format!("{record}/export/json")).expect(200);
    assert_eq!(held.body["record"]["id"], carys.as_str());
    let ends = html(&staff.get(&format!("{record}/end")).expect(200));
    let version = hidden(&ends, "version");
    staff.submit(&format!("{record}/archive"), &[("version", "99")]).expect(412);
    staff.submit(&format!("{record}/archive"), &[("version", &version)]).expect(303);
    let away = html(&staff.get(&format!("{record}/end")).expect(200));
    assert!(!away.contains("Archive the record</button>"), "{away}");
    let unsure = html(&staff.submit(&format!("{record}/erase"), &[("reason", "requested")]).expect(422));
    assert!(unsure.contains("<a href=\"#erase-sure\">Tick that you understand"), "{unsure}");
    assert!(unsure.contains("value=\"requested\" checked"), "what was selected is lost");
    staff.get(&record).expect(200);
    let erased = staff.submit(&format!("{record}/erase"), &[("reason", "requested"), ("sure", "yes")]);
    assert!(html(&erased.expect(200)).contains("The record is erased"));
    staff.get(&record).expect(404);
    let other = scene.learner("carys");
    for role in [Role::JobCoach, Role::SafeguardingLead, Role::Hub, Role::Employer, Role::Admin] {
        let mut other_role = Browser::signed_in(&scene.test, role);
        other_role.get(&format!("/staff/learners/{other}/end")).expect(403);
    }
}

#[rstest]
fn an_offer_is_copied_and_archived(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let library = scene.offer("library-shelves");
    let page = format!("/staff/offers/{library}");
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    let shown = html(&employer.get(&page).expect(200));
    let once = hidden(&shown, "once");
    let copied = employer.submit(&format!("{page}/copy"), &[("once", &once)]).expect(303);
    let again = employer.submit(&format!("{page}/copy"), &[("once", &once)]).expect(303);
    assert_eq!(copied.header("Location"), again.header("Location"), "a form sent twice makes one copy");
    let draft = html(&employer.get(copied.header("Location")).expect(200));
    assert!(draft.contains("Check the answers"), "{draft}");
    let version =
        scene.get(Role::Employer, &format!("/offers/{library}")).expect(200).body["version"].to_string();
    let gone = employer.submit(&format!("{page}/archive"), &[("version", &version)]).expect(200);
    assert!(html(&gone).contains("Offer, archived"), "{}", html(&gone));
    Browser::signed_in(&scene.test, Role::Provider)
        .submit(&format!("{page}/archive"), &[("version", "1")])
        .expect(403);
}

#[test]
fn a_forgotten_password_is_replaced_by_letter() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut browser = Browser::new(&scene.test);
    assert!(html(&browser.get("/staff/sign-in").expect(200)).contains("/staff/sign-in/forgotten"));
    let page = "/staff/sign-in/forgotten";
    browser.get(page).expect(200);
    let wrong = html(&browser.post(page, &[("email", "sam")]).expect(422));
    assert!(wrong.contains("value=\"sam\"") && wrong.contains("There is a problem"), "{wrong}");
    let address = email(Role::Provider);
    let known = html(&browser.post(page, &[("email", &address)]).expect(200));
    let nobody = html(&browser.post(page, &[("email", "nobody@placewell.example")]).expect(200));
    assert_eq!(known, nobody, "the answer tells nobody whether there is an account");
    let letters = mailed(&scene.test);
    assert_eq!(letters.iter().filter(|letter| letter.to == address).count(), 1);
}

#[rstest]
fn two_placements_are_compared_need_by_need(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let carys = scene.learner("carys");
    let offers = [scene.offer("library-shelves"), scene.offer("library-shelves")];
    let base = format!("/staff/learners/{carys}");
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let why = html(&staff.get(&format!("{base}/matches/{}", offers[0])).expect(200));
    assert!(why.contains("What is known here") && why.contains("(essential)"), "{why}");
    let one = html(&staff.get(&format!("{base}/compare?offer={}", offers[0])).expect(422));
    assert!(one.contains("Select two placements to compare"), "{one}");
    let both = format!("{base}/compare?offer={}&offer={}", offers[0], offers[1]);
    let two = html(&staff.get(&both).expect(200));
    assert!(two.contains("Two placements compared") && two.contains("Need by need"), "{two}");
    Browser::signed_in(&scene.test, Role::Employer).get(&both).expect(403);
}
