//! Writes the reminders that fall due.

use std::sync::Arc;

use chrono::TimeDelta;

use super::recurring::Recurring;
use super::task::Record;
use super::{Attempted, Task};
use crate::app::App;
use crate::db::DbError;
use crate::db::jobs::Job;
use crate::services::reminders;

/// The kind of job; at most one is unfinished.
pub const KIND: &str = "remind";

/// The task.
pub struct Remind(Recurring);

impl Remind {
    /// Looks into the app's store, by its clock.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self(Recurring { app, kind: KIND, look: reminders::remind, after_failure: TimeDelta::minutes(5) })
    }
}

impl Task for Remind {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn begin(&self) -> Result<(), DbError> {
        self.0.begin()
    }

    fn run(&self, _: &Job) -> Result<Attempted, DbError> {
        Ok(self.0.run())
    }

    fn abandoned(&self, _: &Job, _: &'static str) -> Record {
        self.0.abandoned()
    }
}
