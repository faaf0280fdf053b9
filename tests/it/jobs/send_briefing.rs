//! Packs on their way: once, put off, refused, held, and after a crash.

use placewell::db::jobs::JobState;
use placewell::domain::contact::BounceState;
use placewell::domain::delivery::DeliveryState::{Failed, Filed, Retrying, Sent};
use placewell::domain::placement::PlacementState;
use placewell::jobs::status;
use placewell::mail::{Fault, Folder, Refused, SendError, Transport};
use rstest::rstest;

use super::post::{ADDRESS, Post, artefacts};
use crate::support::database::Engine;
use crate::support::operator;

#[rstest]
fn a_pack_is_sent_once_exactly_as_it_was_approved(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(post) = Post::in_memory(engine) else { return };
    let id = post.queue();
    let queued_at = post.delivery(&id).created_at;
    assert_eq!(post.worker().drain().unwrap(), 1);
    assert_eq!(post.worker().drain().unwrap(), 0);
    let [sent] = post.memory().sent().try_into().unwrap();
    let delivery = post.delivery(&id);
    assert_eq!(sent.letter, artefacts().addressed(id.as_str(), &delivery.message_id, queued_at, ADDRESS));
    assert_eq!((delivery.state, delivery.attempt, delivery.copies_possible), (Sent, 1, 0));
    assert_eq!(delivery.server_words.as_deref(), Some("kept in memory"));
    assert!(delivery.sent_at.is_some() && delivery.problem.is_none());
}

#[rstest]
fn the_address_alone_is_read_when_the_pack_is_sent(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(post) = Post::in_memory(engine) else { return };
    post.queue();
    post.correct_address("new.supervisor@bakery.example");
    post.worker().drain().unwrap();
    assert_eq!(post.memory().sent()[0].letter.to, "new.supervisor@bakery.example");
}

#[rstest]
fn what_is_put_off_goes_later_as_the_same_letter(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(post) = Post::in_memory(engine) else { return };
    let put_off = SendError::Transient { words: "451 later".to_owned(), may_have_arrived: false };
    post.memory().refuse_next(put_off.clone());
    post.memory().refuse_next(put_off);
    let id = post.queue();
    post.worker().drain().unwrap();
    assert_eq!(post.state(&id), (Retrying, Some("mail_put_off".to_owned())));
    assert_eq!(post.delivery(&id).server_words.as_deref(), Some("451 later"));
    assert_eq!((post.pass_and_drain(), post.pass_and_drain()), (1, 1));
    let delivery = post.delivery(&id);
    assert_eq!((delivery.state, delivery.attempt, delivery.problem), (Sent, 3, None));
    assert_eq!(post.memory().sent().len(), 1);
}

#[rstest]
fn attempts_that_run_out_are_shown_as_failed(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(post) = Post::in_memory(engine) else { return };
    let id = post.queue();
    for _ in 0..post.app.config.jobs.attempts {
        let words = "451 later".to_owned();
        post.memory().refuse_next(SendError::Transient { words, may_have_arrived: false });
        assert_eq!(post.pass_and_drain(), 1);
    }
    assert_eq!(post.state(&id), (Failed, Some("mail_put_off".to_owned())));
    assert_eq!(post.contact().bounce, BounceState::Fine);
    assert_eq!(post.jobs(JobState::Dead).len(), 1);
}

#[rstest]
#[case(Refused::Recipient, BounceState::Bounced)]
#[case(Refused::Content, BounceState::Fine)]
fn a_refusal_for_good_is_shown_with_its_words_and_blames_only_a_bad_address(
    #[case] of: Refused,
    #[case] bounce: BounceState,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(post) = Post::in_memory(engine) else { return };
    post.memory().refuse_next(SendError::Permanent { of, words: "550 no".to_owned() });
    let id = post.queue();
    assert_eq!(post.worker().drain().unwrap(), 1);
    let delivery = post.delivery(&id);
    assert_eq!((delivery.state, delivery.server_words.as_deref()), (Failed, Some("550 no")));
    assert_eq!(post.contact().bounce, bounce);
    assert_eq!(post.jobs(JobState::Dead).len(), 1);
}

#[rstest]
fn a_resend_is_a_letter_of_its_own(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(post) = Post::in_memory(engine) else { return };
    post.memory().refuse_next(SendError::Permanent { of: Refused::Recipient, words: "550 no".to_owned() });
    let first = post.queue();
    post.worker().drain().unwrap();
    post.correct_address("right@bakery.example");
    assert_eq!(post.contact().bounce, BounceState::Fine);
    let second = post.resend(&first);
    post.worker().drain().unwrap();
    let (before, after) = (post.delivery(&first), post.delivery(&second));
    assert_eq!((before.state, after.state, after.replaces.as_ref()), (Failed, Sent, Some(&first)));
    assert_ne!(before.message_id, after.message_id);
    assert_eq!(post.memory().sent()[0].letter.message_id, after.message_id);
}

#[rstest]
fn a_wrong_login_holds_every_pack_and_shows_why(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(post) = Post::in_memory(engine) else { return };
    let words = "535 5.7.8 bad login".to_owned();
    post.memory().refuse_next(SendError::Configuration { fault: Fault::Login, words: words.clone() });
    let packs = [post.queue(), post.queue(), post.queue()];
    assert_eq!(post.worker().drain().unwrap(), 1);
    let queue = post.app.read(&operator(), status).unwrap();
    assert_eq!((queue.queued, queue.held, queue.dead), (2, 1, 0));
    assert_eq!(queue.held_by.as_deref(), Some("mail_login_refused"));
    assert_eq!(post.delivery(&packs[0]).server_words, Some(words));
    assert_eq!(post.jobs(JobState::Held)[0].failures, 0);
    post.clock.set(post.jobs(JobState::Held)[0].due);
    assert_eq!(post.worker().drain().unwrap(), 3);
    assert!(packs.iter().all(|id| post.delivery(id).state == Sent));
    assert_eq!(post.memory().sent().len(), 3);
}

