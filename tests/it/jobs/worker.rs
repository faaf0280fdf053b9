//! How attempts end.

use std::sync::{Arc, Mutex};

use chrono::TimeDelta;
use placewell::app::Wake;
use placewell::db::jobs::{Ending, JobState};
use placewell::db::{Conn, DbError};
use placewell::jobs::{Attempted, Fate};
use rstest::rstest;

use super::bench::{Bench, Doing};
use crate::support::database::Engine;

#[rstest]
fn due_jobs_run_once_and_later_ones_wait(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(bench) = Bench::new(engine) else { return };
    let (first, second) = (bench.queue(), bench.queue());
    let worker = bench.meeting(&[]);
    assert_eq!(worker.drain().unwrap(), 2);
    assert_eq!(worker.drain().unwrap(), 0);
    assert!([first, second].iter().all(|id| bench.job(id).state == JobState::Done));
}

#[rstest]
fn a_failure_is_tried_again_later_and_later_until_attempts_run_out(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut bench) = Bench::new(engine) else { return };
    bench.config.attempts = 4;
    let id = bench.queue();
    let worker = bench.meeting(&[Fate::Failed("put_off"); 9]);
    let mut waits = Vec::new();
    for _ in 0..3 {
        assert_eq!(worker.drain().unwrap(), 1);
        assert_eq!(bench.job(&id).state, JobState::Queued);
        assert_eq!(worker.drain().unwrap(), 0, "not before it is due");
        waits.push(bench.pass_until_due(&id));
    }
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    assert_eq!(worker.drain().unwrap(), 1);
    let job = bench.job(&id);
    assert_eq!((job.state, job.failures, job.problem.as_deref()), (JobState::Dead, 4, Some("put_off")));
}

#[rstest]
fn a_refusal_is_final_at_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(bench) = Bench::new(engine) else { return };
    let id = bench.queue();
    bench.meeting(&[Fate::Refused("address")]).drain().unwrap();
    assert_eq!(bench.job(&id).state, JobState::Dead);
}

#[rstest]
fn a_fault_of_the_settings_holds_the_whole_queue_never_uses_it_up_and_lets_go(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut bench) = Bench::new(engine) else { return };
    bench.config.attempts = 2;
    let (probe, other) = (bench.queue(), bench.queue());
    let worker = bench.meeting(&[Fate::Held("mail_unreachable"); 20]);
    for _ in 0..20 {
        assert_eq!(worker.drain().unwrap(), 1, "one probe, not one attempt a job");
        let held = [&probe, &other].map(|id| bench.job(id)).into_iter();
        let last = held.filter(|job| job.state == JobState::Held).max_by_key(|job| job.due).unwrap();
        bench.pass_until_due(&last.id);
    }
    let tried = [&probe, &other].map(|id| bench.job(id));
    assert!(tried.iter().all(|job| (job.failures, job.attempts) == (0, 10)), "in turn: {tried:?}");
    assert_eq!(tried[0].problem.as_deref(), Some("mail_unreachable"));
    assert_eq!(worker.drain().unwrap(), 2);
    assert!([probe, other].iter().all(|id| bench.job(id).state == JobState::Done));
}

#[rstest]
fn a_job_that_holds_the_queue_by_itself_does_not_hold_it_for_ever(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(bench) = Bench::new(engine) else { return };
    let held = bench.queue();
    let worker = bench.meeting(&[Fate::Held("sender"), Fate::Done, Fate::Done, Fate::Held("sender")]);
    assert_eq!(worker.drain().unwrap(), 1);
    let others = [bench.queue(), bench.queue()];
    assert_eq!(worker.drain().unwrap(), 0, "the queue waits");
    bench.pass_until_due(&held);
    assert_eq!(worker.drain().unwrap(), 3);
    assert!(others.iter().all(|id| bench.job(id).state == JobState::Done));
    assert_eq!((bench.job(&held).state, bench.job(&held).attempts), (JobState::Held, 2));
}

#[rstest]
fn a_job_in_the_middle_of_which_workers_end_again_and_again_is_given_up(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut bench) = Bench::new(engine) else { return };
    bench.config.attempts = 2;
    let id = bench.queue();
    let lease = TimeDelta::from_std(bench.config.lease()).unwrap();
    for _ in 0..2 {
        bench.claim(lease).unwrap();
        bench.clock.advance(lease);
    }
    let worker = bench.worker(vec![Box::new(|_| panic!("must not run"))]);
    assert_eq!(worker.drain().unwrap(), 1);
    let job = bench.job(&id);
    assert_eq!((job.state, job.problem.as_deref()), (JobState::Dead, Some("broken_off")));
}

