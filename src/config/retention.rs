//! How long what is no longer needed is kept.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use super::Fault;

/// `retention.*`: a job deletes what is older, once a day.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionConfig {
    /// Days that a finished job is kept; one that was given up stays to be seen. Default 30.
    pub jobs_days: u16,
    /// Days in which a repeated request gets the reply of the first. Default 2.
    pub replies_days: u16,
    /// Days that the log of changes is kept for replicas to follow. Default 7, at least 2.
    pub changes_days: u16,
    /// Days that an ended sign-in, and the count of failed ones, are kept. Default 30.
    pub sign_ins_days: u16,
    /// Days that the logs of who looked and of what was disclosed are kept. Default 2,190, six
    /// years: as long as a claim about them can be made.
    pub logs_days: u16,
}

impl Default for RetentionConfig {
    fn default() -> Self {
        Self { jobs_days: 30, replies_days: 2, changes_days: 7, sign_ins_days: 30, logs_days: 2190 }
    }
}

impl RetentionConfig {
    /// A period of days.
    #[must_use]
    pub fn span(days: u16) -> TimeDelta {
        TimeDelta::days(i64::from(days))
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        [
            ("retention.jobs_days", self.jobs_days, 1),
            ("retention.replies_days", self.replies_days, 1),
            ("retention.changes_days", self.changes_days, 2),
            ("retention.sign_ins_days", self.sign_ins_days, 1),
            ("retention.logs_days", self.logs_days, 30),
        ]
        .into_iter()
        .filter(|(_, days, least)| days < least)
        .map(|(key, _, least)| Fault::new(key, format!("must be at least {least}")))
        .collect()
    }
}
