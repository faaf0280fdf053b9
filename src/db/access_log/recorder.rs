//! Looks of several callers written in one transaction, because a commit each would make the log
//! the slowest part of reading.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use super::{Access, add};
use crate::db::{Db, DbError, Keys};

/// Writes looks to the log, those of callers that come together in one commit. There is no
/// thread: whoever finds nobody writing writes for all who wait.
pub struct AccessRecorder {
    write: Box<Write>,
    queue: Mutex<Queue>,
    turn: Condvar,
}

/// Writes looks in one transaction.
type Write = dyn Fn(&[Access]) -> Result<(), DbError> + Send + Sync;

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
        Self::writing(move |looks| db.write(|c| add(c, &keys, looks)))
    }

    /// A recorder that writes in its own way.
    pub fn writing(write: impl Fn(&[Access]) -> Result<(), DbError> + Send + Sync + 'static) -> Self {
        let queue = Queue { next: 1, ..Queue::default() };
        Self { write: Box::new(write), queue: Mutex::new(queue), turn: Condvar::new() }
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
        if failed { (self.write)(std::slice::from_ref(&look)) } else { Ok(()) }
    }

    /// Writes the waiting batch with the queue open to others meanwhile.
    fn write_waiting<'a>(&'a self, mut queue: MutexGuard<'a, Queue>) -> MutexGuard<'a, Queue> {
        let looks = std::mem::take(&mut queue.waiting);
        let batch = queue.next;
        queue.next += 1;
        queue.writing = true;
        drop(queue);
        let mut writing = Writing { recorder: self, batch, failed: true };
        writing.failed = (self.write)(&looks).is_err();
        drop(writing);
        self.lock()
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A batch that is being written. However that ends, those who wait for it go on.
struct Writing<'a> {
    recorder: &'a AccessRecorder,
    batch: u64,
    failed: bool,
}

impl Drop for Writing<'_> {
    fn drop(&mut self) {
        let mut queue = self.recorder.lock();
        queue.writing = false;
        queue.ended = self.batch;
        if self.failed {
            queue.failed.retain(|old| old + KEPT > self.batch);
            queue.failed.push(self.batch);
        }
        self.recorder.turn.notify_all();
    }
}

/// How many batches back a failure is remembered, for callers that wake late.
const KEPT: u64 = 10_000;
