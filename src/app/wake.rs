//! How a request tells the worker in its process that there is work.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// A bell. Ringing it before anybody listens is heard by the next who does.
#[derive(Debug, Default)]
pub struct Wake {
    state: Mutex<State>,
    bell: Condvar,
}

#[derive(Debug, Default)]
struct State {
    rung: bool,
    stopped: bool,
}

impl Wake {
    /// Says that a job was queued; call it after the commit.
    pub fn ring(&self) {
        self.lock().rung = true;
        self.bell.notify_all();
    }

    /// Says that no more work is wanted.
    pub fn stop(&self) {
        self.lock().stopped = true;
        self.bell.notify_all();
    }

    /// Whether no more work is wanted.
    #[must_use]
    pub fn stopped(&self) -> bool {
        self.lock().stopped
    }

    /// Waits until the bell rings, work is no longer wanted, or `limit` has passed.
    pub fn wait(&self, limit: Duration) {
        let quiet = |state: &mut State| !state.rung && !state.stopped;
        let waited = self.bell.wait_timeout_while(self.lock(), limit, quiet);
        waited.unwrap_or_else(PoisonError::into_inner).0.rung = false;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
