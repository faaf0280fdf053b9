//! An answer is served once all of it is there.

use placewell::clock::Clock;
use placewell::db::cohorts;
use placewell::domain::cohort::CohortState;
use placewell::domain::ids::CohortId;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use super::hub::Hub;
use crate::support::database::Engine;
use crate::support::operator;

#[rstest]
fn half_an_answer_is_not_served_as_a_whole_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[values(CohortState::Explaining, CohortState::Failed)] state: CohortState,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let (scene, cohort) = (&hub.scene, hub.solved(&json!({"name": "Year 10"})));
    let learner = hub.learner("bee");
    let id = CohortId::parse(&cohort).unwrap();
    let problem = (state == CohortState::Failed).then_some("broken_off");
    let noted = |state, problem: Option<&str>| {
        let now = scene.test.clock.now();
        scene.test.app.write(&operator(), |c| cohorts::note(c, &id, state, 3, problem, now)).unwrap();
    };
    noted(state, problem);
    for under in ["demand", "sheets/pairs", "sheets/answer"] {
        let refused = scene.get(Role::Hub, &format!("/cohorts/{cohort}/{under}")).expect(409).body;
        assert_eq!(refused["code"], "not_solved", "{under}");
    }
    for (under, body) in [
        ("what-if".to_owned(), json!({"changes": [{"change": "withdraw", "learner": learner}]})),
        ("proposals".to_owned(), json!({})),
        (format!("learners/{learner}/decisions"), json!({"choice": "accept"})),
    ] {
        let refused = scene.post(Role::Hub, &format!("/cohorts/{cohort}/{under}"), &body).expect(409).body;
        assert_eq!(refused["code"], "not_solved", "{under}");
    }
    noted(CohortState::Solved, None);
    scene.get(Role::Hub, &format!("/cohorts/{cohort}/demand")).expect(200);
}
