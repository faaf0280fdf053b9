//! Letters kept in memory, and answers written beforehand: for tests.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use super::{Outgoing, Receipt, SendError};

/// A letter as it left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The letter's parts.
    pub letter: Outgoing,
    /// The letter's bytes.
    pub bytes: Vec<u8>,
}

/// A transport that keeps what it is given and answers as it was told.
#[derive(Debug, Default)]
pub struct Memory {
    sent: Mutex<Vec<Sent>>,
    refusals: Mutex<VecDeque<SendError>>,
}

impl Memory {
    /// Makes one coming attempt fail with `error`; several are used up in order.
    pub fn refuse_next(&self, error: SendError) {
        self.refusals.lock().unwrap_or_else(PoisonError::into_inner).push_back(error);
    }

    /// The letters that left, in order.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// An unanswered letter is kept as well: the server had taken it.
    pub(super) fn send(&self, letter: &Outgoing, bytes: Vec<u8>) -> Result<Receipt, SendError> {
        let refusal = self.refusals.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
        if let Some(refusal) = &refusal
            && !matches!(refusal, SendError::Transient { may_have_arrived: true, .. })
        {
            return Err(refusal.clone());
        }
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        sent.push(Sent { letter: letter.clone(), bytes });
        refusal.map_or_else(|| Ok(Receipt { words: "kept in memory".to_owned(), filed: false }), Err)
    }
}
