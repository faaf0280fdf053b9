//! A hub's tables on each engine: counted again from the API's records and by SQL, and asked again and again around a
//! learner who comes.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use placewell::clock::Clock;
use placewell::db::{Conn, DbError, learners, organisations, placements, side_reports};
use placewell::domain::ids::{LearnerId, OfferId, PlacementId, Reference, ReportId};
use placewell::domain::learner::ProgrammeKind;
use placewell::domain::placement::{Gates, Placement, PlacementState};
use placewell::domain::reader::Reader;
use placewell::domain::report::{Face, Reflection, Report};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::Value;

use super::recount::sql;
use crate::api::scene::{API, Scene};
use crate::support::app::home;
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::{Browser, html};

/// The first learner of the sample this many times over, beside the others.
const DOUBLES: u8 = 14;

struct Hub {
    scene: Scene,
    offer: String,
}

fn uuid(kind: u8, nth: u8) -> String {
    format!("{kind:08x}-0000-7000-8000-{nth:012x}")
}

impl Hub {
    /// Every learner of the sample, one of them many times; of the doubles all were placed last autumn, and said so.
    fn told(engine: Engine) -> Option<Self> {
        let scene = Scene::new(engine)?;
        let offer = scene.offer("library-shelves");
        let names: Vec<String> = scene.sample.learners.iter().map(|(name, _)| name.clone()).collect();
        let first = names.iter().map(|name| scene.learner(name)).collect::<Vec<_>>().swap_remove(0);
        let hub = Self { scene, offer };
        for nth in 0..DOUBLES {
            let learner = hub.double(&first, nth);
            hub.placed(&learner, nth);
        }
        Some(hub)
    }

    fn write(&self, work: impl Fn(&mut Conn) -> Result<(), DbError>) {
        self.scene.test.app.write(&operator(), work).unwrap();
    }

    fn double(&self, first: &str, nth: u8) -> LearnerId {
        let (app, now) = (&self.scene.test.app, self.scene.test.clock.now());
        let id = LearnerId::parse(&uuid(1, nth)).unwrap();
        self.write(|c| {
            let mut learner = learners::get(c, &app.keys, &LearnerId::parse(first).unwrap())?;
            learner.id = id.clone();
            learner.learner.codes.external_id = None;
            (learner.created_at, learner.updated_at) = (now, now);
            learners::insert(c, &app.keys, &learner)
        });
        id
    }

    /// A placement in November 2025: ten ran to their end, the others ended early; nine were good, the rest said nothing.
    fn placed(&self, learner: &LearnerId, nth: u8) {
        let (app, now) = (&self.scene.test.app, self.scene.test.clock.now());
        let state = if nth < 10 { PlacementState::Completed } else { PlacementState::BrokenDown };
        let placement = Placement {
            id: PlacementId::parse(&uuid(2, nth)).unwrap(),
            reference: Reference::from_random([nth, 1, 1, 1, 1]),
            learner: learner.clone(),
            provider: home(Role::Provider),
            offer: OfferId::parse(&self.offer).unwrap(),
            employer: home(Role::Employer),
            window: "main".to_owned().try_into().unwrap(),
            programme: ProgrammeKind::WorkExperience,
            days: vec!["2025-11-10".parse().unwrap(), "2025-11-11".parse().unwrap()],
            state,
            gates: Gates::default(),
            marked_at: None,
            version: 1,
        };
        self.write(|c| {
            placements::insert(c, &placement, now)?;
            if nth < 9 {
                let said =
                    Reflection { face: Face::Good, best: None, hard: None, next: None, scribed_by: None };
                let report = side_reports::SideReport {
                    id: ReportId::parse(&uuid(3, nth)).unwrap(),
                    placement: placement.id.clone(),
                    reader: Reader::Learner,
                    date: None,
                    report: Report::Reflection(said),
                    created_at: now,
                    seen: None,
                };
                side_reports::insert(c, &app.keys, &report)?;
            }
            Ok(())
        });
    }

