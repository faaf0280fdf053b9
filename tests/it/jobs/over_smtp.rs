//! The whole way: a queued pack, the worker, and a mail server that answers as it was told.

use placewell::config::{MailConfig, Secret, TlsMode};
use placewell::domain::contact::BounceState;
use placewell::domain::delivery::DeliveryState::{Failed, Retrying, Sent};
use placewell::mail::{Smtp, Transport};
use rstest::rstest;

use super::post::{ADDRESS, Post};
use crate::support::database::Engine;
use crate::support::smtp::{Answer, LOGIN, Protection, SmtpServer, Step};

fn protected(answers: &[Answer]) -> SmtpServer {
    SmtpServer::down(answers).protected(Protection::Starttls)
}

/// By STARTTLS with a login, as in the field.
fn through(server: &SmtpServer) -> Transport {
    let config = MailConfig {
        host: Some("localhost".to_owned()),
        port: server.port(),
        tls: TlsMode::Starttls,
        ca_file: Some(server.ca_file().to_owned()),
        user: Some(LOGIN.0.to_owned()),
        password: Some(Secret::new(LOGIN.1)),
        ..MailConfig::default()
    };
    Transport::Smtp(Smtp::from_config(&config).unwrap())
}

#[rstest]
fn put_off_twice_then_taken_is_delivered_once(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let later = Answer::Refuse(Step::Rcpt, "451 4.7.1 greylisted");
    let server = protected(&[later, later]).up();
    let Some(post) = Post::new(engine, through(&server)) else { return };
    let id = post.queue();
    post.worker().drain().unwrap();
    assert_eq!((post.pass_and_drain(), post.pass_and_drain()), (1, 1));
    assert_eq!((post.delivery(&id).state, server.connections(), server.received().len()), (Sent, 3, 1));
    assert_eq!(server.received()[0].to, [ADDRESS]);
}

#[rstest]
fn refused_for_good_is_shown_with_the_servers_words(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server =
        protected(&[Answer::Refuse(Step::Rcpt, "550 5.1.1 <supervisor@bakery.example>: unknown")]).up();
    let Some(post) = Post::new(engine, through(&server)) else { return };
    let id = post.queue();
    post.worker().drain().unwrap();
    let delivery = post.delivery(&id);
    assert_eq!((delivery.state, post.contact().bounce), (Failed, BounceState::Bounced));
    assert_eq!(delivery.server_words.as_deref(), Some("550 5.1.1 <the recipient>: unknown"));
    assert!(server.received().is_empty());
}

#[rstest]
fn a_server_that_is_down_for_a_while_gets_every_pack_once_when_it_is_back(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server = protected(&[]);
    let Some(post) = Post::new(engine, through(&server)) else { return };
    let packs = [post.queue(), post.queue()];
    for _ in 0..30 {
        post.pass_and_drain_held();
        assert_eq!(post.state(&packs[0]), (Retrying, Some("mail_unreachable".to_owned())));
    }
    let server = server.up();
    post.pass_and_drain_held();
    assert!(packs.iter().all(|id| post.delivery(id).state == Sent));
    assert_eq!(server.received().len(), 2);
}

#[rstest]
fn hung_up_after_the_pack_was_taken_the_copy_has_the_same_message_id(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let server = protected(&[Answer::TakeAndHangUp]).up();
    let Some(post) = Post::new(engine, through(&server)) else { return };
    let id = post.queue();
    post.worker().drain().unwrap();
    post.pass_and_drain();
    let delivery = post.delivery(&id);
    assert_eq!((delivery.state, delivery.copies_possible), (Sent, 1));
    let [first, second] = server.received().try_into().unwrap();
    assert_eq!(first, second);
    assert!(first.content.contains(&format!("Message-ID: <{}>", delivery.message_id)));
}