#[rstest]
fn a_crash_after_the_server_took_the_pack_may_send_a_copy_that_is_counted_and_the_same_letter(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(post) = Post::in_memory(engine) else { return };
    let id = post.queue();
    post.send_and_die();
    assert_eq!(post.worker().drain().unwrap(), 1);
    let [first, second] = post.memory().sent().try_into().unwrap();
    assert_eq!(first, second);
    let delivery = post.delivery(&id);
    assert_eq!((delivery.state, delivery.attempt, delivery.copies_possible), (Sent, 2, 1));
}

#[rstest]
fn an_unanswered_pack_is_counted_as_a_possible_copy(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(post) = Post::in_memory(engine) else { return };
    post.memory().refuse_next(SendError::Transient { words: "no answer".to_owned(), may_have_arrived: true });
    let id = post.queue();
    post.worker().drain().unwrap();
    assert_eq!(post.state(&id), (Retrying, Some("mail_unanswered".to_owned())));
    post.pass_and_drain();
    let [first, second] = post.memory().sent().try_into().unwrap();
    assert_eq!(first, second);
    assert_eq!((post.delivery(&id).state, post.delivery(&id).copies_possible), (Sent, 1));
}

#[rstest]
#[case(true)]
#[case(false)]
fn a_pack_that_is_never_acknowledged_is_given_up_after_three_copies(
    #[case] crashes: bool,
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(post) = Post::in_memory(engine) else { return };
    let id = post.queue();
    for _ in 0..3 {
        if crashes {
            post.send_and_die();
        } else {
            let words = "no answer".to_owned();
            post.memory().refuse_next(SendError::Transient { words, may_have_arrived: true });
            post.pass_and_drain();
        }
    }
    post.worker().drain().unwrap();
    assert_eq!(post.state(&id), (Failed, Some("mail_never_confirmed".to_owned())));
    assert_eq!((post.delivery(&id).copies_possible, post.memory().sent().len()), (3, 3));
}

#[rstest]
fn a_failing_store_leaves_no_pack_sending_for_ever(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(post) = Post::in_memory(engine) else { return };
    let id = post.queue();
    post.corrupt_pack();
    post.worker().drain().unwrap();
    assert_eq!(post.state(&id), (Retrying, Some("store".to_owned())));
    while post.jobs(JobState::Dead).is_empty() {
        post.pass_and_drain();
    }
    assert_eq!(post.state(&id), (Failed, Some("store".to_owned())));
    assert!(post.memory().sent().is_empty());
}

#[rstest]
fn a_filed_pack_is_called_filed_and_briefs_nobody(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let folder = tempfile::tempdir().unwrap();
    let transport = Transport::Folder(Folder::open(&folder.path().join("mail")).unwrap());
    let Some(post) = Post::new(engine, transport) else { return };
    let id = post.queue();
    post.worker().drain().unwrap();
    assert_eq!(post.state(&id), (Filed, Some("no_mail_server".to_owned())));
    assert_eq!((post.delivery(&id).sent_at, post.placement_state()), (None, PlacementState::Confirmed));
    assert_eq!(post.worker().drain().unwrap(), 0);
}

#[rstest]
fn a_superseded_pack_never_leaves(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(post) = Post::in_memory(engine) else { return };
    let id = post.queue();
    post.supersede();
    post.worker().drain().unwrap();
    assert_eq!(post.state(&id), (Failed, Some("briefing_superseded".to_owned())));
    assert!(post.memory().sent().is_empty());
}

#[rstest]
fn nothing_is_sent_to_a_contact_who_has_left(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(post) = Post::in_memory(engine) else { return };
    let id = post.queue();
    post.archive_contact();
    post.worker().drain().unwrap();
    assert_eq!(post.state(&id), (Failed, Some("contact_archived".to_owned())));
    assert!(post.memory().sent().is_empty());
}

#[rstest]
fn every_problem_that_is_stored_comes_with_what_to_do(
    #[values(
        "mail_unreachable",
        "mail_login_refused",
        "mail_sender_refused",
        "mail_settings_refused",
        "mail_never_confirmed",
        "no_mail_server",
        "user_disabled",
        "letter_forgotten",
        "recipient_gone",
        "leak",
        "new_pack_sent",
        "told_in_a_later_letter",
        "stands_again",
        "reminders_stopped",
        "archived_since",
        "day_over",
        "absent_today",
        "link_taken_back",
        "alert_settled",
        "broken_off",
        "mail_unanswered",
        "mail_put_off",
        "mail_address_refused",
        "mail_policy_refused",
        "mail_content_refused",
        "briefing_superseded",
        "placement_over",
        "agreement_withdrawn",
        "statement_withdrawn",
        "pack_outdated",
        "first_day_past",
        "last_day_past",
        "outside_window",
        "weekday_dropped",
        "site_closed",
        "bank_holiday",
        "provider_closed",
        "already_placed",
        "pattern_changed",
        "offer_archived",
        "employer_archived",
        "learner_archived",
        "age",
        "interns_only",
        "no_programme",
        "programme_broken",
        "task_to_avoid",
        "law",
        "window_full",
        "contact_archived",
        "store",
        "panic"
    )]
    problem: &str,
) {
    assert!(placewell::words::delivery::advice(problem).is_some());
}