    fn ask(&self, query: &str) -> Value {
        self.scene.get(Role::Hub, &format!("/evidence/{query}")).expect(200).body
    }
}

fn column(table: &Value, name: &str) -> usize {
    let columns = table["columns"].as_array().unwrap();
    columns.iter().position(|column| column["name"] == name).expect(name)
}

/// The rows by group and name.
fn rows(table: &Value) -> BTreeMap<(String, String), Value> {
    let rows = table["rows"].as_array().unwrap().iter();
    let text =
        |row: &Value, name: &str| row["cells"][column(table, name)]["value"].as_str().unwrap().to_owned();
    rows.map(|row| ((text(row, "group"), text(row, "name")), row["cells"].clone())).collect()
}

/// Whether a cell tells of a count no more than it may, and tells the truth.
fn tells(cell: &Value, count: u64) {
    match cell["kind"].as_str().unwrap() {
        "about" => {
            let shown = cell["value"].as_u64().unwrap();
            assert!(count >= 8 && shown.is_multiple_of(5) && shown.abs_diff(count) <= 2, "{cell} of {count}");
        }
        "few" => assert!(count < 8, "{cell} of {count}"),
        "held" => {}
        other => panic!("{other}"),
    }
}

#[rstest]
fn a_hub_is_told_of_many_and_of_nobody(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(hub) = Hub::told(engine) else { return };
    gaps(&hub);
    outcomes(&hub);
    others(&hub);
    again(&hub);
    pages(&hub);
}

/// The learners as their provider reads them, one by one.
fn profiles(hub: &Hub) -> Vec<Value> {
    let list = hub.scene.get(Role::Provider, "/learners?limit=100").expect(200).body;
    let ids = list["items"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned());
    ids.map(|id| {
        hub.scene.get(Role::Provider, &format!("/learners/{id}")).expect(200).body["learner"].clone()
    })
    .collect()
}

fn gaps(hub: &Hub) {
    let table = hub.ask("hub_gaps");
    let (rows, profiles) = (rows(&table), profiles(hub));
    assert!(profiles.len() > usize::from(DOUBLES) + 8, "{}", profiles.len());
    let cell = |group: &str, name: &str, of: &str| {
        rows[&(group.to_owned(), name.to_owned())][column(&table, of)].clone()
    };
    let count = |holds: &dyn Fn(&Value) -> bool| profiles.iter().filter(|one| holds(one)).count() as u64;
    tells(&cell("Everybody", "All learners", "learners"), count(&|_| true));
    let mut shown = 0;
    for (code, label) in [
        ("together", "together"),
        ("shown_once", "shown once"),
        ("list_and_point", "list and a pointing finger"),
        ("list_only", "list only"),
        ("alone", "alone"),
    ] {
        let told = cell("Help with new work", label, "learners");
        tells(&told, count(&|one| one["profile"]["help"] == code));
        shown += usize::from(told["kind"] == "about");
    }
    let needs = |code: &'static str| {
        move |one: &Value| {
            let needs = one["profile"]["needs"].as_array().unwrap().iter();
            needs.filter(|need| need["wanted"]["provision"] == code).count() > 0
        }
    };
    for (code, label) in [
        ("quiet_space", "quiet space"),
        ("named_buddy", "named buddy"),
        ("picture_instructions", "instructions in pictures"),
        ("step_free_entrance", "step-free entrance"),
    ] {
        let Some(row) = rows.get(&("Need".to_owned(), label.to_owned())) else { continue };
        tells(&row[column(&table, "learners")], count(&needs(code)));
        shown += 1;
    }
    assert!(shown > 0, "something is told");
    let area = |one: &Value| one["home"]["postcode"].as_str().unwrap().split(' ').next().unwrap().to_owned();
    for ((group, name), cells) in &rows {
        if group == "Area" && name != "Every other area" {
            tells(&cells[column(&table, "learners")], count(&|one| area(one) == *name));
        }
    }
    // The one open offer has a window that is not over: whoever may see offers can count that.
    let offers = hub.scene.get(Role::Hub, "/offers").expect(200).body;
    let open = offers["items"].as_array().unwrap().len();
    assert_eq!(cell("Everybody", "All learners", "offers")["value"], open);
    assert_eq!(table["as_at"], "2026-03-02T09:00:00Z");
    assert!(table["notes"][0].as_str().unwrap().contains("autumn term 2025"), "{}", table["notes"]);
}

