//! Claims jobs, runs them, and writes how they ended.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::TimeDelta;
use tracing::{error, info, info_span, warn};

use super::{
    Attempted, Fate, Retention, RunCohort, SendBriefing, SendLetter, SendLink, SendWebhook, Task, backoff,
    remind, watch_arrivals,
};
use crate::app::{App, Wake};
use crate::auth::{Exemption, Permit};
use crate::clock::{Clock, Random};
use crate::config::JobsConfig;
use crate::db::jobs::{self, Ending, Job};
use crate::db::{Conn, Db, DbError};
use crate::telemetry::counters::Counters;

/// How long to wait before the end of an attempt is written again.
const AGAIN: Duration = Duration::from_millis(500);

/// Works on the queued jobs of the kinds that it has tasks for, one at a time.
pub struct Worker {
    db: Db,
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    config: JobsConfig,
    tasks: Vec<Box<dyn Task>>,
    wake: Arc<Wake>,
    counters: Counters,
}

impl Worker {
    /// A worker that does nothing until told.
    #[must_use]
    pub fn new(
        db: Db,
        clock: Arc<dyn Clock>,
        random: Arc<dyn Random>,
        config: JobsConfig,
        tasks: Vec<Box<dyn Task>>,
        wake: Arc<Wake>,
    ) -> Self {
        Self { db, clock, random, config, tasks, wake, counters: Counters::default() }
    }

    /// The service's worker, with every task there is.
    #[must_use]
    pub fn of(app: &Arc<App>) -> Self {
        let db = app.store(&Permit::exempt(Exemption::Job));
        let App { clock, random, config, wake, .. } = app.as_ref();
        let tasks: Vec<Box<dyn Task>> = vec![
            Box::new(SendBriefing::new(app.clone())),
            Box::new(SendLetter::new(app.clone())),
            Box::new(SendLink::new(app.clone())),
            Box::new(RunCohort::new(app.clone())),
            Box::new(SendWebhook::new(app.clone())),
            Box::new(watch_arrivals(app.clone())),
            Box::new(remind(app.clone())),
            Box::new(Retention::new(app.clone())),
        ];
        let worker =
            Self::new(db.clone(), clock.clone(), random.clone(), config.jobs.clone(), tasks, wake.clone());
        Self { counters: app.counters.clone(), ..worker }
    }

    /// The bell that wakes this worker.
    #[must_use]
    pub fn wake(&self) -> Arc<Wake> {
        self.wake.clone()
    }

    /// Works until the bell says stop: at every ring, and every `jobs.poll_seconds` besides. Jobs
    /// that an earlier process left held are tried at once: the fault may have been mended.
    pub fn work(&self) {
        let now = self.clock.now();
        if let Err(failure) = self.db.write(|c| jobs::release_held(c, now)) {
            error!(error = %failure, "held jobs cannot be released");
        }
        for task in &self.tasks {
            if let Err(failure) = task.begin() {
                error!(error = %failure, kind = task.kind(), "a task cannot be begun");
            }
        }
        while !self.wake.stopped() {
            if let Err(failure) = self.drain() {
                error!(error = %failure, "the queue cannot be worked on");
            }
            self.wake.wait(self.config.poll());
        }
    }

    /// Runs every job that is due now; gives how many attempts were made.
    ///
    /// # Errors
    /// [`DbError`] when the queue cannot be read or an ending cannot be written.
    pub fn drain(&self) -> Result<usize, DbError> {
        let mut attempts = 0;
        while !self.wake.stopped() && self.run_one()? {
            attempts += 1;
        }
        Ok(attempts)
    }

    /// Runs the job that has been due longest; `false` when none is due.
    ///
    /// # Errors
    /// As [`Self::drain`].
    pub fn run_one(&self) -> Result<bool, DbError> {
        let now = self.clock.now();
        let lease = TimeDelta::from_std(self.config.lease()).unwrap_or(TimeDelta::MAX);
        let kinds: Vec<&str> = self.tasks.iter().map(|task| task.kind()).collect();
        let Some(job) = self.db.write(|c| jobs::claim(c, &kinds, now, now + lease))? else {
            return Ok(false);
        };
        let span =
            info_span!("job", job.id = job.id.as_str(), job.kind = job.kind, job.attempt = job.attempts);
        span.in_scope(|| self.attempt(&job)).map(|()| true)
    }

    fn attempt(&self, job: &Job) -> Result<(), DbError> {
        let Attempted { fate, record } = self.run(job);
        let now = self.clock.now();
        let ending = self.ending(job, fate);
        let owned = self.write_end(|c| {
            let owned = jobs::end(c, &job.id, job.attempts, ending, now)?;
            if owned {
                record(c, ending)?;
            }
            Ok::<_, DbError>(owned)
        })?;
        self.counters.attempted(&job.kind, if owned { ending.label() } else { "overtaken" });
        match (owned, ending) {
            (false, _) => warn!("another attempt has taken the job over; this one is not written"),
            (_, Ending::Complete) => info!("done"),
            (_, Ending::Retry { due, problem }) => info!(problem, %due, "failed, to be tried again"),
            (_, Ending::Hold { due, problem }) => warn!(problem, %due, "the queue is held"),
            (_, Ending::Bury { problem }) => warn!(problem, "given up"),
        }
        Ok(())
    }

    /// Writes how an attempt ended. While the database is away it is tried again for as long as the lease lasts: an attempt
    /// whose end is not written is made once more, and its letter sent twice.
    fn write_end(&self, work: impl Fn(&mut Conn) -> Result<bool, DbError>) -> Result<bool, DbError> {
        let begun = Instant::now();
        loop {
            match self.db.write(&work) {
                Err(error)
                    if error.is_outage() && !self.wake.stopped() && begun.elapsed() < self.config.lease() =>
                {
                    self.wake.wait(AGAIN);
                }
                written => return written,
            }
        }
    }

    /// A panic or a failing store is a failure of the attempt, not the end of the worker.
    fn run(&self, job: &Job) -> Attempted {
        let Some(task) = self.tasks.iter().find(|task| task.kind() == job.kind) else {
            return Attempted::plain(Fate::Held("unknown_kind"));
        };
        let abandoned = |fate, problem| Attempted { fate, record: task.abandoned(job, problem) };
        if u32::try_from(job.failures).unwrap_or(u32::MAX) >= self.config.attempts {
            return abandoned(Fate::Refused("broken_off"), "broken_off");
        }
        match catch_unwind(AssertUnwindSafe(|| task.run(job))) {
            Ok(Ok(attempted)) => attempted,
            Ok(Err(failure)) => {
                error!(error = %failure, "the store failed during a job");
                abandoned(Fate::Failed("store"), "store")
            }
            Err(_) => abandoned(Fate::Failed("panic"), "panic"),
        }
    }

    fn ending(&self, job: &Job, fate: Fate) -> Ending<'static> {
        let failures = u32::try_from(job.failures).unwrap_or(u32::MAX).saturating_add(1);
        let random = self.random.as_ref();
        match fate {
            Fate::Done => Ending::Complete,
            Fate::Held(problem) => {
                Ending::Hold { due: self.clock.now() + backoff::while_held(&self.config, random), problem }
            }
            Fate::Failed(problem) if failures < self.config.attempts => {
                let wait = backoff::after_failure(&self.config, failures, random);
                Ending::Retry { due: self.clock.now() + wait, problem }
            }
            Fate::Failed(problem) | Fate::Refused(problem) => Ending::Bury { problem },
        }
    }
}
