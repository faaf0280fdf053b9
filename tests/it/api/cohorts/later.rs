//! What was proposed before counts in later runs and proposals.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::hub::Hub;
use crate::api::scene::id;
use crate::support::database::Engine;

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[rstest]
fn nobody_is_placed_where_whom_they_are_kept_apart_from_has_a_placement(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let together = hub.together(&cohort);
    let (one, other) = (text(&together[0]), text(&together[1]));
    let there = hub.part(&cohort, one)["got"]["employer"].clone();
    hub.decide(&cohort, one, &json!({"choice": "accept"}));
    assert_eq!(hub.propose(&cohort)[0]["outcome"], "proposed");
    let answer = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body["answer"].clone();
    let offers = answer["offers"].as_array().unwrap();
    let elsewhere: Vec<Value> = offers
        .iter()
        .filter(|offer| offer["employer"] != there)
        .map(|offer| json!({"learner": other, "offer": offer["offer"]}))
        .collect();
    let only_there = |apart: Value| json!({"name": "Again", "learners": [one, other], "forbidden": elsewhere, "apart": apart});
    let free = hub.solved(&only_there(json!([])));
    assert_eq!(hub.part(&free, other)["got"]["employer"], there, "without the rule");
    let apart = hub.solved(&only_there(json!([[one, other]])));
    assert_eq!(hub.part(&apart, one)["standing"], "kept");
    assert_eq!(hub.part(&apart, other)["standing"], "no_option");
    let proof = hub.scene.get(Role::Hub, &format!("/cohorts/{apart}/proof")).expect(200).body;
    assert_eq!(proof, json!({"same": true, "holds": true}));
    let offer = offers.iter().find(|offer| offer["employer"] == there).unwrap();
    let pinned = json!({"name": "Pinned", "learners": [one, other], "apart": [[one, other]],
        "pins": [{"learner": other, "offer": offer["offer"]}]});
    let failed = hub.scene.get(Role::Hub, &format!("/cohorts/{}", hub.solved(&pinned))).expect(200).body;
    assert_eq!(failed["problem"]["code"], "pinned_together");
    // The pin of a learner who is kept is not in the way, so it is not named.
    let nothing = crate::api::operations::NOTHING;
    let pins = json!([{"learner": one, "offer": nothing}, {"learner": other, "offer": nothing}]);
    let failed = hub.solved(&json!({"name": "Pinned", "pins": pins}));
    let problem = hub.scene.get(Role::Hub, &format!("/cohorts/{failed}")).expect(200).body["problem"].clone();
    assert_eq!(problem["pins"], json!([pins[1]]));
}

#[rstest]
fn a_second_placement_keeps_others_apart_as_well(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::new(engine) else { return };
    let (one, other) = (hub.learner("bee"), hub.learner("maya"));
    let cohort = hub.solved(&json!({"name": "Two", "learners": [one, other], "apart": [[one, other]]}));
    let got = hub.part(&cohort, &one)["got"].clone();
    let (offer, start) = (text(&got["offer"]), text(&got["start"]));
    let elsewhere = hub.offers.values().find(|known| {
        let part = hub.part(&cohort, &other);
        part["got"]["offer"] == ***known && part["got"]["employer"] != got["employer"]
    });
    let monday: chrono::NaiveDate = start.parse().unwrap();
    for (offer, start) in [(elsewhere.unwrap().as_str(), monday), (offer, monday + chrono::Days::new(7))] {
        let mut proposal = hub.scene.proposal(&other, offer);
        proposal["start"] = json!(start);
        id(&hub.scene.post(Role::Hub, "/placements", &proposal).expect(201));
    }
    hub.decide(&cohort, &one, &json!({"choice": "accept"}));
    let refused = hub.propose(&cohort)[0].clone();
    assert_eq!((&refused["outcome"], &refused["code"]), (&json!("refused"), &json!("kept_apart")));
    let said = "A learner who must be kept apart from this one has a placement with this employer.";
    assert_eq!(refused["detail"], said);
}

#[rstest]
fn a_pool_supports_no_more_than_its_places_in_all(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let pooled = [hub.offers["garden-plants"].clone(), hub.offers["animal-care"].clone()];
    let request = json!({"name": "Year 10", "pools": [{"name": "Coach A", "offers": pooled, "places": 1}]});
    let supported = |cohort: &str| -> Vec<Value> {
        let parts = hub.parts(Role::Hub, cohort).into_iter();
        parts.filter(|part| pooled.iter().any(|offer| part["got"]["offer"] == **offer)).collect()
    };
    let cohort = hub.solved(&request);
    let first = supported(&cohort);
    assert_eq!(first.len(), 1);
    let elsewhere = hub
        .parts(Role::Hub, &cohort)
        .into_iter()
        .find(|part| part["standing"] == "placed" && part["learner"] != first[0]["learner"]);
    hub.decide(&cohort, text(&first[0]["learner"]), &json!({"choice": "accept"}));
    assert_eq!(hub.propose(&cohort)[0]["outcome"], "proposed");
    let later = hub.solved(&request);
    assert_eq!(supported(&later), Vec::<Value>::new(), "the place is spoken for");
    let sheet = hub.scene.get(Role::Hub, &format!("/cohorts/{later}/sheets/capacities")).expect(200).bytes;
    assert!(String::from_utf8(sheet).unwrap().contains(",Coach A,0,"));
    let instead = json!({"choice": "override", "offer": first[0]["got"]["offer"], "reason": "Asked for it."});
    let learner = text(&elsewhere.as_ref().unwrap()["learner"]).to_owned();
    hub.decide(&cohort, &learner, &instead);
    let items = hub.propose(&cohort);
    let refused = items.iter().find(|item| item["learner"] == *learner).unwrap();
    assert_eq!(refused["code"], "pool_full", "a seat is left, and nobody who could support it");
}
