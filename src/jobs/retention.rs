//! Forgetting what is no longer needed, at most once a day.
//!
//! The work is a job like any other: one is queued when a worker starts, unless one waits already,
//! and each queues the next in the transaction that ends it. So it runs once however many replicas
//! there are.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use tracing::{error, info};

use super::{Attempted, Fate, Task};
use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::config::RetentionConfig;
use crate::db::jobs::{self, Ending, Job, NewJob};
use crate::db::{
    Conn, DbError, access_log, changes, disclosures, idempotency, imports, letters, login_failures,
    mailed_links, refresh_families, webhooks,
};
use crate::domain::ids::JobId;

/// The kind of job; at most one is unfinished.
pub const KIND: &str = "retention";

/// From one run to the next.
const PERIOD: TimeDelta = TimeDelta::days(1);

/// Days that a file that was brought in is kept, with what is needed to undo it.
const IMPORT_DAYS: u16 = 1;

/// The task.
pub struct Retention {
    app: Arc<App>,
}

impl Retention {
    /// Deletes from the app's store, by its clock and its settings.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { app }
    }

    /// Deletes what is too old, each kind in a transaction of its own; returns how many rows.
    ///
    /// # Errors
    /// [`DbError`]; what was deleted before stays deleted.
    pub fn sweep(&self) -> Result<usize, DbError> {
        type Prune = fn(&mut Conn, DateTime<Utc>) -> Result<usize, DbError>;
        let keep = &self.app.config.retention;
        let kinds: [(&str, u16, Prune); 11] = [
            ("jobs", keep.jobs_days, jobs::prune),
            ("letters about accounts", keep.jobs_days, letters::prune),
            ("messages of webhooks", keep.jobs_days, webhooks::prune),
            ("files that were brought in", IMPORT_DAYS, imports::prune),
            ("replies", keep.replies_days, idempotency::prune),
            ("changes", keep.changes_days, changes::prune),
            ("sign-ins", keep.sign_ins_days, refresh_families::prune),
            ("failed sign-ins", keep.sign_ins_days, login_failures::prune),
            ("mailed links", keep.sign_ins_days, mailed_links::prune),
            ("looks", keep.logs_days, access_log::prune),
            ("receipts", keep.logs_days, disclosures::prune),
        ];
        let now = self.app.clock.now();
        let mut all = 0;
        for (what, days, prune) in kinds {
            let rows = self
                .app
                .write(&Permit::exempt(Exemption::Job), |c| prune(c, now - RetentionConfig::span(days)))?;
            if rows > 0 {
                info!(what, rows, "forgotten");
            }
            all += rows;
        }
        Ok(all)
    }
}

/// Queues a run unless one waits.
fn queue(c: &mut Conn, app: &App, due: DateTime<Utc>) -> Result<(), DbError> {
    let id = JobId::parse(&app.ids.next_id()).map_err(|error| DbError::Rule(error.to_string()))?;
    let job = NewJob { id: &id, kind: KIND, subject_id: KIND, dedup: Some(KIND), due };
    jobs::enqueue(c, &job, app.clock.now()).map(drop)
}

impl Task for Retention {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn begin(&self) -> Result<(), DbError> {
        let app = &self.app;
        app.write(&Permit::exempt(Exemption::Job), |c| queue(c, app, app.clock.now()))
    }

    fn run(&self, _: &Job) -> Result<Attempted, DbError> {
        let fate = match self.sweep() {
            Ok(_) => Fate::Done,
            Err(failure) => {
                error!(error = %failure, "what is too old cannot be deleted");
                Fate::Failed("store")
            }
        };
        let app = self.app.clone();
        let next = app.clock.now() + PERIOD;
        let record = move |c: &mut Conn, ending: Ending<'_>| match ending {
            Ending::Complete | Ending::Bury { .. } => queue(c, &app, next),
            Ending::Retry { .. } | Ending::Hold { .. } => Ok(()),
        };
        Ok(Attempted { fate, record: Box::new(record) })
    }
}
