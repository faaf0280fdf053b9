//! Files of learners, from the upload to the day after.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene, id};
use crate::support::app::Answer;
use crate::support::database::Engine;

fn bring(scene: &Scene, file: &str) -> Value {
    let body = json!({"kind": "learners", "file": STANDARD.encode(file)});
    scene.post(Role::Provider, "/imports", &body).expect(201).body
}

/// A POST about a version.
fn act(scene: &Scene, path: &str, version: &Value, body: &Value) -> Answer {
    let call = scene.test.post(&format!("{API}{path}")).by(Role::Provider);
    call.header("If-Match", &format!("\"{version}\"")).json(body).send()
}

fn confirm(scene: &Scene, import: &Value, rows: &str) -> Answer {
    let path = format!("/imports/{}/confirm", import["id"].as_str().unwrap());
    act(scene, &path, &import["version"], &json!({"rows": rows}))
}

fn undo(scene: &Scene, import: &Value) -> Answer {
    let path = format!("/imports/{}/undo", import["id"].as_str().unwrap());
    act(scene, &path, &import["version"], &json!({}))
}

fn counts(import: &Value) -> [u64; 5] {
    ["added", "drafts", "changed", "same", "faulty"].map(|name| import["counts"][name].as_u64().unwrap())
}

fn drafts(scene: &Scene) -> Vec<Value> {
    scene.get(Role::Provider, "/learner-drafts").expect(200).body["items"].as_array().unwrap().clone()
}

const HEAD: &str = "Surname,Forename,DOB,Pupil no.,Postcode\n";

#[rstest]
fn a_file_is_looked_at_taken_in_brought_again_and_undone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let file = format!("{HEAD}Moss,Kit,2010-05-17,0042,NP20 1AA\nReed,Sam,03/04/2011,0043,\nLane,,,0044,\n");
    let brought = bring(&scene, &file);
    assert_eq!(brought["questions"][0]["asked"], "columns", "{brought}");
    assert_eq!(confirm(&scene, &brought, "good").expect(409).body["code"], "questions_first");
    let path = format!("/imports/{}/answers", brought["id"].as_str().unwrap());
    let columns = json!({"columns": {"Pupil no.": "external_id"}});
    let asked = scene.put(Role::Provider, &path, "\"1\"", &columns).expect(200).body;
    assert_eq!(asked["questions"][0]["asked"], "dates", "{asked}");
    let answers = json!({"columns": {"Pupil no.": "external_id"}, "dates": "day_first"});
    let read = scene.put(Role::Provider, &path, "\"2\"", &answers).expect(200).body;
    assert_eq!((counts(&read), drafts(&scene).len()), ([0, 2, 0, 0, 1], 0), "a look writes nothing");
    assert_eq!((&read["faults"][0]["row"], &read["faults"][0]["column"]), (&json!(4), &json!("B")));

    assert_eq!(confirm(&scene, &read, "all").expect(409).body["code"], "faulty_rows");
    let taken = confirm(&scene, &read, "good").expect(200).body;
    assert_eq!(counts(&taken), [0, 2, 0, 0, 1]);
    let rest = format!("/imports/{}/rest", taken["id"].as_str().unwrap());
    let rest = String::from_utf8(scene.get(Role::Provider, &rest).expect(200).bytes.to_vec()).unwrap();
    assert!(rest.starts_with('\u{feff}'), "Excel reads it as UTF-8");
    let lines: Vec<&str> = rest.lines().collect();
    assert_eq!(lines.len(), 2, "{rest}");
    assert!(
        lines[0].ends_with("What to change") && lines[1].starts_with("Lane,,,0044,,First name"),
        "{rest}"
    );
    let kit =
        drafts(&scene).into_iter().find(|one| one["learner"]["identity"]["given_name"] == "Kit").unwrap();
    assert_eq!(kit["learner"]["codes"]["external_id"], "0042");
    assert_eq!(confirm(&scene, &taken, "good").expect(409).body["code"], "wrong_state");

    // The headings are remembered, and nobody is added twice.
    let again = bring(&scene, &format!("{HEAD}Moss,Kit,2010-05-17,0042,NP20 1AA\nReed,Sam,,0043,CF10 1AA\n"));
    assert_eq!((&again["questions"], counts(&again)), (&json!([]), [0, 0, 1, 1, 0]), "{again}");
    let again = confirm(&scene, &again, "all").expect(200).body;
    let sam =
        || drafts(&scene).into_iter().find(|one| one["learner"]["identity"]["given_name"] == "Sam").unwrap();
    assert_eq!(sam()["learner"]["home"]["postcode"], "CF10 1AA");
    let undone = undo(&scene, &again).expect(200).body;
    assert_eq!((&undone["state"], &undone["counts"]["kept"]), (&json!("undone"), &json!(0)));
    assert_eq!(sam()["learner"]["home"].get("postcode"), None);
    // Sam's draft has changed since the first file, so that it stays.
    let first = undo(&scene, &taken).expect(200).body;
    assert_eq!((&first["counts"]["kept"], drafts(&scene).len()), (&json!(1), 1));
}

