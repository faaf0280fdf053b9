//! Files of employers and offers, from the upload to the day after.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::{API, Scene};
use crate::support::app::Answer;
use crate::support::database::Engine;

fn bring(scene: &Scene, kind: &str, file: &str) -> Value {
    let body = json!({"kind": kind, "file": STANDARD.encode(file)});
    scene.post(Role::Hub, "/imports", &body).expect(201).body
}

/// A POST about a version.
fn act(scene: &Scene, import: &Value, what: &str, body: &Value) -> Answer {
    let path = format!("{API}/imports/{}/{what}", import["id"].as_str().unwrap());
    let version = format!("\"{}\"", import["version"]);
    scene.test.post(&path).by(Role::Hub).header("If-Match", &version).json(body).send()
}

fn confirm(scene: &Scene, import: &Value, rows: &str) -> Value {
    act(scene, import, "confirm", &json!({"rows": rows})).expect(200).body
}

fn answer(scene: &Scene, import: &Value, answers: &Value) -> Value {
    let path = format!("/imports/{}/answers", import["id"].as_str().unwrap());
    scene.put(Role::Hub, &path, &format!("\"{}\"", import["version"]), answers).expect(200).body
}

/// Added, drafts, changed, the same, faulty.
fn counts(import: &Value) -> [u64; 5] {
    ["added", "drafts", "changed", "same", "faulty"].map(|name| import["counts"][name].as_u64().unwrap())
}

/// What is wrong: row, field and message.
fn faults(import: &Value) -> Vec<(u64, &str, &str)> {
    let fault = |one: &'_ Value| -> (u64, &'_ str, &'_ str) {
        // The answer outlives the list.
        let one: &'static Value = Box::leak(Box::new(one.clone()));
        (one["row"].as_u64().unwrap(), one["field"].as_str().unwrap_or(""), one["message"].as_str().unwrap())
    };
    import["faults"].as_array().unwrap().iter().map(fault).collect()
}

fn employer(scene: &Scene, name: &str) -> Value {
    let listed = scene.get(Role::Hub, "/organisations?kind=employer&limit=200").expect(200).body;
    let found = listed["items"].as_array().unwrap().iter().find(|one| one["name"] == name);
    found.cloned().unwrap_or(Value::Null)
}

fn contacts(scene: &Scene, employer: &Value) -> Vec<(String, String)> {
    let path = format!("/contacts?employer={}", employer["id"].as_str().unwrap());
    let listed = scene.get(Role::Hub, &path).expect(200).body;
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let one = |one: &Value| (text(&one["details"]["name"]), text(&one["details"]["email"]));
    listed["items"].as_array().unwrap().iter().map(one).collect()
}

const HEAD: &str = "Company,Account number,SIC,Contact,Job title,Email,Phone\n";

