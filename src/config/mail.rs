//! How mail leaves.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Fault, Secret};

/// Where mail goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailMode {
    /// SMTP when `mail.host` is set, else the folder.
    Auto,
    /// An SMTP server.
    Smtp,
    /// `.eml` files in `mail.folder`: nothing leaves the machine.
    Folder,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TlsMode {
    /// Starts plain and must turn to TLS before anything is said (RFC 3207); usually port 587.
    Starttls,
    /// TLS from the first byte (RFC 8314); usually port 465.
    Tls,
    /// No protection: for a mail server on this machine, or a mail catcher.
    None,
}

impl TlsMode {
    /// How it is written in a setting.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Starttls => "starttls",
            Self::Tls => "tls",
            Self::None => "none",
        }
    }
}

/// `mail.*`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MailConfig {
    /// `auto`, `smtp` or `folder`. Default `auto`: SMTP when `mail.host` is set, else the folder.
    pub mode: MailMode,
    /// The mail server's name, as its certificate has it.
    pub host: Option<String>,
    /// The mail server's port. Default 587.
    pub port: u16,
    /// `starttls`, `tls` or `none`. Default `starttls`.
    pub tls: TlsMode,
    /// A file of PEM certificates to trust besides the system's, for a server with its own authority.
    pub ca_file: Option<PathBuf>,
    /// The name to log in with; without it no login is tried.
    pub user: Option<String>,
    /// The password to log in with.
    pub password: Option<Secret>,
    /// The name that this machine gives itself to the mail server (HELO), a full one such as
    /// `placements.example.org`. Default: its address in brackets, which strict servers accept.
    pub helo_name: Option<String>,
    /// How long one message may take from connecting to the server's last word, in seconds. Default 60.
    pub timeout_seconds: u64,
    /// The address that mails come from, at a domain that the mail server may send for.
    pub from_address: String,
    /// The name that mails come from. Default `Work placements`: a special school's name beside a
    /// learner's would disclose.
    pub from_name: String,
    /// Where answers go, when not to `mail.from_address`.
    pub reply_to: Option<String>,
    /// The folder of the folder mode. Default `mail`.
    pub folder: PathBuf,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            mode: MailMode::Auto,
            host: None,
            port: 587,
            tls: TlsMode::Starttls,
            ca_file: None,
            user: None,
            password: None,
            helo_name: None,
            timeout_seconds: 60,
            from_address: "placements@placewell.invalid".to_owned(),
            from_name: "Work placements".to_owned(),
            reply_to: None,
            folder: PathBuf::from("mail"),
        }
    }
}

impl MailConfig {
    /// Whether mail goes to a server.
    #[must_use]
    pub fn uses_smtp(&self) -> bool {
        match self.mode {
            MailMode::Auto => self.host.is_some(),
            MailMode::Smtp => true,
            MailMode::Folder => false,
        }
    }

    /// What must be said while mail does not leave this machine.
    #[must_use]
    pub fn note(&self) -> Option<&'static str> {
        let note = "No mail server is set (mail.host): letters are filed in mail.folder, and none is sent.";
        (!self.uses_smtp()).then_some(note)
    }

    /// [`Self::timeout_seconds`].
    #[must_use]
    pub fn timeout(&self) -> Duration {
        Duration::from_secs(self.timeout_seconds)
    }

    pub(super) fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        let mut refuse = |found: bool, key, reason| {
            if found {
                faults.push(Fault::new(key, reason));
            }
        };
        let smtp = self.uses_smtp();
        refuse(smtp && self.host.is_none(), "mail.host", "is needed when mail.mode is smtp");
        refuse(
            self.user.is_some() != self.password.is_some(),
            "mail.password",
            "goes together with mail.user",
        );
        refuse(
            smtp && self.tls == TlsMode::None && self.password.is_some() && !self.on_this_machine(),
            "mail.tls",
            "must be starttls or tls: a password would cross the network in clear",
        );
        refuse(
            smtp && self.from_address.ends_with(".invalid"),
            "mail.from_address",
            "must be an address that the mail server may send for",
        );
        refuse(!looks_like_address(&self.from_address), "mail.from_address", "must be an e-mail address");
        refuse(
            self.reply_to.as_deref().is_some_and(|address| !looks_like_address(address)),
            "mail.reply_to",
            "must be an e-mail address",
        );
        refuse(self.from_name.chars().any(char::is_control), "mail.from_name", "must be one line");
        refuse(
            self.helo_name.as_deref().is_some_and(|name| !looks_like_host(name)),
            "mail.helo_name",
            "must be a full host name such as placements.example.org",
        );
        refuse(self.timeout_seconds == 0, "mail.timeout_seconds", "must be at least 1");
        faults
    }

    fn on_this_machine(&self) -> bool {
        let host = self.host.as_deref().unwrap_or_default();
        host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

fn looks_like_address(text: &str) -> bool {
    text.parse::<lettre::Address>().is_ok()
}

/// Letters, digits and hyphens with at least one dot: what a strict server asks of a HELO name.
fn looks_like_host(text: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    text.len() <= 253 && text.contains('.') && text.split('.').all(label)
}
