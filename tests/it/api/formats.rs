//! Replicas of two versions on one database: what the newer one wrote is read by the older one, and never lost by it.

mod kinds;
mod world;

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::db::format::of_column;
use placewell::db::{Conn, DbError, SealContext, Sealed};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::Scene;
use crate::support::app::{Answer, TestApp, home};
use crate::support::database::Engine;
use crate::support::operator;
use kinds::{KINDS, Kind, Way};
use world::World;

/// A document as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Document {
    Sealed(Sealed),
    Plain(String),
}

/// A document with the key of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Found {
    key: String,
    value: Document,
}

#[derive(QueryableByName)]
struct SealedRow {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    value: Sealed,
}

#[derive(QueryableByName)]
struct PlainRow {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    value: String,
}

/// The SQL of the key that a table's values are bound to.
fn key_of(table: &str) -> &'static str {
    match table {
        "cohort_learners" => "cohort_id || '.' || number",
        "concessions" | "weights" => "hub_id || '.' || version",
        "idempotency" => {
            "length(caller_id) || ':' || caller_id || length(route) || ':' || route || length(key) || ':' || key"
        }
        "programmes" => "placement_id || '.' || version",
        "second_factors" => "user_id",
        _ => "id",
    }
}

fn values(test: &TestApp, kind: &Kind) -> Vec<Found> {
    let Kind { table, column, .. } = kind;
    let key = key_of(table);
    let find =
        format!("SELECT {key} AS key, {column} AS value FROM {table} WHERE {column} IS NOT NULL ORDER BY 1");
    let load = |c: &mut Conn| {
        Ok::<_, DbError>(if kind.is_sealed() {
            let rows: Vec<SealedRow> = sql_query(&find).load(c)?;
            let found = |row: SealedRow| Found { key: row.key, value: Document::Sealed(row.value) };
            rows.into_iter().map(found).collect()
        } else {
            let rows: Vec<PlainRow> = sql_query(&find).load(c)?;
            rows.into_iter().map(|row| Found { key: row.key, value: Document::Plain(row.value) }).collect()
        })
    };
    test.app.read(&operator(), load).unwrap()
}

fn put(c: &mut Conn, kind: &Kind, rows: &[Found]) -> Result<(), DbError> {
    let Kind { table, column, .. } = kind;
    let write = format!("UPDATE {table} SET {column} = $1 WHERE {} = $2", key_of(table));
    for Found { key, value } in rows {
        let written = match value {
            Document::Sealed(value) => {
                sql_query(&write).bind::<Text, _>(value).bind::<Text, _>(key).execute(c)?
            }
            Document::Plain(value) => {
                sql_query(&write).bind::<Text, _>(value).bind::<Text, _>(key).execute(c)?
            }
        };
        assert_eq!(written, 1, "{} {key}", kind.name());
    }
    Ok(())
}

