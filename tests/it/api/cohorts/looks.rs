//! Whoever is shown by a cohort is in the access log, and nobody else.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::hub::Hub;
use crate::support::database::Engine;

#[rstest]
fn a_page_of_learners_is_noted_as_far_as_it_goes(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let page = hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}/learners?limit=1")).expect(200).body;
    assert!(page["next"].is_string());
    let noted = hub.learners.values().filter(|learner| hub.looks(learner, "read_cohort") > 0);
    assert_eq!(noted.collect::<Vec<_>>(), [page["items"][0]["learner"].as_str().unwrap()]);
}

#[rstest]
fn whoever_a_change_would_move_or_a_pin_names_is_noted(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let placed = hub.parts(Role::Hub, &cohort).into_iter().find(|part| part["standing"] == "placed");
    let changes = json!({"changes": [{"change": "withdraw", "learner": placed.unwrap()["learner"]}]});
    let outcome = hub.scene.post(Role::Hub, &format!("/cohorts/{cohort}/what-if"), &changes).expect(200).body;
    let moves = outcome["moves"].as_array().unwrap();
    assert!(!moves.is_empty());
    for learner in hub.learners.values() {
        let moved = moves.iter().any(|moved| moved["learner"] == **learner);
        assert_eq!(hub.looks(learner, "try_cohort"), usize::from(moved), "{learner}");
    }
    let bee = hub.learner("bee");
    let pin = json!([{"learner": bee, "offer": crate::api::operations::NOTHING}]);
    let failed = hub.solved(&json!({"name": "Pinned", "pins": pin}));
    let before = hub.looks(&bee, "read_cohort");
    let shown = hub.scene.get(Role::Hub, &format!("/cohorts/{failed}")).expect(200).body;
    assert_eq!(shown["problem"]["pins"], pin);
    assert_eq!(hub.looks(&bee, "read_cohort"), before + 1);
}

#[rstest]
fn whoever_is_proposed_again_is_noted(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::new(engine) else { return };
    let cohort = hub.solved(&json!({"name": "Year 10"}));
    let placed = hub.parts(Role::Hub, &cohort).into_iter().find(|part| part["standing"] == "placed").unwrap();
    let learner = placed["learner"].as_str().unwrap();
    hub.decide(&cohort, learner, &json!({"choice": "accept"}));
    for (times, outcome) in [(1, "proposed"), (2, "already_proposed")] {
        let items = hub.propose(&cohort);
        assert_eq!((&items[0]["learner"], &items[0]["outcome"]), (&json!(learner), &json!(outcome)));
        assert_eq!(hub.looks(learner, "propose_cohort"), times);
    }
}
