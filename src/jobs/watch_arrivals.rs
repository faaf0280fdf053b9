//! Checks who is expected today but not ticked, and escalates alerts that nobody has acknowledged.
//!
//! The look is a job: one is queued when a worker starts, unless one waits already, and each queues the next in the
//! transaction that ends it. So it is made once however many replicas there are, and again by another worker when one
//! ends in the middle of it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::{Attempted, Fate, Task};
use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::db::jobs::{self, Ending, Job, NewJob};
use crate::db::{Conn, DbError};
use crate::domain::ids::JobId;
use crate::services::alerts;

/// The kind of job; at most one is unfinished.
pub const KIND: &str = "watch_arrivals";

/// When a look that failed is made again.
const AFTER_FAILURE: TimeDelta = TimeDelta::minutes(1);

/// The task.
pub struct WatchArrivals {
    app: Arc<App>,
}

impl WatchArrivals {
    /// Looks into the app's store, by its clock.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self { app }
    }
}

/// Queues a look unless one waits.
fn queue(c: &mut Conn, app: &App, due: DateTime<Utc>) -> Result<(), DbError> {
    let id = JobId::parse(&app.ids.next_id()).map_err(|error| DbError::Rule(error.to_string()))?;
    let job = NewJob { id: &id, kind: KIND, subject_id: KIND, dedup: Some(KIND), due };
    jobs::enqueue(c, &job, app.clock.now()).map(drop)
}

impl Task for WatchArrivals {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn begin(&self) -> Result<(), DbError> {
        let app = &self.app;
        app.write(&Permit::exempt(Exemption::Job), |c| queue(c, app, app.clock.now()))
    }

    fn run(&self, _: &Job) -> Result<Attempted, DbError> {
        let app = self.app.clone();
        // A look that failed is made again soon: waits that double would leave a learner unlooked for.
        let next = alerts::watch(&app).unwrap_or_else(|failure| {
            tracing::error!(error = %failure, "arrivals cannot be watched");
            app.clock.now() + AFTER_FAILURE
        });
        let record = move |c: &mut Conn, ending: Ending<'_>| match ending {
            Ending::Complete | Ending::Bury { .. } => queue(c, &app, next),
            Ending::Retry { .. } | Ending::Hold { .. } => Ok(()),
        };
        Ok(Attempted { fate: Fate::Done, record: Box::new(record) })
    }

    fn abandoned(&self, _: &Job, _: &'static str) -> super::task::Record {
        let app = self.app.clone();
        Box::new(move |c, ending| match ending {
            Ending::Bury { .. } => queue(c, &app, app.clock.now() + AFTER_FAILURE),
            _ => Ok(()),
        })
    }
}
