//! The queue: claims, leases, fences.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use placewell::clock::{CountedIds, IdSource};
use placewell::db::jobs::{self, Ending, Job, JobState, NewJob};
use placewell::db::{DbError, Slice};
use placewell::domain::ids::JobId;
use rstest::rstest;

use crate::support::database::{Engine, TestDb};

fn at(seconds: i64) -> DateTime<Utc> {
    super::errors::at(seconds).into()
}

fn id(ids: &CountedIds) -> JobId {
    JobId::parse(&ids.next_id()).unwrap()
}

impl TestDb {
    fn enqueue(&self, id: &JobId, dedup: Option<&str>, due: i64) -> bool {
        let job = NewJob { id, kind: "send_pack", subject_id: "d1", dedup, due: at(due) };
        self.db.write(|c| jobs::enqueue(c, &job, at(0))).unwrap()
    }

    fn claim(&self, now: i64, lease: i64) -> Option<Job> {
        self.db
            .write(|c| jobs::claim(c, &["send_pack"], at(now), at(now) + TimeDelta::seconds(lease)))
            .unwrap()
    }

    fn end(&self, job: &Job, ending: Ending<'_>, now: i64) -> bool {
        self.db.write(|c| jobs::end(c, &job.id, job.attempts, ending, at(now))).unwrap()
    }
}

#[rstest]
fn due_jobs_are_claimed_oldest_first_and_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let ids = CountedIds::default();
    let (late, early, future) = (id(&ids), id(&ids), id(&ids));
    assert!(store.enqueue(&late, None, 5));
    assert!(store.enqueue(&early, None, 1));
    assert!(store.enqueue(&future, None, 100));
    let first = store.claim(10, 60).unwrap();
    assert_eq!((&first.id, first.attempts, first.leased_until), (&early, 1, Some(at(70))));
    assert_eq!(store.claim(10, 60).unwrap().id, late);
    assert_eq!(store.claim(10, 60), None);
    assert!(store.end(&first, Ending::Complete, 11));
    let done = store.db.read(|c| jobs::get(c, &early)).unwrap();
    assert_eq!((done.state, done.done_at, done.leased_until), (JobState::Done, Some(at(11)), None));
    assert!(!store.end(&first, Ending::Complete, 12), "an ended job cannot end again");
}

#[rstest]
fn a_clock_that_is_put_back_delays_only_what_was_to_come_later(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let ids = CountedIds::default();
    let (at_once, later) = (id(&ids), id(&ids));
    assert!(store.enqueue(&at_once, None, 0));
    assert!(store.enqueue(&later, None, 1));
    assert_eq!(store.claim(-3_600, 60).unwrap().id, at_once);
    assert_eq!(store.claim(-3_600, 60), None);
}

#[rstest]
fn a_worker_that_was_overtaken_can_no_longer_write(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let job = id(&CountedIds::default());
    store.enqueue(&job, None, 0);
    let slow = store.claim(0, 60).unwrap();
    assert_eq!(store.claim(59, 60), None);
    let second = store.claim(60, 60).unwrap();
    assert_eq!((&second.id, second.attempts), (&job, 2));
    assert!(!store.end(&slow, Ending::Bury { problem: "refused" }, 61));
    assert!(store.end(&second, Ending::Complete, 62));
    let counts = store.db.read(jobs::counts).unwrap();
    assert_eq!(counts, [(JobState::Done, 1)]);
}

