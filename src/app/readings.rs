//! How the work stands now, for whoever watches the service.

use super::App;
use crate::db::jobs::{self, JobState};
use crate::db::{Connections, DbError, alerts};

/// Work that waits in the store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// How many jobs of each kind stand in each state.
    pub jobs: Vec<(String, JobState, i64)>,
    /// For how many seconds the job that has waited longest has been due.
    pub overdue_seconds: i64,
    /// Alerts that nobody has acknowledged.
    pub alerts: i64,
}

/// What can be read without counting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings {
    /// What the store says; `None` when it does not answer.
    pub backlog: Option<Backlog>,
    /// Connections to the store.
    pub connections: Connections,
    /// Statements that this process has asked of the store.
    pub statements: u64,
    /// Open offers that do not read back.
    pub unreadable_offers: usize,
    /// Seconds since all open offers were last read afresh, once they have been.
    pub offers_age_seconds: Option<i64>,
}

impl App {
    /// How the work stands now.
    #[must_use]
    pub fn readings(&self) -> Readings {
        let backlog = self.backlog().inspect_err(|error| tracing::warn!(%error, "metrics.store_away")).ok();
        let age = self.offers.read_at().map(|read_at| (self.clock.now() - read_at).num_seconds());
        Readings {
            backlog,
            connections: self.db.connections(),
            statements: self.db.statements(),
            unreadable_offers: self.offers.unreadable(),
            offers_age_seconds: age,
        }
    }

    fn backlog(&self) -> Result<Backlog, DbError> {
        let now = self.clock.now();
        self.db.read(|c| {
            let since = jobs::overdue_since(c, now)?;
            Ok(Backlog {
                jobs: jobs::tally(c)?,
                overdue_seconds: since.map_or(0, |since| (now - since).num_seconds()),
                alerts: alerts::count_waiting(c)?,
            })
        })
    }
}
