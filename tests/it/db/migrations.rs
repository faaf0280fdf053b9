//! Each migration runs up, down and up again, and leaves what it found.

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::db::{Conn, Db, DbError, migrate};
use rstest::rstest;

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

#[rstest]
fn a_newer_database_is_refused(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(address) = TestAddress::migrated(engine) else { return };
    let db = Db::open(&address.url, options()).unwrap();
    let newer = "INSERT INTO __diesel_schema_migrations (version) VALUES ('29990101000000')";
    db.write(|c| Ok::<_, DbError>(sql_query(newer).execute(c).map(drop)?)).unwrap();
    let error = migrate::run(&address.url, &options()).unwrap_err();
    assert!(error.to_string().contains("newer than this program"), "{error}");
}
