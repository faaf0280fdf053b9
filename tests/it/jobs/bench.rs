//! A worker on a store of its own, with a task that does as it is told.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use placewell::app::Wake;
use placewell::clock::{Clock, CountedIds, FixedClock, IdSource};
use placewell::config::JobsConfig;
use placewell::db::DbError;
use placewell::db::jobs::{self, Job, NewJob};
use placewell::domain::ids::JobId;
use placewell::jobs::{Attempted, Fate, Task, Worker};

use crate::support::database::{Engine, TestDb};
use crate::support::random::RepeatableRandom;

pub(super) const KIND: &str = "told";

/// What happens when the task runs.
pub(super) type Doing = Box<dyn Fn(&Job) -> Result<Attempted, DbError> + Send + Sync>;

struct Told(Mutex<VecDeque<Doing>>);

impl Task for Told {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn run(&self, job: &Job) -> Result<Attempted, DbError> {
        let doing = self.0.lock().unwrap().pop_front();
        doing.map_or_else(|| Ok(Attempted::plain(Fate::Done)), |doing| doing(job))
    }
}

pub(super) struct Bench {
    pub(super) store: Arc<TestDb>,
    pub(super) clock: Arc<FixedClock>,
    pub(super) config: JobsConfig,
    ids: CountedIds,
}

impl Bench {
    pub(super) fn new(engine: Engine) -> Option<Self> {
        let start: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        Some(Self {
            store: Arc::new(TestDb::new(engine)?),
            clock: Arc::new(FixedClock::at(start)),
            config: JobsConfig::default(),
            ids: CountedIds::default(),
        })
    }

    pub(super) fn worker(&self, doings: Vec<Doing>) -> Worker {
        let task: Box<dyn Task> = Box::new(Told(Mutex::new(doings.into())));
        let random = Arc::new(RepeatableRandom::seeded(1));
        let wake = Arc::new(Wake::default());
        Worker::new(self.store.db.clone(), self.clock.clone(), random, self.config.clone(), vec![task], wake)
    }

    /// A worker whose task meets these fates, one an attempt, then succeeds.
    pub(super) fn meeting(&self, fates: &[Fate]) -> Worker {
        let plain = |fate: &Fate| -> Doing {
            let fate = *fate;
            Box::new(move |_| Ok(Attempted::plain(fate)))
        };
        self.worker(fates.iter().map(plain).collect())
    }

    pub(super) fn queue(&self) -> JobId {
        let id = JobId::parse(&self.ids.next_id()).unwrap();
        let now = self.clock.now();
        let job = NewJob { id: &id, kind: KIND, subject_id: "d1", dedup: None, due: now };
        assert!(self.store.db.write(|c| jobs::enqueue(c, &job, now)).unwrap());
        id
    }

    /// Claims a job as a worker does that then ends without a word.
    pub(super) fn claim(&self, lease: TimeDelta) -> Option<Job> {
        let now = self.clock.now();
        self.store.db.write(|c| jobs::claim(c, &[KIND], now, now + lease)).unwrap()
    }

    pub(super) fn job(&self, id: &JobId) -> Job {
        self.store.db.read(|c| jobs::get(c, id)).unwrap()
    }

    /// Moves the clock to when the job is due; gives how long that was.
    pub(super) fn pass_until_due(&self, id: &JobId) -> TimeDelta {
        let wait = self.job(id).due - self.clock.now();
        self.clock.advance(wait);
        wait
    }
}
