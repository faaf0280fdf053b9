//! Sending mail by SMTP, to a folder, or to memory.
//!
//! A letter has one recipient, its own Message-ID and the instant it was queued, so composing it
//! again gives the same bytes: a second attempt can never look like a second letter.

pub mod artefacts;
pub mod compose;
pub mod error;
pub mod folder;
pub mod letter;
pub mod mailer;
pub mod memory;
pub mod smtp;
pub mod status;

pub use artefacts::{Artefacts, Attachment};
pub use error::{Blame, ComposeError, Fault, MailerError, Refused, SendError, Stage};
pub use folder::Folder;
pub use letter::{OnBehalfOf, Outgoing, Sender, message_id, new_message_id};
pub use mailer::{Mailer, Receipt, Transport};
pub use memory::{Memory, Sent};
pub use smtp::Smtp;
pub use status::Status;
