//! Each test has a database of its own.

use diesel::prelude::*;
use placewell::db::DbError;
use placewell::db::schema::organisations;
use rstest::rstest;

use super::races::insert_provider;
use crate::support::database::{Engine, TestDb};

#[rstest]
fn stores_side_by_side_do_not_see_each_other(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let counts: Vec<i64> = std::thread::scope(|scope| {
        let workers: Vec<_> = (1..=4)
            .map(|rows| {
                scope.spawn(move || {
                    let store = TestDb::new(engine)?;
                    for row in 0..rows {
                        store.db.write(|c| insert_provider(c, &format!("p{row}"))).unwrap();
                    }
                    let count = |c: &mut placewell::db::Conn| {
                        Ok::<i64, DbError>(organisations::table.count().get_result(c)?)
                    };
                    Some(store.db.read(count).unwrap())
                })
            })
            .collect();
        workers.into_iter().filter_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(counts.is_empty() || counts == [1, 2, 3, 4], "{counts:?}");
}
