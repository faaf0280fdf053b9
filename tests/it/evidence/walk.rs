//! One story on each engine, every table over it: the figures are added up again by SQL and from the API's own records.

use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::recount::{halves_of, programme, reports, sql, work_of};
use crate::api::scene::{API, Proposed, Scene, id};
use crate::support::app::Answer;
use crate::support::database::Engine;
use crate::web::browser::{Browser, html};
use crate::web::side::pages;
use crate::web::visit::link_to;

pub(super) const CONTACT: &str = "sioned@library.example";

/// Carys came on the first day, was ill on the second, nobody spoke of the third, and she had not arrived on the fourth.
/// The library would not have Kacper.
pub(super) struct Story {
    pub(super) scene: Scene,
    pub(super) placed: Proposed,
    declined: String,
    pub(super) days: Vec<String>,
}

impl Story {
    pub(super) fn told(engine: Engine) -> Option<Self> {
        let scene = Scene::new(engine)?;
        let (placed, [learner, family]) = pages(&scene);
        let visit = link_to(&scene.test, CONTACT).unwrap();
        let declined = scene.learner("kacper");
        let proposal =
            json!({"learner": declined, "offer": placed.offer, "window": "main", "start": "2026-03-23"});
        let declined = id(&scene.post(Role::Provider, "/placements", &proposal).expect(201));
        scene.step(Role::Employer, &declined, "decline", &json!({"reason": "Two are too many."})).expect(200);
        let days = scene.get(Role::Provider, &format!("/placements/{}", placed.id)).expect(200).body["days"]
            .as_array()
            .unwrap()
            .iter()
            .map(|day| day.as_str().unwrap().to_owned())
            .collect::<Vec<_>>();
        let story = Self { scene, placed, declined, days };
        let mut browser = Browser::new(&story.scene.test);
        story.at(0, "10:30");
        let tick = |day: usize, arrival, at| {
            let date = story.days[day].as_str();
            vec![("date", date), ("arrival", arrival), ("version", "0"), ("at", at), ("note", "")]
        };
        browser.post(&format!("{visit}/tick"), &tick(0, "arrived", "10:20")).expect(303);
        story.at(1, "07:30");
        browser.post(&format!("{family}/absent"), &[("note", "")]).expect(303);
        story.at(3, "12:00");
        browser.post(&format!("{visit}/tick"), &tick(3, "not_arrived", "")).expect(303);
        let said = [("face", "mixed"), ("best", "=1+1 the returns"), ("next", "A café")];
        browser.post(&format!("{learner}/reflect"), &said).expect(303);
        let feedback = [("overall", "well"), ("best", "Her eye"), ("again", "yes"), ("version", "0")];
        browser.post(&format!("{visit}/feedback"), &feedback).expect(303);
        Some(story)
    }

    fn at(&self, day: usize, clock: &str) {
        self.scene.test.clock.set(format!("{}T{clock}:00Z", self.days[day]).parse().unwrap());
    }

    pub(super) fn table(&self, table: &str) -> Table {
        let one = if table == "annual_review" {
            format!("?learner={}", self.placed.learner)
        } else {
            String::new()
        };
        Table(self.scene.get(Role::Provider, &format!("/evidence/{table}{one}")).expect(200).body)
    }

    /// The answer of one text.
    pub(super) fn sql(&self, query: &str) -> String {
        let found = sql(&self.scene.test, query);
        assert_eq!(found.len(), 1, "{query}: {found:?}");
        found[0].clone()
    }
}

pub(super) struct Table(Value);

impl Table {
    pub(super) fn rows(&self) -> &Vec<Value> {
        self.0["rows"].as_array().unwrap()
    }

    fn column(&self, name: &str) -> usize {
        let columns = self.0["columns"].as_array().unwrap();
        columns.iter().position(|column| column["name"] == name).expect(name)
    }

    /// A cell's value, or the reason why there is none.
    pub(super) fn of(&self, row: &Value, column: &str) -> Value {
        let cell = &row["cells"][self.column(column)];
        cell.get("value").unwrap_or(&cell["kind"]).clone()
    }

    fn about(&self, placement: &str) -> Vec<&Value> {
        self.rows().iter().filter(|row| row["placement"] == placement).collect()
    }
}

#[rstest]
fn every_figure_is_what_the_records_add_up_to(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(story) = Story::told(engine) else { return };
    register(&story);
    tests(&story);
    attendance(&story);
    two_weeks(&story);
    experience(&story);
    employers(&story);
    views(&story);
    review(&story);
    narrowed(&story);
    files(&story);
    by_pages(&story);
    by_others(&story);
}

