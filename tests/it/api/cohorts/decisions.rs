//! What people do with a cohort's answer.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::hub::Hub;
use crate::support::database::Engine;

impl Hub {
    fn try_out(&self, cohort: &str, changes: &Value) -> Value {
        let path = format!("/cohorts/{cohort}/what-if");
        self.scene.post(Role::Hub, &path, &json!({"changes": changes})).expect(200).body
    }

    fn placed(&self, cohort: &str) -> Vec<String> {
        let parts = self.parts(Role::Hub, cohort).into_iter().filter(|part| part["standing"] == "placed");
        parts.map(|part| part["learner"].as_str().unwrap().to_owned()).collect()
    }
}

#[rstest]
fn a_change_says_who_would_move_and_stores_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let before = hub.parts(Role::Hub, &cohort);
    let gone = hub.placed(&cohort).remove(0);
    let withdrawn = hub.try_out(&cohort, &json!([{"change": "withdraw", "learner": gone}]));
    insta::assert_json_snapshot!("what_a_withdrawal_would_bring", withdrawn);
    assert!(withdrawn["moves"].as_array().unwrap().iter().any(|moved| moved["learner"] == gone));
    let offer = hub.offers["library-shelves"].clone();
    let more = hub.try_out(&cohort, &json!([{"change": "seats", "offer": offer, "seats": 2}]));
    assert!(more["after"]["placed"].as_u64() >= more["before"]["placed"].as_u64());
    let has = |part: &&Value| part["got"]["offer"].is_string() && part["why_not"]["offer"].is_string();
    let part = before.iter().find(has).unwrap();
    let pinned = hub.try_out(
        &cohort,
        &json!([{"change": "pin", "learner": part["learner"], "offer": part["why_not"]["offer"]}]),
    );
    let numbers = |moves: &Value| {
        let moves = moves.as_array().unwrap().iter();
        moves.map(|moved| moved["number"].as_u64().unwrap()).collect::<std::collections::BTreeSet<_>>()
    };
    assert_eq!(numbers(&pinned["moves"]), numbers(&part["why_not"]["chain"]), "the chain that was told");
    let forbidden = hub.try_out(
        &cohort,
        &json!([{"change": "forbid", "learner": part["learner"], "offer": part["got"]["offer"]}]),
    );
    assert!(forbidden["moves"].as_array().unwrap().iter().any(|moved| moved["learner"] == part["learner"]));
    let path = format!("/cohorts/{cohort}/what-if");
    let clash = json!({"changes": [{"change": "seats", "offer": offer, "seats": 0},
        {"change": "pin", "learner": part["learner"], "offer": offer}]});
    assert_eq!(hub.scene.post(Role::Hub, &path, &clash).expect(409).body["code"], "offer_over_pinned");
    let unknown = json!({"changes": [{"change": "withdraw", "learner": crate::api::operations::NOTHING}]});
    let errors = hub.scene.post(Role::Hub, &path, &unknown).expect(422).body["errors"].clone();
    assert_eq!(errors[0]["field"], "changes[0].learner");
    assert_eq!(hub.parts(Role::Hub, &cohort), before);
}

#[rstest]
fn who_is_kept_apart_stays_apart_in_every_what_if(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let free = hub.solved(&json!({"name": "Free"}));
    let together = hub.together(&free);
    let pair = [together[0].clone(), together[1].clone()];
    let cohort = hub.solved(&json!({"name": "Apart", "apart": [pair]}));
    let at: Vec<Value> = pair.iter().map(|one| hub.part(&cohort, one.as_str().unwrap())).collect();
    assert_ne!(at[0]["got"]["employer"], at[1]["got"]["employer"]);
    let offer = hub.part(&free, pair[0].as_str().unwrap())["got"]["offer"].clone();
    let path = format!("/cohorts/{cohort}/what-if");
    let both = json!({"changes": pair.iter().map(|one| json!({"change": "pin", "learner": one, "offer": offer}))
        .chain([json!({"change": "seats", "offer": offer, "seats": 9})]).rev().collect::<Vec<_>>()});
    assert_eq!(hub.scene.post(Role::Hub, &path, &both).expect(409).body["code"], "pinned_together");
    let more = hub.try_out(&cohort, &json!([{"change": "seats", "offer": offer, "seats": 9}]));
    assert_eq!(more["apart"], true);
}

