//! A mail server on the loopback that answers as it was told: plain SMTP with AUTH, no TLS.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::mem::take;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The login that the server takes.
pub(crate) const LOGIN: (&str, &str) = ("placements", "correct horse");

/// A point of the conversation at which the server may refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Greeting,
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
    /// Never says a word.
    Silence,
}

/// A message that the server has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Received {
    pub(crate) login: Option<(String, String)>,
    pub(crate) from: String,
    pub(crate) to: Vec<String>,
    pub(crate) content: String,
}

#[derive(Default)]
struct State {
    answers: Mutex<VecDeque<Answer>>,
    received: Mutex<Vec<Received>>,
    connections: Mutex<usize>,
    closing: AtomicBool,
}

pub(crate) struct SmtpServer {
    address: SocketAddr,
    mechanisms: &'static str,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl SmtpServer {
    /// A server that takes everything after `answers` are used up, one a connection.
    pub(crate) fn start(answers: &[Answer]) -> Self {
        Self::down(answers).up()
    }

    /// A server whose port is known but closed, until [`Self::up`].
    pub(crate) fn down(answers: &[Answer]) -> Self {
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap().local_addr().unwrap();
        let state =
            Arc::new(State { answers: Mutex::new(answers.iter().copied().collect()), ..State::default() });
        Self { address, mechanisms: "PLAIN LOGIN", state, thread: None }
    }

    /// The same server, offering these ways to log in.
    pub(crate) fn offering(mut self, mechanisms: &'static str) -> Self {
        self.mechanisms = mechanisms;
        self
    }

    /// Opens the port.
    pub(crate) fn up(mut self) -> Self {
        let listener = TcpListener::bind(self.address).unwrap();
        let (state, mechanisms) = (self.state.clone(), self.mechanisms);
        self.thread = Some(thread::spawn(move || {
            for stream in listener.incoming() {
                if state.closing.load(Ordering::SeqCst) {
                    return;
                }
                *state.connections.lock().unwrap() += 1;
                let answer = state.answers.lock().unwrap().pop_front().unwrap_or(Answer::Take);
                Session::new(stream.unwrap(), mechanisms).serve(answer, &state.received);
            }
        }));
        self
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.state.received.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        *self.state.connections.lock().unwrap()
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            self.state.closing.store(true, Ordering::SeqCst);
            drop(TcpStream::connect(self.address));
            thread.join().unwrap();
        }
    }
}

struct Session {
    reader: BufReader<TcpStream>,
    stream: TcpStream,
    mechanisms: &'static str,
}

impl Session {
    fn new(stream: TcpStream, mechanisms: &'static str) -> Self {
        Self { reader: BufReader::new(stream.try_clone().unwrap()), stream, mechanisms }
    }

    /// Speaks until the client leaves; a message is kept before it is acknowledged.
    fn serve(mut self, answer: Answer, received: &Mutex<Vec<Received>>) -> Option<()> {
        if matches!(answer, Answer::Silence) {
            drop(self.reader.read_to_end(&mut Vec::new()));
            return None;
        }
        let refusal = |step: Step| match answer {
            Answer::Refuse(refused, line) if refused == step => Some(line),
            _ => None,
        };
        self.say(refusal(Step::Greeting).unwrap_or("220 mail.test ready"));
        let (mut login, mut from, mut to) = (None, String::new(), Vec::new());
        loop {
            let line = self.hear()?;
            let (verb, rest) = line.split_once([' ', ':']).unwrap_or((&line, ""));
            let reply = match verb.to_ascii_uppercase().as_str() {
                "EHLO" => format!("250-mail.test\r\n250-AUTH {}\r\n250 8BITMIME", self.mechanisms),
                "AUTH" => {
                    login = self.login(rest);
                    let known =
                        login.as_ref().is_some_and(|(user, password)| (&**user, &**password) == LOGIN);
                    refusal(Step::Auth)
                        .unwrap_or(if known { "235 welcome" } else { "535 5.7.8 bad login" })
                        .into()
                }
                "MAIL" => {
                    from = between(rest);
                    refusal(Step::Mail).unwrap_or("250 ok").into()
                }
                "RCPT" => {
                    to.push(between(rest));
                    refusal(Step::Rcpt).unwrap_or("250 ok").into()
                }
                "DATA" if refusal(Step::Data).is_some() => refusal(Step::Data).unwrap().into(),
                "DATA" => {
                    self.say("354 go on");
                    let content = self.content()?;
                    if let Some(line) = refusal(Step::Content) {
                        self.say(line);
                        continue;
                    }
                    let (login, from, to) = (login.take(), take(&mut from), take(&mut to));
                    received.lock().unwrap().push(Received { login, from, to, content });
                    if matches!(answer, Answer::TakeAndHangUp) {
                        return None;
                    }
                    "250 2.0.0 Ok: queued as 4TEST".into()
                }
                "QUIT" => "221 bye".into(),
                _ => "502 not known".into(),
            };
            self.say(&reply);
        }
    }

    fn say(&mut self, line: &str) {
        drop(self.stream.write_all(format!("{line}\r\n").as_bytes()));
    }

    /// The next line, or none when the client has left.
    fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        let heard = self.reader.read_line(&mut line).unwrap_or(0);
        (heard > 0).then(|| line.trim_end().to_owned())
    }

    fn login(&mut self, said: &str) -> Option<(String, String)> {
        let decoded = |text: &str| String::from_utf8(STANDARD.decode(text).unwrap()).unwrap();
        if let Some(initial) = said.strip_prefix("PLAIN ") {
            let whole = decoded(initial);
            let mut parts = whole.split('\0').skip(1).map(str::to_owned);
            return parts.next().zip(parts.next());
        }
        let mut ask = |prompt: &str| {
            self.say(&format!("334 {}", STANDARD.encode(prompt)));
            self.hear().map(|answer| decoded(&answer))
        };
        let user = ask("Username:");
        user.zip(ask("Password:"))
    }

    /// The message up to its dot, unstuffed.
    fn content(&mut self) -> Option<String> {
        let mut content = String::new();
        loop {
            let mut line = String::new();
            if self.reader.read_line(&mut line).unwrap_or(0) == 0 {
                return None;
            }
            match line.as_str() {
                ".\r\n" => return Some(content),
                _ => content.push_str(line.strip_prefix('.').unwrap_or(&line)),
            }
        }
    }
}

fn between(argument: &str) -> String {
    let inside = argument.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or_else(String::new, |(address, _)| address.to_owned())
}