fn outcomes(hub: &Hub) {
    let (outcomes, views) = (hub.ask("hub_outcomes?term=2025-autumn"), hub.ask("hub_views"));
    let counted = sql(
        &hub.scene.test,
        "SELECT state || '|' || CAST(COUNT(DISTINCT learner_id) AS TEXT) AS line FROM placements GROUP BY state",
    );
    let counted: BTreeMap<String, u64> = counted
        .iter()
        .map(|line| {
            let (state, count) = line.split_once('|').unwrap();
            (state.to_owned(), count.parse().unwrap())
        })
        .collect();
    let all = ("Everybody".to_owned(), "All learners".to_owned());
    let row = rows(&outcomes)[&all].clone();
    let of = |name: &str| &row[column(&outcomes, name)];
    tells(of("placed"), counted.values().sum());
    tells(of("completed"), counted["completed"]);
    tells(of("ended_early"), counted["broken_down"]);
    assert_eq!(of("ended_early")["kind"], "few");
    let row = rows(&views)[&all].clone();
    let said = sql(&hub.scene.test, "SELECT CAST(COUNT(*) AS TEXT) AS line FROM side_reports");
    tells(&row[column(&views, "good")], said[0].parse().unwrap());
    assert!(!views.to_string().contains("Carys"), "nobody is named");
    // One provider has all of them: its row is the hub's.
    let provider = rows(&outcomes).into_iter().find(|((group, _), _)| group == "Provider").unwrap();
    assert_eq!(provider.1[3], rows(&outcomes)[&all][3]);
}

