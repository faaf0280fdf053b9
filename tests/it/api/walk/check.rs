//! What is true of a placement whose pack went out, read from the documents alone.

use placewell::clock::Clock;
use placewell::domain::role::Role;
use serde_json::Value;

use crate::api::scene::{Proposed, Scene};
use crate::support::app::home;

/// Asserts that nothing in the documents contradicts the plan that was sent.
pub(super) fn nothing_is_wrong(scene: &Scene, placed: &Proposed) {
    let read = |role, path: &str| scene.get(role, path).expect(200).body;
    let (offer, state) = {
        let body = scene.offer_now(placed).0;
        (body["offer"].clone(), body["state"].clone())
    };
    let school = read(Role::Provider, &format!("/organisations/{}", home(Role::Provider)));
    let plan = read(Role::Provider, &format!("/placements/{}/programme", placed.id));
    let window = &offer["windows"][0];
    let holds = |list: &Value, wanted: &Value| list.as_array().is_some_and(|list| list.contains(wanted));
    assert_ne!(state, "archived");
    for day in plan["programme"]["days"].as_array().unwrap() {
        let date = &day["date"];
        let (from, to) = (&window["dates"]["from"], &window["dates"]["to"]);
        assert!(from.as_str() <= date.as_str() && date.as_str() <= to.as_str(), "{date}");
        let parsed: chrono::NaiveDate = date.as_str().unwrap().parse().unwrap();
        let weekday = parsed.format("%a").to_string().to_lowercase();
        assert!(holds(&window["weekdays"], &Value::from(weekday)), "{date}");
        assert!(!holds(&window["closed"], date), "{date}");
        assert!(!holds(&school["document"]["provider"]["closed"], date), "{date}");
        assert!(parsed >= scene.test.clock.today_in_london(), "{date}");
        for block in day["blocks"].as_array().unwrap() {
            let person = offer["people"].as_array().unwrap().iter().find(|one| one["id"] == block["person"]);
            assert!(!holds(&person.unwrap()["days_off"], date), "{block}");
            if let Some(task) = block["content"]["task"].as_str() {
                let task = offer["tasks"].as_array().unwrap().iter().find(|one| one["id"] == task).unwrap();
                assert!(task["hazards"].as_array().is_none_or(Vec::is_empty), "{task}");
            }
        }
    }
    let agreements = read(Role::Provider, &format!("/learners/{}/agreements", placed.learner));
    let standing = agreements.as_array().unwrap().iter().find(|one| one["agreement"]["scope"] == "placement");
    assert!(standing.unwrap()["withdrawn_at"].is_null());
}
