//! A change of an offer or an organisation names the placements that it hits, to those who may see
//! them, and marks them for their provider.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene};
use super::walk::Change;
use crate::support::database::Engine;

impl Scene {
    fn marked(&self) -> usize {
        let list = self.get(Role::Provider, "/placements?marked=true").expect(200).body;
        list["items"].as_array().unwrap().len()
    }

    fn seen(&self, role: Role, placed: &Proposed) -> Value {
        self.get(role, &format!("/placements/{}", placed.id)).expect(200).body
    }
}

fn codes(reasons: &Value) -> Vec<&str> {
    reasons.as_array().unwrap().iter().map(|reason| reason["code"].as_str().unwrap()).collect()
}

#[rstest]
fn a_closed_day_names_and_marks_what_it_hits_until_it_is_open_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let unhit = scene.second(&placed, &placed.offer, "2026-03-16");
    assert_eq!(scene.seen(Role::Provider, &placed)["obstacles"], json!([]));
    let day = scene.days(&placed)[2].clone();
    let close = |dates: Value| {
        scene.edit_offer(&placed, &|offer| offer["windows"][0]["closed"] = dates.clone())["placements_hit"]
            .clone()
    };
    let hit = close(json!([day]));
    assert_eq!(hit.as_array().unwrap().len(), 1);
    assert_eq!((&hit[0]["placement"], &hit[0]["state"]), (&json!(placed.id), &json!("confirmed")));
    assert_eq!(hit[0]["reasons"][0]["words"], "The site is closed on Wednesday 11 March 2026.");
    assert_eq!(scene.marked(), 1);
    let seen = scene.seen(Role::Provider, &placed);
    assert!(seen["marked_at"].is_string());
    assert_eq!(codes(&seen["obstacles"]), ["site_closed"]);
    assert_eq!(scene.seen(Role::Employer, &placed)["obstacles"], Value::Null);
    assert_eq!(scene.seen(Role::Provider, &unhit)["marked_at"], Value::Null);
    let renamed = scene.edit_offer(&placed, &|offer| offer["title"] = json!("Shelves and more"));
    assert_eq!((&renamed["placements_hit"], scene.marked()), (&Value::Null, 1), "it is still closed");
    assert_eq!((close(json!([])), scene.marked()), (Value::Null, 0));
}

#[rstest]
#[case(Change::Insurance, "law")]
#[case(Change::SchoolClosed, "provider_closed")]
#[case(Change::EmployerArchived, "employer_archived")]
fn a_change_of_an_organisation_marks_too(
    #[case] change: Change,
    #[case] code: &str,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    change.make(&scene, &placed);
    assert_eq!((scene.marked(), codes(&scene.seen(Role::Provider, &placed)["obstacles"])), (1, vec![code]));
}

#[rstest]
fn an_employer_reads_its_own_facts_and_nothing_of_the_learner(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let hit = scene.edit_offer(&placed, &|offer| {
        offer["ages"] = json!({"from": 18, "to": 25});
        offer["windows"][0]["weekdays"] = json!(["mon", "tue", "thu", "fri"]);
    });
    let reasons = &hit["placements_hit"][0]["reasons"];
    assert_eq!(codes(reasons), ["weekday_dropped", "for_the_provider"]);
    assert!(!reasons.to_string().contains("14"), "{reasons}");
    assert_eq!(codes(&scene.seen(Role::Provider, &placed)["obstacles"]), ["weekday_dropped", "age"]);
}

#[rstest]
fn who_may_not_see_a_placement_is_not_told_of_it(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let other_hub = scene.test.stranger(Role::Hub);
    let link = format!("/api/v1/organisations/{}/link", other_hub.organisation);
    let linked = scene.test.put(&link).by(Role::Employer).send();
    assert!([200, 204].contains(&linked.status), "{}", linked.status);
    let (mut body, tag) = scene.offer_now(&placed);
    body["offer"]["windows"][0]["closed"] = json!([scene.days(&placed)[2]]);
    let path = format!("/api/v1/offers/{}", placed.offer);
    let call = scene.test.put(&path).bearing(&other_hub.token).header("If-Match", &tag).json(&body);
    assert_eq!(call.send().expect(200).body["placements_hit"], Value::Null);
    assert_eq!(scene.marked(), 1, "its provider is");
}

#[rstest]
fn a_day_that_is_given_up_stands_in_the_way_no_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    Change::SiteClosed.make(&scene, &placed);
    let path = format!("/placements/{}/programme", placed.id);
    let planned = scene.get(Role::Provider, &path).expect(200);
    let (first, third) = (&planned.body["programme"]["days"][0], &planned.body["programme"]["days"][2]);
    let lose = json!({"kind": "lose", "lost": {"date": third["date"], "hours": third["attended"]},
        "done_on": first["date"], "done_until": "00:00"});
    scene.put(Role::Provider, &path, planned.header("ETag"), &lose).expect(200);
    assert_eq!(scene.seen(Role::Provider, &placed)["obstacles"], json!([]));
    let contact = scene.contact("desk@tycoed.example");
    scene.approved(&placed, &[&contact]);
    assert_eq!(scene.marked(), 0, "what was approved anew stands");
    scene.work();
    let [sent] = scene.packs_sent().try_into().unwrap();
    let calendar = sent.letter.calendar.unwrap();
    assert_eq!((calendar.matches("STATUS:CONFIRMED").count(), calendar.contains("20260311T")), (4, false));
}
