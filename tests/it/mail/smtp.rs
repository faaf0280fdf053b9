//! Speaking to a mail server: taken, put off, refused, down, silent, unanswered.

use std::time::Duration;

use placewell::config::{MailConfig, Secret, TlsMode};
use placewell::mail::{Fault, Mailer, Receipt, SendError, Smtp, Transport};
use rstest::rstest;

use crate::support::letters::{pack, sender};
use crate::support::smtp::{Answer, LOGIN, SmtpServer, Step};

fn config(server: &SmtpServer) -> MailConfig {
    MailConfig {
        host: Some("127.0.0.1".to_owned()),
        port: server.port(),
        tls: TlsMode::None,
        user: Some(LOGIN.0.to_owned()),
        password: Some(Secret::new(LOGIN.1)),
        ..MailConfig::default()
    }
}

fn mailer(config: &MailConfig) -> Mailer {
    Mailer::new(sender(), Transport::Smtp(Smtp::from_config(config).unwrap()))
}

fn answer(answers: &[Answer]) -> Result<Receipt, SendError> {
    let server = SmtpServer::start(answers);
    mailer(&config(&server)).send(&pack("d1"))
}

#[rstest]
#[case("PLAIN LOGIN")]
#[case("PLAIN")]
#[case("LOGIN")]
fn a_letter_arrives_as_it_was_composed_after_a_login(#[case] mechanisms: &'static str) {
    let server = SmtpServer::down(&[]).offering(mechanisms).up();
    let receipt = mailer(&config(&server)).send(&pack("d1")).unwrap();
    assert_eq!(receipt.words, "250 2.0.0 Ok: queued as 4TEST");
    let [received] = server.received().try_into().unwrap();
    assert_eq!(received.login, Some((LOGIN.0.to_owned(), LOGIN.1.to_owned())));
    assert_eq!(
        (received.from.as_str(), received.to),
        ("placements@hub.example", vec!["supervisor@bakery.example".into()])
    );
    let composed = placewell::mail::compose::compose(&pack("d1"), &sender()).unwrap().formatted();
    assert_eq!(received.content.trim_end(), String::from_utf8(composed).unwrap().trim_end());
}

#[test]
fn a_caller_within_an_async_runtime_may_send_as_well() {
    let server = SmtpServer::start(&[]);
    let mailer = mailer(&config(&server));
    actix_web::rt::System::new().block_on(async { mailer.send(&pack("d1")) }).unwrap();
    assert_eq!(server.received().len(), 1);
}

#[test]
fn without_a_user_no_login_is_tried() {
    let server = SmtpServer::start(&[]);
    let plain = MailConfig { user: None, password: None, ..config(&server) };
    mailer(&plain).send(&pack("d1")).unwrap();
    assert_eq!(server.received()[0].login, None);
}

#[rstest]
#[case(Step::Mail)]
#[case(Step::Rcpt)]
#[case(Step::Data)]
#[case(Step::Content)]
fn a_4xx_puts_the_letter_off(#[case] step: Step) {
    let error = answer(&[Answer::Refuse(step, "451 4.7.1 come back later")]).unwrap_err();
    let words = "451 4.7.1 come back later".to_owned();
    assert_eq!(error, SendError::Transient { words, may_have_arrived: false });
}

#[test]
fn a_wrong_password_is_told_apart_by_its_code() {
    let server = SmtpServer::start(&[]);
    let wrong = MailConfig { password: Some(Secret::new("wrong")), ..config(&server) };
    let error = mailer(&wrong).send(&pack("d1")).unwrap_err();
    assert_eq!(error.code(), "mail_login_refused");
    assert!(!format!("{error} {:?}", mailer(&wrong)).contains("wrong\""));
}

#[test]
fn a_server_that_is_down_holds_and_takes_the_letter_when_it_is_back() {
    let server = SmtpServer::down(&[]);
    let mailer = mailer(&config(&server));
    assert!(matches!(
        mailer.send(&pack("d1")),
        Err(SendError::Configuration { fault: Fault::Unreachable, .. })
    ));
    let server = server.up();
    mailer.send(&pack("d1")).unwrap();
    assert_eq!(server.received().len(), 1);
}

#[test]
fn a_silent_server_is_left_after_the_time_limit_of_the_whole_conversation() {
    let server = SmtpServer::start(&[Answer::Silence]);
    let smtp = Smtp::from_config(&config(&server)).unwrap().within(Duration::from_millis(50));
    let error = Mailer::new(sender(), Transport::Smtp(smtp)).send(&pack("d1")).unwrap_err();
    assert_eq!(error.code(), "mail_unreachable");
    assert_eq!(error.words(), "no answer within 0.05 seconds");
}

#[test]
fn a_letter_that_was_never_acknowledged_may_have_arrived_and_its_copy_is_the_same_letter() {
    let server = SmtpServer::start(&[Answer::TakeAndHangUp]);
    let mailer = mailer(&config(&server));
    let error = mailer.send(&pack("d1")).unwrap_err();
    assert!(matches!(error, SendError::Transient { may_have_arrived: true, .. }));
    mailer.send(&pack("d1")).unwrap();
    let [first, second] = server.received().try_into().unwrap();
    assert_eq!(first, second);
    assert!(first.content.contains("Message-ID: <d1@hub.example>"));
}

#[test]
fn a_letter_that_was_taken_is_sent_whether_or_not_the_server_answers_the_goodbye() {
    let server = SmtpServer::start(&[Answer::TakeAndStay]);
    let smtp = Smtp::from_config(&config(&server)).unwrap().within(Duration::from_secs(1));
    let receipt = Mailer::new(sender(), Transport::Smtp(smtp)).send(&pack("d1")).unwrap();
    assert_eq!(receipt.words, "250 2.0.0 Ok: queued as 4TEST");
    assert_eq!(server.received().len(), 1);
}

#[rstest]
#[case(None, "[127.0.0.1]")]
#[case(Some("placements.hub.example"), "placements.hub.example")]
fn the_machine_names_itself_by_the_setting_else_by_its_address(
    #[case] setting: Option<&str>,
    #[case] heard: &str,
) {
    let server = SmtpServer::start(&[]);
    let named = MailConfig { helo_name: setting.map(str::to_owned), ..config(&server) };
    mailer(&named).send(&pack("d1")).unwrap();
    assert_eq!(server.received()[0].helo, heard);
}

#[test]
fn a_server_without_starttls_never_hears_the_login() {
    let server = SmtpServer::start(&[]);
    let strict = MailConfig { tls: TlsMode::Starttls, ..config(&server) };
    let error = mailer(&strict).send(&pack("d1")).unwrap_err();
    assert_eq!(error.code(), "mail_unreachable");
    assert_eq!((server.connections(), server.logins()), (1, 0));
}

#[test]
fn a_file_of_certificates_that_holds_none_is_refused_before_anything_is_sent() {
    let server = SmtpServer::down(&[]);
    let absent = MailConfig { ca_file: Some("/nowhere/ca.pem".into()), ..config(&server) };
    assert!(Smtp::from_config(&absent).is_err());
}