#[rstest]
fn failures_count_and_held_attempts_do_not(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let job = id(&CountedIds::default());
    store.enqueue(&job, None, 0);
    let claimed = store.claim(0, 60).unwrap();
    assert!(store.end(&claimed, Ending::Hold { due: at(500), problem: "no_server" }, 1));
    let held = store.db.read(|c| jobs::get(c, &job)).unwrap();
    assert_eq!((held.state, held.failures, held.due), (JobState::Held, 0, at(500)));
    assert_eq!(store.claim(2, 60), None);
    assert_eq!(store.db.write(|c| jobs::release_held(c, at(3))).unwrap(), 1);
    let claimed = store.claim(3, 60).unwrap();
    assert!(store.end(&claimed, Ending::Retry { due: at(10), problem: "greylisted" }, 4));
    let claimed = store.claim(10, 60).unwrap();
    assert_eq!((claimed.attempts, claimed.failures), (3, 1));
    assert_eq!(claimed.problem.as_deref(), Some("greylisted"));
    assert!(store.end(&claimed, Ending::Bury { problem: "no_such_user" }, 11));
    assert_eq!(store.claim(9999, 60), None);
    let dead = store.db.read(|c| jobs::list(c, JobState::Dead, &Slice::first(10))).unwrap();
    assert_eq!(dead.items.len(), 1);
    assert_eq!(dead.items[0].failures, 2);
}

#[rstest]
fn a_held_job_holds_its_kind_until_it_is_due_and_probes_alone(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let ids = CountedIds::default();
    let (probe, waiting, early) = (id(&ids), id(&ids), id(&ids));
    store.enqueue(&probe, None, 10);
    store.enqueue(&waiting, None, 11);
    let held = store.claim(10, 60).unwrap();
    assert!(store.end(&held, Ending::Hold { due: at(100), problem: "no_server" }, 11));
    store.enqueue(&early, None, 0);
    assert_eq!(store.claim(99, 60), None);
    let again = store.claim(100, 60).unwrap();
    assert_eq!(again.id, early, "the one that was tried least probes");
    assert_eq!(store.claim(100, 60), None, "while it probes");
    assert!(store.end(&again, Ending::Complete, 101));
    for next in [waiting, probe] {
        let claimed = store.claim(101, 60).unwrap();
        assert_eq!(claimed.id, next);
        assert!(store.end(&claimed, Ending::Complete, 102));
    }
}

#[rstest]
fn a_worker_is_given_its_own_kinds_only(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    store.enqueue(&id(&CountedIds::default()), None, 0);
    let claim = |kinds: &[&str]| store.db.write(|c| jobs::claim(c, kinds, at(0), at(60))).unwrap();
    assert_eq!(claim(&["prune"]), None);
    assert_eq!(claim(&[]), None);
    assert!(claim(&["prune", "send_pack"]).is_some());
}

#[rstest]
fn an_unfinished_job_is_not_queued_twice(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let ids = CountedIds::default();
    assert!(store.enqueue(&id(&ids), Some("pack d1"), 0));
    assert!(!store.enqueue(&id(&ids), Some("pack d1"), 0));
    assert!(store.enqueue(&id(&ids), Some("pack d2"), 0));
    let claimed = store.claim(0, 60).unwrap();
    assert!(!store.enqueue(&id(&ids), Some("pack d1"), 0));
    assert!(store.end(&claimed, Ending::Complete, 1));
    assert!(store.enqueue(&id(&ids), Some("pack d1"), 0));
}

#[rstest]
fn workers_side_by_side_share_the_queue(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    const JOBS: usize = 40;
    let Some(store) = TestDb::new(engine) else { return };
    let ids = CountedIds::default();
    for _ in 0..JOBS {
        store.enqueue(&id(&ids), None, 0);
    }
    let claimed: Vec<JobId> = std::thread::scope(|scope| {
        let drain = || std::iter::from_fn(|| store.claim(0, 60)).map(|job| job.id).collect::<Vec<_>>();
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(drain)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert_eq!(claimed.len(), JOBS);
    assert_eq!(claimed.iter().collect::<BTreeSet<_>>().len(), JOBS);
}

#[rstest]
fn a_job_lives_and_dies_with_its_transaction(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(store) = TestDb::new(engine) else { return };
    let id = id(&CountedIds::default());
    let failed = store.db.write(|c| {
        let job = NewJob { id: &id, kind: "send_pack", subject_id: "d1", dedup: None, due: at(0) };
        jobs::enqueue(c, &job, at(0))?;
        Err::<(), _>(DbError::NotFound)
    });
    assert!(failed.is_err());
    assert_eq!(store.claim(0, 60), None);
}