/// The same documents as a newer program would have written them, each changed in some way.
fn newer(test: &TestApp, kind: &Kind, rows: &[Found], change: impl Fn(Value) -> Value) -> Vec<Found> {
    let newer = |Found { key, value }: &Found| {
        let value = match value {
            Document::Sealed(sealed) => {
                let place = SealContext::new(kind.table, kind.column, key);
                let document: Value = sealed.open(&test.app.keys, place).unwrap();
                let later = SealContext { format: place.format + 1, ..place };
                Document::Sealed(Sealed::seal(&test.app.keys, later, &change(document)).unwrap())
            }
            Document::Plain(text) => {
                let document = change(serde_json::from_str(text).unwrap());
                let format = of_column(kind.table, kind.column) + 1;
                Document::Plain(format!("v{format}.{document}"))
            }
        };
        Found { key: key.clone(), value }
    };
    rows.iter().map(newer).collect()
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// Puts documents back that a trigger would refuse, and the trigger after them.
fn restore(test: &TestApp, kind: &Kind, rows: &[Found]) {
    let name = format!("{}_format", kind.table);
    let restored = |c: &mut Conn| {
        let (find, on) = match c {
            Conn::Sqlite(_) => ("SELECT sql AS line FROM sqlite_master WHERE name = $1", String::new()),
            Conn::Postgres(_) => (
                "SELECT pg_get_triggerdef(oid) AS line FROM pg_trigger WHERE tgname = $1",
                format!(" ON {}", kind.table),
            ),
        };
        let trigger: Line = sql_query(find).bind::<Text, _>(&name).get_result(c)?;
        c.batch_execute(&format!("DROP TRIGGER {name}{on}"))?;
        put(c, kind, rows)?;
        Ok::<_, DbError>(c.batch_execute(&trigger.line)?)
    };
    test.app.write(&operator(), restored).unwrap();
}

/// Members that hold maps from codes: a key of later is a code, which is never left out.
const MAPS: [&str; 3] = ["exposures", "modes", "provisions"];

/// A field of later in every object.
fn grown(mut value: Value) -> Value {
    fn grow(value: &mut Value) {
        match value {
            Value::Object(members) => {
                for (name, member) in members.iter_mut() {
                    grow(member);
                    if let (true, Value::Object(map)) = (MAPS.contains(&name.as_str()), member) {
                        map.remove("added_later");
                    }
                }
                // A lone member may name the alternative of a union.
                if members.len() > 1 {
                    members.insert("added_later".to_owned(), json!({"kind": ["a field of later"]}));
                }
            }
            // One item of each kind: they are all read alike.
            Value::Array(items) => {
                let mut kinds = BTreeSet::new();
                for item in items {
                    let kind = ["kind", "code"].map(|tag| item.get(tag).map(Value::to_string));
                    if kinds.insert(kind) {
                        grow(item);
                    }
                }
            }
            _ => {}
        }
    }
    if let Some(text) = value.as_str() {
        // A decision's note is a text that holds a document.
        let inner = serde_json::from_str::<Value>(text).ok().filter(Value::is_object);
        return inner.map_or(value.clone(), |inner| json!(grown(inner).to_string()));
    }
    grow(&mut value);
    value
}

/// A document of which nothing that this program knows remains.
fn of_another_kind(_: Value) -> Value {
    json!({"added_later": true})
}

fn is_newer(answer: &Answer) -> bool {
    answer.status == 503
        && answer.problem() == "busy"
        && answer.body["code"] == "newer_version"
        && answer.header("Retry-After") == "2"
}

/// What a way answers: what it shows, or that a newer program is needed.
fn taken(world: &World, way: &Way) -> Option<Result<Value, ()>> {
    match way {
        Way::Door(call) => {
            let answer = call(world);
            let shown = (200..300).contains(&answer.status);
            assert!(shown || is_newer(&answer), "{} {}", answer.status, answer.body);
            Some(if shown { Ok(answer.body) } else { Err(()) })
        }
        Way::Store(call) => Some(match world.scene.test.app.write(&operator(), |c| call(world, c)) {
            Ok(()) => Ok(Value::Null),
            Err(error) => {
                assert!(error.is_newer(), "{error:?}");
                Err(())
            }
        }),
        Way::No(why) => {
            println!("nothing does: {why}");
            None
        }
    }
}

/// For each column: what a newer program added is left out when this one reads, neither SQL nor an operation nor the worker
/// writes over it, and where the meaning would be lost the reader is told so.
#[rstest]
fn of_every_kind_the_newer_document_is_read_and_kept(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine) else { return };
    let test = &world.scene.test;
    for kind in &KINDS {
        let name = kind.name();
        let written = values(test, kind);
        assert!(!written.is_empty(), "nothing stands in {name}: add it to the world");
        let before = taken(&world, &kind.read);
        assert_ne!(before, Some(Err(())), "{name}");

        let change = |document| if kind.is_shapeless() { document } else { grown(document) };
        let grown = newer(test, kind, &written, change);
        test.app.write(&operator(), |c| put(c, kind, &grown)).unwrap();
        assert_eq!(taken(&world, &kind.read), before, "{name} does not read as before");
        let over = test.app.write(&operator(), |c| put(c, kind, &written)).unwrap_err();
        assert!(matches!(&over, DbError::Newer { table } if table == kind.table), "{name}: {over:?}");
        assert!(!matches!(taken(&world, &kind.write), Some(Ok(_))), "{name} is written over");
        assert_eq!(values(test, kind), grown, "{name} has changed");
        restore(test, kind, &written);

        let unknown = newer(test, kind, &written, of_another_kind);
        test.app.write(&operator(), |c| put(c, kind, &unknown)).unwrap();
        let is_read = matches!(taken(&world, &kind.read), Some(Ok(_)));
        assert_eq!(is_read, kind.may_be_empty(), "{name} is read as what it is not");
        assert_eq!(values(test, kind), unknown, "{name} has changed");
        restore(test, kind, &written);
        assert_eq!(taken(&world, &kind.read), before, "{name} is not put back");
    }
}

