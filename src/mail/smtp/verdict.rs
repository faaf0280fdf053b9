//! What an ended conversation means for the letter and for the queue.

use std::error::Error as _;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Severity;

use crate::mail::{Blame, SendError, Stage};

/// The longest piece of a server's words that is kept, in characters.
const WORDS: usize = 500;

/// The verdict on an error of the library.
pub(super) fn of_error(stage: Stage, error: &Error, envelope: &Envelope) -> SendError {
    let Some(code) = error.status() else { return of_fault(stage, kept(&error.to_string(), envelope)) };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let words = kept(&format!("{code} {said}"), envelope);
    let lasting = code.severity == Severity::PermanentNegativeCompletion;
    match stage {
        Stage::Connect | Stage::Login => SendError::Configuration { stage, words },
        _ if lasting && demands_login(&words) => SendError::Configuration { stage: Stage::Login, words },
        Stage::Sender if lasting => SendError::Configuration { stage, words },
        Stage::Recipient if lasting => SendError::Permanent { blame: blame_of_recipient(&said), words },
        Stage::Data | Stage::Content if lasting => SendError::Permanent { blame: Blame::Content, words },
        _ => SendError::Transient { words, may_have_arrived: false },
    }
}

/// The verdict on a conversation that broke off without an answer. Before the server has let us
/// in, the fault concerns every letter; once the letter was on its way, it may have arrived.
pub(super) fn of_fault(stage: Stage, words: String) -> SendError {
    match stage {
        Stage::Connect | Stage::Login => SendError::Configuration { stage, words },
        _ => SendError::Transient { words, may_have_arrived: stage == Stage::Content },
    }
}

/// 530, 534, 535 and 538 speak of our login at whatever step they come (RFC 4954, section 6).
fn demands_login(words: &str) -> bool {
    ["530", "534", "535", "538"].iter().any(|code| words.starts_with(code))
}

/// An enhanced code X.7.* speaks of a rule, not of the mailbox (RFC 3463, section 3.8).
fn blame_of_recipient(said: &str) -> Blame {
    if said.starts_with("5.7.") { Blame::Policy } else { Blame::Address }
}

/// One line of bounded length, without the recipient's address: the words are shown and stored.
fn kept(words: &str, envelope: &Envelope) -> String {
    let line: String = words.chars().map(|c| if c.is_control() { ' ' } else { c }).take(WORDS).collect();
    envelope.to().iter().fold(line, |line, address| {
        let lower = line.to_ascii_lowercase();
        let place = lower.find(&address.to_string().to_ascii_lowercase());
        match place {
            Some(at) => line
                .replace(line.get(at..at + address.to_string().len()).unwrap_or_default(), "the recipient"),
            None => line,
        }
    })
}
