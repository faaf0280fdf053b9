//! Pages by their links: from the home page of each role, what leads where.
//!
//! `docs/PAGES.md` says which page calls which operation. Here a browser goes there: every page is found by a link or a
//! form, nobody is led to a page that refuses them, and no link is dead.

use std::collections::{BTreeMap, BTreeSet};

use placewell::domain::role::Role;
use serde_json::json;

use super::browser::{Browser, html};
use crate::api::cohorts::hub::Hub;
use crate::api::scene::{Scene, id};
use crate::architecture::sources;
use crate::support::app::ROLES;
use crate::support::database::Engine;

/// Pages to which this walk does not come, each with how a person does.
const BY_OTHER_WAYS: &[(&str, &str)] = &[
    ("/sign-in", "whoever is not signed in is sent there"),
    ("/sign-in/forgotten", "a link on the page for signing in"),
    ("/account/confirm", "a button on the page that asks for the password"),
    ("/learners/{id}/compare", "a form of the list of matches"),
    ("/imports/{id}/rest", "only where rows are faulty"),
    ("/lists/today", "only where somebody is expected today"),
    ("/offers/new/work", "a form of the first question"),
    ("/offers/new/tasks", "a form of the page before"),
    ("/offers/new/where", "a form of the page before"),
];

/// How many pages of one kind are opened in a role.
const OF_A_KIND: usize = 2;

/// Every address of a page of staff, from the sources.
fn routes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in sources("src/web") {
        let path = path.to_str().unwrap();
        if ["src/web/visit", "src/web/side", "src/web/family."].iter().any(|by_link| path.contains(by_link)) {
            continue;
        }
        for rest in text.split("#[get(\"").skip(1) {
            found.insert(rest.split('"').next().unwrap().to_owned());
        }
    }
    found.remove("/pages.css");
    found
}

/// The route that an address belongs to: of those that fit, the one with the most words of its own.
fn route<'a>(routes: &'a BTreeSet<String>, path: &str) -> Option<&'a str> {
    let path = path.strip_prefix("/staff")?.split(['?', '#']).next().unwrap();
    let parts: Vec<&str> = path.split('/').collect();
    let fits = |route: &&String| {
        let own: Vec<&str> = route.split('/').collect();
        own.len() == parts.len()
            && own.iter().zip(&parts).all(|(own, part)| own.starts_with('{') || own == part)
    };
    routes.iter().filter(fits).min_by_key(|route| route.matches('{').count()).map(String::as_str)
}

/// The addresses of staff's pages that a page leads to by links, without the part of a page.
fn links(page: &str) -> BTreeSet<String> {
    let all = page.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let own = all.filter(|link| *link == "/staff" || link.starts_with("/staff/"));
    let read = own.map(|link| link.replace("&#38;", "&").replace("&amp;", "&"));
    read.map(|link| link.split('#').next().unwrap().to_owned()).collect()
}

/// Goes wherever the links of a role lead. What was reached, and what refused.
fn walk(browser: &mut Browser<'_>, routes: &BTreeSet<String>) -> (BTreeSet<String>, Vec<String>) {
    let (mut next, mut seen) = (vec![("/staff".to_owned(), String::new())], BTreeSet::new());
    let (mut kinds, mut wrong) = (BTreeMap::<String, usize>::new(), Vec::new());
    while let Some((path, from)) = next.pop() {
        if !seen.insert(path.clone()) {
            continue;
        }
        let Some(kind) = route(routes, &path) else {
            wrong.push(format!("{from} leads to {path}, which is no page"));
            continue;
        };
        let opened = kinds.entry(kind.to_owned()).or_default();
        *opened += 1;
        if *opened > OF_A_KIND {
            continue;
        }
        let answer = browser.get(&path);
        match answer.status {
            200 if answer.header("Content-Type").starts_with("text/html") => {
                let page = String::from_utf8_lossy(&answer.bytes).into_owned();
                next.extend(links(&page).into_iter().map(|link| (link, path.clone())));
            }
            200 => {}
            303 => next.push((answer.header("Location").to_owned(), path.clone())),
            status => wrong.push(format!("{from} leads to {path}, which answers {status}")),
        }
    }
    (kinds.into_keys().collect(), wrong)
}

