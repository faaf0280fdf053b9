//! How often a sign-in may fail: by account and place in the store, by address in memory. Only failures count.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};

use super::address::bucket;
use crate::clock::{CLOCKS_DIFFER, Clock};

/// Wrong passwords in a row that an account forgives from one place: an address or a known device.
pub const FREE_FROM_ONE_PLACE: i32 = 5;

/// Wrong passwords in a row that an account forgives from everywhere together (NIST SP 800-63B, 3.2.2: no more
/// than 100). Beyond it only places that the account has been signed in from may go on trying.
pub const FREE_FROM_EVERYWHERE: i32 = 100;

const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(15);

/// Failures older than this no longer count.
pub const MEMORY: TimeDelta = TimeDelta::days(1);

/// How long to wait after so many wrong passwords in a row, the last of them at `last`: nothing for the first
/// `free`, then twice as long each time, never longer than a quarter of an hour. Where `last` is yet to come a clock was
/// put back: nobody waits until it is there again.
#[must_use]
pub fn wait_after(free: i32, failures: i32, last: DateTime<Utc>, now: DateTime<Utc>) -> Option<Duration> {
    if failures < free || now - last > MEMORY || last - now > CLOCKS_DIFFER {
        return None;
    }
    let doublings = u32::try_from(failures.saturating_sub(free)).unwrap_or(0).min(10);
    let wait = (FIRST_WAIT * (1 << doublings)).min(LONGEST_WAIT);
    (last + wait - now).to_std().ok().filter(|left| !left.is_zero())
}

/// How many failures an address may have.
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    /// At once.
    pub burst: i32,
    /// Afterwards one in each of these.
    pub refill: TimeDelta,
}

impl Budget {
    /// Wrong passwords from one address.
    pub const SIGN_IN: Self = Self { burst: 30, refill: TimeDelta::seconds(2) };
    /// Refresh tokens that are not accepted. A school signs in again after the holidays behind one address, and a
    /// token cannot be guessed: the budget only bounds the work.
    pub const REFRESH: Self = Self { burst: 600, refill: TimeDelta::milliseconds(100) };
    /// Links that are not ours. A code cannot be guessed: the budget only bounds the work.
    pub const LINKS: Self = Self { burst: 60, refill: TimeDelta::seconds(1) };
}

/// Beyond this many addresses in memory, those that have paid are forgotten.
const CROWD: usize = 10_000;

/// Counts failures by client address, each replica for itself: the generic cell rate algorithm, charged after the
/// fact, which rate limiters that count every call cannot do.
pub struct AddressThrottle {
    budget: Budget,
    clock: Arc<dyn Clock>,
    /// When the failures of an address are paid for.
    paid: Mutex<BTreeMap<IpAddr, DateTime<Utc>>>,
}

impl AddressThrottle {
    /// A throttle on the injected clock.
    #[must_use]
    pub fn new(budget: Budget, clock: Arc<dyn Clock>) -> Self {
        Self { budget, clock, paid: Mutex::default() }
    }

    /// Whether an address may try; counts nothing.
    ///
    /// # Errors
    /// How long to wait, when it has failed too often.
    pub fn check(&self, address: IpAddr) -> Result<(), Duration> {
        let now = self.clock.now();
        let paid = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(paid) = paid.get(&bucket(address)) else { return Ok(()) };
        if *paid > self.most(now) {
            return Ok(());
        }
        let free = self.budget.refill * (self.budget.burst - 1);
        match (*paid - now - free).to_std() {
            Ok(left) if !left.is_zero() => Err(left),
            _ => Ok(()),
        }
    }

    /// Counts a failure.
    pub fn failed(&self, address: IpAddr) {
        let now = self.clock.now();
        let mut paid = self.paid.lock().unwrap_or_else(PoisonError::into_inner);
        if paid.len() >= CROWD {
            paid.retain(|_, until| *until > now);
        }
        let until = paid.entry(bucket(address)).or_insert(now);
        let begun = if *until > self.most(now) { now } else { (*until).max(now) };
        *until = (begun + self.budget.refill).min(self.most(now));
    }

    /// The latest instant at which a debt made by now can be paid. One that is due later was made before the clock was
    /// put back, and is forgotten.
    fn most(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        now + self.budget.refill * self.budget.burst + LONGEST_WAIT
    }
}