#[rstest]
fn a_draft_becomes_a_learner_whom_files_change_and_a_day_later_nothing_is_undone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let head = "Surname,Forename,Adno,Postcode\n";
    let made = bring(&scene, &format!("{head}Moss,Kit,0042,\n"));
    confirm(&scene, &made, "all").expect(200);
    let draft = drafts(&scene).remove(0);
    let path = format!("/learner-drafts/{}", draft["id"].as_str().unwrap());
    let missing = draft["still_missing"].as_array().unwrap();
    assert!(missing.iter().any(|one| one["field"] == "evacuation"), "{draft}");
    let mut document = scene.learner_document("zara");
    document["learner"]["codes"]["external_id"] = json!("0042");
    let finish = format!("{path}/finish");
    act(&scene, &finish, &json!(7), &document).expect(412);
    let learner = act(&scene, &finish, &json!(1), &document).expect(200).body;
    assert_eq!((&learner["id"], &learner["learner"]["codes"]["external_id"]), (&draft["id"], &json!("0042")));
    scene.get(Role::Provider, &path).expect(404);

    let moved = bring(&scene, &format!("{head}Moss,Kit,0042,CF10 1AA\n"));
    assert_eq!(counts(&moved), [0, 0, 1, 0, 0]);
    let moved = confirm(&scene, &moved, "all").expect(200).body;
    let path = format!("/learners/{}", draft["id"].as_str().unwrap());
    let read = || scene.get(Role::Provider, &path).expect(200).body["learner"].clone();
    assert_eq!(read()["home"]["postcode"], "CF10 1AA");
    assert_eq!(read()["profile"], learner["learner"]["profile"], "what the sheet does not say stays");
    undo(&scene, &moved).expect(200);
    assert_eq!(read(), learner["learner"]);

    let once_more = bring(&scene, &format!("{head}Moss,Kit,0042,CF10 1AA\n"));
    let once_more = confirm(&scene, &once_more, "all").expect(200).body;
    scene.test.clock.set(scene.test.clock.now() + TimeDelta::hours(25));
    assert_eq!(undo(&scene, &once_more).expect(409).body["code"], "wrong_state");
    assert_eq!(read()["home"]["postcode"], "CF10 1AA");
}

