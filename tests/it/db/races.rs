//! Transactions that meet.

use std::sync::Barrier;

use diesel::prelude::*;
use placewell::db::schema::organisations;
use placewell::db::{Conn, DbError};
use rstest::rstest;

use super::errors::at;
use crate::support::database::{Engine, TestDb};

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
