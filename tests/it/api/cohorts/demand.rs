//! What a cohort shows its hub, and its spreadsheets.

use placewell::cli::allocate::{AllocateArgs, run};
use placewell::domain::code::Code;
use placewell::domain::role::Role;
use placewell::domain::support::HelpLevel;
use rstest::rstest;
use serde_json::{Value, json};

use super::hub::Hub;
use crate::support::app::home;
use crate::support::database::Engine;

#[rstest]
fn a_cohort_shows_its_hub_what_to_ask_and_what_is_missing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let scene = &hub.scene;
    let cafe = &hub.offers["cafe-kitchen"];
    let first = hub.solved(&json!({"name": "Year 10"}));
    let opens =
        |part: &Value| part["would_open"].as_array().into_iter().flatten().any(|one| one["offer"] == *cafe);
    let nearly =
        hub.parts(Role::Hub, &first).into_iter().find(opens).expect("one change opens the café to somebody");
    let short = scene.get(Role::Hub, &format!("/cohorts/{first}/demand")).expect(200).body;
    assert!(short["missing"][0]["learners"].as_u64() >= short["missing"][1]["learners"].as_u64(), "{short}");
    let missing = short["missing"].as_array().unwrap();
    assert!(!missing.is_empty());
    for kind in missing {
        assert_eq!(kind["learners"], json!(kind["numbers"].as_array().unwrap().len()));
    }
    let mut roomier = scene.offer_document("cafe-kitchen");
    roomier["offer"]["windows"][0]["capacity"] = json!(6);
    scene.put(Role::Hub, &format!("/offers/{cafe}"), "\"1\"", &roomier).expect(200);
    let ruled_out = |offer: &String| json!({"learner": nearly["learner"], "offer": offer});
    let nowhere: Vec<Value> = hub.offers.values().filter(|offer| *offer != cafe).map(ruled_out).collect();
    let nowhere_at_all: Vec<Value> = hub.offers.values().map(ruled_out).collect();
    let settled = hub.solved(&json!({"name": "Not there", "forbidden": nowhere_at_all}));
    let asked = scene.get(Role::Hub, &format!("/cohorts/{settled}/demand")).expect(200).body["asks"].clone();
    assert!(
        asked.as_array().unwrap().iter().all(|ask| ask["offer"] != *cafe),
        "people ruled it out: {asked}"
    );
    let part = hub.part(&settled, nearly["learner"].as_str().unwrap());
    assert_eq!((&part["standing"], opens(&part)), (&json!("no_option"), false));
    let cohort = hub.solved(&json!({"name": "Year 10", "forbidden": nowhere}));
    let path = format!("/cohorts/{cohort}/demand");
    let demand = scene.get(Role::Hub, &path).expect(200).body;
    insta::assert_json_snapshot!("what_a_cohort_shows_its_hub", demand);
    let parts = hub.parts(Role::Hub, &cohort);
    let unplaced = |standing: &str| parts.iter().filter(|part| part["standing"] == standing).count();
    assert_eq!(demand["no_seat"], json!(unplaced("no_seat")));
    assert_eq!(demand["no_option"], json!(1));
    let levels = demand["levels"].as_array().unwrap();
    assert_eq!(levels.len(), HelpLevel::ALL.len(), "which levels there are tells nothing: {levels:?}");
    for count in levels.iter().flat_map(|level| ["learners", "placed", "unplaced"].map(|of| &level[of])) {
        let count = count.as_u64();
        assert!(count.is_none_or(|count| count >= 10 && count % 5 == 0), "{levels:?}");
    }
    let own = parts.iter().find(|part| part["learner"] == nearly["learner"]).unwrap();
    let ask = demand["asks"].as_array().unwrap().iter().find(|ask| ask["offer"] == *cafe).unwrap();
    assert!(ask["numbers"].as_array().unwrap().contains(&own["number"]), "{ask}");
    assert!(demand.get("not_agreed").is_none(), "fewer than six are not counted");
    let asked = |demand: &Value| {
        let all = demand["employers"].as_array().unwrap().iter();
        let mut its = all.filter(|one| one["employer"] == json!(home(Role::Employer)));
        its.next().unwrap()["asked"].as_i64().unwrap()
    };
    assert_eq!(asked(&demand), 0);
    let learner = parts.iter().find(|part| part["got"]["title"] == "Library assistant").unwrap();
    let decisions = format!("/cohorts/{cohort}/learners/{}/decisions", learner["learner"].as_str().unwrap());
    scene.post(Role::Hub, &decisions, &json!({"choice": "accept"})).expect(200);
    scene.post(Role::Hub, &format!("/cohorts/{cohort}/proposals"), &json!({})).expect(200);
    assert_eq!(asked(&scene.get(Role::Hub, &path).expect(200).body), 1);
    scene.get(Role::Provider, &path).expect(403);
}

