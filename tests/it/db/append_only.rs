//! The logs take new rows only.

use diesel::connection::SimpleConnection;
use placewell::db::DbError;
use rstest::rstest;

use crate::support::database::{Engine, TestDb};

#[rstest]
#[case("access_log", "id, at, actor_id, organisation_id, action, object_kind, object_id, purpose")]
#[case("disclosures", "id, at, learner_id, placement_id, actor_id, edition, purpose, basis, fields, hash")]
#[case("transitions", "id, at, placement_id, action, from_state, to_state, actor_id")]
fn a_log_row_cannot_be_changed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
    #[case] table: &str,
    #[case] columns: &str,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let rest = vec!["'x'"; columns.split(", ").count() - 2].join(", ");
    let insert = format!("INSERT INTO {table} ({columns}) VALUES ('1', '2026-09-07 12:00:00', {rest})");
    store.db.write(|c| Ok::<_, DbError>(c.batch_execute(&insert)?)).unwrap();
    let update = format!("UPDATE {table} SET actor_id = 'somebody else'");
    let error = store.db.write(|c| Ok::<_, DbError>(c.batch_execute(&update)?)).unwrap_err();
    assert!(matches!(&error, DbError::AppendOnly { table: named } if named == table), "{error:?}");
    let delete = format!("DELETE FROM {table}");
    store.db.write(|c| Ok::<_, DbError>(c.batch_execute(&delete)?)).unwrap();
}
