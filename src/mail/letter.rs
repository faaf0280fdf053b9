//! What a letter is made of.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Attachment;
use crate::clock::IdSource;
use crate::config::MailConfig;

/// For whom the service writes: shown in place of its own name, and answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnBehalfOf {
    /// The name shown as the sender's, chosen so that it does not disclose.
    pub name: String,
    /// Where answers go.
    pub reply_to: String,
}

/// One letter to one recipient, ready but for the sender.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// The delivery's id: the only name under which the letter is filed or logged.
    pub delivery: String,
    /// The Message-ID without its angle brackets, the same at every attempt of one delivery.
    pub message_id: String,
    /// When the letter was queued; its `Date`, the same at every attempt.
    pub queued_at: DateTime<Utc>,
    /// The one recipient's address, without a name: a name beside a school's can disclose.
    pub to: String,
    /// For whom it is written; the service itself when absent.
    pub on_behalf_of: Option<OnBehalfOf>,
    /// One line, holding a reference and never a name.
    pub subject: String,
    /// The whole letter as plain text, good enough alone.
    pub text: String,
    /// The whole letter as HTML, with no remote content.
    pub html: String,
    /// Calendar entries to publish (RFC 5545 with `METHOD:PUBLISH`, RFC 5546).
    pub calendar: Option<String>,
    /// Where a mail program posts that no more such letters are wanted (RFC 8058); absent where they cannot be stopped.
    pub unsubscribe: Option<String>,
    /// Files, in order.
    pub attachments: Vec<Attachment>,
}

/// Whom letters come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The address.
    pub address: String,
    /// The name shown beside it, chosen so that it does not disclose.
    pub name: String,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<String>,
}

impl From<&MailConfig> for Sender {
    fn from(config: &MailConfig) -> Self {
        Self {
            address: config.from_address.clone(),
            name: config.from_name.clone(),
            reply_to: config.reply_to.clone(),
        }
    }
}

/// A new Message-ID at the domain of `sender_address`, so that support can find the letter in a
/// mail server's log; it holds nothing about the delivery.
#[must_use]
pub fn new_message_id(ids: &dyn IdSource, sender_address: &str) -> String {
    message_id(&ids.next_id(), sender_address)
}

/// The Message-ID of an identifier at the domain of `sender_address`.
#[must_use]
pub fn message_id(id: &str, sender_address: &str) -> String {
    let domain = sender_address.rsplit_once('@').map_or("placewell.invalid", |(_, domain)| domain);
    format!("{id}@{domain}")
}
