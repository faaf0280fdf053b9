//! `placewell mail-test ADDRESS`: one letter through the settings, and what came of it.

use std::io::{self, Write};
use std::process::ExitCode;
use std::sync::Arc;

use crate::clock::{Clock, IdSource, SystemClock, SystemIds, SystemRandom};
use crate::config::Config;
use crate::mail::{Mailer, Outgoing, Sender, new_message_id};

/// Sends a letter to `address` and prints the server's words, or the fault and what to do.
///
/// # Errors
/// When `out` cannot be written.
pub fn run(config: &Config, address: &str, out: &mut dyn Write) -> io::Result<ExitCode> {
    let mail = &config.mail;
    match (mail.uses_smtp(), &mail.host) {
        (true, Some(host)) => {
            writeln!(out, "Sending through {host}:{} (TLS: {}) …", mail.port, mail.tls.code())?
        }
        _ => writeln!(
            out,
            "No mail server is set (mail.host): filing in the folder {} …",
            mail.folder.display()
        )?,
    }
    let mailer = match Mailer::from_config(mail) {
        Ok(mailer) => mailer,
        Err(error) => {
            writeln!(out, "Mail cannot be set up: {error}")?;
            return Ok(ExitCode::from(2));
        }
    };
    let ids = SystemIds::new(Arc::new(SystemClock), Arc::new(SystemRandom));
    match mailer.send(&letter(mailer.sender(), address, &ids, &SystemClock)) {
        Ok(receipt) => {
            match receipt.filed {
                true => writeln!(out, "Nothing was sent: {}", receipt.words)?,
                false => writeln!(out, "Sent from {}: {}", mailer.sender().address, receipt.words)?,
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => {
            writeln!(out, "Not sent: {error}\n{} [{}]", error.advice(), error.code())?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn letter(sender: &Sender, address: &str, ids: &dyn IdSource, clock: &dyn Clock) -> Outgoing {
    let words =
        "This letter shows that Placewell can send mail with its present settings. Nobody needs to answer.";
    Outgoing {
        delivery: format!("mail-test-{}", ids.next_id()),
        message_id: new_message_id(ids, &sender.address),
        queued_at: clock.now(),
        to: address.to_owned(),
        on_behalf_of: None,
        subject: "Placewell: a letter to test the mail settings".to_owned(),
        text: format!("{words}\n"),
        html: format!("<!doctype html><html lang=\"en\"><title>Test</title><p>{words}</p></html>"),
        calendar: None,
        unsubscribe: None,
        attachments: Vec::new(),
    }
}
