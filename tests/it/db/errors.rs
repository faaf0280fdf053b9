//! What the store answers when a statement is refused, on both engines alike.

use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use placewell::db::schema::{memberships, organisations, users};
use placewell::db::{Db, DbError, Stamp, savepoint};
use rstest::rstest;

use super::races::insert_provider;
use crate::support::database::{Engine, TestDb};

/// An instant so many seconds after noon on 7 September 2026.
pub fn at(seconds: i64) -> Stamp {
    let noon: DateTime<Utc> = "2026-09-07T12:00:00Z".parse().unwrap();
    Stamp::from(noon + TimeDelta::seconds(seconds))
}

fn insert_user(c: &mut placewell::db::Conn, id: &str, email: &str) -> Result<(), DbError> {
    diesel::insert_into(users::table)
        .values((
            users::id.eq(id),
            users::email_index.eq(email),
            users::identity.eq("sealed"),
            users::version.eq(1_i64),
            users::created_at.eq(at(0)),
            users::updated_at.eq(at(0)),
        ))
        .execute(c)?;
    Ok(())
}

fn insert_membership(c: &mut placewell::db::Conn, user: &str) -> Result<(), DbError> {
    diesel::insert_into(memberships::table)
        .values((
            memberships::user_id.eq(user),
            memberships::organisation_id.eq("p1"),
            memberships::role.eq("provider"),
            memberships::created_at.eq(at(0)),
        ))
        .execute(c)?;
    Ok(())
}

fn write(db: &Db, work: impl Fn(&mut placewell::db::Conn) -> Result<(), DbError>) -> DbError {
    db.write(work).unwrap_err()
}

#[rstest]
fn a_unique_violation_names_table_and_columns(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    store
        .db
        .write(|c| {
            insert_provider(c, "p1")?;
            insert_user(c, "u1", "a@example.org")?;
            insert_membership(c, "u1")
        })
        .unwrap();
    let taken = |error: DbError| match error {
        DbError::Unique { table, column } => (table, column),
        other => panic!("{other:?}"),
    };
    let pair = |table: &str, column: &str| (table.to_owned(), column.to_owned());
    let email = write(&store.db, |c| insert_user(c, "u2", "a@example.org"));
    assert!(!email.to_string().contains("a@example.org"));
    assert_eq!(taken(email), pair("users", "email_index"));
    let id = write(&store.db, |c| insert_user(c, "u1", "b@example.org"));
    assert_eq!(taken(id), pair("users", "id"));
    let several = write(&store.db, |c| insert_membership(c, "u1"));
    assert_eq!(taken(several), pair("memberships", "user_id, organisation_id, role"));
}

#[rstest]
fn other_refusals_can_be_told_apart(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    assert!(matches!(write(&store.db, |c| insert_membership(c, "nobody")), DbError::ForeignKey));
    let missing = |c: &mut placewell::db::Conn| -> Result<(), DbError> {
        Ok(organisations::table.find("none").select(organisations::id).first::<String>(c).map(drop)?)
    };
    assert!(matches!(write(&store.db, missing), DbError::NotFound));
}

#[rstest]
fn a_reader_cannot_write(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    assert!(store.db.read(|c| insert_provider(c, "p1")).is_err());
    let count: i64 =
        store.db.read(|c| Ok::<_, DbError>(organisations::table.count().get_result(c)?)).unwrap();
    assert_eq!(count, 0);
}

#[rstest]
fn a_failure_undoes_everything_but_a_savepoint_only_itself(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let failed = write(&store.db, |c| {
        insert_provider(c, "p1")?;
        insert_membership(c, "nobody")
    });
    assert!(matches!(failed, DbError::ForeignKey));
    store
        .db
        .write(|c| {
            insert_provider(c, "p1")?;
            let tried = savepoint(c, |c| {
                insert_provider(c, "p2")?;
                insert_provider(c, "p1")
            });
            assert!(matches!(tried, Err(DbError::Unique { .. })));
            insert_provider(c, "p3")
        })
        .unwrap();
    let ids: Vec<String> = store
        .db
        .read(|c| {
            let ids = organisations::table.select(organisations::id).order(organisations::id);
            Ok::<_, DbError>(ids.load(c)?)
        })
        .unwrap();
    assert_eq!(ids, ["p1", "p3"]);
}

#[test]
fn a_swallowed_failure_is_never_taken_for_a_commit() {
    let Some(store) = TestDb::new(Engine::Postgres) else { return };
    let swallowed = store.db.write(|c| {
        insert_provider(c, "p1")?;
        let _ = insert_provider(c, "p1");
        Ok::<_, DbError>(())
    });
    assert!(swallowed.is_err());
}

#[rstest]
fn instants_keep_their_microseconds(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let written: DateTime<Utc> = "2026-09-07T12:00:00.123456789Z".parse().unwrap();
    let expected: DateTime<Utc> = "2026-09-07T12:00:00.123456Z".parse().unwrap();
    let read: Stamp = store
        .db
        .write(|c| {
            insert_provider(c, "p1")?;
            diesel::update(organisations::table.find("p1"))
                .set(organisations::updated_at.eq(Stamp::from(written)))
                .execute(c)?;
            Ok::<_, DbError>(organisations::table.select(organisations::updated_at).first(c)?)
        })
        .unwrap();
    assert_eq!(DateTime::<Utc>::from(read), expected);
    let found: i64 = store
        .db
        .read(|c| {
            let same = organisations::updated_at.eq(Stamp::from(written));
            Ok::<_, DbError>(organisations::table.filter(same).count().get_result(c)?)
        })
        .unwrap();
    assert_eq!(found, 1);
}
