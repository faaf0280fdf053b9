//! A learner's shortlist: who decided what about which placement, and why.

use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::Scene;
use crate::support::database::Engine;

#[rstest]
fn decisions_are_kept_with_who_and_why_and_exported_with_the_learner(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let (learner, library, garden) =
        (scene.learner("carys"), scene.offer("library-shelves"), scene.offer("garden-plants"));
    let path = format!("/learners/{learner}/shortlist");
    let decide = |role, body: Value| scene.post(role, &path, &body);
    let in_favour = json!({"offer": library, "choice": "shortlisted", "reason": "Quiet in the mornings"});
    let made = decide(Role::Provider, in_favour.clone()).expect(200).body;
    assert_eq!((&made["stands"], &made["decided_by_name"]), (&json!(true), &json!("Sam Reed")));
    assert_eq!(decide(Role::Provider, in_favour).expect(200).body, made, "the same again adds nothing");
    let aside = json!({"offer": garden, "choice": "set_aside"});
    let refused = decide(Role::Provider, aside.clone()).expect(422);
    assert_eq!(refused.body["errors"][0]["field"], "reason");
    let aside = json!({"offer": garden, "choice": "set_aside", "reason": "No bus home"});
    decide(Role::Provider, aside).expect(200);
    decide(Role::Provider, json!({"offer": library, "choice": "undecided"})).expect(200);
    let all = scene.get(Role::Provider, &path).expect(200).body;
    let said: Vec<_> = all
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["choice"].as_str().unwrap(), one["stands"] == true))
        .collect();
    assert_eq!(said, [("shortlisted", false), ("set_aside", true), ("undecided", true)]);
    assert_eq!(all[1]["reason"], "No bus home");

    let nowhere = json!({"offer": "0a000000-0000-7000-8000-0000000000ff", "choice": "shortlisted"});
    assert_eq!(decide(Role::Provider, nowhere).expect(422).body["errors"][0]["field"], "offer");
    for role in [Role::Hub, Role::Employer, Role::Admin] {
        scene.get(role, &path).expect(403);
    }
    scene.get(Role::JobCoach, &path).expect(404);
    scene.get(Role::SafeguardingLead, &path).expect(200);
    decide(Role::SafeguardingLead, json!({"offer": library, "choice": "shortlisted"})).expect(403);

    let held = scene.get(Role::Provider, &format!("/learners/{learner}/export")).expect(200).body;
    let noted = held["decisions"].to_string();
    assert!(noted.contains("No bus home") && noted.contains("Quiet in the mornings"), "{noted}");
}
