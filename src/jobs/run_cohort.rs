//! Computes a cohort, a short step a job, so that what is queued meanwhile is not held up.

use std::sync::Arc;

use super::task::Record;
use super::{Attempted, Fate, Task};
use crate::app::App;
use crate::db::jobs::{Ending, Job};
use crate::db::{Conn, DbError};
use crate::domain::ids::CohortId;
use crate::outbox::RUN_COHORT;
use crate::services::ServiceError;
use crate::services::cohorts::run;

/// See the module.
pub struct RunCohort(Arc<App>);

impl RunCohort {
    /// The task over the service's parts.
    #[must_use]
    pub fn new(app: Arc<App>) -> Self {
        Self(app)
    }
}

impl Task for RunCohort {
    fn kind(&self) -> &'static str {
        RUN_COHORT
    }

    fn run(&self, job: &Job) -> Result<Attempted, DbError> {
        let Ok(cohort) = CohortId::parse(&job.subject_id) else { return Ok(Attempted::plain(Fate::Done)) };
        match run::step(&self.0, &cohort) {
            Ok(None) => Ok(Attempted::plain(Fate::Done)),
            Ok(Some(found)) => {
                let app = self.0.clone();
                let record = move |c: &mut Conn, _: Ending<'_>| run::write(c, &app, &found);
                Ok(Attempted { fate: Fate::Done, record: Box::new(record) })
            }
            Err(ServiceError::Store(error)) => Err(error),
            Err(ServiceError::Busy) => Err(DbError::Busy),
            Err(other) => {
                tracing::error!(error = %other, "a cohort cannot be computed");
                Ok(Attempted { fate: Fate::Refused("broken_off"), record: self.abandoned(job, "broken_off") })
            }
        }
    }

    fn abandoned(&self, job: &Job, problem: &'static str) -> Record {
        let (app, cohort) = (self.0.clone(), CohortId::parse(&job.subject_id));
        Box::new(move |c, ending| match (&cohort, ending) {
            (Ok(cohort), Ending::Bury { .. }) => run::give_up(c, &app, cohort, problem),
            _ => Ok(()),
        })
    }
}
