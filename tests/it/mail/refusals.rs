//! Whose doing a refusal is, for every class of RFC 3463 and for replies without such a code.

use placewell::config::{MailConfig, TlsMode};
use placewell::mail::{Blame, Fault, Mailer, Refused, SendError, Smtp, Status, Transport};
use rstest::rstest;

use crate::support::letters::{pack, sender};
use crate::support::smtp::{Answer, LOGIN, SmtpServer, Step};

const SETTINGS: &str = "mail_settings_refused";
const SENDER: &str = "mail_sender_refused";
const LOGIN_REFUSED: &str = "mail_login_refused";
const UNREACHABLE: &str = "mail_unreachable";
const RECIPIENT: &str = "mail_address_refused";
const CONTENT: &str = "mail_content_refused";
const PUT_OFF: &str = "mail_put_off";

fn refused(step: Step, line: &'static str) -> SendError {
    let server = SmtpServer::start(&[Answer::Refuse(step, line)]);
    let config = MailConfig {
        host: Some("127.0.0.1".to_owned()),
        port: server.port(),
        tls: TlsMode::None,
        user: Some(LOGIN.0.to_owned()),
        password: Some(placewell::config::Secret::new(LOGIN.1)),
        ..MailConfig::default()
    };
    let smtp = Smtp::from_config(&config).unwrap();
    Mailer::new(sender(), Transport::Smtp(smtp)).send(&pack("d1")).unwrap_err()
}

#[rstest]
// Addressing.
#[case(Step::Rcpt, "550 5.1.0 address rejected", RECIPIENT)]
#[case(Step::Rcpt, "550 5.1.1 no such user", RECIPIENT)]
#[case(Step::Rcpt, "550 5.1.2 no such domain", RECIPIENT)]
#[case(Step::Rcpt, "501 5.1.3 bad address syntax", RECIPIENT)]
#[case(Step::Rcpt, "551 5.1.6 has moved", RECIPIENT)]
#[case(Step::Rcpt, "553 5.1.7 bad sender's mailbox syntax", SENDER)]
#[case(Step::Rcpt, "550 5.1.8 Sender address rejected: Domain not found", SENDER)]
#[case(Step::Rcpt, "450 4.1.8 Sender address rejected: Domain not found", SENDER)]
#[case(Step::Rcpt, "556 5.1.10 Recipient address has null MX", RECIPIENT)]
#[case(Step::Rcpt, "550 5.1.0 <x>: Sender address rejected: User unknown", SENDER)]
#[case(Step::Mail, "550 5.1.0 Sender rejected", SENDER)]
#[case(Step::Mail, "550 5.1.1 nobody of that name", SENDER)]
// Mailbox.
#[case(Step::Rcpt, "550 5.2.1 mailbox disabled", RECIPIENT)]
#[case(Step::Rcpt, "552 5.2.2 mailbox full", RECIPIENT)]
#[case(Step::Content, "552 5.2.3 too long for this mailbox", CONTENT)]
#[case(Step::Content, "550 5.1.1 no such user after all", RECIPIENT)]
// Mail system.
#[case(Step::Rcpt, "550 5.3.0 something is wrong", PUT_OFF)]
#[case(Step::Rcpt, "550 5.3.1 mail system full", PUT_OFF)]
#[case(Step::Rcpt, "521 5.3.2 not accepting mail", PUT_OFF)]
#[case(Step::Content, "554 5.3.3 feature not supported", CONTENT)]
#[case(Step::Mail, "552 5.3.4 too big", CONTENT)]
#[case(Step::Content, "552 5.3.4 too big", CONTENT)]
#[case(Step::Rcpt, "550 5.3.5 badly configured", SETTINGS)]
// Network and routing.
#[case(Step::Rcpt, "550 5.4.1 no answer from host", PUT_OFF)]
#[case(Step::Rcpt, "550 5.4.4 unable to route", PUT_OFF)]
#[case(Step::Content, "554 5.4.6 too many hops", SETTINGS)]
// Protocol: a HELO name that is not liked is often told at the recipient only.
#[case(Step::Ehlo, "504 5.5.2 need fully-qualified hostname", SETTINGS)]
#[case(Step::Rcpt, "504 5.5.2 <x>: Helo command rejected: need fully-qualified hostname", SETTINGS)]
#[case(Step::Rcpt, "550 5.5.0 invalid HELO", SETTINGS)]
#[case(Step::Data, "554 5.5.1 no valid recipients", SETTINGS)]
// Content.
#[case(Step::Rcpt, "550 5.6.0 media error", CONTENT)]
#[case(Step::Content, "554 5.6.7 header encoding not supported", CONTENT)]
// Security and policy.
#[case(Step::Rcpt, "550 5.7.0 no", SETTINGS)]
#[case(Step::Rcpt, "554 5.7.1 Relay access denied", SETTINGS)]
#[case(Step::Rcpt, "454 4.7.1 Relay access denied", SETTINGS)]
#[case(Step::Rcpt, "550 5.7.1 <x>: Helo command rejected: Host not found", SETTINGS)]
#[case(Step::Mail, "553 5.7.1 not your address", SENDER)]
#[case(Step::Content, "550 5.7.1 looks like spam", CONTENT)]
#[case(Step::Rcpt, "550 5.7.2 not a member of the list", RECIPIENT)]
#[case(Step::Content, "554 5.7.7 message integrity failure", CONTENT)]
#[case(Step::Rcpt, "550 5.7.13 account disabled", SETTINGS)]
#[case(Step::Rcpt, "550 5.7.17 mailbox has changed hands", RECIPIENT)]
#[case(Step::Content, "550 5.7.23 SPF validation failed", SENDER)]
#[case(Step::Content, "550 5.7.25 reverse DNS validation failed", SETTINGS)]
#[case(Step::Content, "550 5.7.26 no DKIM, no SPF", SENDER)]
#[case(Step::Mail, "530 5.7.0 log in first", LOGIN_REFUSED)]
#[case(Step::Rcpt, "530 5.7.0 log in first", LOGIN_REFUSED)]
// A code that tells nothing, an unknown one, and none.
#[case(Step::Rcpt, "550 5.0.0 no", RECIPIENT)]
#[case(Step::Rcpt, "550 5.9.9 no", RECIPIENT)]
#[case(Step::Rcpt, "550 no such user", RECIPIENT)]
#[case(Step::Rcpt, "550 relay not permitted", SETTINGS)]
#[case(Step::Rcpt, "550-5.7.1 relaying\r\n550 5.7.1 denied", SETTINGS)]
#[case(Step::Rcpt, "554 client host blocked", SETTINGS)]
#[case(Step::Rcpt, "552 too many recipients", PUT_OFF)]
#[case(Step::Rcpt, "503 wrong order", SETTINGS)]
#[case(Step::Rcpt, "521 this host takes no mail", SETTINGS)]
#[case(Step::Mail, "550 no", SENDER)]
#[case(Step::Content, "554 no", CONTENT)]
// Before the first letter.
#[case(Step::Greeting, "554 no service", UNREACHABLE)]
#[case(Step::Greeting, "421 too busy", UNREACHABLE)]
#[case(Step::Auth, "535 5.7.8 bad login", LOGIN_REFUSED)]
#[case(Step::Auth, "454 4.7.0 login service down", LOGIN_REFUSED)]
fn a_refusal_is_blamed_on_whoever_can_mend_it(
    #[case] step: Step,
    #[case] line: &'static str,
    #[case] code: &str,
) {
    let error = refused(step, line);
    assert_eq!(error.code(), code, "{error}");
    assert!(!error.advice().is_empty());
    let held = [SETTINGS, SENDER, LOGIN_REFUSED, UNREACHABLE].contains(&code);
    assert_eq!(matches!(error, SendError::Configuration { .. }), held);
}

