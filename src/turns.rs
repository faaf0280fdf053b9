//! A bounded number of turns for work that takes memory or a core while it lasts.

use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;

/// So many pieces of work at once; the others wait.
pub struct Turns {
    free: Mutex<usize>,
    given_back: Condvar,
    patience: Duration,
}

impl Turns {
    /// So many at once, at least one; others wait for a turn as long as this.
    #[must_use]
    pub fn new(at_once: usize, patience: Duration) -> Self {
        Self { free: Mutex::new(at_once.max(1)), given_back: Condvar::new(), patience }
    }

    /// Works when a turn is free; `None` when none was in time.
    pub fn take<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        let free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let (mut free, waited) = self
            .given_back
            .wait_timeout_while(free, self.patience, |free| *free == 0)
            .unwrap_or_else(PoisonError::into_inner);
        if waited.timed_out() {
            return None;
        }
        *free -= 1;
        drop(free);
        let _turn = Taken(self);
        Some(work())
    }
}

/// A turn, given back however the work ends.
struct Taken<'a>(&'a Turns);

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.0.free.lock().unwrap_or_else(PoisonError::into_inner) += 1;
        self.0.given_back.notify_one();
    }
}
