//! Each migration runs up, down and up again, and leaves what it found.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::{BigInt, Text};
use placewell::db::{Conn, Db, DbError, learners, migrate, offers, placements};
use rstest::rstest;

use super::world::World;
use crate::support::database::{Engine, TestAddress, options};

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

const SQLITE_OBJECTS: &str = "SELECT type || ' ' || name || ': ' || coalesce(sql, '') AS line
    FROM sqlite_master WHERE name NOT LIKE '%diesel%' AND name NOT LIKE 'sqlite_%' ORDER BY 1";

const POSTGRES_OBJECTS: &str = "
    SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS line
      FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '%diesel%'
    UNION ALL SELECT 'index ' || indexdef FROM pg_indexes
      WHERE schemaname = 'public' AND tablename NOT LIKE '%diesel%'
    UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '%diesel%'
    UNION ALL SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
      AND proname NOT LIKE 'diesel%'
    UNION ALL SELECT 'sequence ' || sequence_name FROM information_schema.sequences ORDER BY 1";

fn objects(url: &str) -> Vec<String> {
    let db = Db::open(url, options()).unwrap();
    let lines: Vec<Line> = db
        .read(|c| {
            Ok::<_, DbError>(match c {
                Conn::Sqlite(c) => sql_query(SQLITE_OBJECTS).load(c)?,
                Conn::Postgres(c) => sql_query(POSTGRES_OBJECTS).load(c)?,
            })
        })
        .unwrap();
    lines.into_iter().map(|line| line.line).collect()
}

#[rstest]
fn each_migration_can_be_taken_back(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(address) = TestAddress::empty(engine) else { return };
    let url = &address.url;
    let names = migrate::run(url, &options()).unwrap();
    assert!(names.len() >= 9, "{names:?}");
    let mut stages = vec![objects(url)];
    for name in names.iter().rev() {
        let reverted = migrate::revert_last(url, &options()).unwrap();
        assert!(name.replace('-', "").starts_with(&reverted), "{name} {reverted}");
        stages.push(objects(url));
    }
    assert_eq!(stages.last().unwrap(), &Vec::<String>::new(), "something is left at the bottom");
    assert!(matches!(migrate::revert_last(url, &options()), Err(DbError::Migration(_))));
    assert_eq!(migrate::pending(url, &options()).unwrap(), names);

    for below in (1..stages.len()).rev() {
        assert_ne!(stages[below], stages[below - 1], "a migration that does nothing");
    }
    assert_eq!(migrate::run(url, &options()).unwrap(), names);
    assert_eq!(objects(url), stages[0]);
    assert_eq!(migrate::run(url, &options()).unwrap(), Vec::<String>::new());
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    rows: i64,
}

/// How many rows each table has.
fn rows(url: &str) -> BTreeMap<String, i64> {
    let db = Db::open(url, options()).unwrap();
    let count = |c: &mut Conn| {
        let tables = match c {
            Conn::Sqlite(_) => {
                "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            }
            Conn::Postgres(_) => "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public'",
        };
        let tables: Vec<Line> = sql_query(tables).load(c)?;
        let tables = tables.into_iter().filter(|table| !table.line.contains("diesel"));
        tables
            .map(|Line { line: table }| {
                let count: Count =
                    sql_query(format!("SELECT count(*) AS rows FROM {table}")).get_result(c)?;
                Ok::<_, DbError>((table, count.rows))
            })
            .collect()
    };
    db.read(count).unwrap()
}

/// What a migration adds goes with it; everything else stays, down to the first release and up again.
#[rstest]
fn rows_survive_migrations_taken_back_and_run_again(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 2) else { return };
    let placement = world.add_placement();
    let learner = world.read(|c| learners::get(c, world.keys(), &placement.learner));
    let url = &world.store.address.url;
    let mut before = rows(url);
    assert!(before.values().filter(|rows| **rows > 0).count() >= 8, "{before:?}");
    while !migrate::revert_last(url, &options()).unwrap().starts_with("20261122000001") {
        let below = rows(url);
        let kept: BTreeMap<String, i64> =
            before.into_iter().filter(|(table, _)| below.contains_key(table)).collect();
        assert_eq!(below, kept);
        before = below;
    }
    migrate::run(url, &options()).unwrap();
    let again = rows(url);
    for (table, rows) in before.iter().filter(|(table, _)| *table != "concessions") {
        assert_eq!(again[table], *rows, "{table}");
    }
    assert_eq!(world.read(|c| offers::get(c, world.keys(), &world.offer.id)), world.offer);
    assert_eq!(world.read(|c| learners::get(c, world.keys(), &placement.learner)), learner);
    assert_eq!(world.read(|c| placements::get(c, &placement.id)), placement);
}

#[rstest]
fn a_newer_database_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(address) = TestAddress::migrated(engine) else { return };
    let db = Db::open(&address.url, options()).unwrap();
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')";
    db.write(|c| Ok::<_, DbError>(sql_query(newer).execute(c).map(drop)?)).unwrap();
    let error = migrate::run(&address.url, &options()).unwrap_err();
    assert!(error.to_string().contains("newer than this program"), "{error}");
}
