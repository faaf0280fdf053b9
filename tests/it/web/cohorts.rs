//! A cohort set up, read, decided on and proposed by pages alone.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::browser::{Browser, hidden, html};
use crate::api::cohorts::hub::Hub;
use crate::support::app::ROLES;
use crate::support::database::Engine;

/// What is sent with the first form of a page that has a field.
fn once(page: &str) -> String {
    hidden(page.split_once("<main").unwrap().1, "once")
}

#[rstest]
fn a_cohort_is_set_up_decided_on_and_proposed_by_pages(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let mut staff = Browser::signed_in(&hub.scene.test, Role::Hub);
    let asked = html(&staff.get("/staff/cohorts/new").expect(200));
    let key = once(&asked);
    let wrong = html(&staff.submit("/staff/cohorts", &[("once", &key), ("objective", "fair")]).expect(422));
    assert!(wrong.contains("#new-name\">Enter what the cohort is called"), "{wrong}");
    let fields = [("once", key.as_str()), ("name", "Year 10 in March"), ("objective", "fair")];
    let made = staff.submit("/staff/cohorts", &fields).expect(303).header("Location").to_owned();
    assert_eq!(staff.submit("/staff/cohorts", &fields).expect(303).header("Location"), made, "sent twice");
    assert!(html(&staff.get(&made).expect(200)).contains("of 10 learners done"));
    hub.drain();
    assert!(html(&staff.get("/staff/cohorts").expect(200)).contains("Year 10 in March"));

    let shown = html(&staff.get(&made).expect(200));
    let cohort = made.rsplit('/').next().unwrap();
    let answer = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body["answer"].clone();
    assert!(shown.contains(&format!("{} of {}", answer["placed"], answer["of"])), "{shown}");
    assert!(shown.contains("checked, and holds"));
    let names = ["Carys", "Maya", "Dewi"];
    let parts = hub.parts(Role::Hub, cohort);
    let (placed, unplaced): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part["got"].is_object());
    for (tab, there) in [("placed", &placed), ("unplaced", &unplaced)] {
        let listed = html(&staff.get(&format!("{made}?tab={tab}")).expect(200));
        for part in &parts {
            let link = format!("{made}/learners/{}\"", part["learner"].as_str().unwrap());
            assert_eq!(listed.contains(&link), there.contains(&part), "{tab}");
        }
        assert!(names.iter().all(|name| !listed.contains(name)), "a hub reads no name");
    }
    for tab in ["offers", "shortages"] {
        staff.get(&format!("{made}?tab={tab}")).expect(200);
    }
    let sheet = staff.get(&format!("{made}/sheets/answer")).expect(200);
    assert!(sheet.header("Content-Disposition").contains("attachment") && !html(&sheet).contains("Carys"));
    staff.get(&format!("{made}/sheets/nothing")).expect(404);

    let (first, second) = (placed[0]["learner"].as_str().unwrap(), placed[1]["learner"].as_str().unwrap());
    let part = format!("{made}/learners/{first}");
    let shown = html(&staff.get(&part).expect(200));
    let decide = |choice: &'static str| [("once", once(&shown)), ("choice", choice.to_owned())];
    for (choice, status, words) in [
        ("", 422, "#decide-choice\">Select what you decide"),
        ("override", 422, "#decide-offer\">Select another offer"),
        ("reject", 422, "#decide-reason\">Enter why"),
        ("accept", 303, ""),
    ] {
        let fields = decide(choice);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = staff.submit(&part, &fields).expect(status);
        assert!(html(&answer).contains(words), "{choice}: {}", html(&answer));
    }
    assert!(html(&staff.get(&part).expect(200)).contains("accepted"));

    let rejected = format!("{made}/learners/{second}");
    let key = once(&html(&staff.get(&rejected).expect(200)));
    let reject = [("once", key.as_str()), ("choice", "reject"), ("reason", "Has found a place of her own.")];
    staff.submit(&rejected, &reject).expect(303);
    let before = html(&staff.get(&format!("/staff/cohorts/new?from={cohort}")).expect(200));
    assert!(before.contains("value=\"Year 10 in March\"") && !before.contains("name=\"programmes\""));
    let again = [
        ("once", once(&before)),
        ("from", cohort.to_owned()),
        ("name", "Again".to_owned()),
        ("objective", "fair".to_owned()),
    ];
    let again: Vec<_> = again.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let next = staff.submit("/staff/cohorts", &again).expect(303).header("Location").to_owned();
    hub.drain();
    let next = next.rsplit('/').next().unwrap();
    let kept = hub.part(next, first);
    assert_eq!((&kept["standing"], &kept["got"]["offer"]), (&json!("pinned"), &placed[0]["got"]["offer"]));
    assert_ne!(hub.part(next, second)["got"]["offer"], placed[1]["got"]["offer"]);

    let proposed = html(&staff.submit(&format!("{made}/propose"), &[]).expect(200));
    assert!(proposed.contains("1 placement was proposed"), "{proposed}");
    let repeated = html(&staff.submit(&format!("{made}/propose"), &[]).expect(200));
    assert!(repeated.contains("0 placements were proposed"), "{repeated}");
    assert!(html(&staff.get(&part).expect(200)).contains("/staff/placements/"));
}

