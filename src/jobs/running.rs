//! A worker in a thread of its own.

use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use super::Worker;
use crate::app::Wake;

/// A worker that runs until it is stopped or dropped. Stopping waits for the job in hand.
#[derive(Debug)]
pub struct Running {
    wake: Arc<Wake>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    /// Starts working in a thread of its own.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(self) -> io::Result<Running> {
        let wake = self.wake();
        let thread = thread::Builder::new().name("placewell-jobs".to_owned()).spawn(move || self.work())?;
        Ok(Running { wake, thread: Some(thread) })
    }
}

impl Running {
    /// Asks the worker to stop and waits until the job in hand has ended.
    pub fn stop(mut self) {
        self.finish();
    }

    fn finish(&mut self) {
        self.wake.stop();
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            tracing::error!("the worker's thread had ended by a panic");
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.finish();
    }
}
