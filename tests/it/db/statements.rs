//! Which statements a connection to PostgreSQL keeps.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use placewell::db::schema::organisations;
use placewell::db::{Conn, Db, DbError, DbOptions};
use rstest::rstest;

use crate::support::database::{Engine, TestDb, options};

#[derive(QueryableByName)]
struct Kept {
    #[diesel(sql_type = BigInt)]
    kept: i64,
}

/// Asks something, and then how many statements the connection keeps.
fn kept(c: &mut Conn) -> Result<i64, DbError> {
    let _: i64 = organisations::table.count().get_result(c)?;
    let kept: Kept =
        diesel::sql_query("SELECT count(*) AS kept FROM pg_prepared_statements").get_result(c)?;
    Ok(kept.kept)
}

#[rstest]
fn statements_are_kept_unless_a_pooler_is_between(#[values(true, false)] keep_statements: bool) {
    let Some(store) = TestDb::new(Engine::Postgres) else { return };
    let db = Db::open(&store.address.url, DbOptions { keep_statements, ..options() }).unwrap();
    assert_eq!(db.read(kept).unwrap() > 0, keep_statements);
}