#[test]
fn the_servers_words_are_kept_without_the_recipients_address() {
    let error = refused(Step::Rcpt, "550 5.1.1 <Supervisor@bakery.example>: no such user");
    let words = "550 5.1.1 <the recipient>: no such user".to_owned();
    assert_eq!(error, SendError::Permanent { of: Refused::Recipient, words });
    let error = refused(Step::Auth, "535 5.7.8 bad login");
    let words = "535 5.7.8 bad login".to_owned();
    assert_eq!(error, SendError::Configuration { fault: Fault::Login, words });
}

/// The codes that RFC 3463 and RFC 7372 list, each with whose doing it is.
#[test]
fn the_table_of_codes_has_no_gap_within_a_subject() {
    let known = [(1, 1..=10), (2, 0..=4), (3, 0..=6), (4, 0..=7), (5, 0..=6), (6, 0..=10), (7, 0..=30)];
    for (subject, details) in known {
        for detail in details {
            assert!(Status { subject, detail }.blame().is_some(), "X.{subject}.{detail}");
        }
    }
    assert_eq!(Status { subject: 0, detail: 0 }.blame(), None);
    assert_eq!(Status { subject: 1, detail: 0 }.blame(), None, "whose address it does not say");
    assert_eq!(Status { subject: 1, detail: 8 }.blame(), Some(Blame::Sender));
    for words in ["no code", "5.1", "5.1.x", "5.1.1234 far", "2.1.5 ok", "", "5.1.1.1"] {
        assert_eq!(Status::of(words), None, "{words}");
    }
}