#[test]
fn every_page_is_found_by_links_and_none_refuses_whom_it_was_offered() {
    let routes = routes();
    let readers = Scene::new(Engine::Sqlite).unwrap();
    super::side::pages(&readers);
    readers.post(Role::Provider, "/webhooks", &json!({"url": "https://hooks.example/placewell"})).expect(201);
    let file = "U3VybmFtZSxGb3JlbmFtZSxOby4KTW9zcyxLaXQsMDA0Mgo=";
    let answers = json!({"columns": {"No.": "external_id"}});
    let import = json!({"kind": "learners", "file": file, "answers": answers});
    for _ in 0..2 {
        let import = id(&readers.post(Role::Provider, "/imports", &import).expect(201));
        let path = format!("/api/v1/imports/{import}/confirm");
        let call = readers.test.post(&path).by(Role::Provider).header("If-Match", "\"1\"");
        call.json(&json!({"rows": "all"})).send().expect(200);
    }
    readers.learner("dewi");
    let texts = json!([{"language": "en", "title": "A visit", "body": "We visit every workplace."}]);
    let message = json!({"planned_for": "2026-05", "year_groups": [], "question": "nothing", "texts": texts});
    readers.post(Role::Provider, "/family-messages", &message).expect(201);
    let message = id(&readers.post(Role::Provider, "/family-messages", &message).expect(201));
    let message = format!("/family-messages/{message}");
    let whom = readers.get(Role::Provider, &format!("{message}/recipients")).expect(200).body;
    let mark = json!({"mark": whom["mark"]});
    readers.post(Role::Provider, &format!("{message}/approve"), &mark).expect(200);
    let mut draft = readers.offer_document("library-shelves");
    draft["state"] = json!("draft");
    draft["offer"]["title"] = json!("Another job at the library");
    readers.post(Role::Employer, "/offers", &draft).expect(201);
    let hub = Hub::new(Engine::Sqlite).unwrap();
    hub.solved(&json!({"name": "Year 10 in March"}));
    hub.scene.contact("desk@library.example");
    let (mut reached, mut wrong) = (BTreeSet::new(), Vec::new());
    for (scene, roles) in [(&readers, &ROLES[..]), (&hub.scene, &[Role::Hub, Role::Provider][..])] {
        for role in roles {
            let mut browser = Browser::signed_in(&scene.test, *role);
            let (there, refused) = walk(&mut browser, &routes);
            reached.extend(there);
            wrong.extend(refused.into_iter().map(|line| format!("{role:?}: {line}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let other: BTreeSet<&str> = BY_OTHER_WAYS.iter().map(|(route, _)| *route).collect();
    let lost: Vec<_> =
        routes.iter().filter(|route| !reached.contains(*route) && !other.contains(route.as_str())).collect();
    assert!(lost.is_empty(), "no link leads to {lost:#?}");
    let needless: Vec<_> =
        other.iter().filter(|route| !routes.contains(**route) || reached.contains(**route)).collect();
    assert!(needless.is_empty(), "no such pages: {needless:?}");
}

#[test]
fn the_menu_of_each_role_leads_to_its_pages() {
    let test = crate::support::app::TestApp::new(Engine::Sqlite).unwrap();
    for role in ROLES {
        let mut browser = Browser::signed_in(&test, role);
        let home = html(&browser.get("/staff").expect(200));
        let menu = links(home.split_once("<main").unwrap().0);
        assert!(!menu.is_empty(), "{role:?}");
        for link in menu {
            assert!([200, 303].contains(&browser.get(&link).status), "{role:?} {link}");
        }
    }
}