/// Of what a hub has one of, every version is a row: none is added after one of a newer format.
#[rstest]
#[case("weights")]
#[case("concessions")]
fn no_version_is_added_after_a_newer_one(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] what: &str,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let path = format!("/organisations/{}/{what}", home(Role::Hub));
    let set = match what {
        "weights" => scene.get(Role::Hub, &path).expect(200).body["weights"].clone(),
        _ => {
            json!({"authorities": [{"authority": "E08000001", "name": "Alderley", "weekdays": {"when": "always"},
            "weekends": {"when": "always"}, "source": "The authority's page on passes", "as_at": "2026-02-20"}]})
        }
    };
    let known = scene.get(Role::Hub, &path).expect(200);
    let set_again = |tag: &str| scene.put(Role::Hub, &path, tag, &set);
    set_again(known.header("ETag")).expect(200);
    let known = scene.get(Role::Hub, &path).expect(200);
    let change = format!("UPDATE {what} SET doc = 'v2.' || doc");
    scene.test.app.write(&operator(), |c| Ok::<_, DbError>(c.batch_execute(&change)?)).unwrap();
    assert_eq!(scene.get(Role::Hub, &path).expect(200).body, known.body);
    assert!(is_newer(&set_again(known.header("ETag"))));
    assert_eq!(scene.get(Role::Hub, &path).expect(200).body, known.body);
}

/// The events of a webhook that a newer program made can hold a code of later: whoever asks for another event is told of it
/// still, and no step of a placement fails.
#[rstest]
fn a_webhook_with_an_event_of_later_stops_nothing(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let hook = json!({"url": "https://records.elsewhere.example/hook", "events": ["placement.changed"]});
    scene.post(Role::Provider, "/webhooks", &hook).expect(201);
    let change = "UPDATE webhooks SET events = 'v2.[\"placement.changed\",\"placement.dreamt\"]'";
    scene.test.app.write(&operator(), |c| Ok::<_, DbError>(c.batch_execute(change)?)).unwrap();
    scene.step(Role::Provider, &placed.id, "confirm", &json!({})).expect(200);
    let queued = "SELECT event AS line FROM webhook_messages";
    let queued: Vec<Line> =
        scene.test.app.read(&operator(), |c| Ok::<_, DbError>(sql_query(queued).load(c)?)).unwrap();
    let queued: Vec<&str> = queued.iter().map(|event| event.line.as_str()).collect();
    assert_eq!(queued, ["placement.changed"]);
}

/// A pack that has gone is not sent again because its placement cannot be written.
#[rstest]
fn a_pack_goes_once_though_a_newer_program_has_the_placement(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.confirmed();
    let contact = scene.contact("desk@tycoed.example");
    scene.work();
    let pack = scene.approved(&placed, &[&contact]);
    let newer = "UPDATE placements SET doc = 'v2.' || doc";
    scene.test.app.write(&operator(), |c| Ok::<_, DbError>(c.batch_execute(newer)?)).unwrap();
    scene.work();
    let sent = scene.get(Role::Provider, &format!("/briefings/{pack}/deliveries")).expect(200).body;
    assert_eq!((&sent[0]["state"], &sent[0]["copies_possible"]), (&json!("sent"), &json!(0)), "{sent}");
    assert_eq!(scene.packs_sent().len(), 1);
}

#[rstest]
fn what_cannot_be_left_out_is_told_as_newer_and_spoils_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    let [known, newer] = ["library-shelves", "garden-plants"].map(|name| scene.offer(name));
    let place = SealContext::new("offers", "doc", &newer);
    let kind = KINDS.iter().find(|kind| kind.table == "offers").unwrap();
    let stored = values(&scene.test, kind).into_iter().find(|found| found.key == newer).unwrap();
    let Document::Sealed(stored) = stored.value else { panic!("offers are sealed") };
    let mut document: Value = stored.open(&scene.test.app.keys, place).unwrap();
    document["site"]["nation"] = json!("atlantis");
    let sealed = Sealed::seal(&scene.test.app.keys, SealContext { format: 2, ..place }, &document).unwrap();
    let changed = Found { key: newer.clone(), value: Document::Sealed(sealed) };
    scene.test.app.write(&operator(), |c| put(c, kind, std::slice::from_ref(&changed))).unwrap();
    let path = format!("/offers/{newer}");
    let told = scene.get(Role::Employer, &path).expect(503);
    assert_eq!((told.problem(), &told.body["code"]), ("busy", &json!("newer_version")));
    let list = scene.get(Role::Provider, &format!("/learners/{learner}/matches")).expect(200).body;
    assert!(list.to_string().contains(&known) && !list.to_string().contains(&newer));
    assert_eq!(scene.test.get("/ready").send().expect(200).body["unreadable_offers"], 1);
}
