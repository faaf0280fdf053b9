//! A worker in its thread: woken, and stopped.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use placewell::app::Wake;
use placewell::db::jobs::JobState;
use placewell::jobs::{Attempted, Fate};

use super::bench::{Bench, Doing};
use crate::support::database::Engine;

/// Longer than any test should take; only a fault waits so long.
const PATIENCE: Duration = Duration::from_secs(30);

fn telling() -> (Doing, Receiver<()>) {
    let (sender, receiver) = channel();
    let doing: Doing = Box::new(move |_| {
        sender.send(()).unwrap();
        Ok(Attempted::plain(Fate::Done))
    });
    (doing, receiver)
}

#[test]
fn a_ring_wakes_the_worker_long_before_its_next_look() {
    let mut bench = Bench::new(Engine::Sqlite).unwrap();
    bench.config.poll_seconds = 3600;
    let (doing, ran) = telling();
    let worker = bench.worker(vec![doing]);
    let wake = worker.wake();
    let running = worker.start().unwrap();
    let id = bench.queue();
    wake.ring();
    ran.recv_timeout(PATIENCE).unwrap();
    running.stop();
    assert_eq!(bench.job(&id).state, JobState::Done, "stopping waits for the job in hand");
}

#[test]
fn starting_releases_what_an_earlier_process_left_held() {
    let bench = Bench::new(Engine::Sqlite).unwrap();
    let id = bench.queue();
    bench.meeting(&[Fate::Held("mail_login_refused")]).drain().unwrap();
    assert_eq!(bench.job(&id).state, JobState::Held);
    let (doing, ran) = telling();
    let running = bench.worker(vec![doing]).start().unwrap();
    ran.recv_timeout(PATIENCE).unwrap();
    drop(running);
    assert_eq!(bench.job(&id).state, JobState::Done);
}

#[test]
fn a_bell_rung_before_anybody_listens_is_heard_once() {
    let wake = Arc::new(Wake::default());
    wake.ring();
    let begun = Instant::now();
    wake.wait(PATIENCE);
    assert!(begun.elapsed() < PATIENCE);
    wake.wait(Duration::from_millis(1));
    wake.stop();
    wake.wait(PATIENCE);
    assert!(wake.stopped() && begun.elapsed() < PATIENCE);
}
