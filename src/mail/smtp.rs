//! Letters by SMTP (RFC 5321), one connection a letter, bounded as a whole.

mod conversation;
mod verdict;

use std::cell::Cell;
use std::fmt;
use std::fs;
use std::panic::resume_unwind;
use std::path::Path;
use std::thread;
use std::time::Duration;

use lettre::address::Envelope;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, TlsParameters};
use tokio::runtime;
use tokio::time::timeout;

use super::{MailerError, Receipt, SendError, Stage};
use crate::config::{MailConfig, TlsMode};

/// How long the server may take to answer the goodbye.
const FAREWELL: Duration = Duration::from_secs(2);

/// A mail server and how to speak to it.
pub struct Smtp {
    host: String,
    port: u16,
    tls: TlsMode,
    parameters: TlsParameters,
    credentials: Option<Credentials>,
    helo_name: Option<String>,
    time_limit: Duration,
}

impl Smtp {
    /// The server that the settings describe; nothing is sent yet.
    ///
    /// # Errors
    /// [`MailerError`] when no host is set or the certificates cannot be used.
    pub fn from_config(config: &MailConfig) -> Result<Self, MailerError> {
        let host = config.host.clone().ok_or(MailerError::NoHost)?;
        let login = config.user.clone().zip(config.password.as_ref());
        Ok(Self {
            parameters: tls_parameters(&host, config.ca_file.as_deref())?,
            host,
            port: config.port,
            tls: config.tls,
            credentials: login.map(|(user, password)| Credentials::new(user, password.expose().to_owned())),
            helo_name: config.helo_name.clone(),
            time_limit: config.timeout(),
        })
    }

    /// The same server with another limit on the whole conversation.
    #[must_use]
    pub fn within(self, time_limit: Duration) -> Self {
        Self { time_limit, ..self }
    }

    /// Hands one message to the server. See [`super::Mailer::send`]. The conversation has a thread
    /// of its own, because a caller may have an async runtime on his, within which none can begin.
    pub(super) fn send(&self, envelope: &Envelope, message: &[u8]) -> Result<Receipt, SendError> {
        let conversation = || self.converse(envelope, message);
        thread::scope(|scope| scope.spawn(conversation).join()).unwrap_or_else(|panic| resume_unwind(panic))
    }

    fn converse(&self, envelope: &Envelope, message: &[u8]) -> Result<Receipt, SendError> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|e| verdict::of_fault(Stage::Connect, e.to_string()))?;
        let stage = Cell::new(Stage::Connect);
        let outcome = runtime.block_on(async {
            let mut held =
                timeout(self.time_limit, conversation::hold(self, envelope, message, &stage)).await;
            // The server has the letter: whatever becomes of the farewell changes nothing.
            if let Ok(Ok((_, connection))) = held.as_mut() {
                let _ = timeout(FAREWELL, connection.quit()).await;
            }
            held
        });
        // Looking up a name cannot be broken off; nobody waits for it.
        runtime.shutdown_background();
        let words = match outcome {
            Ok(Ok((words, _))) => return Ok(Receipt { words, filed: false }),
            Ok(Err(error)) => return Err(verdict::of_error(stage.get(), &error, envelope)),
            Err(_) => format!("no answer within {} seconds", self.time_limit.as_secs_f32()),
        };
        Err(verdict::of_fault(stage.get(), words))
    }
}

/// Without the login.
impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Smtp").field("host", &self.host).field("port", &self.port).finish_non_exhaustive()
    }
}

fn tls_parameters(host: &str, ca_file: Option<&Path>) -> Result<TlsParameters, MailerError> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(path) = ca_file {
        let unusable = |reason: String| MailerError::CaFile { path: path.to_owned(), reason };
        let pem = fs::read(path).map_err(|e| unusable(e.to_string()))?;
        let certificate = Certificate::from_pem(&pem).map_err(|e| unusable(e.to_string()))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build_rustls().map_err(|e| MailerError::Tls(e.to_string()))
}