#[rstest]
fn a_panic_or_a_failing_store_is_a_failure_of_the_attempt_only(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(bench) = Bench::new(engine) else { return };
    let id = bench.queue();
    let doings: Vec<Doing> = vec![Box::new(|_| panic!("a fault of ours")), Box::new(|_| Err(DbError::Busy))];
    let worker = bench.worker(doings);
    for problem in ["panic", "store"] {
        assert_eq!(worker.drain().unwrap(), 1);
        assert_eq!(bench.job(&id).problem.as_deref(), Some(problem));
        bench.pass_until_due(&id);
    }
    worker.drain().unwrap();
    assert_eq!(bench.job(&id).state, JobState::Done);
}

type Noted = Arc<Mutex<Vec<String>>>;

fn noting(noted: &Noted, name: &str) -> Attempted {
    let (noted, name) = (noted.clone(), name.to_owned());
    let record = move |_: &mut Conn, ending: Ending<'_>| {
        noted.lock().unwrap().push(format!("{name} {}", matches!(ending, Ending::Complete)));
        Ok(())
    };
    Attempted { fate: Fate::Done, record: Box::new(record) }
}

#[rstest]
fn a_worker_whose_lease_ran_out_writes_nothing(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(bench) = Bench::new(engine) else { return };
    let id = bench.queue();
    let noted = Noted::default();
    let overtaking = {
        let noted = noted.clone();
        bench.worker(vec![Box::new(move |_| Ok(noting(&noted, "second")))])
    };
    let lease = TimeDelta::from_std(bench.config.lease()).unwrap();
    let slow = {
        let (clock, noted) = (bench.clock.clone(), noted.clone());
        bench.worker(vec![Box::new(move |_| {
            clock.advance(lease);
            assert_eq!(overtaking.drain().unwrap(), 1);
            Ok(noting(&noted, "first"))
        })])
    };
    slow.run_one().unwrap();
    assert_eq!(*noted.lock().unwrap(), ["second true"]);
    assert_eq!((bench.job(&id).state, bench.job(&id).attempts), (JobState::Done, 2));
}

#[rstest]
fn what_an_attempt_writes_is_written_with_its_end_or_not_at_all(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(bench) = Bench::new(engine) else { return };
    let id = bench.queue();
    let failing: Doing =
        Box::new(|_| Ok(Attempted { fate: Fate::Done, record: Box::new(|_, _| Err(DbError::NotFound)) }));
    let worker = bench.worker(vec![failing]);
    assert!(matches!(worker.drain(), Err(DbError::NotFound)));
    let job = bench.job(&id);
    assert_eq!((job.state, job.attempts), (JobState::Queued, 1));
    assert_eq!(worker.drain().unwrap(), 0, "its lease still runs");
    bench.clock.advance(TimeDelta::from_std(bench.config.lease()).unwrap());
    assert_eq!(worker.drain().unwrap(), 1);
    assert_eq!(bench.job(&id).state, JobState::Done);
}

#[rstest]
fn an_end_that_the_store_cannot_take_is_written_when_it_is_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(bench) = Bench::new(engine) else { return };
    let id = bench.queue();
    let (left, runs) = (Arc::new(Mutex::new(3)), Arc::new(Mutex::new(0)));
    let (away, ran, bell) = (left.clone(), runs.clone(), Arc::new(Mutex::new(None)));
    let rung = bell.clone();
    let doing: Doing = Box::new(move |_| {
        *ran.lock().unwrap() += 1;
        let (away, rung) = (away.clone(), rung.clone());
        let record = move |_: &mut Conn, _: Ending<'_>| {
            let mut left = away.lock().unwrap();
            if *left == 0 {
                return Ok(());
            }
            *left -= 1;
            // Rung before it waits, so that nobody waits.
            rung.lock().unwrap().iter().for_each(|wake: &Arc<Wake>| wake.ring());
            Err(DbError::Unavailable("away".to_owned()))
        };
        Ok(Attempted { fate: Fate::Done, record: Box::new(record) })
    });
    let worker = bench.worker(vec![doing]);
    *bell.lock().unwrap() = Some(worker.wake());
    assert_eq!(worker.drain().unwrap(), 1);
    assert_eq!((bench.job(&id).state, *left.lock().unwrap(), *runs.lock().unwrap()), (JobState::Done, 0, 1));
}