fn register(story: &Story) {
    let table = story.table("register");
    let id = &story.placed.id;
    assert_eq!(
        table.rows().len().to_string(),
        story.sql("SELECT CAST(COUNT(*) AS TEXT) AS line FROM placements")
    );
    let rows = table.about(id);
    let row = rows[0];
    let record = story.sql(&format!(
        "SELECT reference || '|' || CAST(first_date AS TEXT) || '|' || CAST(last_date AS TEXT) AS line \
         FROM placements WHERE id = '{id}'"
    ));
    let told = ["reference", "first_day", "last_day"].map(|column| table.of(row, column));
    assert_eq!(told.map(|value| value.as_str().unwrap().to_owned()).join("|"), record);
    let days = story.sql(&format!(
        "SELECT CAST(COUNT(*) AS TEXT) AS line FROM placement_days WHERE placement_id = '{id}'"
    ));
    assert_eq!(table.of(row, "days").to_string(), days);
    let planned = programme(&story.scene, id);
    let planned: u32 =
        planned["programme"]["days"].as_array().unwrap().iter().map(|day| work_of(day, 0)).sum();
    assert_eq!(table.of(row, "hours"), json!(planned));
    let sent = story.sql(&format!(
        "SELECT CAST(MAX(b.number) AS TEXT) AS line FROM briefings b JOIN deliveries d ON d.briefing_id = b.id \
         WHERE b.placement_id = '{id}' AND b.edition = 'employer' AND d.state = 'sent'"
    ));
    assert_eq!(table.of(row, "pack").to_string(), sent);
    let decided =
        story.scene.get(Role::SafeguardingLead, &format!("/placements/{id}/vetting")).expect(200).body;
    let newest = decided.as_array().unwrap().last().unwrap();
    assert_eq!(table.of(row, "vetted_on"), newest["decision"]["on"]);
    assert_eq!(table.of(row, "vetted_by"), "Sam Reed");
    let steps = story.scene.get(Role::Provider, &format!("/placements/{id}/transitions")).expect(200).body;
    let visited = steps.as_array().unwrap().iter().any(|step| step["action"] == "visit_site");
    assert_eq!((visited, table.of(row, "visit")), (true, json!("made")));
    assert_eq!(table.of(row, "visited_by"), "not_recorded", "nobody said who walked the site");
    let agreed = story.sql(&format!(
        "SELECT actor AS line FROM agreements WHERE placement_id = '{id}' AND scope = 'placement' \
         AND withdrawn_at IS NULL"
    ));
    assert_eq!((table.of(row, "agreed_by"), agreed.as_str()), (json!("a parent"), "parent"));
    assert_eq!(table.of(row, "still_to_agree"), "nothing");
    let employer = story.sql(&format!("SELECT employer_id AS line FROM placements WHERE id = '{id}'"));
    let employer = story.scene.get(Role::Provider, &format!("/organisations/{employer}")).expect(200).body;
    let insurance = &employer["document"]["employer"]["insurance"];
    let ends = insurance.get("expires").cloned().unwrap_or_else(|| json!("does_not_apply"));
    assert_eq!(table.of(row, "insurance_ends"), ends);
    let refused = table.about(&story.declined);
    assert_eq!(table.of(refused[0], "state"), "declined by the employer");
    assert_eq!(table.of(refused[0], "pack"), "nothing");
}

fn tests(story: &Story) {
    let table = story.table("meaningful");
    let id = &story.placed.id;
    let told = programme(&story.scene, id);
    let rows = table.about(id);
    assert_eq!((rows.len(), table.about(&story.declined).len()), (7, 7));
    for (row, result) in rows.iter().zip(told["meaningful"].as_array().unwrap()) {
        assert_eq!(table.of(row, "plan"), told["version"]);
        // Nothing was agreed that Carys wants from this placement: purpose and looking back are not met by it.
        if ["purpose", "reflection"].contains(&result["test"].as_str().unwrap()) {
            assert_eq!((table.of(row, "met"), table.of(row, "shown_by")), (json!(false), json!("nothing")));
            continue;
        }
        assert_eq!(table.of(row, "met"), result["met"], "{result}");
        let shown = result["shown_by"].as_array().unwrap();
        let days = told["programme"]["days"].as_array().unwrap().iter();
        let mut blocks =
            days.flat_map(|day| day["blocks"].as_array().unwrap().iter().map(move |block| (day, block)));
        let first = blocks.find(|(_, block)| shown.contains(&block["id"]));
        let first = first.map(|(day, block)| {
            let came = if day["date"] == story.days[0] { json!(true) } else { json!("other") };
            (day["date"].clone(), block["id"].clone(), came)
        });
        let (date, block, came) = first.unwrap_or((json!("nothing"), json!("nothing"), json!("none")));
        assert_eq!((table.of(row, "on"), table.of(row, "block")), (date, block));
        if came == json!(true) {
            assert_eq!(table.of(row, "came"), came);
        }
        if !shown.is_empty() {
            assert_eq!(table.of(row, "more"), json!(shown.len() - 1));
        }
    }
    assert!(rows.iter().filter(|row| table.of(row, "met") == json!(true)).count() >= 3);
    let unplanned = table.about(&story.declined);
    assert!(unplanned.iter().all(|row| table.of(row, "met") == "not_recorded"));
    assert!(!table.0["title"].as_str().unwrap().contains("Gatsby"), "the provider is in Wales");
}

