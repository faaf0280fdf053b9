//! Needs found in a text, by the pages: nothing goes on the record that nobody accepted.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::browser::{Browser, hidden, html};
use super::learners::answers;
use crate::api::scene::{API, Scene};
use crate::support::database::Engine;

const TEXT: &str =
    "Autistic. Can’t climb stairs and hates crowds; fine with noise.\nHer brother works nearby";

fn added(scene: &Scene, staff: &mut Browser<'_>) -> String {
    let made = scene.post(Role::Provider, "/learners", &scene.learner_document("owain")).expect(201).body;
    let id = made["id"].as_str().unwrap().to_owned();
    assert!(
        html(&staff.get(&format!("/staff/learners/{id}")).expect(200))
            .contains("/needs\">Find needs in a text")
    );
    id
}

fn needs(scene: &Scene, id: &str) -> Vec<Value> {
    let learner = scene.get(Role::Provider, &format!("/learners/{id}")).expect(200).body;
    learner["learner"]["profile"]["needs"].as_array().unwrap().clone()
}

#[rstest]
fn needs_are_found_decided_and_added(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let id = added(&scene, &mut staff);
    let page = format!("/staff/learners/{id}/needs");
    let before = needs(&scene, &id);
    staff.get(&page).expect(200);
    let empty = html(&staff.submit(&page, &[("text", " ")]).expect(422));
    assert!(empty.contains("Enter what has been written about the learner’s needs"), "{empty}");
    let found = html(&staff.submit(&page, &[("text", TEXT)]).expect(200));
    for words in [
        "no steps anywhere in the work",
        "From “Can’t climb stairs and hates crowds”",
        "To keep away from: ",
        "<li>fine with noise</li>",
        "<li>Autistic</li>",
        "<li>Her brother works nearby</li>",
    ] {
        assert!(found.contains(words), "{words}: {found}");
    }
    assert!(!found.contains(" checked"), "nothing is decided before somebody decides it");
    let version = hidden(&found, "version");
    let accept = format!("{page}/accept");
    let sent = [("version", version.as_str()), ("text", TEXT)];
    let none = html(&staff.submit(&accept, &sent).expect(422));
    assert!(none.contains("Tick at least one need"), "{none}");
    assert_eq!(needs(&scene, &id), before);
    let chosen = [sent.as_slice(), &[("away-crowds", "helpful"), ("there-bsl", "essential")]].concat();
    staff.submit(&accept, &chosen).expect(303);
    let after = needs(&scene, &id);
    let new: Vec<_> = after.iter().filter(|need| !before.contains(need)).collect();
    assert_eq!(
        new,
        [&json!({"wanted": {"avoid": "crowds"}, "weight": "helpful"})],
        "only what was suggested"
    );
    staff.submit(&accept, &chosen).expect(412);
    let again = html(&staff.submit(&page, &[("text", TEXT)]).expect(200));
    assert!(!again.contains("away-crowds"), "what is on the record is not asked again");
}

#[rstest]
fn what_a_spreadsheet_says_of_needs_is_asked_before_the_learner_is_added(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let file = "Surname,Forename,Adno,Needs\nMoss,Kit,0042,\"Hates crowds, uses BSL\"\n";
    let new = json!({"kind": "learners", "file": STANDARD.encode(file)});
    let brought = scene.post(Role::Provider, "/imports", &new).expect(201);
    assert!(brought.body.to_string().contains("Which needs the words mean"), "{}", brought.body);
    let path = format!("{API}/imports/{}/confirm", brought.body["id"].as_str().unwrap());
    let confirm = scene.test.post(&path).by(Role::Provider).header("If-Match", "\"1\"");
    confirm.json(&json!({"rows": "all"})).send().expect(200);
    let drafts = scene.get(Role::Provider, "/learner-drafts").expect(200).body;
    let draft = &drafts["items"][0];
    assert_eq!(draft["needs_text"], "Hates crowds, uses BSL");
    assert_eq!(draft["learner"]["profile"]["needs"], Value::Null);
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let page = format!("/staff/learner-drafts/{}", draft["id"].as_str().unwrap());
    let asked = html(&staff.get(&page).expect(200));
    assert!(asked.contains("From “Hates crowds”") && asked.contains("From “uses BSL”"), "{asked}");
    let version = hidden(&asked, "version");
    let some = [("once", ""), ("version", version.as_str()), ("there-bsl", "essential")];
    let open = html(&staff.submit(&format!("{page}/finish"), &answers("", &some)).expect(422));
    assert!(open.contains("<a href=\"#finish-away-crowds\">Select how much it matters"), "{open}");
    let more = [some.as_slice(), &[("away-crowds", "no")]].concat();
    let finished = staff.submit(&format!("{page}/finish"), &answers("", &more)).expect(303);
    let id = finished
        .header("Location")
        .trim_start_matches("/staff/learners/")
        .split('?')
        .next()
        .unwrap()
        .to_owned();
    assert_eq!(needs(&scene, &id), [json!({"wanted": {"provision": "bsl"}, "weight": "essential"})]);
}
