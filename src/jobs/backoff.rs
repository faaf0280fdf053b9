//! How long to wait before trying again.

use chrono::TimeDelta;

use crate::clock::Random;
use crate::config::JobsConfig;

/// The wait after the `failures`-th failure (1 is the first): the first wait doubled with each
/// further failure up to the limit, and up to a quarter more by chance, so that jobs that failed
/// together do not come back together.
#[must_use]
pub fn after_failure(config: &JobsConfig, failures: u32, random: &dyn Random) -> TimeDelta {
    let doubled =
        2_u64.checked_pow(failures.saturating_sub(1)).and_then(|n| n.checked_mul(config.backoff_seconds));
    with_jitter(
        doubled.map_or(config.backoff_limit_seconds, |wait| wait.min(config.backoff_limit_seconds)),
        random,
    )
}

/// The wait before a queue that a fault holds is probed again: the first wait, with its jitter.
#[must_use]
pub fn while_held(config: &JobsConfig, random: &dyn Random) -> TimeDelta {
    with_jitter(config.backoff_seconds, random)
}

fn with_jitter(seconds: u64, random: &dyn Random) -> TimeDelta {
    let millis = seconds.saturating_mul(1000);
    let chance = random.below(millis / 4 + 1);
    TimeDelta::milliseconds(i64::try_from(millis.saturating_add(chance)).unwrap_or(i64::MAX / 1_000_000))
}
