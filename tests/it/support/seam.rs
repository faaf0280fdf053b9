//! A place at which a test can do something while a use case runs.

use std::sync::{Mutex, PoisonError};

use placewell::clock::{CountedIds, IdSource};

type Deed = Box<dyn FnOnce() + Send>;

/// Counted identifiers; what a test has left with them is done, once, when the next one is drawn.
#[derive(Default)]
pub struct SeamIds {
    counted: CountedIds,
    deed: Mutex<Option<Deed>>,
}

impl SeamIds {
    /// Does something before the next identifier is drawn.
    pub fn before_next(&self, deed: impl FnOnce() + Send + 'static) {
        *self.deed.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(deed));
    }
}

impl IdSource for SeamIds {
    fn next_id(&self) -> String {
        let deed = self.deed.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(deed) = deed {
            deed();
        }
        self.counted.next_id()
    }
}