#[rstest]
fn a_cohort_that_is_placed_again_keeps_its_rules(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::new(engine) else { return };
    let free = hub.solved(&json!({"name": "Year 10"}));
    let pair = hub.together(&free);
    let (one, other) = (pair[0].as_str().unwrap(), pair[1].as_str().unwrap());
    let mut cohort = hub.solved(&json!({"name": "Apart", "apart": [[one, other]]}));
    let mut staff = Browser::signed_in(&hub.scene.test, Role::Hub);
    let place_again = |staff: &mut Browser<'_>, cohort: &str| {
        let asked = html(&staff.get(&format!("/staff/cohorts/new?from={cohort}")).expect(200));
        let key = once(&asked);
        let fields = [("once", key.as_str()), ("from", cohort), ("name", "Again"), ("objective", "fair")];
        let made = staff.submit("/staff/cohorts", &fields).expect(303).header("Location").to_owned();
        hub.drain();
        made.rsplit('/').next().unwrap().to_owned()
    };
    let placed = hub.parts(Role::Hub, &cohort).into_iter().find(|part| part["got"].is_object()).unwrap();
    let (learner, offer) = (placed["learner"].as_str().unwrap(), &placed["got"]["offer"]);
    let part = format!("/staff/cohorts/{cohort}/learners/{learner}");
    let key = once(&html(&staff.get(&part).expect(200)));
    staff
        .submit(&part, &[("once", &key), ("choice", "reject"), ("reason", "Too far in winter.")])
        .expect(303);
    for _ in 0..2 {
        cohort = place_again(&mut staff, &cohort);
        let at = |learner: &str| hub.part(&cohort, learner)["got"]["employer"].clone();
        assert!(at(one).is_null() || at(one) != at(other), "both are at {}", at(one));
        assert_ne!(hub.part(&cohort, learner)["got"]["offer"], *offer, "rejected once, rejected for good");
    }
}

#[rstest]
fn a_change_is_tried_and_nothing_is_changed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let page = format!("/staff/cohorts/{cohort}/try");
    let mut staff = Browser::signed_in(&hub.scene.test, Role::Hub);
    let before = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
    assert!(!html(&staff.get(&page).expect(200)).contains("What it would bring"));
    let learner = hub.parts(Role::Hub, &cohort).into_iter().find(|part| part["got"].is_object()).unwrap();
    let learner = learner["learner"].as_str().unwrap().to_owned();
    let gone = html(&staff.get(&format!("{page}?learner={learner}&change=withdraw")).expect(200));
    assert!(gone.contains("What it would bring") && gone.contains("Nothing has been changed"), "{gone}");
    let offer = &hub.offers["garden-plants"];
    let seats = html(&staff.get(&format!("{page}?change=seats&offer={offer}&seats=0")).expect(200));
    assert!(seats.contains("What it would bring"), "{seats}");
    for (query, words) in [
        ("change=seats&seats=3", "#offer\">Select an offer"),
        (&format!("change=seats&offer={offer}&seats=many"), "#seats\">Enter the number of seats"),
        ("change=nothing", "#change\">Select a change"),
    ] {
        let wrong = html(&staff.get(&format!("{page}?{query}")).expect(200));
        assert!(wrong.contains(words), "{query}: {wrong}");
    }
    let after = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body;
    assert_eq!(before, after);
}

#[rstest]
fn a_provider_reads_and_decides_its_own_learners_by_name(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let page = format!("/staff/cohorts/{cohort}");
    let mut staff = Browser::signed_in(&hub.scene.test, Role::Provider);
    let tabs = ["placed", "unplaced"].map(|tab| html(&staff.get(&format!("{page}?tab={tab}")).expect(200)));
    assert!(tabs.iter().any(|tab| tab.contains(">Carys ")), "{tabs:?}");
    assert!(tabs.iter().all(|tab| !tab.contains("/propose\"") && !tab.contains("/sheets/")));
    let part = format!("{page}/learners/{}", hub.learner("carys"));
    let shown = html(&staff.get(&part).expect(200));
    assert!(shown.contains("Carys") && shown.contains("name=\"choice\""), "{shown}");
    staff.get(&format!("{page}/try")).expect(403);
    staff.get(&format!("{page}/sheets/answer")).expect(403);
    staff.get("/staff/cohorts/new").expect(403);
    staff.submit(&format!("{page}/propose"), &[]).expect(403);
    for role in ROLES.into_iter().filter(|role| !matches!(role, Role::Hub | Role::Provider)) {
        let mut other = Browser::signed_in(&hub.scene.test, role);
        other.get("/staff/cohorts").expect(403);
        other.get(&page).expect(403);
        assert!(!html(&other.get("/staff").expect(200)).contains("/staff/cohorts"));
    }
    let stranger = hub.scene.test.stranger(Role::Hub);
    let mut other = Browser::new(&hub.scene.test);
    other.cookies.insert("placewell-access".to_owned(), stranger.token);
    other.get(&page).expect(404);
}
