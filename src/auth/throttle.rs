//! How often somebody may try to sign in: by client address in memory, by account in the store.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use governor::clock::Clock as GovernorClock;
use governor::nanos::Nanos;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use super::address::bucket;
use crate::clock::Clock;

/// Attempts that one address may make at once; afterwards one every [`REFILL`].
const BURST: NonZeroU32 = NonZeroU32::MIN.saturating_add(29);
const REFILL: Duration = Duration::from_secs(2);

/// Beyond this many addresses in memory, those that have been quiet are forgotten.
const CROWD: usize = 10_000;

/// Wrong passwords in a row that an account forgives.
pub const FREE_FAILURES: i32 = 5;
const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// Failures older than this count no more.
pub const MEMORY: TimeDelta = TimeDelta::days(1);

/// How long an account must wait after so many wrong passwords in a row, the last of them at
/// `last`: nothing for the first few, then twice as long each time, never longer than a
/// quarter of an hour, so that nobody can lock somebody else out for good.
#[must_use]
pub fn account_wait(failures: i32, last: DateTime<Utc>, now: DateTime<Utc>) -> Option<Duration> {
    if failures < FREE_FAILURES || now - last > MEMORY {
        return None;
    }
    let doublings = u32::try_from(failures - FREE_FAILURES).unwrap_or(0).min(10);
    let wait = (FIRST_WAIT * (1 << doublings)).min(LONGEST_WAIT);
    (last + wait - now).to_std().ok().filter(|left| !left.is_zero())
}

/// Counts attempts by client address, each replica for itself.
pub struct AddressThrottle {
    limiter: RateLimiter<
        IpAddr,
        DefaultKeyedStateStore<IpAddr>,
        Ticks,
        governor::middleware::NoOpMiddleware<Nanos>,
    >,
    ticks: Ticks,
}

impl AddressThrottle {
    /// A throttle on the injected clock.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let ticks = Ticks(clock);
        let quota =
            Quota::with_period(REFILL).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(BURST);
        let limiter = RateLimiter::new(quota, DefaultKeyedStateStore::default(), ticks.clone());
        Self { limiter, ticks }
    }

    /// Counts one attempt.
    ///
    /// # Errors
    /// How long to wait, when there were too many.
    pub fn check(&self, address: IpAddr) -> Result<(), Duration> {
        if self.limiter.len() > CROWD {
            self.limiter.retain_recent();
        }
        let verdict = self.limiter.check_key(&bucket(address));
        verdict.map_err(|early| early.wait_time_from(self.ticks.now()))
    }
}

/// The injected clock as the limiter wants it.
#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

impl GovernorClock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let nanos = self.0.now().timestamp_nanos_opt().unwrap_or(0);
        Nanos::from(u64::try_from(nanos).unwrap_or(0))
    }
}
