//! Replicas of two versions on one database: what the newer one wrote is read by the older one, and never lost by it.

use std::collections::BTreeSet;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::db::reseal::sealed_columns;
use placewell::db::{Conn, DbError, SealContext, Sealed};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::{Value, json};

use super::scene::Scene;
use crate::support::app::{Answer, TestApp, home};
use crate::support::database::Engine;
use crate::support::operator;

/// What is sealed in a reply that is given again, or in the words of a mail server, is no document of this service.
const NO_DOCUMENTS: [&str; 3] = ["deliveries.server_words", "idempotency.response", "letters.server_words"];

/// The unsealed documents.
const UNSEALED: [(&str, &str); 3] = [("concessions", "doc"), ("placements", "doc"), ("weights", "doc")];

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    value: Sealed,
}

#[derive(QueryableByName)]
struct Plain {
    #[diesel(sql_type = Text)]
    value: String,
}

fn key_of(table: &str) -> &'static str {
    match table {
        "cohort_learners" => "cohort_id || '.' || number",
        "programmes" => "placement_id || '.' || version",
        "second_factors" => "user_id",
        _ => "id",
    }
}

fn run(test: &TestApp, sql: &str) -> Result<(), DbError> {
    test.app.write(&operator(), |c| Ok(c.batch_execute(sql)?))
}

fn values(test: &TestApp, table: &str, column: &str) -> Vec<Found> {
    let key = key_of(table);
    let find = format!("SELECT {key} AS key, {column} AS value FROM {table} WHERE {column} IS NOT NULL");
    test.app.read(&operator(), |c| Ok::<_, DbError>(sql_query(&find).load(c)?)).unwrap()
}

