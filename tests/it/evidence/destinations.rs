//! Where learners are some months after a placement, on each engine: asked for when it is due, entered by API and page, and
//! told as it was said.

use placewell::clock::Clock;
use placewell::db::placements;
use placewell::domain::ids::{LearnerId, OfferId, PlacementId, Reference};
use placewell::domain::learner::ProgrammeKind;
use placewell::domain::placement::{Gates, Placement, PlacementState};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::recount::sql;
use crate::api::scene::Scene;
use crate::support::app::home;
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{Browser, html};

const INTERNSHIP: &str = "00000002-0000-7000-8000-000000000001";
const EXPERIENCE: &str = "00000002-0000-7000-8000-000000000002";

/// Kacper's internship ended on 11 November 2025; Carys's work experience did, too.
fn scene(engine: Engine) -> Option<Scene> {
    let scene = Scene::new(engine)?;
    let offer = scene.offer("library-shelves");
    let rows = [
        (INTERNSHIP, "kacper", ProgrammeKind::SupportedInternship, 1),
        (EXPERIENCE, "carys", ProgrammeKind::WorkExperience, 2),
    ];
    for (id, name, programme, nth) in rows {
        let placement = Placement {
            id: PlacementId::parse(id).unwrap(),
            reference: Reference::from_random([nth, 1, 1, 1, 1]),
            learner: LearnerId::parse(&scene.learner(name)).unwrap(),
            provider: home(Role::Provider),
            offer: OfferId::parse(&offer).unwrap(),
            employer: home(Role::Employer),
            window: "main".to_owned().try_into().unwrap(),
            programme,
            days: vec!["2025-11-10".parse().unwrap(), "2025-11-11".parse().unwrap()],
            state: PlacementState::Completed,
            gates: Gates::default(),
            marked_at: None,
            version: 1,
        };
        let now = scene.test.clock.now();
        let add = |c: &mut _| placements::insert(c, &placement, now);
        scene.test.app.write(&operator(), add).unwrap();
    }
    Some(scene)
}

fn table(scene: &Scene) -> Vec<Vec<(String, Value)>> {
    rows_of(scene, "destinations")
}

