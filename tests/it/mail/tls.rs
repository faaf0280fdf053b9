//! What is said under TLS, and that nothing is said without it.

use placewell::config::{MailConfig, Secret, TlsMode};
use placewell::mail::{Mailer, Receipt, SendError, Smtp, Transport};
use rstest::rstest;

use crate::support::letters::{pack, sender};
use crate::support::smtp::{LOGIN, Protection, SmtpServer};

fn config(server: &SmtpServer, tls: TlsMode) -> MailConfig {
    MailConfig {
        host: Some("localhost".to_owned()),
        port: server.port(),
        tls,
        ca_file: Some(server.ca_file().to_owned()),
        user: Some(LOGIN.0.to_owned()),
        password: Some(Secret::new(LOGIN.1)),
        ..MailConfig::default()
    }
}

fn send(config: &MailConfig) -> Result<Receipt, SendError> {
    Mailer::new(sender(), Transport::Smtp(Smtp::from_config(config).unwrap())).send(&pack("d1"))
}

fn server(protection: Protection) -> SmtpServer {
    SmtpServer::down(&[]).protected(protection).up()
}

#[rstest]
#[case(Protection::Starttls, TlsMode::Starttls)]
#[case(Protection::Tls, TlsMode::Tls)]
fn login_and_letter_go_under_tls_to_a_server_of_an_own_authority(
    #[case] protection: Protection,
    #[case] tls: TlsMode,
) {
    let server = server(protection);
    send(&config(&server, tls)).unwrap();
    let [received] = server.received().try_into().unwrap();
    assert!(received.encrypted && received.login.is_some());
}

#[rstest]
#[case(Protection::Starttls, TlsMode::Starttls)]
#[case(Protection::Tls, TlsMode::Tls)]
fn an_unknown_authority_or_another_name_hears_no_login(#[case] protection: Protection, #[case] tls: TlsMode) {
    let server = server(protection);
    let unknown = MailConfig { ca_file: None, ..config(&server, tls) };
    let misnamed = MailConfig { host: Some("127.0.0.1".to_owned()), ..config(&server, tls) };
    for config in [unknown, misnamed] {
        let error = send(&config).unwrap_err();
        assert_eq!(error.code(), "mail_unreachable");
        assert!(error.words().contains("certificate"), "{}", error.words());
    }
    assert_eq!((server.connections(), server.logins()), (2, 0));
}

#[test]
fn a_server_that_insists_on_tls_gets_no_login_in_clear() {
    let server = server(Protection::Starttls);
    let error = send(&config(&server, TlsMode::None)).unwrap_err();
    assert_eq!((error.code(), server.logins()), ("mail_login_refused", 0));
}
