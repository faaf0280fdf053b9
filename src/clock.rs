//! The injected sources of time, identifiers and randomness: nothing else in the crate reads the
//! system's clock or draws a random byte, so every test and every re-dated demo is repeatable.

pub mod ids;
pub mod random;

pub use ids::{CountedIds, IdSource, SystemIds, random_reference};
pub use random::{Random, SystemRandom};

use std::sync::{Mutex, PoisonError};

use chrono::{DateTime, DurationRound, NaiveDate, TimeDelta, Utc};
use chrono_tz::Europe::London;

/// How far two machines' clocks may differ before one of them is at fault.
pub const CLOCKS_DIFFER: TimeDelta = TimeDelta::seconds(30);

/// The one source of "now".
pub trait Clock: Send + Sync {
    /// The present instant, cut to microseconds: PostgreSQL keeps no more, and a value must read
    /// back as it was written on both engines.
    fn now(&self) -> DateTime<Utc>;

    /// Today's date on a wall calendar in England and Wales.
    fn today_in_london(&self) -> NaiveDate {
        day_in_london(self.now())
    }
}

/// The date on a wall calendar in England and Wales at an instant.
#[must_use]
pub fn day_in_london(at: DateTime<Utc>) -> NaiveDate {
    at.with_timezone(&London).date_naive()
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> DateTime<Utc> {
        cut_to_microseconds(Utc::now())
    }
}

/// A clock that stands still until it is moved: for tests, and for showing a service as it will
/// be on another date.
#[derive(Debug)]
pub struct FixedClock(Mutex<DateTime<Utc>>);

impl FixedClock {
    /// A clock standing at `instant`.
    #[must_use]
    pub fn at(instant: DateTime<Utc>) -> Self {
        Self(Mutex::new(cut_to_microseconds(instant)))
    }

    /// Moves the clock to `instant`, forwards or back.
    pub fn set(&self, instant: DateTime<Utc>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = cut_to_microseconds(instant);
    }

    /// Moves the clock forwards by `delta`.
    pub fn advance(&self, delta: TimeDelta) {
        self.set(self.now() + delta);
    }
}

impl Clock for FixedClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Cuts an instant that came from outside (a file, a header) as [`Clock::now`] is cut.
#[must_use]
pub fn cut_to_microseconds(instant: DateTime<Utc>) -> DateTime<Utc> {
    instant.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(instant)
}