#[rstest]
fn the_command_line_comes_to_the_same_from_the_sheets(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(hub) = Hub::new(engine) else { return };
    let scene = &hub.scene;
    let cohort = hub.solved(&json!({"name": "Year 10",
        "pools": [{"name": "Coach A", "offers": [hub.offers["garden-plants"], hub.offers["animal-care"]], "places": 3}]}));
    let folder = tempfile::tempdir().unwrap();
    let fetched = |sheet: &str| {
        let answer = scene.get(Role::Hub, &format!("/cohorts/{cohort}/sheets/{sheet}")).expect(200);
        assert_eq!(answer.header("Content-Type"), "text/csv; charset=utf-8");
        let path = folder.path().join(format!("{sheet}.csv"));
        std::fs::write(&path, &answer.bytes).unwrap();
        path
    };
    let args = AllocateArgs {
        file: None,
        pairs: Some(fetched("pairs")),
        capacities: Some(fetched("capacities")),
        learners: Some(fetched("learners")),
        objective: "fair".parse().unwrap(),
        pools: true,
        out: Some(folder.path().join("worked-out.csv")),
        explain: true,
        out_offers: None,
        story: false,
    };
    let mut told = Vec::new();
    run(args, &mut told).unwrap();
    let told = String::from_utf8(told).unwrap();
    let answer = scene.get(Role::Hub, &format!("/cohorts/{cohort}")).expect(200).body["answer"].clone();
    let figures =
        format!("placed {} total {} minimum {}", answer["placed"], answer["total"], answer["lowest"]);
    assert_eq!(told.lines().next(), Some(figures.as_str()));
    let sheet = String::from_utf8(std::fs::read(fetched("answer")).unwrap()).unwrap();
    insta::assert_snapshot!("the_answer_as_a_sheet", sheet);
    scene.get(Role::Provider, &format!("/cohorts/{cohort}/sheets/pairs")).expect(403);
    scene.get(Role::Hub, &format!("/cohorts/{cohort}/sheets/everything")).expect(404);
}

#[rstest]
fn what_people_settled_comes_in_as_a_sheet(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::new(engine) else { return };
    let (bee, cafe) = (hub.learner("bee"), hub.offers["cafe-kitchen"].clone());
    let sheet = format!(
        "learner,offer,decision,note\n{bee},{cafe},pin,\n{},{cafe},forbid,loud\n",
        hub.learner("maya")
    );
    let cohort = hub.solved(&json!({"name": "Settled", "sheet": sheet}));
    let part = |learner: &str| {
        hub.scene.get(Role::Hub, &format!("/cohorts/{cohort}/learners/{learner}")).expect(200).body
    };
    assert_eq!((&part(&bee)["standing"], &part(&bee)["got"]["offer"]), (&json!("pinned"), &json!(cafe)));
    assert_ne!(part(&hub.learner("maya"))["got"]["offer"], json!(cafe));
    for (wrong, said) in [
        ("learner,offer\n", "there is no column \"decision\""),
        ("learner,offer,decision\na,b,maybe\n", "pairs, line 2: a decision is pin or forbid"),
        ("learner,offer,decision\na,b,pin\n", "line 2: learner and offer must be identifiers"),
    ] {
        let refused =
            hub.scene.post(Role::Hub, "/cohorts", &json!({"name": "Wrong", "sheet": wrong})).expect(422);
        let error = &refused.body["errors"][0];
        assert_eq!(error["field"], "sheet");
        assert!(error["reason"].as_str().unwrap().contains(said), "{error}");
    }
}
