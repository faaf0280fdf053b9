//! An offer made from the catalogue, a question a page: what nobody knows stays a question, and nothing is made up.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::browser::{Browser, html};
use super::change::fields;
use crate::api::scene::Scene;
use crate::support::app::home;
use crate::support::database::Engine;

const STEPS: [&str; 9] =
    ["length", "when", "people", "places", "events", "arriving", "emergency", "insurance", "hazards"];

/// Sends the form of a page with some fields otherwise.
fn send(
    browser: &mut Browser,
    page: &str,
    changes: &[(&str, &str)],
    status: u16,
) -> crate::support::app::Answer {
    let stood = fields(&html(&browser.get(page).expect(200)));
    let kept = stood.iter().filter(|(name, _)| changes.iter().all(|(changed, _)| changed != name));
    let sent: Vec<(&str, &str)> =
        kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(changes.iter().copied()).collect();
    browser.post(page.split('?').next().unwrap(), &sent).expect(status)
}

/// A draft of two tasks of a library, and its address.
pub(super) fn stored(browser: &mut Browser, employer: Option<&str>) -> String {
    let query = format!("can=yes&employer={}", employer.unwrap_or_default());
    let found = html(&browser.get(&format!("/staff/offers/new/work?{query}&words=library")).expect(200));
    assert!(found.contains("occupation=library-assistant"), "{found}");
    let chosen = format!("{query}&occupation=library-assistant");
    let tasks = html(&browser.get(&format!("/staff/offers/new/tasks?{chosen}")).expect(200));
    assert!(tasks.contains("value=\"shelve-fiction\""), "{tasks}");
    let page = format!("/staff/offers/new/where?{chosen}&task=sort-returns&task=shelve-fiction");
    let stood = fields(&html(&browser.get(&page).expect(200)));
    let site = [
        ("name", "Alder Green Library"),
        ("address", "1 Green Lane\r\nAldertown"),
        ("postcode", "NP10 8AA"),
        ("nation", "wales"),
        ("specified", "no"),
    ];
    let kept = stood.iter().filter(|(name, _)| site.iter().all(|(changed, _)| changed != name));
    let sent: Vec<(&str, &str)> =
        kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(site).collect();
    let made = browser.post("/staff/offers/new", &sent).expect(303).header("Location").to_owned();
    let again = browser.post("/staff/offers/new", &sent).expect(303).header("Location").to_owned();
    assert_eq!(made, again, "a form sent twice stores one draft");
    made.strip_suffix("/length").unwrap().to_owned()
}

fn offer(scene: &Scene, draft: &str) -> Value {
    let id = draft.strip_prefix("/staff/offers/").unwrap().strip_suffix("/draft").unwrap();
    scene.get(Role::Employer, &format!("/offers/{id}")).expect(200).body
}

#[rstest]
fn an_employer_makes_an_offer_and_opens_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    let draft = stored(&mut employer, None);
    let step = |step: &str| format!("{draft}/{step}");
    let answers = [("kind", "block"), ("how_many", "3"), ("from_age", "14"), ("to_age", "19")];
    let next = send(&mut employer, &step("length"), &answers, 303);
    assert_eq!(next.header("Location"), step("when"), "one step leads to the next");
    let when = [
        ("from", "16 March 2026"),
        ("to", "27 March 2026"),
        ("weekdays", "mon"),
        ("weekdays", "tue"),
        ("weekdays", "wed"),
        ("starts", "9.30"),
        ("ends", "15:00"),
        ("break_starts", "12:00"),
        ("break_ends", "12:30"),
        ("capacity", "2"),
    ];
    send(&mut employer, &step("when"), &when, 303);
    let shift = |at: &'static [&'static str; 4], name| {
        [(at[0], name), (at[1], "mon"), (at[1], "tue"), (at[1], "wed"), (at[2], "9:00"), (at[3], "17:00")]
    };
    let first = shift(&["name-0", "weekdays-0", "starts-0", "ends-0"], "Mo Hill");
    let second = shift(&["name-1", "weekdays-1", "starts-1", "ends-1"], "Jo Dale");
    let people: Vec<(&str, &str)> = first
        .into_iter()
        .chain(second)
        .chain([("able-0", "supervises"), ("able-1", "supervises"), ("able-1", "first_aider")])
        .chain([("supervisor", "librarian"), ("deputy", "counter-assistant"), ("lone_adult", "no")])
        .collect();
    send(&mut employer, &step("people"), &people, 303);
    send(&mut employer, &step("places"), &[("level-0", "yes"), ("noise-0", "quiet"), ("rest", "0")], 303);
    let event = [
        ("event", "Story time"),
        ("event_kind", "rush"),
        ("event_weekdays", "tue"),
        ("event_from", "10:00"),
        ("event_to", "11:00"),
    ];
    send(&mut employer, &step("events"), &event, 303);
    let lines =
        |names: &'static [&'static str]| names.iter().map(|name| (*name, "By the desk")).collect::<Vec<_>>();
    let arriving = lines(&["door", "ask_for", "dress", "lunch", "toilets", "phones"]);
    send(&mut employer, &step("arriving"), &arriving, 303);
    let emergency = lines(&["assembly_point", "alarm", "first_aid_box"]);
    send(&mut employer, &step("emergency"), &emergency, 303);
    send(&mut employer, &step("insurance"), &[("basis", "local_authority")], 303);
    let waits = html(&employer.get(&draft).expect(200));
    assert!(waits.contains("bring any hazards"), "the hazards are still a question: {waits}");
    let asked = fields(&html(&employer.get(&step("hazards")).expect(200)));
    let none: Vec<(&str, &str)> = asked
        .iter()
        .filter(|(name, value)| value == "unknown" && name != "csrf")
        .map(|(name, _)| (name.as_str(), if name.ends_with("-other") { "none" } else { "not" }))
        .collect();
    let after = send(&mut employer, &step("hazards"), &none, 303);
    assert_eq!(after.header("Location"), format!("{draft}#hazards"));
    let ready = html(&employer.get(&draft).expect(200));
    assert!(ready.contains("Open this offer"), "{ready}");
    assert!(!ready.contains("bring any hazards"), "{ready}");
    for said in
        ["3 days in a row", "Mo Hill, Librarian in charge (supervises day by day)", "2 learners at once"]
    {
        assert!(ready.contains(said), "{said}: {ready}");
    }
    let opened = send(&mut employer, &draft, &[], 303);
    let page = html(&employer.get(opened.header("Location")).expect(200));
    assert!(page.contains("What happens next"), "{page}");
    let stored = offer(&scene, &draft);
    assert_eq!(stored["state"], "open");
    assert_eq!(stored["offer"]["windows"][0]["breaks"], json!([{"from": "12:00", "to": "12:30"}]));
    assert_eq!(stored["offer"]["tasks"][0]["hazards_stated"]["by"], "Sam Reed, employer");
    employer.get(&draft).expect(404);
}

