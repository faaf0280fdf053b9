//! Every row of every table, to show that nothing has changed.

use std::collections::BTreeMap;

use diesel::RunQueryDsl;
use diesel::sql_types::Text;
use placewell::db::{Conn, DbError};

use crate::support::app::TestApp;
use crate::support::operator;

#[derive(diesel::QueryableByName)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

/// The rows of each table, in an order of their own.
pub(super) fn rows(test: &TestApp) -> BTreeMap<String, Vec<String>> {
    test.app
        .read(&operator(), |c| {
            let tables = if matches!(c, Conn::Sqlite(_)) {
                "SELECT name AS line FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            } else {
                "SELECT tablename::text AS line FROM pg_tables WHERE schemaname = 'public'"
            };
            let mut found = BTreeMap::new();
            for table in lines(c, tables)? {
                let all = match c {
                    Conn::Sqlite(_) => {
                        let columns = format!("SELECT name AS line FROM pragma_table_info('{table}')");
                        let columns = lines(c, &columns)?;
                        let quoted: Vec<_> =
                            columns.iter().map(|name| format!("quote(\"{name}\")")).collect();
                        format!("SELECT {} AS line FROM \"{table}\" ORDER BY 1", quoted.join(" || ', ' || "))
                    }
                    Conn::Postgres(_) => format!("SELECT t::text AS line FROM \"{table}\" t ORDER BY 1"),
                };
                found.insert(table, lines(c, &all)?);
            }
            Ok::<_, DbError>(found)
        })
        .unwrap()
}

fn lines(c: &mut Conn, query: &str) -> Result<Vec<String>, DbError> {
    let lines: Vec<Line> = diesel::sql_query(query).load(c)?;
    Ok(lines.into_iter().map(|line| line.line).collect())
}

/// What is in one and not in the other, by table.
pub(super) fn changed(
    before: &BTreeMap<String, Vec<String>>,
    after: &BTreeMap<String, Vec<String>>,
) -> Vec<String> {
    let differs = |table: &&String| before.get(*table) != after.get(*table);
    let gone = |table: &String| {
        let new = after[table].iter().filter(|row| !before[table].contains(row));
        format!("{table}: {:?}", new.collect::<Vec<_>>())
    };
    after.keys().filter(differs).map(gone).collect()
}
