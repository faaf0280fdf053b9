//! A mail server on the loopback that answers as it was told, with AUTH, STARTTLS and TLS.

mod session;
mod wire;

use std::collections::VecDeque;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use session::Session;
pub(crate) use wire::{Certificate, Protection};

/// The login that the server takes.
pub(crate) const LOGIN: (&str, &str) = ("placements", "correct horse");

/// A point of the conversation at which the server may refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Greeting,
    Ehlo,
    Auth,
    Mail,
    Rcpt,
    Data,
    Content,
}

/// How the server treats one connection.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Answer {
    /// Takes the message.
    Take,
    /// Answers one step with this line.
    Refuse(Step, &'static str),
    /// Takes the message and hangs up without saying so.
    TakeAndHangUp,
    /// Takes the message, says so, and never answers the goodbye.
    TakeAndStay,
    /// Never says a word.
    Silence,
}

/// A message that the server has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) helo: String,
    pub(crate) encrypted: bool,
    pub(crate) login: Option<(String, String)>,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) content: String,
}

/// What the server has seen.
#[derive(Default)]
struct Seen {
    answers: Mutex<VecDeque<Answer>>,
    received: Mutex<Vec<Received>>,
    logins: Mutex<usize>,
    connections: Mutex<usize>,
    closing: AtomicBool,
}

/// How the server speaks.
#[derive(Clone)]
struct Manner {
    mechanisms: &'static str,
    protection: Protection,
    certificate: Option<Arc<Certificate>>,
}

pub(crate) struct SmtpServer {
    address: SocketAddr,
    manner: Manner,
    seen: Arc<Seen>,
    thread: Option<JoinHandle<()>>,
}

impl SmtpServer {
    /// A server that takes everything after `answers` are used up, one a connection.
    pub(crate) fn start(answers: &[Answer]) -> Self {
        Self::down(answers).up()
    }

    /// A server whose port is known but closed, until [`Self::up`].
    pub(crate) fn down(answers: &[Answer]) -> Self {
        let address = free_address();
        let seen =
            Arc::new(Seen { answers: Mutex::new(answers.iter().copied().collect()), ..Seen::default() });
        let manner = Manner { mechanisms: "PLAIN LOGIN", protection: Protection::None, certificate: None };
        Self { address, manner, seen, thread: None }
    }

    /// The same server, offering these ways to log in.
    pub(crate) fn offering(mut self, mechanisms: &'static str) -> Self {
        self.manner.mechanisms = mechanisms;
        self
    }

    /// The same server behind a certificate of its own for `localhost`.
    pub(crate) fn protected(mut self, protection: Protection) -> Self {
        self.manner.protection = protection;
        self.manner.certificate = Some(Arc::new(Certificate::of_localhost()));
        self
    }

    /// Opens the port.
    pub(crate) fn up(mut self) -> Self {
        let listener = TcpListener::bind(self.address).unwrap();
        let (seen, manner) = (self.seen.clone(), self.manner.clone());
        self.thread = Some(thread::spawn(move || {
            for stream in listener.incoming() {
                if seen.closing.load(Ordering::SeqCst) {
                    return;
                }
                *seen.connections.lock().unwrap() += 1;
                let answer = seen.answers.lock().unwrap().pop_front().unwrap_or(Answer::Take);
                Session::new(stream.unwrap(), &manner, &seen).serve(answer);
            }
        }));
        self
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    /// The file of the certificate that clients must trust.
    pub(crate) fn ca_file(&self) -> &Path {
        self.manner.certificate.as_ref().unwrap().file()
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.seen.received.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.seen.connections.lock().unwrap()
    }

    /// How often a client has shown a login, right or wrong.
    pub(crate) fn logins(&self) -> usize {
        *self.seen.logins.lock().unwrap()
    }
}

/// A closed port that stays closed: below those that the system gives to clients, one of which
/// might otherwise be connected to itself.
fn free_address() -> SocketAddr {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    loop {
        let offset = (std::process::id().wrapping_mul(101) + NEXT.fetch_add(1, Ordering::Relaxed)) % 10_000;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 20_000 + u16::try_from(offset).unwrap()));
        if TcpListener::bind(address).is_ok() {
            return address;
        }
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.seen.closing.store(true, Ordering::SeqCst);
            drop(TcpStream::connect(self.address));
            thread.join().unwrap();
        }
    }
}
