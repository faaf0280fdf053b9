//! Random bytes that are the same on every run.

use std::sync::{Mutex, PoisonError};

use aws_lc_rs::digest;
use placewell::clock::Random;

#[derive(Debug)]
pub struct RepeatableRandom(Mutex<(u64, u64)>);

impl RepeatableRandom {
    /// A stream of bytes that depends on `seed` only.
    pub fn seeded(seed: u64) -> Self {
        Self(Mutex::new((seed, 0)))
    }
}

impl Random for RepeatableRandom {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(digest::SHA256_OUTPUT_LEN) {
            let block = [state.0.to_le_bytes(), state.1.to_le_bytes()].concat();
            let drawn = digest::digest(&digest::SHA256, &block);
            chunk.iter_mut().zip(drawn.as_ref()).for_each(|(byte, value)| *byte = *value);
            state.1 += 1;
        }
    }
}
