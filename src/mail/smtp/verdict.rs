//! What an ended conversation means for the letter and for the queue.

use std::error::Error as _;

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::response::Severity;

use crate::mail::{Blame, Fault, Refused, SendError, Stage, Status};

/// The longest piece of a server's words that is kept, in characters.
const WORDS: usize = 500;

/// The verdict on an error of the library.
pub(super) fn of_error(stage: Stage, error: &Error, envelope: &Envelope) -> SendError {
    let Some(code) = error.status() else { return of_fault(stage, kept(&error.to_string(), envelope)) };
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    let words = kept(&format!("{code} {said}"), envelope);
    let lasting = code.severity == Severity::PermanentNegativeCompletion;
    if let Some(fault) = fault_of(stage, u16::from(code), &said) {
        return SendError::Configuration { fault, words };
    }
    let blame = match lasting {
        true => blame(stage, u16::from(code), &said),
        false => passing(&said),
    };
    match blame {
        Blame::Sender => SendError::Configuration { fault: Fault::Sender, words },
        Blame::Settings => SendError::Configuration { fault: Fault::Settings, words },
        Blame::Recipient => SendError::Permanent { of: Refused::Recipient, words },
        Blame::Content => SendError::Permanent { of: Refused::Content, words },
        Blame::Transient => SendError::Transient { words, may_have_arrived: false },
    }
}

/// The verdict on a conversation that broke off without an answer. Before the server has let us
/// in, the fault concerns every letter; once the letter was on its way, it may have arrived.
pub(super) fn of_fault(stage: Stage, words: String) -> SendError {
    match stage {
        Stage::Connect => SendError::Configuration { fault: Fault::Unreachable, words },
        Stage::Login => SendError::Configuration { fault: Fault::Login, words },
        _ => SendError::Transient { words, may_have_arrived: stage == Stage::Content },
    }
}

/// What concerns every letter whether the answer lasts or not: anything before the first letter, a
/// login that is asked for (RFC 4954, section 6), and 454, with which Postfix defers relaying.
fn fault_of(stage: Stage, code: u16, said: &str) -> Option<Fault> {
    match (stage, code) {
        // EHLO is refused at the same stage as the greeting, but for its syntax.
        (Stage::Connect, 500..=504 | 550) => Some(Fault::Settings),
        (Stage::Connect, _) if Status::of(said).is_some_and(|status| status.subject == 5) => {
            Some(Fault::Settings)
        }
        (Stage::Connect, _) => Some(Fault::Unreachable),
        (Stage::Login, _) | (_, 530 | 534 | 535 | 538) => Some(Fault::Login),
        (Stage::Recipient, 454) => Some(Fault::Settings),
        _ => None,
    }
}

/// Whose doing a refusal for now is. Postfix defers a sender whose domain it cannot look up, which
/// no waiting mends.
fn passing(said: &str) -> Blame {
    match Status::of(said).and_then(Status::blame) {
        Some(Blame::Sender) => Blame::Sender,
        _ => Blame::Transient,
    }
}

/// Whose doing a lasting refusal is: by its enhanced code, else by its reply code (RFC 5321, section
/// 4.2.3) and the step that it answers.
fn blame(stage: Stage, code: u16, said: &str) -> Blame {
    let told = Status::of(said).and_then(|status| told(stage, status));
    let says = |word: &str| said.to_ascii_lowercase().contains(word);
    told.unwrap_or_else(|| match (stage, code) {
        // Protocol errors, and a host that takes no mail at all (RFC 7504).
        (_, 500..=504 | 521 | 555) => Blame::Settings,
        (Stage::Connect | Stage::Login, _) => Blame::Settings,
        (Stage::Sender, _) => Blame::Sender,
        // Exim says that it does not relay with a bare 550.
        (Stage::Recipient, _) if says("relay") => Blame::Settings,
        // Postfix tells of an unknown sender with 5.1.0, and only once the recipient is named.
        (Stage::Recipient, _) if says("sender") => Blame::Sender,
        (Stage::Recipient, 552) => Blame::Transient,
        (Stage::Recipient, 554) => Blame::Settings,
        (Stage::Recipient, _) => Blame::Recipient,
        (Stage::Data | Stage::Content, _) => Blame::Content,
    })
}

/// What an enhanced code tells at a step. Before the recipient is named, an address is the
/// sender's; once the letter is sent, a rule against it is one against what it holds.
fn told(stage: Stage, status: Status) -> Option<Blame> {
    let blame = status.blame()?;
    Some(match (stage, blame, status.subject) {
        (Stage::Sender, Blame::Recipient, _) | (Stage::Sender, Blame::Settings, 7) => Blame::Sender,
        (Stage::Data | Stage::Content, Blame::Settings, 7) if status.detail <= 1 => Blame::Content,
        _ => blame,
    })
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
