//! The week's plan changed block by block through its pages.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::browser::{Browser, hidden, html};
use crate::api::scene::{Proposed, Scene};
use crate::support::app::ROLES;
use crate::support::database::Engine;

fn plan(scene: &Scene, placed: &Proposed) -> Value {
    scene.get(Role::Provider, &format!("/placements/{}/programme", placed.id)).expect(200).body
}

/// The blocks of work, each with its date.
fn work(plan: &Value) -> Vec<(String, Value)> {
    let days = plan["programme"]["days"].as_array().unwrap();
    let blocks = days.iter().flat_map(|day| {
        let date = day["date"].as_str().unwrap();
        day["blocks"].as_array().unwrap().iter().map(move |block| (date.to_owned(), block.clone()))
    });
    blocks.filter(|(_, block)| block["content"]["kind"] == "task").collect()
}

fn version(page: &str) -> String {
    hidden(page.split_once("<main").unwrap().1, "version")
}

#[rstest]
fn a_week_is_changed_block_by_block(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let page = format!("/staff/placements/{}/week", placed.id);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let blocks = work(&plan(&scene, &placed));
    let (first, second) = (&blocks[0].1, &blocks[1].1);
    let at = |block: &Value| format!("{page}/{}", block["id"].as_str().unwrap());

    let shown = html(&staff.get(&at(first)).expect(200));
    let swap = [("version", version(&shown)), ("second", second["id"].as_str().unwrap().to_owned())];
    let swap: Vec<_> = swap.iter().map(|(name, value)| (*name, value.as_str())).collect();
    staff.submit(&format!("{}/swap", at(first)), &swap).expect(303);
    let swapped = work(&plan(&scene, &placed));
    let find = |id: &Value| swapped.iter().find(|(_, block)| block["id"] == *id).unwrap().1.clone();
    assert_eq!(find(&first["id"])["span"]["from"], second["span"]["from"]);
    let stale = html(&staff.submit(&format!("{}/swap", at(first)), &swap).expect(412));
    assert!(stale.contains("Somebody changed this while you were looking at it"));

    let reword = |line: &'static str, text: &'static str, version: &str| {
        vec![("version", version.to_owned()), ("line", line.to_owned()), ("text", text.to_owned())]
    };
    let now = version(&html(&staff.get(&at(first)).expect(200)));
    for (fields, status) in [
        (reword("", "Count the returned books", &now), 422),
        (reword("what", "", &now), 422),
        (reword("what", "Count the returned books", &now), 303),
    ] {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = staff.submit(&format!("{}/reword", at(first)), &fields).expect(status);
        if status == 422 {
            assert!(html(&answer).contains("<details open><summary>Change the words"));
        }
    }
    assert!(html(&staff.get(&page).expect(200)).contains("Count the returned books"));

    let read = scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200);
    assert_eq!(read.body["gates"]["plan_agreed_at"], json!(null), "a changed plan is agreed again");
}

#[rstest]
fn half_a_day_is_lost_and_the_rest_planned_again(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let page = format!("/staff/placements/{}/week", placed.id);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let before = plan(&scene, &placed);
    let day = before["programme"]["days"][1]["date"].as_str().unwrap().to_owned();
    let now = version(&html(&staff.get(&page).expect(200)));
    let fields = |half: &'static str, until: &'static str| {
        [
            ("version", now.clone()),
            ("date", day.clone()),
            ("half", half.to_owned()),
            ("done_on", "2 March 2026".to_owned()),
            ("done_until", until.to_owned()),
        ]
    };
    for (half, until, status, words) in [
        ("", "09:00", 422, "#lose-half\">Select how much of the day was lost"),
        ("morning", "nine", 422, "#lose-done_until\">Enter a time"),
        ("morning", "09:00", 303, ""),
    ] {
        let fields = fields(half, until);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let answer = staff.submit(&format!("{page}/lose"), &fields).expect(status);
        assert!(html(&answer).contains(words), "{}", html(&answer));
    }
    let after = plan(&scene, &placed);
    assert_eq!(after["programme"]["lost"][0]["date"], json!(day));
    staff.get(&page).expect(200);
}

#[test]
fn a_rule_that_is_broken_leads_to_its_block() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = scene.ready();
    let page = format!("/staff/placements/{}/week", placed.id);
    let mut staff = Browser::signed_in(&scene.test, Role::JobCoach);
    if staff.get(&page).status != 200 {
        staff = Browser::signed_in(&scene.test, Role::Provider);
    }
    let blocks = work(&plan(&scene, &placed));
    let block = blocks[0].1["id"].as_str().unwrap();
    let offer = scene.get(Role::Provider, &format!("/offers/{}", placed.offer)).expect(200).body;
    let people = offer["offer"]["people"].as_array().unwrap();
    for person in people.iter().map(|person| person["id"].as_str().unwrap()) {
        let now = version(&html(&staff.get(&format!("{page}/{block}")).expect(200)));
        let fields = [("version", now.as_str()), ("person", person), ("deputy", "")];
        staff.submit(&format!("{page}/{block}/person"), &fields).expect(303);
        let broken = plan(&scene, &placed)["breaches"].as_array().unwrap().clone();
        let shown = html(&staff.get(&page).expect(200));
        for breach in broken {
            let anchor = breach["block"].as_str().or_else(|| breach["date"].as_str()).unwrap();
            assert!(shown.contains(&format!("<a href=\"#{anchor}\">")), "{breach}");
            assert!(shown.contains(&format!("id=\"{anchor}\"")), "{breach}");
        }
    }
}

#[test]
fn only_those_who_may_change_a_week_are_shown_how() {
    let scene = Scene::new(Engine::Sqlite).unwrap();
    let placed = scene.ready();
    let page = format!("/staff/placements/{}/week", placed.id);
    for role in ROLES {
        let answer = Browser::signed_in(&scene.test, role).get(&page);
        let may = role == Role::Provider;
        assert_eq!(html(&answer).contains("/week/lose\""), may, "{role:?}");
        let reads = matches!(role, Role::Provider | Role::SafeguardingLead);
        assert_eq!(answer.status == 200, reads, "{role:?}: {}", answer.status);
    }
}
