//! Where random bytes come from.

use std::sync::{Mutex, PoisonError};

use aws_lc_rs::{digest, rand};

/// A source of random bytes.
pub trait Random: Send + Sync {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]);

    /// A number in `0..bound`, for jitter; the bias of the remainder is far below what jitter
    /// could show. `0` when `bound` is `0`.
    fn below(&self, bound: u64) -> u64 {
        let mut bytes = [0; 8];
        self.fill(&mut bytes);
        u64::from_le_bytes(bytes).checked_rem(bound).unwrap_or(0)
    }
}

/// The operating system's randomness through AWS-LC: fit for keys and tokens.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    #[expect(clippy::expect_used, reason = "without randomness no token is safe: stop rather than go on")]
    fn fill(&self, bytes: &mut [u8]) {
        rand::fill(bytes).expect("the operating system gives randomness");
    }
}

/// The same bytes on every run, for tests and for the demo's stories; never for a secret.
#[derive(Debug)]
pub struct RepeatableRandom(Mutex<(u64, u64)>);

impl RepeatableRandom {
    /// A stream of bytes that depends on `seed` only.
    #[must_use]
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
