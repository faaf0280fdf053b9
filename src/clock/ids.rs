//! Identifiers: time-ordered ones for rows, random ones for what people read aloud.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Builder;

use super::{Clock, Random};
use crate::domain::ids::Reference;

/// Bits of a `UUIDv7` between the millisecond and the random tail, used as a counter (RFC 9562, 6.2, method 1).
const COUNTER_BITS: u32 = 12;

/// A source of row identifiers.
pub trait IdSource: Send + Sync {
    /// A new `UUIDv7` in hyphenated lower case, greater as text than every earlier one of this source.
    fn next_id(&self) -> String;
}

/// `UUIDv7` from the injected clock and randomness.
pub struct SystemIds {
    clock: Arc<dyn Clock>,
    random: Arc<dyn Random>,
    last: Mutex<u64>,
}

impl SystemIds {
    /// A source over `clock` and `random`.
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        Self { clock, random, last: Mutex::new(0) }
    }

    /// Milliseconds and counter as one number that only grows, even if the clock goes back or a
    /// millisecond is used up.
    fn tick(&self) -> u64 {
        let now = u64::try_from(self.clock.now().timestamp_millis()).unwrap_or(0) << COUNTER_BITS;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        *last = now.max(*last + 1);
        *last
    }
}

impl IdSource for SystemIds {
    fn next_id(&self) -> String {
        let tick = self.tick();
        let [.., high, low] = tick.to_be_bytes();
        let mut tail = [0; 8];
        self.random.fill(&mut tail);
        let [a, b, c, d, e, f, g, h] = tail;
        Builder::from_unix_timestamp_millis(tick >> COUNTER_BITS, &[high, low, a, b, c, d, e, f, g, h])
            .into_uuid()
            .hyphenated()
            .to_string()
    }
}

/// `00000000-0000-7000-8000-000000000001` and so on: ids that a test can write down.
#[derive(Debug, Default)]
pub struct CountedIds(AtomicU64);

impl IdSource for CountedIds {
    fn next_id(&self) -> String {
        let count = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        format!("00000000-0000-7000-8000-{count:012x}")
    }
}

/// A new outward reference: what letters, subjects and people use instead of a name or an id.
/// Uniqueness is the store's to check.
#[must_use]
pub fn random_reference(random: &dyn Random) -> Reference {
    let mut bytes = [0; 5];
    random.fill(&mut bytes);
    Reference::from_random(bytes)
}