/// Every question of the record as a column, in the words of the page.
#[rstest]
fn a_row_that_answers_everything_is_a_learner_at_once(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let cells = [
        ("Surname", "Moss"),
        ("Forename", "Kit"),
        ("Adno", "0042"),
        ("DOB", "2010-05-17"),
        ("Postcode", "NP20 1AA"),
        ("Programme", "work experience"),
        ("Communication", "speech; writing or typing"),
        ("Best told by", "being shown"),
        ("Help with a new task", "shown once"),
        ("Variety", "some change"),
        ("Minutes at a stretch", "60"),
        ("Minutes a day", "240"),
        ("Break minutes", "15"),
        ("Reading", "a little"),
        ("Numbers", "a little"),
        ("Talking", "a lot"),
        ("Physical work", "a little"),
        ("Challenge today", "2"),
        ("Challenge by the end", "3"),
        ("Evacuation", "leaves unaided when the alarm sounds"),
        ("Travels by", "on foot; by bus or train alone"),
        ("Walking speed (mm/s)", "1200"),
        ("Longest walk (metres)", "800"),
        ("Most walking in a journey (metres)", "1600"),
        ("Comfortable journey (minutes)", "45"),
        ("Longest journey (minutes)", "60"),
        ("Most changes", "1"),
        ("Minutes at a change", "5"),
        ("Longest wait (minutes)", "20"),
        ("Step-free", "steps do not matter"),
    ];
    let line = |of: fn(&(&str, &str)) -> String| cells.iter().map(of).collect::<Vec<_>>().join(",");
    let file = format!("{}\n{}\n", line(|cell| cell.0.to_owned()), line(|cell| cell.1.to_owned()));
    let made = bring(&scene, &file);
    assert_eq!((counts(&made), &made["faults"]), ([1, 0, 0, 0, 0], &json!([])), "{made}");
    let made = confirm(&scene, &made, "all").expect(200).body;
    let listed = scene.get(Role::Provider, "/learners").expect(200).body;
    let kit = listed["items"][0]["id"].as_str().unwrap().to_owned();
    scene.get(Role::Provider, &format!("/learners/{kit}/matches")).expect(200);
    assert_eq!(counts(&bring(&scene, &file)), [0, 0, 0, 1, 0], "nobody is added twice");
    let undone = undo(&scene, &made).expect(200).body;
    assert_eq!(undone["counts"]["kept"], 0);
    scene.get(Role::Provider, &format!("/learners/{kit}")).expect(404);
}

#[rstest]
fn a_learner_who_was_entered_by_hand_is_known_by_name_and_birth(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let mut document = scene.learner_document("zara");
    document["learner"].as_object_mut().unwrap().remove("codes");
    let identity = document["learner"]["identity"].clone();
    let learner = id(&scene.post(Role::Provider, "/learners", &document).expect(201));
    let [given, family, born] =
        ["given_name", "family_name", "date_of_birth"].map(|name| identity[name].as_str().unwrap());
    let made = bring(&scene, &format!("Surname,Forename,DOB,Adno\n{family},{given},{born},0042\n"));
    assert_eq!(counts(&made), [0, 0, 1, 0, 0], "{made}");
    confirm(&scene, &made, "all").expect(200);
    let read = scene.get(Role::Provider, &format!("/learners/{learner}")).expect(200).body;
    assert_eq!(read["learner"]["codes"]["external_id"], "0042");
}

#[rstest]
fn whoever_is_known_by_another_number_is_not_added_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    // A first file goes by the UPN; one of another system has numbers of its own.
    let upns =
        "Surname,Forename,DOB,UPN\nMoss,Kit,2010-05-17,A123456789012\nLane,Ari,2010-01-09,B123456789012\n";
    let first = bring(&scene, upns);
    confirm(&scene, &first, "all").expect(200);
    let own = "Surname,Forename,DOB,Adno,UPN\nMoss,Kit,2010-05-17,0417,A123456789012\n";
    let second = bring(&scene, own);
    assert_eq!(counts(&second), [0, 0, 1, 0, 0], "{second}");
    confirm(&scene, &second, "all").expect(200);
    let number_of = |name: &str| {
        let all = drafts(&scene);
        let one = all.iter().find(|one| one["learner"]["identity"]["given_name"] == name).unwrap();
        one["learner"]["codes"]["external_id"].clone()
    };
    assert_eq!(
        (drafts(&scene).len(), number_of("Kit")),
        (2, json!("0417")),
        "the school's own number stands"
    );
    let again = bring(&scene, upns);
    assert_eq!(counts(&again), [0, 0, 0, 2, 0], "a UPN takes no number away: {again}");

    // By name and birth, where the file has no UPN.
    let named = bring(&scene, "Surname,Forename,DOB,Adno\nLane,Ari,2010-01-09,0500\n");
    assert_eq!(counts(&named), [0, 0, 1, 0, 0], "{named}");
    let other = bring(&scene, "Surname,Forename,DOB,Adno\nMoss,Kit,2010-05-17,0999\n");
    assert_eq!(counts(&other), [0, 0, 0, 0, 1], "{other}");
    assert!(other["faults"][0]["message"].as_str().unwrap().contains("has another number here"));
    let twin = bring(&scene, "Surname,Forename,DOB,Adno,UPN\nMoss,Kit,2010-05-17,0999,C123456789012\n");
    assert_eq!(counts(&twin), [0, 1, 0, 0, 0], "two UPNs are two people: {twin}");
    let twice = format!("{own}Moss,Kit,2010-05-17,0418,A123456789012\n");
    let twice = bring(&scene, &twice);
    assert_eq!(counts(&twice), [0, 0, 0, 0, 2], "one UPN is one learner: {twice}");
    assert!(twice["faults"][1]["message"].as_str().unwrap().contains("Row 2 has the same UPN"), "{twice}");
}

