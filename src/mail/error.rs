//! Why a letter did not leave, and what to do about it.

use std::path::PathBuf;

use thiserror::Error;

use crate::words::delivery;

/// How far a conversation with the mail server had come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Finding the server, connecting, TLS and greeting.
    Connect,
    /// Proving who we are.
    Login,
    /// `MAIL FROM`: whether we may send as this sender.
    Sender,
    /// `RCPT TO`: whether the server takes mail for this address.
    Recipient,
    /// `DATA`: whether it will take a letter now.
    Data,
    /// The letter itself, up to the server's word that it has it.
    Content,
}

/// Whose doing it is that the server refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blame {
    /// The recipient's address: it does not exist or takes no mail.
    Recipient,
    /// The address or the domain that the letter comes from.
    Sender,
    /// The settings, or what the server thinks of this machine: login, HELO name, relaying.
    Settings,
    /// What the letter holds, or its size.
    Content,
    /// Nobody's: a server or a network that may be mended by the next attempt.
    Transient,
}

/// What keeps every letter from leaving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The server cannot be reached, or does not greet.
    Unreachable,
    /// It refuses the login, or asks for one.
    Login,
    /// It refuses the sender's address.
    Sender,
    /// It refuses this machine or how it speaks: its HELO name, relaying through it.
    Settings,
}

/// What a refusal for good is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The recipient's address.
    Recipient,
    /// What the letter holds, or its size.
    Content,
}

/// Why a letter did not leave.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SendError {
    /// Nothing can leave until somebody mends the settings or the mail server comes back: the
    /// fault is not this letter's, so the queue waits.
    #[error("mail cannot leave ({fault:?}): {words}")]
    Configuration {
        /// What is at fault.
        fault: Fault,
        /// The server's or the system's words.
        words: String,
    },
    /// This letter cannot leave now; it may later.
    #[error("the mail server put the letter off: {words}")]
    Transient {
        /// The server's or the system's words.
        words: String,
        /// Whether the server may have taken the letter without our hearing so. The next attempt
        /// may then arrive as a second copy, under the same Message-ID.
        may_have_arrived: bool,
    },
    /// This letter will never leave like this.
    #[error("the mail server refused the letter: {words}")]
    Permanent {
        /// What the refusal is about.
        of: Refused,
        /// The server's words.
        words: String,
    },
}

impl SendError {
    /// The server's or the system's words, without the recipient's address.
    #[must_use]
    pub fn words(&self) -> &str {
        match self {
            Self::Configuration { words, .. }
            | Self::Transient { words, .. }
            | Self::Permanent { words, .. } => words,
        }
    }

    /// A short code for logs, metrics and the API, stable.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Configuration { fault: Fault::Unreachable, .. } => "mail_unreachable",
            Self::Configuration { fault: Fault::Login, .. } => "mail_login_refused",
            Self::Configuration { fault: Fault::Sender, .. } => "mail_sender_refused",
            Self::Configuration { fault: Fault::Settings, .. } => "mail_settings_refused",
            Self::Transient { may_have_arrived: true, .. } => "mail_unanswered",
            Self::Transient { .. } => "mail_put_off",
            Self::Permanent { of: Refused::Recipient, .. } => "mail_address_refused",
            Self::Permanent { of: Refused::Content, .. } => "mail_content_refused",
        }
    }

    /// What a person can do about it.
    #[must_use]
    pub fn advice(&self) -> &'static str {
        delivery::advice(self.code()).unwrap_or_default()
    }
}

/// Why a letter cannot be put together.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ComposeError {
    /// The recipient's address is none.
    #[error("the recipient's address is not an e-mail address")]
    Recipient,
    /// The sender's address, or the one for answers, is none.
    #[error("the sender's address is not an e-mail address")]
    Sender,
    /// A header would hold a line break or another control character.
    #[error("the {0} holds a control character")]
    Control(&'static str),
    /// A media type is none.
    #[error("an attachment's media type is not one")]
    MediaType,
    /// The library refused the whole.
    #[error("the letter cannot be put together")]
    Refused,
}

/// Why mail cannot be set up.
#[derive(Debug, Error)]
pub enum MailerError {
    /// The file of extra certificates cannot be used.
    #[error("mail.ca_file {}: {reason}", path.display())]
    CaFile {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The folder cannot be used.
    #[error("mail.folder {}: {source}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// TLS cannot be set up.
    #[error("TLS to the mail server cannot be set up: {0}")]
    Tls(String),
    /// No server is named.
    #[error("mail.host is not set")]
    NoHost,
}
