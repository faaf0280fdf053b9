//! The steps of handing over one message. Each step is noted before it is taken, so that whatever
//! ends the conversation, it is known how far it had come.

use std::cell::Cell;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use lettre::address::Envelope;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::Mechanism;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailParameter};

use super::Smtp;
use crate::config::TlsMode;
use crate::mail::Stage;

/// The ways to log in that need no more than a name and a password, the plainest last.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// Connects, logs in and hands over `message`; gives the server's words as it took it, and the
/// connection to say goodbye on.
pub(super) async fn hold(
    server: &Smtp,
    envelope: &Envelope,
    message: &[u8],
    stage: &Cell<Stage>,
) -> Result<(String, AsyncSmtpConnection), Error> {
    let mut connection = connect(server).await?;

    stage.set(Stage::Login);
    if let Some(credentials) = &server.credentials {
        connection.auth(&MECHANISMS, credentials).await?;
    }

    stage.set(Stage::Sender);
    let ascii =
        envelope.to().iter().chain(envelope.from()).all(|address| AsRef::<str>::as_ref(address).is_ascii());
    let international = !ascii && connection.server_info().supports_feature(Extension::SmtpUtfEight);
    let parameters = if international { vec![MailParameter::SmtpUtfEight] } else { Vec::new() };
    connection.command(Mail::new(envelope.from().cloned(), parameters)).await?;

    stage.set(Stage::Recipient);
    for recipient in envelope.to() {
        connection.command(Rcpt::new(recipient.clone(), Vec::new())).await?;
    }

    stage.set(Stage::Data);
    connection.command(Data).await?;

    stage.set(Stage::Content);
    let response = connection.message(message).await?;
    let words = format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" "));
    Ok((words, connection))
}

async fn connect(server: &Smtp) -> Result<AsyncSmtpConnection, Error> {
    let hello = hello(server);
    let wrapped = (server.tls == TlsMode::Tls).then(|| server.parameters.clone());
    let place = (server.host.as_str(), server.port);
    let limit = Some(server.time_limit);
    let mut connection = AsyncSmtpConnection::connect_tokio1(place, limit, &hello, wrapped, None).await?;
    if server.tls == TlsMode::Starttls {
        connection.starttls(server.parameters.clone(), &hello).await?;
    }
    Ok(connection)
}

/// The name of the settings, else this machine's address towards the server as a literal (RFC 5321,
/// section 4.1.4): the machine's own name is seldom one that a strict server can look up.
fn hello(server: &Smtp) -> ClientId {
    match (&server.helo_name, address_towards(&server.host, server.port)) {
        (Some(name), _) => ClientId::Domain(name.clone()),
        (None, Some(IpAddr::V4(address))) => ClientId::Ipv4(address),
        (None, Some(IpAddr::V6(address))) => ClientId::Ipv6(address),
        (None, None) => ClientId::Ipv4(Ipv4Addr::LOCALHOST),
    }
}

/// Connecting a datagram socket sends nothing: it only asks which way a datagram would go.
fn address_towards(host: &str, port: u16) -> Option<IpAddr> {
    let bound = [IpAddr::from([0_u8; 4]), IpAddr::from([0_u16; 8])].into_iter();
    bound
        .filter_map(|any| UdpSocket::bind((any, 0)).ok())
        .find(|socket| socket.connect((host, port)).is_ok())
        .and_then(|socket| socket.local_addr().ok())
        .map(|address| address.ip())
}
