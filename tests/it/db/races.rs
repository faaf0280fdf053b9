//! Transactions that meet.

use std::sync::Barrier;
use std::time::Duration;

use diesel::prelude::*;
use placewell::db::schema::organisations;
use placewell::db::{Conn, Db, DbError, DbOptions};
use rstest::rstest;

use super::errors::at;
use crate::support::database::{Engine, TestAddress, TestDb, options};

/// A provider in its first version.
pub fn insert_provider(c: &mut Conn, id: &str) -> Result<(), DbError> {
    diesel::insert_into(organisations::table)
        .values((
            organisations::id.eq(id),
            organisations::kind.eq("provider"),
            organisations::name.eq("Ysgol y Bryn"),
            organisations::doc.eq("{}"),
            organisations::version.eq(1_i64),
            organisations::created_at.eq(at(0)),
            organisations::updated_at.eq(at(0)),
        ))
        .execute(c)?;
    Ok(())
}

fn count_one_up(c: &mut Conn) -> Result<(), DbError> {
    let version: i64 = organisations::table.find("p1").select(organisations::version).first(c)?;
    diesel::update(organisations::table.find("p1")).set(organisations::version.eq(version + 1)).execute(c)?;
    Ok(())
}

#[rstest]
fn no_update_is_lost(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    const THREADS: i64 = 16;
    const EACH: i64 = 10;
    let Some(store) = TestDb::new(engine) else { return };
    store.db.write(|c| insert_provider(c, "p1")).unwrap();
    let together = Barrier::new(usize::try_from(THREADS).unwrap());
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                together.wait();
                for _ in 0..EACH {
                    store.db.write(count_one_up).unwrap();
                }
            });
        }
    });
    let version: i64 = store
        .db
        .read(|c| Ok::<_, DbError>(organisations::table.select(organisations::version).first(c)?))
        .unwrap();
    assert_eq!(version, 1 + THREADS * EACH);
}

#[rstest]
fn a_reader_sees_one_moment(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let count = |c: &mut Conn| Ok::<i64, DbError>(organisations::table.count().get_result(c)?);
    let (before, after) = store
        .db
        .read(|c| {
            let before = count(c)?;
            store.db.write(|c| insert_provider(c, "p1"))?;
            Ok::<_, DbError>((before, count(c)?))
        })
        .unwrap();
    assert_eq!((before, after), (0, 0));
    assert_eq!(store.db.read(count).unwrap(), 1);
}

#[test]
fn a_store_without_a_free_connection_says_busy() {
    let Some(address) = TestAddress::migrated(Engine::Sqlite) else { return };
    let options = DbOptions { wait: Duration::from_millis(20), ..options() };
    let db = Db::open(&address.url, options).unwrap();
    let nested = db.write(|_| match db.write(|c| insert_provider(c, "p1")) {
        Err(DbError::Busy) => Ok::<_, DbError>(()),
        other => panic!("{other:?}"),
    });
    nested.unwrap();
    db.write(|c| insert_provider(c, "p1")).unwrap();
}

#[rstest]
fn a_transaction_that_outlives_its_limit_is_not_committed(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(address) = TestAddress::migrated(engine) else { return };
    let db = Db::open(&address.url, DbOptions { time_limit: Duration::ZERO, ..options() }).unwrap();
    let late = db.write(|c| insert_provider(c, "p1"));
    assert!(matches!(late, Err(DbError::TimedOut)), "{late:?}");
    let count: i64 = db.read(|c| Ok::<_, DbError>(organisations::table.count().get_result(c)?)).unwrap();
    assert_eq!(count, 0);
}
