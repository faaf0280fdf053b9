//! A look that is made again and again.
//!
//! The look is a job: one is queued when a worker starts, unless one waits already, and each queues the next in the
//! transaction that ends it. So it is made once however many replicas there are, and again by another worker when one
//! ends in the middle of it.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::task::Record;
use super::{Attempted, Fate, Task};
use crate::app::App;
use crate::auth::{Exemption, Permit};
use crate::db::jobs::{self, Ending, Job, NewJob};
use crate::db::{Conn, DbError};
use crate::domain::ids::JobId;
use crate::services::{ServiceError, alerts, reminders};

/// The task.
pub struct Recurring {
    app: Arc<App>,
    /// The kind of job; at most one is unfinished.
    kind: &'static str,
    /// The look, which gives when to look again.
    look: fn(&App) -> Result<DateTime<Utc>, ServiceError>,
    /// When a look that failed is made again: waits that double would leave something unlooked at.
    after_failure: TimeDelta,
}

/// Checks who is expected today but not ticked, and escalates alerts that nobody has acknowledged.
#[must_use]
pub fn watch_arrivals(app: Arc<App>) -> Recurring {
    Recurring { app, kind: "watch_arrivals", look: alerts::watch, after_failure: TimeDelta::minutes(1) }
}

/// Writes the reminders that fall due.
#[must_use]
pub fn remind(app: Arc<App>) -> Recurring {
    Recurring { app, kind: "remind", look: reminders::remind, after_failure: TimeDelta::minutes(5) }
}

/// Queues a look unless one waits.
fn queue(c: &mut Conn, app: &App, kind: &'static str, due: DateTime<Utc>) -> Result<(), DbError> {
    let id = JobId::parse(&app.ids.next_id()).map_err(|error| DbError::Rule(error.to_string()))?;
    let job = NewJob { id: &id, kind, subject_id: kind, dedup: Some(kind), due };
    jobs::enqueue(c, &job, app.clock.now()).map(drop)
}

impl Task for Recurring {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn begin(&self) -> Result<(), DbError> {
        let app = &self.app;
        app.write(&Permit::exempt(Exemption::Job), |c| queue(c, app, self.kind, app.clock.now()))
    }

    fn run(&self, _: &Job) -> Result<Attempted, DbError> {
        let (app, kind) = (self.app.clone(), self.kind);
        let next = (self.look)(&app).unwrap_or_else(|failure| {
            tracing::error!(error = %failure, kind, "a look failed; it is made again soon");
            app.clock.now() + self.after_failure
        });
        let record = move |c: &mut Conn, ending: Ending<'_>| match ending {
            Ending::Complete | Ending::Bury { .. } => queue(c, &app, kind, next),
            Ending::Retry { .. } | Ending::Hold { .. } => Ok(()),
        };
        Ok(Attempted { fate: Fate::Done, record: Box::new(record) })
    }

    fn abandoned(&self, _: &Job, _: &'static str) -> Record {
        let (app, kind, wait) = (self.app.clone(), self.kind, self.after_failure);
        Box::new(move |c, ending| match ending {
            Ending::Bury { .. } => queue(c, &app, kind, app.clock.now() + wait),
            _ => Ok(()),
        })
    }
}