#[rstest]
fn a_upn_that_has_changed_is_asked_about_and_one_of_somebody_else_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let head = "Surname,Forename,DOB,UPN\n";
    confirm(&scene, &bring(&scene, &format!("{head}Moss,Kit,2010-05-17,A12345678901B\n")), "all").expect(200);
    let other = format!("{head}Moss,Kit,2010-05-17,A123456789012\n");
    let asked = bring(&scene, &other);
    assert_eq!(
        (counts(&asked), &asked["faults"][0]["field"]),
        ([0, 0, 0, 0, 1], &json!("same_learner")),
        "{asked}"
    );
    assert!(asked["faults"][0]["message"].as_str().unwrap().contains("has another UPN or ULN here"));
    let path = format!("/imports/{}/answers", asked["id"].as_str().unwrap());
    let said = |version: u8, yes: &str| {
        let answers = json!({"cells": {"2": {"same_learner": yes}}});
        scene.put(Role::Provider, &path, &format!("\"{version}\""), &answers).expect(200).body
    };
    assert_eq!(counts(&said(1, "no")), [0, 1, 0, 0, 0], "two people");
    let same = said(2, "yes");
    assert_eq!(counts(&same), [0, 0, 1, 0, 0], "one, whose UPN has changed");
    confirm(&scene, &same, "all").expect(200);
    let all = drafts(&scene);
    assert_eq!((all.len(), &all[0]["learner"]["codes"]["upn"]), (1, &json!("A123456789012")));

    // An own number here, somebody else's UPN there.
    let own = "Surname,Forename,DOB,Adno,UPN\n";
    confirm(&scene, &bring(&scene, &format!("{own}Moss,Kit,2010-05-17,0042,A123456789012\n")), "all")
        .expect(200);
    confirm(&scene, &bring(&scene, &format!("{own}Lane,Ari,2010-01-09,0043,\n")), "all").expect(200);
    for row in ["Lane,Ari,2010-01-09,0043,A123456789012", "Reed,Sam,2011-01-09,0044,A123456789012"] {
        let mixed = bring(&scene, &format!("{own}{row}\n"));
        assert_eq!(
            (counts(&mixed), &mixed["faults"][0]["field"]),
            ([0, 0, 0, 0, 1], &json!("upn")),
            "{mixed}"
        );
        assert!(
            mixed["faults"][0]["message"].as_str().unwrap().contains("Another learner here has this UPN")
        );
    }
    let moved = bring(&scene, &format!("{own}Moss,Kit,2010-05-17,0099,A123456789012\n"));
    assert_eq!(counts(&moved), [0, 0, 1, 0, 0], "a new number of the same learner: {moved}");
}