/// Others have no such tables, and the hub has none of theirs.
fn others(hub: &Hub) {
    for role in [Role::Provider, Role::SafeguardingLead] {
        hub.scene.get(role, "/evidence/hub_gaps").expect(404);
    }
    for role in [Role::Employer, Role::JobCoach, Role::Admin] {
        hub.scene.get(role, "/evidence/hub_gaps").expect(403);
    }
    hub.scene.get(Role::Hub, "/evidence/register").expect(404);
    let fields = |role, query: &str| {
        let body = hub.scene.get(role, &format!("/evidence/{query}")).expect(422).body;
        let errors = body["errors"].as_array().unwrap().iter();
        errors.map(|error| error["field"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(fields(Role::Hub, "hub_gaps?term=2025-winter"), ["term"]);
    assert_eq!(
        fields(Role::Hub, "hub_gaps?term=2025-summer"),
        ["term"],
        "made of no other term than the newest"
    );
    assert_eq!(fields(Role::Hub, "hub_gaps?from=2025-11-10"), ["from"]);
    assert_eq!(fields(Role::Provider, "views?term=2025-autumn"), ["term"]);
    let stranger = hub.scene.test.stranger(Role::Hub);
    let its =
        hub.scene.test.get(&format!("{API}/evidence/hub_gaps")).bearing(&stranger.token).send().expect(200);
    assert_eq!(rows(&its.body)[&("Everybody".to_owned(), "All learners".to_owned())][4]["kind"], "few");
}

/// Whoever asks before and after something happened to a learner sees no difference; nor does a learner more or fewer
/// alone bring new figures.
fn again(hub: &Hub) {
    let all = ["hub_gaps", "hub_outcomes", "hub_views"];
    let before = all.map(|table| hub.ask(table));
    let files = |hub: &Hub| {
        all.map(|table| {
            let query = format!("/evidence/{table}/file?format=csv");
            hub.scene.get(Role::Hub, &query).expect(200).bytes.to_vec()
        })
    };
    let first = files(hub);
    let changed = |nth: u8| {
        let id = LearnerId::parse(&uuid(1, nth)).unwrap();
        let (app, now) = (&hub.scene.test.app, hub.scene.test.clock.now());
        hub.write(|c| {
            let mut learner = learners::get(c, &app.keys, &id)?;
            let expected = learner.version;
            (learner.version, learner.updated_at) = (expected + 1, now);
            learner.learner.profile.needs.clear();
            learners::save(c, &app.keys, &learner, expected)
        });
    };
    hub.scene.test.clock.advance(TimeDelta::minutes(1));
    changed(0);
    hub.double(&uuid(1, 1), 90);
    hub.placed(&LearnerId::parse(&uuid(1, 90)).unwrap(), 90);
    assert_eq!(all.map(|table| hub.ask(table)), before, "what was told of a term stands");
    // The next term is over, and two learners have changed since.
    hub.scene.test.clock.set("2026-05-11T09:00:00Z".parse().unwrap());
    assert_eq!(all.map(|table| hub.ask(table)), before, "two learners would stand out");
    assert_eq!(files(hub), first, "nor do the files differ");
    for nth in 2..6 {
        changed(nth);
    }
    let after = all.map(|table| hub.ask(table));
    assert!(after[0]["notes"][0].as_str().unwrap().contains("spring term 2026"));
    assert_eq!(after[0]["as_at"], "2026-05-11T09:00:00Z");
    assert_eq!(hub.ask("hub_gaps?term=2025-autumn"), before[0], "and the earlier ones can still be read");
    // A provider that goes away, a term that ends the next day: not before four weeks are over.
    hub.scene.test.clock.set("2026-05-30T09:00:00Z".parse().unwrap());
    hub.write(|c| organisations::archive(c, &home(Role::Provider), 1, hub.scene.test.clock.now()).map(drop));
    assert_eq!(all.map(|table| hub.ask(table)), after);
    // Between two releases what is shown changes by steps of five, and a few stay a few.
    for (table, later) in before.iter().zip(&after) {
        let later = rows(later);
        for (about, cells) in rows(table) {
            let pairs = cells
                .as_array()
                .unwrap()
                .iter()
                .zip(later.get(&about).into_iter().flat_map(|row| row.as_array().unwrap()));
            for (one, other) in
                pairs.filter(|(one, other)| one["kind"] == "about" && other["kind"] == "about")
            {
                assert_eq!(one["value"].as_u64().unwrap().abs_diff(other["value"].as_u64().unwrap()) % 5, 0);
            }
        }
    }
}

fn pages(hub: &Hub) {
    let mut officer = Browser::signed_in(&hub.scene.test, Role::Hub);
    let list = html(&officer.get("/staff/evidence").expect(200));
    assert!(
        list.contains("Where placements are missing") && !list.contains("Register of placements"),
        "{list}"
    );
    let page = html(&officer.get("/staff/evidence/hub_gaps").expect(200));
    for words in ["Every other area", "fewer than 8", "about ", "Autumn term 2025", "do not change"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(
        page.contains("<svg class=\"chart\"") && page.contains("Where placements are missing: interest"),
        "{page}"
    );
    let older = html(&officer.get("/staff/evidence/hub_outcomes?term=2025-autumn").expect(200));
    assert!(older.contains("/staff/evidence/hub_outcomes/file?format=xlsx&#38;term=2025-autumn"), "{older}");
    officer.get("/staff/evidence/hub_views/file?format=xlsx").expect(200);
    officer.get("/staff/evidence/register").expect(404);
    officer.get("/staff/evidence/hub_gaps?term=never").expect(404);
}
