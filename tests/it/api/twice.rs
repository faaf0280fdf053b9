//! One learner cannot be in two places: confirmations, rankings and the law look at all of a
//! learner's placements.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{Proposed, Scene, id, vetting};
use crate::support::database::Engine;

impl Scene {
    /// The placed learner at another offer from a date on, with every step before confirming.
    pub(super) fn second(&self, first: &Proposed, offer: &str, start: &str) -> Proposed {
        let proposal = json!({"learner": first.learner, "offer": offer, "window": "main", "start": start});
        let id = id(&self.post(Role::Provider, "/placements", &proposal).expect(201));
        let placed = Proposed { id, learner: first.learner.clone(), offer: offer.to_owned() };
        self.prepare(&placed);
        placed
    }

    fn two_day_offer(&self) -> String {
        let mut document = self.offer_document("library-shelves");
        document["offer"]["pattern"] = json!({"kind": "block", "days": 2});
        id(&self.post(Role::Employer, "/offers", &document).expect(201))
    }
}

#[rstest]
fn a_second_placement_on_a_shared_date_is_not_confirmed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let first = scene.confirmed();
    let second = scene.second(&first, &scene.offer("library-shelves"), "2026-03-13");
    let confirm = || scene.step(Role::Provider, &second.id, "confirm", &json!({}));
    let refused = confirm().expect(409).body;
    assert_eq!(refused["code"], "already_placed");
    assert!(refused["detail"].as_str().unwrap().contains("Friday 13 March 2026"), "{refused}");
    scene.step(Role::Provider, &first.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    confirm().expect(200);
}

/// Writes Saturday into every list of weekdays.
fn on_saturdays_too(document: &mut Value) {
    match document {
        Value::Array(items) => items.iter_mut().for_each(on_saturdays_too),
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::Array(days) if name == "weekdays" => days.push(json!("sat")),
                    other => on_saturdays_too(other),
                }
            }
        }
        _ => {}
    }
}

#[rstest]
fn the_law_counts_the_days_of_both_placements(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let first = scene.confirmed();
    let mut document = scene.offer_document("library-shelves");
    on_saturdays_too(&mut document);
    document["offer"]["pattern"] = json!({"kind": "block", "days": 1});
    let offer = id(&scene.post(Role::Employer, "/offers", &document).expect(201));
    let saturday = scene.second(&first, &offer, "2026-03-14");
    let confirm = || scene.step(Role::Provider, &saturday.id, "confirm", &json!({}));
    let refused = confirm().expect(409).body;
    assert_eq!(refused["code"], "law", "six days in seven");
    assert!(refused["detail"].as_str().unwrap().contains("other placements are counted"), "{refused}");
    scene.step(Role::Provider, &first.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    confirm().expect(200);
}

#[rstest]
fn a_ranking_leaves_out_the_days_of_another_placement_and_says_so(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let first = scene.confirmed();
    let offer = scene.offer("library-shelves");
    let path = format!("/learners/{}/matches", first.learner);
    let one = |query: &str| scene.get(Role::Provider, &format!("{path}/{offer}{query}")).expect(200).body;
    assert_eq!(one("")["days"][0], "2026-03-16", "her own week is left out");
    assert_eq!(one("")["placed_on"][0], "2026-03-09");
    let asked = one("?start=2026-03-11");
    assert_eq!((&asked["days"], &asked["assessment"]["outcome"]), (&json!([]), &json!("unsuitable")));
    assert_eq!(asked["assessment"]["blockers"][0]["code"], "already_placed");
    assert_eq!(asked["words"]["blockers"][0], "The learner is on another placement on the dates that fit.");
    let list = scene.get(Role::Provider, &format!("{path}?start=2026-03-11")).expect(200).body;
    assert_eq!((&list["funnel"]["already_placed"], &list["placed_on"][4]), (&json!(2), &json!("2026-03-13")));
    scene.step(Role::Provider, &first.id, "cancel", &json!({"reason": "The roof leaks."})).expect(200);
    assert_eq!((&one("")["days"][0], &one("")["placed_on"]), (&json!("2026-03-09"), &Value::Null));
}

#[rstest]
fn two_days_and_two_days_with_one_supervisor_are_not_seldom(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (first, second) = (scene.two_day_offer(), scene.two_day_offer());
    let propose = |learner: &str, offer: &str, start: &str| {
        let mut document = scene.learner_document(learner);
        document["learner"]["identity"]["date_of_birth"] = json!("2011-05-14");
        let learner = id(&scene.post(Role::Provider, "/learners", &document).expect(201));
        let proposal = json!({"learner": learner, "offer": offer, "window": "main", "start": start});
        let id = id(&scene.post(Role::Provider, "/placements", &proposal).expect(201));
        Proposed { id, learner, offer: offer.to_owned() }
    };
    let undecided = |placed: &Proposed| {
        scene.prepare_undecided(placed);
        let refused = scene.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(409).body;
        assert_eq!(refused["code"], "law");
        refused["detail"].as_str().unwrap().to_owned()
    };
    let carys = propose("carys", &first, "2026-03-09");
    assert!(undecided(&carys).contains("seldom"));
    scene.post(Role::SafeguardingLead, &format!("/placements/{}/vetting", carys.id), &vetting()).expect(200);
    scene.step(Role::Provider, &carys.id, "confirm", &json!({})).expect(200);
    let nesta = propose("nesta", &second, "2026-03-11");
    assert!(undecided(&nesta).contains("more than three days in thirty"), "the supervisor is the same");
}
