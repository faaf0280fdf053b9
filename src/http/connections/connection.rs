//! What is known of one connection, by the stream, the requests on it, and whoever counts connections.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::Waker;

use tokio::time::Instant;

use super::pace::{Pace, Progress};

/// One connection.
#[derive(Debug)]
pub struct Connection {
    pace: Pace,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    progress: Progress,
    /// Requests that are read and not yet answered.
    in_hand: u32,
    gave_way: bool,
    /// Wakes the stream.
    waker: Option<Waker>,
}

/// For what a connection waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Waits {
    /// For the service.
    ForUs,
    /// For its client, until then.
    ForClient(Instant),
    /// For nothing: it gave way to another.
    No,
}

impl Connection {
    /// A connection that was just made.
    #[must_use]
    pub fn new(pace: Pace) -> Self {
        let progress = Progress::from(Instant::now());
        Self { pace, state: Mutex::new(State { progress, in_hand: 0, gave_way: false, waker: None }) }
    }

    /// A request is read: what comes next is up to the service.
    pub(super) fn begin_turn(&self) {
        self.lock().in_hand += 1;
    }

    /// A request is answered, or given up: what comes next is up to the client.
    pub(super) fn end_turn(&self, begun: bool) {
        let mut state = self.lock();
        if begun {
            state.in_hand = state.in_hand.saturating_sub(1);
        }
        state.progress = Progress::from(Instant::now());
    }

    pub(super) fn moved(&self, received: usize, sent: usize) {
        let mut state = self.lock();
        state.progress = state.progress.with(received, sent, Instant::now());
    }

    pub(super) fn waits(&self) -> Waits {
        let state = self.lock();
        match () {
            () if state.gave_way => Waits::No,
            () if state.in_hand > 0 => Waits::ForUs,
            () => Waits::ForClient(state.progress.deadline(self.pace)),
        }
    }

    /// Has `waker` woken when the connection gives way.
    pub(super) fn wake_with(&self, waker: &Waker) {
        let mut state = self.lock();
        if !state.waker.as_ref().is_some_and(|known| known.will_wake(waker)) {
            state.waker = Some(waker.clone());
        }
    }

    /// Ends the connection if it waits for its client; `false` when it does not.
    pub(super) fn give_way(&self) -> bool {
        let mut state = self.lock();
        if state.in_hand > 0 || state.gave_way {
            return false;
        }
        state.gave_way = true;
        if let Some(waker) = state.waker.take() {
            waker.wake();
        }
        true
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