#[rstest]
fn employers_and_their_contacts_come_in_are_known_again_and_are_taken_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let rows = [
        "Caffi Siân,C-1,56101: Licensed restaurants,Sam Reed; Jo Lane,Manager; Chef,\"sam@caffi.example, jo@caffi.example\",",
        "Tide Mill Bakery,C-2,,\"Ash Pugh\",Owner,Ash Pugh <ash@tide.example>,01632 960001",
        "Tide Mill Bakery,C-2,,Bryn Orme,Baker,bryn@tide.example,",
        "Pen Press,C-3,,Kim Dale; Lee Dale,Printer,kim@pen.example,",
        "Quay Books,C-4,,Mo Beck,,mo@quay.example,",
    ];
    let made = bring(&scene, "employers", &format!("{HEAD}{}\n", rows.join("\n")));
    assert_eq!((counts(&made), &made["questions"]), ([2, 0, 0, 0, 2], &json!([])), "{made}");
    let wrong = faults(&made);
    assert!(
        wrong.iter().any(|one| one.0 == 5 && one.1 == "contact_role-0" && one.2.contains("names 2 people")),
        "{wrong:?}"
    );
    assert!(
        wrong.iter().any(|one| one.0 == 6
            && one.1 == "contact_role-0"
            && one.2.contains("Job title of contact 1 is missing")),
        "{wrong:?}"
    );
    let cells = json!({"cells": {
        "5": {"contact_name-0": "Kim Dale"}, "6": {"contact_role-0": "Bookseller"},
    }});
    let mended = answer(&scene, &made, &cells);
    assert_eq!(counts(&mended), [4, 0, 0, 0, 0], "{mended}");
    let taken = confirm(&scene, &mended, "all");
    let (caffi, bakery) = (employer(&scene, "Caffi Siân"), employer(&scene, "Tide Mill Bakery"));
    assert_eq!(caffi["document"]["employer"], json!({"name": "Caffi Siân", "sic": "56101"}));
    assert_eq!(
        bakery["document"]["employer"],
        json!({"name": "Tide Mill Bakery"}),
        "nobody said its industry"
    );
    let pairs = |all: &[(&str, &str)]| -> Vec<(String, String)> {
        all.iter().map(|(name, email)| ((*name).to_owned(), (*email).to_owned())).collect()
    };
    assert_eq!(
        contacts(&scene, &caffi),
        pairs(&[("Sam Reed", "sam@caffi.example"), ("Jo Lane", "jo@caffi.example")])
    );
    assert_eq!(
        contacts(&scene, &bakery),
        pairs(&[("Ash Pugh", "ash@tide.example"), ("Bryn Orme", "bryn@tide.example")])
    );

    // The same again changes nothing; a name that reads the same is the same name; a number keeps an employer.
    let same = bring(&scene, "employers", &format!("{HEAD}{}\n{}\n", rows[0], rows[1]));
    assert_eq!(counts(&same), [0, 0, 0, 2, 0], "{same}");
    let other = "Company,Account number,Employees,Contact,Job title,Email\n\
                 CAFFI SIA\u{302}N,,12,Sam Reed,General manager,sam@caffi.example\n\
                 Tide Mill Bread,C-2,,,,\nPen Press,C-9,,,,\n";
    let changed = bring(&scene, "employers", other);
    assert_eq!(counts(&changed), [0, 0, 2, 0, 1], "{changed}");
    assert!(faults(&changed)[0].2.contains("another number here"), "{changed}");
    let changed = confirm(&scene, &changed, "good");
    assert_eq!(employer(&scene, "Tide Mill Bread")["id"], bakery["id"]);
    assert_eq!(employer(&scene, "CAFFI SIÂN")["document"]["employer"]["staff"], 12);
    act(&scene, &changed, "undo", &json!({})).expect(200);
    assert_eq!(employer(&scene, "Caffi Siân")["document"], caffi["document"]);

    // What an offer rests on stays.
    let mut draft = scene.offer_document("library-shelves");
    (draft["state"], draft["employer"]) = (json!("draft"), employer(&scene, "Quay Books")["id"].clone());
    scene.post(Role::Hub, "/offers", &draft).expect(201);
    let undone = act(&scene, &taken, "undo", &json!({})).expect(200).body;
    // The café and the bakery have changed since, and changed back: they are theirs now.
    assert_eq!(undone["counts"]["kept"], 3, "{undone}");
    assert_eq!(employer(&scene, "Pen Press"), Value::Null);
    assert_eq!(contacts(&scene, &employer(&scene, "Quay Books")), pairs(&[("Mo Beck", "mo@quay.example")]));
}

#[rstest]
fn employers_that_cannot_be_told_apart_are_asked_about(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    for _ in 0..2 {
        scene.post(Role::Hub, "/organisations", &json!({"employer": {"name": "Birch Bakery"}})).expect(201);
    }
    let made = bring(
        &scene,
        "employers",
        "Employer,Employees\nBirch Bakery,4\nAlder Green,5\nAlder Green,6\nElm Farm,many\n",
    );
    assert_eq!(counts(&made), [1, 0, 0, 0, 3], "{made}");
    let wrong = faults(&made);
    assert!(wrong[0].0 == 2 && wrong[0].2.contains("several employers of this name"), "{wrong:?}");
    assert!(wrong[1].0 == 4 && wrong[1].2.contains("Row 3 is about the same employer"), "{wrong:?}");
    assert!(wrong[2].0 == 5 && wrong[2].1 == "staff" && made["faults"][2]["found"] == "many", "{wrong:?}");
    let unknown = json!({"kind": "employers", "file": STANDARD.encode("Employer\nElm\n"),
        "answers": {"columns": {"Employer": "postcode"}, "every_row": {"name": "Elm"}, "cells": {"2": {"size": "4"}}}});
    let refused = scene.post(Role::Hub, "/imports", &unknown).expect(422).body;
    let fields: Vec<_> = refused["errors"].as_array().unwrap().iter().map(|one| &one["field"]).collect();
    assert_eq!(
        fields,
        ["answers.columns.Employer", "answers.every_row.name", "answers.cells.2.size"],
        "{refused}"
    );
    let employers = json!({"kind": "employers", "file": STANDARD.encode("Employer\nElm\n")});
    let refused = scene.post(Role::Provider, "/imports", &employers).expect(422).body;
    assert_eq!(
        (&refused["errors"][0]["field"], &refused["errors"][0]["reason"]),
        (&json!("kind"), &json!("must be one of learners"))
    );
    let learners =
        json!({"kind": "learners", "file": STANDARD.encode("Surname,Forename,Adno\nMoss,Kit,1\n")});
    scene.post(Role::Hub, "/imports", &learners).expect(422);
    assert_eq!(scene.get(Role::Provider, "/imports").expect(200).body["items"], json!([]));
    let own = format!("/imports/{}", made["id"].as_str().unwrap());
    scene.get(Role::Provider, &own).expect(404);
}

