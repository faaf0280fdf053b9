//! Messages to families by the pages: a year from our texts, changed, approved, answered on paper.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html};
use crate::api::families as api;
use crate::api::scene::Scene;
use crate::support::database::Engine;

/// The first address on a page that begins so and goes on.
fn link(page: &str, begins: &str) -> String {
    let mut all = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    all.find(|link| link.starts_with(begins) && link.len() > begins.len() + 30)
        .unwrap_or_else(|| panic!("{page}"))
        .to_owned()
}

#[rstest]
fn a_provider_plans_approves_and_hears_by_pages(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    scene.learner("carys");
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    assert!(html(&staff.get("/staff").expect(200)).contains("href=\"/staff/families\""));
    staff.get("/staff/families").expect(200);
    let started = staff.submit("/staff/families/start", &[("school_year", "2025")]).expect(303);
    let list = html(&staff.get(started.header("Location")).expect(200));
    assert!(list.contains("What work experience is"), "{list}");

    let wrong =
        [("planned_for", "soon"), ("question", "yes_or_no"), ("language-0", "en"), ("title-0", "Kept")];
    let wrong = html(&staff.submit("/staff/families/new", &wrong).expect(422));
    for said in ["value=\"Kept\"", "Enter a month such as 2027-01", "Enter what it says"] {
        assert!(wrong.contains(said), "{said}: {wrong}");
    }
    let form = html(&staff.get("/staff/families/new?year=2025").expect(200));
    let once = hidden(&form, "once");
    let fields = [
        ("once", once.as_str()),
        ("planned_for", "14 May 2026"),
        ("question", "yes_or_no"),
        ("language-0", "en"),
        ("title-0", "A talk"),
        ("body-0", "Come and talk.\r\n\r\nWill you come?"),
        ("language-1", "pl"),
        ("title-1", "Rozmowa"),
        ("body-1", "Zapraszamy."),
    ];
    let made = staff.submit("/staff/families/new", &fields).expect(303);
    let again = staff.submit("/staff/families/new", &fields).expect(303);
    assert_eq!(made.header("Location"), again.header("Location"), "a form that is sent twice makes one");
    let at = made.header("Location").split('?').next().unwrap().to_owned();
    let page = html(&staff.get(&at).expect(200));
    for said in [
        "Rhian Beynon",
        "no email address is recorded",
        "Planned for Thursday 14 May 2026",
        "Polish: Rozmowa",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    assert!(html(&staff.get(&format!("{at}/letter?language=pl")).expect(200)).contains("lang=\"pl\""));
    let version = hidden(&html(&staff.get(&format!("{at}/change")).expect(200)), "version");
    let mut changed = fields.to_vec();
    changed[4] = ("title-0", "A talk with us");
    changed.push(("version", &version));
    staff.submit(&format!("{at}/change"), &changed).expect(303);
    staff.submit(&format!("{at}/change"), &changed).expect(412);

    let page = html(&staff.get(&at).expect(200));
    let (mark, once) = (hidden(&page, "mark"), hidden(&page, "once"));
    let stale = [("mark", "0"), ("once", "another")];
    staff.submit(&format!("{at}/approve"), &stale).expect(412);
    let approval = [("mark", mark.as_str()), ("once", once.as_str())];
    for _ in 0..2 {
        staff.submit(&format!("{at}/approve"), &approval).expect(303);
    }
    let page = html(&staff.get(&at).expect(200));
    assert!(page.contains("Print the sheets") && page.contains("No answer: 1"), "{page}");
    assert!(html(&staff.get(&format!("{at}/sheets")).expect(200)).contains("A talk with us"));
    staff.submit(&format!("{at}/handed-over"), &[]).expect(303);
    let (_, rest) = page.split_once("action=\"/staff/families/sendings/").unwrap();
    let reply = format!("/staff/families/sendings/{}", rest.split('"').next().unwrap());
    assert!(html(&staff.submit(&reply, &[]).expect(422)).contains("Select what they answered"));
    staff.submit(&reply, &[("answer", "talk"), ("words", "Ring her mum")]).expect(303);
    let page = html(&staff.get(&at).expect(200));
    assert!(
        page.contains("Given out by")
            && page.contains("Ring her mum")
            && page.contains("would like to talk: 1")
    );

    let people = html(&staff.get("/staff/families/people").expect(200));
    let (_, rest) = people.split_once("action=\"/staff/families/people/").unwrap();
    let wish = format!("/staff/families/people/{}", rest.split('"').next().unwrap());
    staff.submit(&wish, &[]).expect(422);
    staff.submit(&wish, &[("wish", "nothing")]).expect(303);
    assert!(html(&staff.get("/staff/families/people").expect(200)).contains("no messages"));
    let next = link(&html(&staff.get("/staff/families?year=2025").expect(200)), "/staff/families/");
    let page = html(&staff.get(&next).expect(200));
    assert!(page.contains("wants no such messages") || page.contains("nobody would get it"), "{page}");
    let version = hidden(&html(&staff.get(&format!("{next}/change")).expect(200)), "version");
    staff.submit(&format!("{next}/remove"), &[("version", &version)]).expect(303);
    staff.get(&next).expect(404);
    for role in [Role::Hub, Role::JobCoach, Role::SafeguardingLead, Role::Employer] {
        let mut other = Browser::signed_in(&scene.test, role);
        other.get("/staff/families").expect(403);
        assert!(!html(&other.get("/staff").expect(200)).contains("/staff/families"));
    }
}

/// One of each page of messages to families, in a language that is written from right to left as well, for a look by a
/// real browser.
pub(super) fn pages() -> Vec<(&'static str, String)> {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mother = json!([{"name": "Amal Haddad", "relationship": "Mother", "email": "amal@home.example", "language": "ar"}]);
    api::learner(&scene, "Nour", "2010-11-02", &mother);
    api::learner(&scene, "Tom", "2011-01-05", &json!([{"name": "Gwen Pugh", "relationship": "Grandmother"}]));
    api::learner(&scene, "Ela", "2011-01-05", &json!([]));
    let message = json!({"planned_for": "2026-05", "question": "yes_or_no", "texts": [
        {"language": "en", "title": "A talk", "body": "Come and talk.\n\nWill you come?"},
        {"language": "ar", "title": "لقاء", "body": "نرحب بكم."}]});
    let (draft, sent) = (api::planned(&scene, &message), api::planned(&scene, &message));
    let mut seen = scene.memory().sent().len();
    api::approve(&scene, &sent, &api::recipients(&scene, &sent)["mark"]).expect(200);
    let link = api::page(&api::mails(&scene, &mut seen)[0]);
    let mut visitor = Browser::new(&scene.test);
    let mut pages = vec![
        ("family", html(&visitor.get(&link).expect(200))),
        ("family-wrong", html(&visitor.post(&format!("{link}/answer"), &[]).expect(422))),
        ("family-wish", html(&visitor.get(&format!("{link}/messages")).expect(200))),
        ("family-wish-wrong", html(&visitor.post(&format!("{link}/messages"), &[]).expect(422))),
    ];
    visitor.post(&format!("{link}/answer"), &[("answer", "talk"), ("words", "After four")]).expect(303);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    for (name, address) in [
        ("families", "/staff/families".to_owned()),
        ("families-people", "/staff/families/people".to_owned()),
        ("families-new", "/staff/families/new".to_owned()),
        ("families-draft", format!("/staff/families/{draft}")),
        ("families-sent", format!("/staff/families/{sent}")),
        ("families-sheets", format!("/staff/families/{sent}/sheets")),
    ] {
        pages.push((name, html(&staff.get(&address).expect(200))));
    }
    let wrong = html(&staff.submit("/staff/families/new", &[("title-0", "Kept")]).expect(422));
    pages.push(("families-wrong", wrong));
    pages
}