#[rstest]
fn what_the_words_about_needs_suggest_is_decided_before_a_draft_is_finished(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let file = "Surname,Forename,Adno,Needs\nMoss,Kit,0042,\"Hates crowds, uses BSL\"\n";
    confirm(&scene, &bring(&scene, file), "all").expect(200);
    let path = format!("/learner-drafts/{}/finish", drafts(&scene)[0]["id"].as_str().unwrap());
    let mut document = scene.learner_document("zara");
    document["learner"]["profile"]["needs"] =
        json!([{"wanted": {"provision": "bsl"}, "weight": "essential"}]);
    let refused = act(&scene, &path, &json!(1), &document).expect(422).body;
    let errors = refused["errors"].as_array().unwrap();
    assert_eq!((errors.len(), &errors[0]["field"]), (1, &json!("not_needed")), "{refused}");
    assert!(errors[0]["reason"].as_str().unwrap().contains("crowds"), "{refused}");
    document["not_needed"] = json!([{"avoid": "crowds"}]);
    act(&scene, &path, &json!(1), &document).expect(200);
}

#[rstest]
fn imports_are_listed_and_removed_and_what_no_column_can_be_is_refused(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let file = STANDARD.encode("Surname,Forename,Adno\nMoss,Kit,0042\n");
    let columns = json!({"House": "colour", "Form": "", "Set": "set"});
    let body = json!({"kind": "learners", "file": file, "answers": {"columns": columns}});
    let refused = scene.post(Role::Provider, "/imports", &body).expect(422).body;
    let fields: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
    assert_eq!(fields, [&json!("answers.columns.House"), &json!("answers.columns.Set")], "{refused}");
    let made = bring(&scene, "Surname,Forename,Adno\nMoss,Kit,0042\n");
    let path = format!("/imports/{}", made["id"].as_str().unwrap());
    let answers = json!({"columns": {"House": "colour"}});
    let refused = scene.put(Role::Provider, &format!("{path}/answers"), "\"1\"", &answers).expect(422).body;
    assert_eq!(refused["errors"][0]["field"], "columns.House");

    let listed = || scene.get(Role::Provider, "/imports").expect(200).body["items"].clone();
    assert_eq!(
        (listed()[0]["id"].clone(), listed()[0]["state"].clone()),
        (made["id"].clone(), json!("previewed"))
    );
    let remove = |version: &str| {
        scene.test.delete(&format!("{API}{path}")).by(Role::Provider).header("If-Match", version).send()
    };
    remove("\"7\"").expect(412);
    let taken = confirm(&scene, &made, "all").expect(200).body;
    assert!(listed()[0]["undo_until"].is_string());
    assert_eq!(remove("\"2\"").expect(409).body["code"], "wrong_state");
    let undone = undo(&scene, &taken).expect(200).body;
    remove(&format!("\"{}\"", undone["version"])).expect(204);
    assert_eq!(listed(), json!([]));
    scene.get(Role::Provider, &path).expect(404);
}

#[rstest]
fn a_heading_that_stands_twice_is_told_apart_by_its_column(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let made = bring(&scene, "Surname,Forename,Adno,Postcode,Postcode\nMoss,Kit,0042,NP20 1AA,CF10 1AA\n");
    assert_eq!(made["questions"][0]["asked"], "columns", "{made}");
    let headings: Vec<_> = made["columns"].as_array().unwrap().iter().map(|one| &one["heading"]).collect();
    assert_eq!(headings[3..], [&json!("Postcode"), &json!("Postcode (column E)")]);
    let path = format!("/imports/{}/answers", made["id"].as_str().unwrap());
    let answers = json!({"columns": {"Postcode": "", "Postcode (column E)": "postcode"}});
    let read = scene.put(Role::Provider, &path, "\"1\"", &answers).expect(200).body;
    assert_eq!((&read["questions"], counts(&read)), (&json!([]), [0, 1, 0, 0, 0]), "{read}");
    confirm(&scene, &read, "all").expect(200);
    assert_eq!(drafts(&scene)[0]["learner"]["home"]["postcode"], "CF10 1AA");
}
