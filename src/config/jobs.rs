//! Work that outlives a request.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Fault, MailConfig};

/// Seconds kept between the end of a mail's time-out and the end of its lease, for the writes
/// before and after.
const LEASE_MARGIN: u64 = 30;

/// `jobs.*`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct JobsConfig {
    /// Whether `serve` works on jobs too; `false` where a separate `worker` does. Default `true`.
    pub in_serve: bool,
    /// How long a worker may hold a job before another may take it, in seconds: at least
    /// `mail.timeout_seconds` and 30 more. Default 180.
    pub lease_seconds: u64,
    /// How often a worker looks for jobs that nobody woke it for, in seconds. Default 5.
    pub poll_seconds: u64,
    /// The wait before the second attempt, in seconds; it doubles with each further one. Default 60.
    pub backoff_seconds: u64,
    /// The longest wait between two attempts, in seconds. Default 14,400 (4 hours).
    pub backoff_limit_seconds: u64,
    /// Attempts that may fail before a job is given up and shown as dead. Default 16: with the
    /// waits above, about a day and a half. Attempts held back by a fault of the settings do not count.
    pub attempts: u32,
    /// Whether webhooks may be posted to this machine and to private addresses, and to this machine without TLS.
    /// Default `false`: whoever makes a webhook then reaches no more than they can from outside.
    pub webhooks_to_own_network: bool,
}

impl Default for JobsConfig {
    fn default() -> Self {
        Self {
            in_serve: true,
            lease_seconds: 180,
            poll_seconds: 5,
            backoff_seconds: 60,
            backoff_limit_seconds: 4 * 60 * 60,
            attempts: 16,
            webhooks_to_own_network: false,
        }
    }
}

impl JobsConfig {
    /// [`Self::lease_seconds`].
    #[must_use]
    pub fn lease(&self) -> Duration {
        Duration::from_secs(self.lease_seconds)
    }

    /// [`Self::poll_seconds`].
    #[must_use]
    pub fn poll(&self) -> Duration {
        Duration::from_secs(self.poll_seconds)
    }

    pub(super) fn faults(&self, mail: &MailConfig) -> Vec<Fault> {
        let mut faults = Vec::new();
        let least = mail.timeout_seconds.saturating_add(LEASE_MARGIN);
        if self.lease_seconds < least {
            let reason = format!(
                "must be at least {least}: a second worker must not start while the first still sends"
            );
            faults.push(Fault::new("jobs.lease_seconds", reason));
        }
        let at_least_one = [
            ("jobs.poll_seconds", self.poll_seconds),
            ("jobs.backoff_seconds", self.backoff_seconds),
            ("jobs.attempts", u64::from(self.attempts)),
        ];
        let zero = at_least_one.into_iter().filter(|(_, value)| *value == 0);
        faults.extend(zero.map(|(key, _)| Fault::new(key, "must be at least 1")));
        if self.backoff_limit_seconds < self.backoff_seconds {
            faults
                .push(Fault::new("jobs.backoff_limit_seconds", "must not be less than jobs.backoff_seconds"));
        }
        faults
    }
}