#[rstest]
fn what_nobody_knows_stays_a_question(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut hub = Browser::signed_in(&scene.test, Role::Hub);
    let employer = home(Role::Employer).to_string();
    let draft = stored(&mut hub, Some(&employer));
    let before = offer(&scene, &draft);
    for step in STEPS {
        send(&mut hub, &format!("{draft}/{step}"), &[], 303);
    }
    let after = offer(&scene, &draft);
    assert_eq!(
        (&after["version"], &after["offer"]),
        (&before["version"], &before["offer"]),
        "nothing is made up"
    );
    assert_eq!(after["offer"]["windows"], json!([]));
    assert_eq!(after["confirmed_by_employer_at"], Value::Null);
    let page = html(&hub.get(&draft).expect(200));
    assert!(page.contains("The offer cannot be opened yet"), "{page}");
    let order: Vec<usize> =
        ["bring any hazards", "Who supervises", "Between which dates", "Which door does a learner"]
            .iter()
            .map(|question| page.find(question).unwrap_or_else(|| panic!("{question}: {page}")))
            .collect();
    assert!(order.is_sorted(), "the questions stand in the order that matters");
    assert!(page.contains("Can be answered by whoever wrote the risk assessment or whoever runs the site"));
    let forced = hub.submit(&draft, &[("version", "1")]).expect(422);
    assert!(html(&forced).contains("nobody has given the answer yet"));
    let seen = html(&hub.get(&format!("{}/preview", draft.strip_suffix("/draft").unwrap())).expect(200));
    assert!(seen.contains("as its employer sees it") && !seen.contains("/change/"), "{seen}");
}

#[test]
fn a_mistake_is_named_and_keeps_what_was_typed() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let mut employer = Browser::signed_in(&scene.test, Role::Employer);
    let unsaid = html(&employer.get("/staff/offers/new/work").expect(422));
    assert!(unsaid.contains("<a href=\"#can\">Select whether you can take a learner"), "{unsaid}");
    assert!(html(&employer.get("/staff/offers/new/work?can=no").expect(200)).contains("Nothing is stored"));
    let none = employer.get("/staff/offers/new/where?occupation=library-assistant").expect(422);
    assert!(html(&none).contains("Select at least one task"));
    let draft = stored(&mut employer, None);
    for (step, typed, field, words) in [
        ("length", &[("kind", "extended"), ("how_many", "90")][..], "how_many", "Enter how many weeks"),
        ("length", &[("how_many", "3")], "kind", "Select how learners come, so that"),
        ("when", &[("from", "2026-03-16")], "to", "Enter the dates and the hours together"),
        ("when", &[("starts", "soon")], "starts", "Enter a time, such as 9:30"),
        ("people", &[("starts-0", "9:00"), ("ends-0", "17:00")], "name-0", "Enter their name as well"),
        ("events", &[("event", "A delivery")], "event_weekdays", "Select the days"),
        ("where", &[("postcode", "Newport")], "postcode", "Enter a full postcode"),
        (
            "insurance",
            &[("basis", "policy"), ("insurer", "Alder Mutual")],
            "pounds",
            "Enter the amount of cover",
        ),
    ] {
        let refused = html(&send(&mut employer, &format!("{draft}/{step}"), typed, 422));
        assert!(
            refused.contains(&format!("<a href=\"#{step}-{field}\">{words}")),
            "{step} {field}: {refused}"
        );
        let kept = typed.iter().filter(|(name, _)| *name != "kind" && *name != "basis");
        for (_, value) in kept {
            assert!(refused.contains(&format!("value=\"{value}\"")), "{step}: {value} is lost");
        }
    }
    let back = send(&mut employer, &format!("{draft}/length?from=check"), &[("from_age", "14")], 303);
    assert_eq!(back.header("Location"), format!("{draft}#length"), "an answer that is changed leads back");
    for role in [Role::Provider, Role::JobCoach, Role::SafeguardingLead, Role::Admin] {
        let mut other = Browser::signed_in(&scene.test, role);
        other.get("/staff/offers/new").expect(403);
        other.get(&draft).expect(403);
    }
}