#[rstest]
fn people_decide_and_what_they_accept_is_proposed_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let scene = &hub.scene;
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let placed = hub.placed(&cohort);
    let path = |learner: &str| format!("/cohorts/{cohort}/learners/{learner}/decisions");
    let accept = json!({"choice": "accept"});
    let accepted = scene.post(Role::Provider, &path(&placed[0]), &accept).expect(200).body;
    insta::assert_json_snapshot!("a_part_that_is_accepted", accepted);
    let other = hub.parts(Role::Hub, &cohort).into_iter().find(|part| {
        part["why_not"]["verdict"].is_string() && part["learner"] != placed[0] && part["standing"] == "placed"
    });
    let other = other.unwrap();
    let replaced = other["learner"].as_str().unwrap();
    let bare = json!({"choice": "override", "offer": other["why_not"]["offer"]});
    let errors = scene.post(Role::Hub, &path(replaced), &bare).expect(422).body["errors"].clone();
    assert_eq!(errors[0]["field"], "reason");
    let reason = "She has asked for it since the open day.";
    let instead = json!({"choice": "override", "offer": other["why_not"]["offer"], "reason": reason});
    let decided = scene.post(Role::Hub, &path(replaced), &instead).expect(200).body;
    assert_eq!(decided["would_take"]["chain"], other["why_not"]["chain"]);
    let rejected = placed.iter().find(|one| **one != placed[0] && *one != replaced).unwrap();
    let reject = json!({"choice": "reject", "reason": "The family has moved."});
    scene.post(Role::Provider, &path(rejected), &reject).expect(200);
    let proposals = format!("/cohorts/{cohort}/proposals");
    let made = scene.post(Role::Hub, &proposals, &json!({})).expect(200).body;
    insta::assert_json_snapshot!("the_proposals_of_a_cohort", made);
    assert_eq!(made["proposed"], 2);
    let again = scene.post(Role::Hub, &proposals, &json!({})).expect(200).body;
    assert_eq!(again["proposed"], 0);
    assert!(again["items"].as_array().unwrap().iter().all(|item| item["outcome"] == "already_proposed"));
    let listed = scene.get(Role::Provider, "/placements").expect(200).body;
    assert_eq!(listed["total"], 2);
    let held = scene.get(Role::Provider, &format!("/learners/{replaced}/export")).expect(200).body;
    let decision = &held["decisions"][0];
    assert_eq!((&decision["kind"], &decision["outcome"]), (&json!("cohort"), &json!("override")));
    assert!(decision["note"].as_str().unwrap().contains(reason));
    let changed = scene.post(Role::Hub, &path(&placed[0]), &reject).expect(409).body;
    assert_eq!(changed["code"], "already_proposed");

    let later = hub.solved(&json!({"name": "Again"}));
    for learner in [placed[0].as_str(), replaced] {
        let part = hub.part(&later, learner);
        assert_eq!((&part["standing"], part["placement"].is_string()), (&json!("kept"), true));
    }
    let seats = |cohort: &str, offer: &Value| {
        let answer = scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body["answer"].clone();
        let slot = answer["offers"].as_array().unwrap().iter().find(|slot| slot["offer"] == *offer);
        slot.unwrap()["seats"].as_i64().unwrap()
    };
    let told = [placed[0].as_str(), replaced];
    let decided_on = |learner: &str| hub.part(&cohort, learner)["decided_offer"].clone();
    for offer in told.map(decided_on) {
        let there = told.into_iter().filter(|learner| decided_on(learner) == offer).count();
        let gone = seats(&cohort, &offer) - seats(&later, &offer);
        assert_eq!(usize::try_from(gone).unwrap(), there, "seats that somebody was told of");
    }
}

#[rstest]
fn what_no_longer_holds_is_not_proposed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::new(engine) else { return };
    let scene = &hub.scene;
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let at_library =
        hub.parts(Role::Hub, &cohort).into_iter().find(|part| part["got"]["title"] == "Library assistant");
    let learner = at_library.unwrap()["learner"].as_str().unwrap().to_owned();
    let path = format!("/cohorts/{cohort}/learners/{learner}/decisions");
    scene.post(Role::Hub, &path, &json!({"choice": "accept"})).expect(200);
    let offer = &hub.offers["library-shelves"];
    let mut document = scene.offer_document("library-shelves");
    document["state"] = json!("paused");
    scene.put(Role::Employer, &format!("/offers/{offer}"), "\"1\"", &document).expect(200);
    let proposals = format!("/cohorts/{cohort}/proposals");
    let refused = scene.post(Role::Hub, &proposals, &json!({})).expect(200).body;
    assert_eq!((&refused["proposed"], &refused["items"][0]["code"]), (&json!(0), &json!("no_longer_suits")));
    document["state"] = json!("open");
    scene.put(Role::Employer, &format!("/offers/{offer}"), "\"2\"", &document).expect(200);
    let proposed = scene.post(Role::Hub, &proposals, &json!({})).expect(200).body;
    assert_eq!(proposed["proposed"], 1);
}

#[rstest]
fn whom_an_employer_declines_can_be_decided_on_anew(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let scene = &hub.scene;
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let at_library =
        hub.parts(Role::Hub, &cohort).into_iter().find(|part| part["got"]["title"] == "Library assistant");
    let learner = at_library.unwrap()["learner"].as_str().unwrap().to_owned();
    let path = format!("/cohorts/{cohort}/learners/{learner}/decisions");
    let proposals = format!("/cohorts/{cohort}/proposals");
    scene.post(Role::Hub, &path, &json!({"choice": "accept"})).expect(200);
    let made = scene.post(Role::Hub, &proposals, &json!({})).expect(200).body;
    let placement = made["items"][0]["placement"].as_str().unwrap().to_owned();
    let later = hub.solved(&json!({"name": "Again"}));
    assert_eq!(hub.part(&later, &learner)["standing"], "kept");
    let no = json!({"reason": "No room that week."});
    scene.step(Role::Employer, &placement, "decline", &no).expect(200);
    assert_eq!(scene.post(Role::Hub, &proposals, &json!({})).expect(200).body["proposed"], 0);
    scene.post(Role::Hub, &path, &json!({"choice": "accept"})).expect(200);
    let again = scene.post(Role::Hub, &proposals, &json!({})).expect(200).body;
    assert_eq!(again["proposed"], 1);
    assert_ne!(again["items"][0]["placement"], json!(placement));
    hub.decide(&later, &learner, &json!({"choice": "reject", "reason": "That placement is over."}));
}