fn attendance(story: &Story) {
    let table = story.table("attendance");
    let planned = programme(&story.scene, &story.placed.id);
    let come = planned["programme"]["days"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|day| day["date"].as_str().unwrap() <= story.days[3].as_str());
    assert_eq!(table.rows().len(), come.map(halves_of).sum::<usize>());
    let of_day = |day: usize| {
        let rows = table.rows().iter().filter(|row| table.of(row, "date") == story.days[day]);
        rows.map(|row| table.of(row, "record").as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(of_day(0).iter().all(|record| record == "arrived"), "{:?}", of_day(0));
    assert!(of_day(1).iter().all(|record| record == "absence reported by the learner’s side"));
    assert!(of_day(2).iter().all(|record| record == "not_recorded"));
    assert!(of_day(3).iter().all(|record| record == "had not arrived"));
    assert!(table.about(&story.declined).is_empty(), "a placement that was declined has no sessions");
    let ticks = reports(&story.scene, &story.placed.id, "tick");
    let at = ticks.iter().find(|one| one["date"] == story.days[0]).unwrap()["report"]["at"].clone();
    let first = table.rows().iter().find(|row| table.of(row, "date") == story.days[0]).unwrap();
    assert_eq!((table.of(first, "arrived_at"), at), (json!("10:20"), json!("10:20")));
    let of_first = table.rows().iter().filter(|row| table.of(row, "date") == story.days[0]);
    let hours: f64 = of_first.map(|row| table.of(row, "hours").as_f64().unwrap()).sum();
    let day = &planned["programme"]["days"][0];
    assert_eq!(
        json!(hours).as_f64(),
        Some(f64::from(work_of(day, 10 * 60 + 20))),
        "the sessions make up the hours"
    );
}

fn two_weeks(story: &Story) {
    let table = story.table("two_weeks");
    let learner = &story.placed.learner;
    let row = table.rows().iter().find(|row| row["learner"] == *learner).unwrap();
    let ticks = reports(&story.scene, &story.placed.id, "tick");
    let came: Vec<&Value> = ticks.iter().filter(|one| one["report"]["arrival"] == "arrived").collect();
    assert_eq!(table.of(row, "late_days"), json!(came.len()));
    let planned = programme(&story.scene, &story.placed.id);
    let first = &planned["programme"]["days"][0];
    assert_eq!(table.of(row, "late_placement_hours"), json!(work_of(first, 10 * 60 + 20)));
    assert_eq!(table.of(row, "late_gap"), "does_not_apply", "Wales sets no number");
    assert_eq!(table.of(row, "unrecorded"), json!(1));
    let to_come = story.sql(&format!(
        "SELECT CAST(COUNT(*) AS TEXT) AS line FROM placement_days WHERE placement_id = '{}' AND date > '{}'",
        story.placed.id, story.days[3]
    ));
    assert_eq!(table.of(row, "to_come").to_string(), to_come);
    assert_eq!(table.of(row, "next_on"), json!(story.days[4]));
}

/// The same hours as the ledger of two weeks has, by another table.
fn experience(story: &Story) {
    let table = story.table("experience");
    let rows = table.about(&story.placed.id);
    assert_eq!((rows.len(), table.about(&story.declined).len()), (1, 0), "what has not begun adds nothing");
    let planned = programme(&story.scene, &story.placed.id);
    let hours = json!(work_of(&planned["programme"]["days"][0], 10 * 60 + 20));
    assert_eq!([table.of(rows[0], "hours"), table.of(rows[0], "total")], [hours.clone(), hours]);
    assert_eq!(table.of(rows[0], "left"), "does_not_apply", "Wales sets no number");
    assert_eq!(table.of(rows[0], "tasks"), "not_recorded", "nobody has said which tasks she did");
    let said = reports(&story.scene, &story.placed.id, "reflection");
    assert_eq!(table.of(rows[0], "next"), said[0]["report"]["next"]);
    assert!(!table.0.to_string().contains("equalex"), "a framework of England is not named in Wales");
    for none in ["internships", "destinations"] {
        assert!(story.table(none).rows().is_empty(), "{none}");
    }
    let lines = story.table("siqaf");
    assert!(
        lines
            .rows()
            .iter()
            .all(|row| lines.of(row, "of") == "nothing" && lines.of(row, "met") == "does_not_apply")
    );
}

fn employers(story: &Story) {
    let table = story.table("employers");
    let count = |more: &str| {
        story.sql(&format!("SELECT CAST(COUNT(*) AS TEXT) AS line FROM placements WHERE 1 = 1 {more}"))
    };
    assert_eq!(table.rows().len(), 1);
    let row = &table.rows()[0];
    assert_eq!(table.of(row, "asked").to_string(), count(""));
    assert_eq!(table.of(row, "declined").to_string(), count("AND state = 'declined'"));
    assert_eq!((table.of(row, "learners"), table.of(row, "days")), (json!(1), json!(1)));
    let last = story.sql("SELECT CAST(MAX(created_at) AS TEXT) AS line FROM placements");
    assert_eq!(table.of(row, "last_asked").as_str().unwrap(), &last[..10]);
    let feedback = reports(&story.scene, &story.placed.id, "feedback");
    assert_eq!((table.of(row, "feedback"), feedback.len()), (json!(1), 1));
    assert_eq!((table.of(row, "overall"), table.of(row, "again")), (json!("Well"), json!("Yes")));
    assert_eq!(table.of(row, "next_allowed"), "not_recorded");
}

fn views(story: &Story) {
    let table = story.table("views");
    assert_eq!(table.rows().len(), 1, "only what has begun");
    let row = &table.rows()[0];
    let said = reports(&story.scene, &story.placed.id, "reflection");
    assert_eq!((table.of(row, "best"), said.len()), (said[0]["report"]["best"].clone(), 1));
    assert_eq!(
        (table.of(row, "hard"), table.of(row, "written_by")),
        (json!("not_recorded"), json!("the learner"))
    );
    assert_eq!(table.of(row, "term"), "Spring term 2026");
    assert_eq!(table.0["notes"][0], "Spring term 2026: the learner commented on 1 of 1 placements.");
}

fn review(story: &Story) {
    let table = story.table("annual_review");
    let says = |question: &str| {
        let row = table.rows().iter().find(|row| table.of(row, "question") == question).expect(question);
        (table.of(row, "says"), table.of(row, "on"))
    };
    assert_eq!(says("Days attended"), (json!("1 of 3 with a record"), json!(story.days[3])));
    assert_eq!(says("Days so far without a record").0, json!(1));
    assert_eq!(says("How it went, as the employer says"), (json!("Well"), json!(story.days[3])));
    assert_eq!(says("Help with which new tasks really began").0, "not_recorded");
    assert_eq!(says("What the learner wants from it").0, "not_recorded");
    let packs = story.scene.get(Role::Provider, &format!("/placements/{}/briefings", story.placed.id));
    let pack = packs.expect(200).body[0]["id"].as_str().unwrap().to_owned();
    let pack = story.scene.get(Role::Provider, &format!("/briefings/{pack}")).expect(200).body;
    let told = pack["pack"]["adjustments"].as_array().map_or(0, Vec::len);
    let rows = table.rows().iter().filter(|row| table.of(row, "question") == "Adjustment agreed").count();
    assert_eq!(rows, told.max(1));
    assert!(table.0["title"].as_str().unwrap().contains("individual development plan"));
    let whole = table.0.to_string();
    assert!(!whole.contains("section E") && !whole.contains("section F"), "{whole}");
}

/// What narrows a table, and what is refused.
fn narrowed(story: &Story) {
    let get = |query: &str| story.scene.get(Role::Provider, &format!("/evidence/{query}"));
    let rows = |query: &str| get(query).expect(200).body["rows"].as_array().unwrap().len();
    assert_eq!(rows(&format!("register?learner={}", story.placed.learner)), 1);
    assert_eq!(rows(&format!("register?to={}", story.days[0])), 1);
    assert_eq!(rows(&format!("attendance?from={0}&to={0}", story.days[1])) * 4, rows("attendance"));
    let fields = |query: &str| {
        let body = get(query).expect(422).body;
        let errors = body["errors"].as_array().unwrap().iter();
        let mut fields: Vec<_> = errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect();
        fields.sort();
        fields
    };
    assert_eq!(fields("annual_review"), ["learner"]);
    assert_eq!(fields("two_weeks?from=2026-03-02&to=2026-03-01"), ["from", "to", "to"]);
    assert_eq!(fields("register?from=2026-03-02&to=2026-03-01"), ["to"]);
    assert_eq!(fields("register/file"), ["format"]);
    assert_eq!(fields("register?from=monday&colour=red"), ["colour", "from"]);
    get("colours").expect(404);
}

fn files(story: &Story) {
    let get = |query: &str| story.scene.get(Role::Provider, &format!("/evidence/{query}")).expect(200);
    let csv = get("views/file?format=csv");
    assert_eq!(csv.header("Content-Type"), "text/csv; charset=utf-8");
    assert_eq!(
        csv.header("Content-Disposition"),
        format!("attachment; filename=\"views-{}.csv\"", story.days[3])
    );
    assert!(text(&csv).contains(",'=1+1 the returns,"), "{}", text(&csv));
    for table in ["register", "meaningful", "two_weeks", "attendance", "employers", "views"] {
        let rows = story.table(table).rows().len();
        let mut lines =
            ::csv::Reader::from_reader(Cursor::new(get(&format!("{table}/file?format=csv")).bytes));
        assert_eq!(lines.records().filter(Result::is_ok).count(), rows, "{table}");
        let book = get(&format!("{table}/file?format=xlsx"));
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(book.bytes)).unwrap();
        assert_eq!(book.worksheet_range("Table").unwrap().height(), rows + 1, "{table}");
        let pages = get(&format!("{table}/file?format=pdf"));
        assert_eq!(pages.header("Content-Type"), "application/pdf");
        assert!(pages.bytes.starts_with(b"%PDF-"), "{table}");
    }
}

fn by_pages(story: &Story) {
    let mut staff = Browser::signed_in(&story.scene.test, Role::Provider);
    let index = html(&staff.get("/staff/evidence").expect(200));
    assert!(index.contains("/staff/evidence/two_weeks") && index.contains("Register of placements"));
    let page = html(&staff.get("/staff/evidence/attendance?from=9+March+2026").expect(200));
    for words in ["absence reported by the learner’s side", "Where each column comes from"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let link = format!("/staff/evidence/attendance/file?format=xlsx&#38;from={}", story.days[0]);
    assert!(page.contains(&link), "{page}");
    assert!(
        staff
            .get("/staff/evidence/attendance/file?format=csv")
            .expect(200)
            .bytes
            .starts_with(b"\xef\xbb\xbf")
    );
    staff.get("/staff/evidence/attendance/file?format=docx").expect(404);
    staff.get("/staff/evidence/colours").expect(404);
    staff.get("/staff/evidence/register?from=soon").expect(422);
    let review = html(&staff.get("/staff/evidence/annual_review").expect(200));
    assert!(review.contains(&story.placed.learner) && !review.contains("Download"));
    let own = format!("/staff/evidence/annual_review?learner={}", story.placed.learner);
    assert!(html(&staff.get(&own).expect(200)).contains("1 of 3 with a record"));
    Browser::signed_in(&story.scene.test, Role::Hub).get("/staff/evidence/register").expect(404);
}

/// Another provider has tables of its own, in which there is nobody of this one; and every look is in the log.
fn by_others(story: &Story) {
    let stranger = story.scene.test.stranger(Role::Provider);
    let get = |query: &str| {
        story.scene.test.get(&format!("{API}/evidence/{query}")).bearing(&stranger.token).send()
    };
    for table in ["register", "meaningful", "two_weeks", "attendance", "employers", "views"] {
        assert_eq!(get(table).expect(200).body["rows"], json!([]), "{table}");
    }
    get(&format!("annual_review?learner={}", story.placed.learner)).expect(404);
    get(&format!("register?learner={}", story.placed.learner)).expect(404);
    for role in [Role::Employer, Role::JobCoach, Role::Admin] {
        story.scene.get(role, "/evidence/register").expect(403);
    }
    story.scene.get(Role::Hub, "/evidence/register").expect(404);
    story.scene.get(Role::SafeguardingLead, "/evidence/register").expect(200);
    let looks = story.sql(&format!(
        "SELECT CAST(COUNT(*) AS TEXT) AS line FROM access_log WHERE object_id = '{}' AND action = 'export_evidence'",
        story.placed.learner
    ));
    assert!(looks.parse::<usize>().unwrap() >= 13, "{looks}");
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.bytes.to_vec()).unwrap()
}
