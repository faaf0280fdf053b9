//! The one door that letters leave by.

use super::compose::compose;
use super::{ComposeError, Fault, Folder, MailerError, Memory, Outgoing, Refused, SendError, Sender, Smtp};
use crate::config::MailConfig;

/// Where letters go.
#[derive(Debug)]
pub enum Transport {
    /// A mail server.
    Smtp(Smtp),
    /// `.eml` files.
    Folder(Folder),
    /// This process's memory, for tests.
    Memory(Memory),
}

/// Sends letters from one sender by one transport.
#[derive(Debug)]
pub struct Mailer {
    sender: Sender,
    transport: Transport,
}

fn unsendable(error: ComposeError) -> SendError {
    let words = error.to_string();
    match error {
        ComposeError::Recipient => SendError::Permanent { of: Refused::Recipient, words },
        ComposeError::Sender => SendError::Configuration { fault: Fault::Sender, words },
        _ => SendError::Permanent { of: Refused::Content, words },
    }
}

/// What is known of a letter that left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// The server's words as it took the letter (often its own name for it), or where it was filed.
    pub words: String,
    /// Whether it was only filed: nothing has left this machine.
    pub filed: bool,
}

impl Mailer {
    /// A mailer over a transport of the caller's.
    #[must_use]
    pub fn new(sender: Sender, transport: Transport) -> Self {
        Self { sender, transport }
    }

    /// The mailer that the settings describe. It does not speak to the server yet.
    ///
    /// # Errors
    /// [`MailerError`] when the certificates or the folder cannot be used.
    pub fn from_config(config: &MailConfig) -> Result<Self, MailerError> {
        let transport = match config.uses_smtp() {
            true => Transport::Smtp(Smtp::from_config(config)?),
            false => Transport::Folder(Folder::open(&config.folder)?),
        };
        Ok(Self::new(Sender::from(config), transport))
    }

    /// Whom letters come from.
    #[must_use]
    pub fn sender(&self) -> &Sender {
        &self.sender
    }

    /// Where letters go.
    #[must_use]
    pub fn transport(&self) -> &Transport {
        &self.transport
    }

    /// Sends one letter, or says why it did not leave. It blocks, at most for the time-out that
    /// the transport was given: call it from a thread that may wait, not from an async task.
    ///
    /// # Errors
    /// [`SendError`], which says whether trying again can help.
    pub fn send(&self, letter: &Outgoing) -> Result<Receipt, SendError> {
        let message = compose(letter, &self.sender).map_err(unsendable)?;
        match &self.transport {
            Transport::Smtp(smtp) => smtp.send(message.envelope(), &message.formatted()),
            Transport::Folder(folder) => folder.send(&letter.delivery, &message.formatted()),
            Transport::Memory(memory) => memory.send(letter, message.formatted()),
        }
    }
}
