//! Looks of several callers written in one transaction, because a commit each would make the log
//! the slowest part of reading.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::{Access, add};
use crate::db::{Db, DbError, Keys};

/// Writes looks to the log, those of callers that come together in one commit. There is no
/// thread: whoever finds nobody writing writes for all who wait.
pub struct AccessRecorder {
    db: Db,
    keys: Arc<Keys>,
    queue: Mutex<Queue>,
    turn: Condvar,
}

#[derive(Default)]
struct Queue {
    /// Looks that nobody has taken up yet.
    waiting: Vec<Access>,
    /// The number of the batch that `waiting` will be.
    next: u64,
    /// Whether somebody is writing.
    writing: bool,
    /// The last batch that was written or failed.
    ended: u64,
    /// Batches that failed and whose callers have not all seen it.
    failed: Vec<u64>,
}

impl AccessRecorder {
    /// A recorder over a store.
    #[must_use]
    pub fn new(db: Db, keys: Arc<Keys>) -> Self {
        let queue = Queue { next: 1, ..Queue::default() };
        Self { db, keys, queue: Mutex::new(queue), turn: Condvar::new() }
    }

    /// Records a look and returns when it is committed: only then may the answer go out.
    ///
    /// # Errors
    /// [`DbError`], with the look not recorded.
    pub fn record(&self, look: Access) -> Result<(), DbError> {
        let mut queue = self.lock();
        queue.waiting.push(look.clone());
        let batch = queue.next;
        while queue.writing && queue.ended < batch {
            queue = self.turn.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        if queue.ended < batch {
            queue = self.write_waiting(queue);
        }
        let failed = queue.failed.contains(&batch);
        drop(queue);
        // Alone once more, so that this caller's own failure is known and no other's.
        if failed { self.db.write(|c| add(c, &self.keys, std::slice::from_ref(&look))) } else { Ok(()) }
    }

    /// Writes the waiting batch with the queue open to others meanwhile.
    fn write_waiting<'a>(&'a self, mut queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        let looks = std::mem::take(&mut queue.waiting);
        let batch = queue.next;
        queue.next += 1;
        queue.writing = true;
        drop(queue);
        let result = self.db.write(|c| add(c, &self.keys, &looks));
        let mut queue = self.lock();
        queue.writing = false;
        queue.ended = batch;
        if result.is_err() {
            queue.failed.retain(|old| old + KEPT > batch);
            queue.failed.push(batch);
        }
        self.turn.notify_all();
        queue
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many batches back a failure is remembered, for callers that wake late.
const KEPT: u64 = 10_000;
