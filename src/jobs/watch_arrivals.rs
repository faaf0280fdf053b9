//! Checks who is expected today but not ticked, and escalates alerts that nobody has acknowledged.

use std::sync::Arc;

use chrono::TimeDelta;

use super::recurring::Recurring;
use super::task::Record;
use super::{Attempted, Task};
use crate::app::App;
use crate::db::DbError;
use crate::db::jobs::Job;
use crate::services::alerts;

/// The kind of job; at most one is unfinished.
pub const KIND: &str = "watch_arrivals";

/// The task.
pub struct WatchArrivals(Recurring);

impl WatchArrivals {
    /// Looks into the app's store, by its clock.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self(Recurring { app, kind: KIND, look: alerts::watch, after_failure: TimeDelta::minutes(1) })
    }
}

impl Task for WatchArrivals {
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
