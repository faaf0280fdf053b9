//! One connection's conversation.

use std::io::{BufRead, BufReader, Read, Write};
use std::mem::take;
use std::net::TcpStream;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::wire::Wire;
use super::{Answer, LOGIN, Manner, Protection, Received, Seen, Step};

pub(super) struct Session<'a> {
    wire: Option<BufReader<Wire>>,
    manner: &'a Manner,
    seen: &'a Seen,
}

impl<'a> Session<'a> {
    pub(super) fn new(stream: TcpStream, manner: &'a Manner, seen: &'a Seen) -> Self {
        let mut session = Self { wire: Some(BufReader::new(Wire::Plain(stream))), manner, seen };
        if manner.protection == Protection::Tls {
            session.protect();
        }
        session
    }

    /// Speaks until the client leaves; a message is kept before it is acknowledged.
    pub(super) fn serve(mut self, answer: Answer) -> Option<()> {
        if matches!(answer, Answer::Silence) {
            drop(self.wire().read_to_end(&mut Vec::new()));
            return None;
        }
        let refusal = |step: Step| match answer {
            Answer::Refuse(refused, line) if refused == step => Some(line),
            _ => None,
        };
        self.say(refusal(Step::Greeting).unwrap_or("220 mail.test ready"));
        let (mut helo, mut login, mut from, mut to) = (String::new(), None, String::new(), Vec::new());
        loop {
            let line = self.hear()?;
            let (verb, rest) = line.split_once([' ', ':']).unwrap_or((&line, ""));
            let reply = match verb.to_ascii_uppercase().as_str() {
                "EHLO" => {
                    rest.clone_into(&mut helo);
                    refusal(Step::Ehlo).map_or_else(|| self.abilities(), str::to_owned)
                }
                "STARTTLS" => {
                    self.say("220 go on under TLS");
                    self.protect();
                    continue;
                }
                "QUIT" if matches!(answer, Answer::TakeAndStay) => {
                    drop(self.wire().read_to_end(&mut Vec::new()));
                    return None;
                }
                "QUIT" => "221 bye".into(),
                _ if self.too_early() => "530 5.7.0 STARTTLS first".into(),
                "AUTH" => {
                    login = self.login(rest);
                    *self.seen.logins.lock().unwrap() += 1;
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
                    let encrypted = self.wire().get_ref().encrypted();
                    let (login, from, to) = (login.take(), take(&mut from), take(&mut to));
                    let received = Received { helo: helo.clone(), encrypted, login, from, to, content };
                    self.seen.received.lock().unwrap().push(received);
                    if matches!(answer, Answer::TakeAndHangUp) {
                        return None;
                    }
                    "250 2.0.0 Ok: queued as 4TEST".into()
                }
                _ => "502 not known".into(),
            };
            self.say(&reply);
        }
    }

    fn wire(&mut self) -> &mut BufReader<Wire> {
        self.wire.as_mut().unwrap()
    }

    fn protect(&mut self) {
        let certificate = self.manner.certificate.as_ref().unwrap();
        let plain = self.wire.take().unwrap().into_inner();
        self.wire = Some(BufReader::new(plain.protected(certificate)));
    }

    fn too_early(&mut self) -> bool {
        self.manner.protection == Protection::Starttls && !self.wire().get_ref().encrypted()
    }

    fn abilities(&mut self) -> String {
        match self.too_early() {
            true => "250-mail.test\r\n250-STARTTLS\r\n250 8BITMIME".to_owned(),
            false => format!("250-mail.test\r\n250-AUTH {}\r\n250 8BITMIME", self.manner.mechanisms),
        }
    }

    fn say(&mut self, line: &str) {
        drop(self.wire().get_mut().write_all(format!("{line}\r\n").as_bytes()));
    }

    /// The next line, or none when the client has left.
    fn hear(&mut self) -> Option<String> {
        let mut line = String::new();
        let heard = self.wire().read_line(&mut line).unwrap_or(0);
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
            if self.wire().read_line(&mut line).unwrap_or(0) == 0 {
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