fn offers(scene: &Scene) -> Vec<Value> {
    let listed = scene.get(Role::Hub, "/offers?state=draft&limit=200").expect(200).body;
    listed["items"].as_array().unwrap().clone()
}

#[rstest]
fn offers_become_drafts_that_say_no_more_than_the_file(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let named = "Company,Account number\nCaffi Siân,C-1\nQuay Books,C-2\n";
    confirm(&scene, &bring(&scene, "employers", named), "all");
    let file = "Offer ID,Company,Account number,Title,SOC,Start date,End date,Days,Start time,End time,Places,Min age,\
                Number of days,Address,Town,Postcode\n\
                O-1,,C-1,Café kitchen,Café kitchen assistant,2026-06-01,2026-07-17,Mon-Thu,9am,14:30,2,15,5,1 Quay Street,Newport,NP20 1AA\n\
                O-2,Quay Books,,Shop floor,7111,2026-06-01,,,,,,,,2 Quay Street,Newport,NP20 1AA\n\
                O-3,Nobody Ltd,,Shop floor,Bookshop assistant,,,,,,,,,2 Quay Street,Newport,NP20 1AA\n";
    let made = bring(&scene, "offers", file);
    let wrong = faults(&made);
    let said = |row: u64, field: &str, words: &str| {
        assert!(
            wrong.iter().any(|one| one.0 == row && one.1 == field && one.2.contains(words)),
            "{row} {field} {wrong:?}"
        );
    };
    said(2, "nation", "Nation is missing");
    said(3, "occupation", "Bookshop assistant; Charity shop assistant; Pharmacy shop assistant");
    said(4, "employer", "You work with no employer of this name");
    let every = json!({"every_row": {"nation": "Wales", "specified_place": "no"},
        "cells": {"3": {"occupation": "Bookshop assistant"}}});
    let read = answer(&scene, &made, &every);
    assert_eq!(counts(&read), [0, 1, 0, 0, 2], "{read}");
    assert!(
        faults(&read).iter().any(|one| one.0 == 3 && one.1 == "to" && one.2.contains("together")),
        "{read}"
    );
    let whole = json!({"every_row": {"nation": "Wales", "specified_place": "no"},
        "cells": {"3": {"occupation": "Bookshop assistant", "from": ""}}});
    let read = answer(&scene, &read, &whole);
    assert_eq!(counts(&read), [0, 2, 0, 0, 1], "{read}");
    let open = read["still_to_ask"].as_array().unwrap();
    assert!(open.iter().any(|one| one["field"] == "tasks" && one["learners"] == 2), "{read}");
    let taken = confirm(&scene, &read, "good");
    let drafts = offers(&scene);
    assert_eq!(drafts.len(), 2);
    let of = |title: &str| drafts.iter().find(|one| one["offer"]["title"] == title).unwrap();
    let kitchen = &of("Café kitchen")["offer"];
    assert_eq!(kitchen["windows"][0]["weekdays"], json!(["mon", "tue", "wed", "thu"]));
    assert_eq!(kitchen["windows"][0]["hours"], json!({"from": "09:00", "to": "14:30"}));
    assert_eq!(kitchen["windows"][0]["capacity"], 2);
    assert_eq!(
        (&kitchen["ages"]["from"], &kitchen["ages"]["to"], &kitchen["pattern"]["days"]),
        (&json!(15), &json!(0), &json!(5))
    );
    assert_eq!(
        (&kitchen["tasks"], &kitchen["people"], &kitchen["site"]["name"]),
        (&json!([]), &json!([]), &json!("?"))
    );
    assert_eq!(
        (&of("Shop floor")["offer"]["windows"], &of("Shop floor")["state"]),
        (&json!([]), &json!("draft"))
    );

    // Again: the same, then another number of places.
    let again = json!({"kind": "offers", "file": STANDARD.encode(file), "answers": whole});
    let again = scene.post(Role::Hub, "/imports", &again).expect(201).body;
    assert_eq!(counts(&again), [0, 0, 0, 2, 1], "{again}");
    let more = json!({"kind": "offers", "file": STANDARD.encode(file.replace("14:30,2,", "14:30,3,")), "answers": whole});
    let more = scene.post(Role::Hub, "/imports", &more).expect(201).body;
    assert_eq!(counts(&more), [0, 0, 1, 1, 1], "{more}");
    let more = confirm(&scene, &more, "good");
    let kitchen = || offers(&scene).into_iter().find(|one| one["offer"]["title"] == "Café kitchen").unwrap();
    assert_eq!(kitchen()["offer"]["windows"][0]["capacity"], 3);
    act(&scene, &more, "undo", &json!({})).expect(200);
    assert_eq!(kitchen()["offer"]["windows"][0]["capacity"], 2);
    // The kitchen has changed since, and changed back.
    let undone = act(&scene, &taken, "undo", &json!({})).expect(200).body;
    assert_eq!((&undone["counts"]["kept"], offers(&scene).len()), (&json!(1), 1), "{undone}");
}
