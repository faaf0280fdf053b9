//! What a replica holds in memory, and how it follows the database.

use std::sync::Arc;
use std::time::Duration;

use placewell::caches::timetables::{Held, Timetables};
use placewell::db::{Db, DbOptions};
use placewell::maintenance::Store;
use rstest::rstest;

use super::import;
use crate::support::app::start;
use crate::support::database::{Engine, TestDb, options};
use crate::timetable::feed::Small;

const TIMES: &str = "t1,08:00:00,08:00:00,a,1\nt1,08:20:00,08:20:00,c,2\n";

struct Replica<'a> {
    store: &'a TestDb,
    timetables: Timetables,
}

impl Replica<'_> {
    fn now(&self) -> Arc<Held> {
        self.timetables.ready(&self.store.db).unwrap();
        self.store.db.read(|c| self.timetables.now(c, &self.store.db)).unwrap().unwrap()
    }

    fn version(&self) -> Option<String> {
        let held = self.now();
        Some(held.timetable()?.network().feeds[0].version.clone())
    }

    /// Looks until something else than `old` is held; a reading thread needs its time.
    fn other_than(&self, old: Option<&str>) -> Option<String> {
        loop {
            let version = self.version();
            if version.as_deref() != old {
                return version;
            }
            std::thread::yield_now();
        }
    }
}

#[rstest]
fn every_replica_follows_and_the_old_answers_until_the_new_is_ready(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let replica = || Replica { store: &store, timetables: Timetables::default() };
    let early = replica();
    assert_eq!(early.version(), None, "no feed yet");
    let first = import(&store.db, "buses", Small::new(TIMES).zip()).unwrap().version;
    assert_eq!(early.other_than(None), Some(first.clone()));
    let late = replica();
    assert_eq!(late.version(), Some(first.clone()), "the first look reads there and then");

    let held = early.now();
    let second =
        import(&store.db, "buses", Small::new(&TIMES.replace("20:00", "25:00")).zip()).unwrap().version;
    assert_ne!(first, second);
    for replica in [&early, &late] {
        assert_eq!(replica.other_than(Some(&first)), Some(second.clone()));
    }
    let kept = held.timetable().unwrap().network().feeds[0].version.clone();
    assert_eq!(kept, first, "whoever holds the old one goes on with it");
    assert!(!Arc::ptr_eq(&held, &early.now()));
    assert!(Arc::ptr_eq(&early.now(), &early.now()), "nothing is read again without need");

    assert!(Store::over(store.db.clone()).remove_timetable("buses", start()).unwrap());
    assert_eq!(early.other_than(Some(&second)), None);
}

#[test]
fn feeds_stand_side_by_side() {
    let Some(store) = TestDb::new(Engine::Sqlite) else { return };
    import(&store.db, "buses", Small::new(TIMES).zip()).unwrap();
    import(&store.db, "trams", Small::new(&TIMES.replace("t1", "x1")).zip()).unwrap();
    let replica = Replica { store: &store, timetables: Timetables::default() };
    let held = replica.now();
    let feeds = &held.timetable().unwrap().network().feeds;
    assert_eq!(feeds.iter().map(|feed| feed.name.as_str()).collect::<Vec<_>>(), ["buses", "trams"]);
}

/// Trips enough for the reading to take longer than the limit below.
fn long() -> Vec<u8> {
    let times = (0..150_000).fold(String::new(), |times, trip| {
        times + &format!("t{trip},08:00:00,08:00:00,a,1\nt{trip},08:20:00,08:20:00,c,2\n")
    });
    Small::new(&times).zip()
}

#[rstest]
fn a_feed_that_takes_longer_to_read_than_a_transaction_may_idle_is_read_all_the_same(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    import(&store.db, "long", long()).unwrap();
    let impatient = DbOptions { time_limit: Duration::from_millis(60), ..options() };
    // A loaded machine may be late with a statement; no machine reads the feed in the limit.
    let read = (0..10).any(|_| {
        let db = Db::open(&store.address.url, impatient.clone()).unwrap();
        let timetables = Timetables::default();
        timetables.ready(&db).is_ok() && {
            let held = store.db.read(|c| timetables.now(c, &store.db)).unwrap();
            held.unwrap().timetable().is_some()
        }
    });
    assert!(read);
}