pub(super) fn rows_of(scene: &Scene, table: &str) -> Vec<Vec<(String, Value)>> {
    let table = scene.get(Role::Provider, &format!("/evidence/{table}")).expect(200).body;
    let columns: Vec<String> = table["columns"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect();
    let cell = |cell: &Value| cell.get("value").unwrap_or(&cell["kind"]).clone();
    let row = |row: &Value| {
        let cells = row["cells"].as_array().unwrap().iter().map(cell);
        columns.iter().cloned().zip(cells).collect()
    };
    table["rows"].as_array().unwrap().iter().map(row).collect()
}

pub(super) fn of(row: &[(String, Value)], column: &str) -> Value {
    row.iter().find(|(name, _)| name == column).unwrap().1.clone()
}

fn waits(scene: &Scene) -> bool {
    let home = html(&Browser::signed_in(&scene.test, Role::Provider).get("/staff").expect(200));
    home.contains("Ask where the learner is now")
}

#[rstest]
fn what_is_found_out_counts_and_what_nobody_said_is_asked(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = scene(engine) else { return };
    let path = format!("/placements/{INTERNSHIP}/destinations");
    let tell = |body: &Value| scene.post(Role::Provider, &path, body);
    let fields = |body: &Value| {
        let answer = tell(body).expect(422).body;
        let errors = answer["errors"].as_array().unwrap().iter();
        let mut fields: Vec<_> = errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect();
        fields.sort();
        fields
    };
    // It is 2 March 2026: three months are over, six are not.
    assert!(waits(&scene), "three months after, somebody asks");
    let rows = table(&scene);
    assert_eq!(rows.len(), 3, "of work experience nobody has to ask");
    assert_eq!(of(&rows[0], "due"), "2026-02-11");
    assert_eq!([of(&rows[0], "place"), of(&rows[1], "place")], ["not_recorded", "does_not_apply"]);

    let job = json!({"after": "3", "code": "JOB", "source": "learner", "asked_on": "2026-02-20",
        "hours_a_week": 16, "paid": true});
    assert_eq!(fields(&json!({"after": "3", "source": "learner", "asked_on": "2026-02-20"})), ["code"]);
    let guess =
        json!({"after": "3", "code": "JOB", "source": "nobody_knew", "asked_on": "2026-02-20", "paid": true});
    assert_eq!(fields(&guess), ["code", "source"]);
    let with = |field: &str, value: Value| {
        let mut body = job.clone();
        body[field] = value;
        body
    };
    assert_eq!(fields(&with("code", json!("310"))), ["code"], "a code of another list");
    assert_eq!(fields(&with("asked_on", json!("2026-03-03"))), ["asked_on"]);
    assert_eq!(fields(&with("asked_on", json!("2025-11-11"))), ["asked_on"]);
    assert_eq!(fields(&with("hours_a_week", json!(61))), ["hours_a_week"]);
    assert_eq!(fields(&with("after", json!("9"))), ["after"]);
    scene.post(Role::Employer, &path, &job).expect(403);
    scene.post(Role::Hub, &path, &job).expect(403);
    let stranger = scene.test.stranger(Role::Provider);
    let their = scene.test.get(&format!("/api/v1{path}")).bearing(&stranger.token).send();
    their.expect(404);

    let unknown = json!({"after": "3", "source": "nobody_knew", "asked_on": "2026-02-19"});
    tell(&unknown).expect(200);
    assert_eq!(of(&table(&scene)[0], "place"), "asked, not known");
    assert_eq!(of(&table(&scene)[0], "paid"), "does_not_apply");
    assert!(!waits(&scene), "somebody has asked");
    let told = tell(&job).expect(200).body;
    assert_eq!((&told["words"], &told["hours_a_week"]), (&json!("Paid work"), &json!(16)));
    tell(&job).expect(200);
    let list = scene.get(Role::SafeguardingLead, &path).expect(200).body;
    assert_eq!(list.as_array().unwrap().len(), 2, "the same again adds nothing, and nothing is written over");
    let row = &table(&scene)[0];
    let newest = list.as_array().unwrap().last().unwrap();
    for column in ["code", "hours_a_week", "paid", "asked_on"] {
        assert_eq!(of(row, column), newest[column], "{column}");
    }
    assert_eq!((of(row, "same_employer"), of(row, "source")), (json!("not_recorded"), json!("the learner")));

    file(&scene);
    by_page(&scene);
    own_codes(&scene);
    let export = scene.get(Role::Provider, &format!("/learners/{}/export", learner(&scene)));
    let whole = export.expect(200).body.to_string();
    assert!(whole.contains("\"destinations\":[{"), "{whole}");
}

/// The same records in the file of internships, and beside the quality framework.
fn file(scene: &Scene) {
    let rows = rows_of(scene, "internships");
    assert_eq!(rows.len(), 1, "one period of six weeks has begun, of one rotation");
    assert_eq!((of(&rows[0], "rotation"), of(&rows[0], "period")), (json!(1), json!(1)));
    assert_eq!((of(&rows[0], "from"), of(&rows[0], "to")), (json!("2025-11-10"), json!("2025-11-11")));
    let days = sql(
        &scene.test,
        &format!(
            "SELECT CAST(COUNT(*) AS TEXT) AS line FROM placement_days WHERE placement_id = '{INTERNSHIP}'"
        ),
    );
    assert_eq!(of(&rows[0], "planned_days").to_string(), days[0]);
    assert_eq!(
        (of(&rows[0], "coaches"), of(&rows[0], "most_help")),
        (json!("nothing"), json!("not_recorded"))
    );
    assert_eq!(of(&rows[0], "review_held"), "not_recorded");
    let lines = rows_of(scene, "siqaf");
    let line = |words: &str| lines.iter().find(|row| of(row, "line") == words).expect(words).clone();
    let three = line("It is known where the learner is after 3 months");
    assert_eq!((of(&three, "met"), of(&three, "of")), (json!(1), json!(1)));
    let six = line("It is known where the learner is after 6 months");
    assert_eq!((of(&six, "met"), of(&six, "of")), (json!("does_not_apply"), json!("nothing")));
    let paid = line("What the learner does now is paid");
    assert_eq!((of(&paid, "met"), of(&paid, "of")), (json!(1), json!(1)));
    let plans = sql(&scene.test, "SELECT CAST(COUNT(*) AS TEXT) AS line FROM programmes");
    assert_eq!(
        (plans[0].as_str(), of(&line("A plan of every day was made"), "met")),
        ("0", json!("not_recorded"))
    );
    assert!(lines.iter().all(|row| of(row, "score") == "not_recorded"), "people give scores");
}

fn learner(scene: &Scene) -> String {
    let placement = scene.get(Role::Provider, &format!("/placements/{EXPERIENCE}")).expect(200).body;
    placement["learner"].as_str().unwrap().to_owned()
}

/// The form of a placement of work experience: nothing is chosen beforehand, and what was typed stays.
fn by_page(scene: &Scene) {
    let mut staff = Browser::signed_in(&scene.test, Role::Provider);
    let page = html(&staff.get(&format!("/staff/placements/{EXPERIENCE}")).expect(200));
    assert!(page.contains("Where the learner is now") && page.contains("Paid work"), "{page}");
    let chosen = page.split("id=\"destinations\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(!chosen.contains("checked"), "nothing is chosen beforehand: {chosen}");
    let post = format!("/staff/placements/{EXPERIENCE}/destinations");
    let wrong = html(&staff.submit(&post, &[("note", "Ring again in May")]).expect(422));
    for words in [
        "Select how long after",
        "Select who said so",
        "Enter the day on which you asked",
        "Ring again in May",
    ] {
        assert!(wrong.contains(words), "{words}: {wrong}");
    }
    let good = [
        ("after", "3"),
        ("code", "COLLEGE"),
        ("source", "family"),
        ("asked_on", "1 March 2026"),
        ("hours_a_week", ""),
        ("paid", ""),
        ("same_employer", "no"),
    ];
    staff.submit(&post, &good).expect(303);
    let page = html(&staff.get(&format!("/staff/placements/{EXPERIENCE}")).expect(200));
    assert!(page.contains("Further education at a college (with another employer)"), "{page}");
    let rows = table(scene);
    assert_eq!(rows.len(), 4, "what was found out stands in the table");
}

/// A provider's own codes are those of its returns.
fn own_codes(scene: &Scene) {
    let own = format!("/organisations/{}", home(Role::Provider));
    let known = scene.get(Role::Provider, &own).expect(200);
    let mut document = known.body["document"].clone();
    document["provider"]["destinations"] = json!([
        {"code": "310", "words": "Employment without training"}, {"code": "310", "words": "Twice"},
    ]);
    let tag = known.header("ETag").to_owned();
    let wrong = scene.put(Role::Provider, &own, &tag, &document).expect(422).body;
    assert!(wrong.to_string().contains("destinations[1].code"), "{wrong}");
    document["provider"]["destinations"] = json!([{"code": "310", "words": "Employment without training"}]);
    scene.put(Role::Provider, &own, &tag, &document).expect(200);
    let path = format!("/placements/{INTERNSHIP}/destinations");
    let told = json!({"after": "6", "code": "310", "source": "employer", "asked_on": "2026-03-01"});
    scene.post(Role::Provider, &path, &told).expect(200);
    let rows = table(scene);
    assert_eq!(of(&rows[1], "place"), "Employment without training");
    assert_eq!(of(&rows[0], "place"), "JOB", "a code of before stands as it was entered");
}
