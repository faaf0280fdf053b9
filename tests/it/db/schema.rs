//! Both engines have the tables, columns and nullability that `src/db/schema.rs` says.

use std::collections::BTreeSet;

use diesel::prelude::*;
use diesel::sql_query;
use diesel::sql_types::Text;
use placewell::db::{Conn, DbError};
use rstest::rstest;

use crate::support::database::{Engine, TestDb};

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    line: String,
}

const SQLITE: &str = "SELECT t.name || '.' || c.name || ' ' || lower(c.type) ||
    CASE WHEN c.\"notnull\" THEN '' ELSE ' null' END AS line
    FROM sqlite_master t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.name NOT LIKE '%diesel%' AND t.name NOT LIKE 'sqlite_%'";

const POSTGRES: &str = "SELECT table_name || '.' || column_name || ' ' || data_type ||
    CASE is_nullable WHEN 'NO' THEN '' ELSE ' null' END AS line
    FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '%diesel%'";

/// The columns that the `table!` macros declare, as `table.column type null?`.
fn declared() -> BTreeSet<String> {
    let source = concat!(
        include_str!("../../../src/db/schema.rs"),
        include_str!("../../../src/db/schema/factors.rs"),
        include_str!("../../../src/db/schema/families.rs"),
        include_str!("../../../src/db/schema/intake.rs"),
        include_str!("../../../src/db/schema/visits.rs"),
        include_str!("../../../src/db/schema/work.rs"),
    );
    let mut columns = BTreeSet::new();
    let mut table = "";
    for line in source.lines().map(str::trim) {
        if let Some((name, _)) = line.split_once(" (").filter(|_| line.ends_with(") {")) {
            table = name;
        } else if let Some((column, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            if line.starts_with("diesel::") {
                continue;
            }
            let (kind, null) = match kind.strip_prefix("Nullable<") {
                Some(kind) => (kind.trim_end_matches('>'), " null"),
                None => (kind, ""),
            };
            let kind = kind.to_lowercase().replace("binary", "bytea");
            columns.insert(format!("{table}.{column} {kind}{null}"));
        }
    }
    columns
}

#[rstest]
fn the_tables_are_as_declared(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let found: Vec<Column> = store
        .db
        .read(|c| {
            Ok::<_, DbError>(match c {
                Conn::Sqlite(c) => sql_query(SQLITE).load(c)?,
                Conn::Postgres(c) => sql_query(POSTGRES).load(c)?,
            })
        })
        .unwrap();
    let found: BTreeSet<String> = found
        .into_iter()
        .map(|column| column.line.replace(" without time zone", ""))
        // SQLite's only self-numbering key is called INTEGER and holds 64 bits.
        .map(|line| line.replace("changes.seq integer", "changes.seq bigint"))
        .collect();
    assert!(found.len() > 150, "{}", found.len());
    assert_eq!(found, declared());
}
