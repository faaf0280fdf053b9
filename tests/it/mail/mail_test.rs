//! `placewell mail-test`.

use std::process::ExitCode;

use placewell::cli::mail_test::run;
use placewell::config::{Config, MailConfig, Secret, TlsMode};

use crate::support::smtp::{Answer, LOGIN, SmtpServer, Step};

fn printed(mail: MailConfig) -> (ExitCode, String) {
    let config = Config { mail, ..Config::default() };
    let mut out = Vec::new();
    let code = run(&config, "someone@bakery.example", &mut out).unwrap();
    (code, String::from_utf8(out).unwrap())
}

fn through(server: &SmtpServer) -> MailConfig {
    MailConfig {
        host: Some("127.0.0.1".to_owned()),
        port: server.port(),
        tls: TlsMode::None,
        user: Some(LOGIN.0.to_owned()),
        password: Some(Secret::new(LOGIN.1)),
        from_address: "placements@hub.example".to_owned(),
        ..MailConfig::default()
    }
}

#[test]
fn success_shows_the_servers_words() {
    let server = SmtpServer::start(&[]);
    let (code, out) = printed(through(&server));
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(out.contains("queued as 4TEST"), "{out}");
    assert_eq!(server.received()[0].to, ["someone@bakery.example"]);
}

#[test]
fn a_refused_login_says_which_settings_to_check() {
    let server = SmtpServer::start(&[Answer::Refuse(Step::Auth, "535 5.7.8 bad login")]);
    let (code, out) = printed(through(&server));
    assert_eq!(code, ExitCode::FAILURE);
    assert!(out.contains("535 5.7.8 bad login") && out.contains("mail.password"), "{out}");
    assert!(!out.contains(LOGIN.1));
}

#[test]
fn without_a_server_it_says_where_the_letter_was_filed() {
    let folder = tempfile::tempdir().unwrap();
    let (code, out) = printed(MailConfig { folder: folder.path().to_owned(), ..MailConfig::default() });
    assert_eq!(code, ExitCode::SUCCESS);
    assert!(out.contains("Nothing was sent") && out.contains(".eml"), "{out}");
}