fn put(test: &TestApp, table: &str, column: &str, key: &str, value: &Sealed) -> Result<(), DbError> {
    let write = format!("UPDATE {table} SET {column} = $1 WHERE {} = $2", key_of(table));
    test.app.write(&operator(), |c| {
        sql_query(&write).bind::<Text, _>(value).bind::<Text, _>(key).execute(c)?;
        Ok(())
    })
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
                // The weights are a map of criteria; a lone member may name the alternative of a union.
                if members.len() > 1 && !members.contains_key("own_voice") {
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

/// Writes every document again as a newer program would.
fn written_by_a_newer_program(test: &TestApp) {
    for table in ["access_log", "transitions"] {
        let unlock = |c: &mut Conn| {
            let on = if matches!(c, Conn::Postgres(_)) { format!(" ON {table}") } else { String::new() };
            Ok::<_, DbError>(c.batch_execute(&format!("DROP TRIGGER {table}_append_only{on}"))?)
        };
        test.app.write(&operator(), unlock).unwrap();
    }
    for name in sealed_columns().iter().filter(|name| !NO_DOCUMENTS.contains(&name.as_str())) {
        let (table, column) = name.split_once('.').unwrap();
        let (table, column): (&'static str, &'static str) = (leaked(table), leaked(column));
        for Found { key, value } in values(test, table, column) {
            let place = SealContext::new(table, column, &key);
            let document: Value = value.open(&test.app.keys, place).unwrap();
            let newer = SealContext { format: place.format + 1, ..place };
            let newer = Sealed::seal(&test.app.keys, newer, &grown(document)).unwrap();
            put(test, table, column, &key, &newer).unwrap();
            if !["access_log", "transitions"].contains(&table) {
                let over = put(test, table, column, &key, &value).unwrap_err();
                assert!(matches!(&over, DbError::Newer { table: of } if of == table), "{name}: {over:?}");
            }
        }
    }
    for (table, column) in UNSEALED {
        let find = format!("SELECT DISTINCT {column} AS value FROM {table}");
        let found: Vec<Plain> =
            test.app.read(&operator(), |c| Ok::<_, DbError>(sql_query(&find).load(c)?)).unwrap();
        for Plain { value } in found {
            let newer = format!("v2.{}", grown(serde_json::from_str(&value).unwrap()));
            let write = format!("UPDATE {table} SET {column} = $1 WHERE {column} = $2");
            let written = |c: &mut Conn| {
                sql_query(&write)
                    .bind::<Text, _>(&newer)
                    .bind::<Text, _>(&value)
                    .execute(c)
                    .map_err(DbError::from)
            };
            test.app.write(&operator(), written).unwrap();
        }
    }
    // Nothing that was read before is answered from memory.
    run(
        test,
        "INSERT INTO changes (kind, object_id, version, at) SELECT 'offer', id, version, updated_at FROM offers",
    )
    .unwrap();
}

fn leaked(name: &str) -> &'static str {
    Box::leak(name.to_owned().into_boxed_str())
}

fn of_hub(what: &str) -> String {
    format!("/organisations/{}/{what}", home(Role::Hub))
}

#[rstest]
fn an_older_replica_changes_nothing_that_a_newer_one_wrote(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let placed = scene.ready();
    let contact = scene.contact("desk@tycoed.example");
    let weights = scene.get(Role::Hub, &of_hub("weights")).expect(200).body["weights"].clone();
    scene.put(Role::Hub, &of_hub("weights"), "\"1\"", &weights).expect(200);
    written_by_a_newer_program(&scene.test);
    let kept = |table: &str, column: &str| -> Vec<String> {
        values(&scene.test, table, column).iter().map(|found| format!("{:?}", found.value)).collect()
    };
    let refused = |answer: Answer| {
        let answer = answer.expect(503);
        assert_eq!((answer.problem(), &answer.body["code"]), ("busy", &json!("newer_version")));
        assert_eq!(answer.header("Retry-After"), "2");
    };
    let before = [kept("offers", "doc"), kept("learners", "profile"), kept("organisations", "doc")];
    let offer = scene.get(Role::Employer, &format!("/offers/{}", placed.offer)).expect(200);
    let body = json!({"state": "open", "offer": offer.body["offer"]});
    refused(scene.put(Role::Employer, &format!("/offers/{}", placed.offer), offer.header("ETag"), &body));
    let path = format!("/learners/{}", placed.learner);
    let learner = scene.get(Role::Provider, &path).expect(200);
    let body = json!({"learner": learner.body["learner"]});
    refused(scene.put(Role::Provider, &path, learner.header("ETag"), &body));
    let path = format!("/organisations/{}", home(Role::Employer));
    let employer = scene.get(Role::Employer, &path).expect(200);
    refused(scene.put(Role::Employer, &path, employer.header("ETag"), &employer.body["document"]));
    let after = [kept("offers", "doc"), kept("learners", "profile"), kept("organisations", "doc")];
    assert_eq!(after, before);

    let path = format!("/contacts/{contact}");
    let known = scene.get(Role::Employer, &path).expect(200);
    refused(scene.put(Role::Employer, &path, known.header("ETag"), &known.body["details"]));
    refused(scene.put(Role::Hub, &of_hub("weights"), "\"2\"", &weights));
    refused(scene.post(Role::Provider, &format!("/placements/{}/programme", placed.id), &json!({})));
}

#[rstest]
fn what_cannot_be_left_out_is_told_as_newer_and_spoils_no_other(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(scene) = Scene::new(engine) else { return };
    let learner = scene.learner("carys");
    let [known, newer] = ["library-shelves", "garden-plants"].map(|name| scene.offer(name));
    let place = SealContext::new("offers", "doc", &newer);
    let stored = values(&scene.test, "offers", "doc").into_iter().find(|found| found.key == newer).unwrap();
    let mut document: Value = stored.value.open(&scene.test.app.keys, place).unwrap();
    document["site"]["nation"] = json!("atlantis");
    let sealed = Sealed::seal(&scene.test.app.keys, SealContext { format: 2, ..place }, &document).unwrap();
    put(&scene.test, "offers", "doc", &newer, &sealed).unwrap();
    let path = format!("/offers/{newer}");
    let told = scene.get(Role::Employer, &path).expect(503);
    assert_eq!((told.problem(), &told.body["code"]), ("busy", &json!("newer_version")));
    let list = scene.get(Role::Provider, &format!("/learners/{learner}/matches")).expect(200).body;
    assert!(list.to_string().contains(&known) && !list.to_string().contains(&newer));
    assert_eq!(scene.test.get("/ready").send().expect(200).body["unreadable_offers"], 1);
}
