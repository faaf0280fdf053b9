//! The bytes of a letter.

use placewell::clock::CountedIds;
use placewell::mail::compose::compose;
use placewell::mail::{ComposeError, OnBehalfOf, new_message_id};

use crate::support::letters::{pack, sender};

fn composed() -> String {
    String::from_utf8(compose(&pack("d1"), &sender()).unwrap().formatted()).unwrap()
}

#[test]
fn a_letter_is_alternatives_within_a_mixture_with_its_files() {
    insta::assert_snapshot!(composed().replace('\r', ""));
}

#[test]
fn a_letter_is_seven_bit_with_short_lines_so_that_every_server_takes_it() {
    let letter = composed();
    assert!(letter.is_ascii());
    assert!(letter.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n')));
}

#[test]
fn composing_again_gives_the_same_bytes_and_another_delivery_other_ones() {
    assert_eq!(composed(), composed());
    let other = compose(&pack("d2"), &sender()).unwrap().formatted();
    assert_ne!(composed().into_bytes(), other);
}

#[test]
fn a_letter_has_one_recipient_and_hides_nobody() {
    let message = compose(&pack("d1"), &sender()).unwrap();
    assert_eq!(message.envelope().to().len(), 1);
    let letter = composed().to_lowercase();
    assert!(!letter.contains("\ncc:") && !letter.contains("\nbcc:"));
}

#[test]
fn a_header_cannot_be_broken_into_two() {
    let broken = |change: fn(&mut placewell::mail::Outgoing)| {
        let mut letter = pack("d1");
        change(&mut letter);
        compose(&letter, &sender()).unwrap_err()
    };
    let injection = "x\r\nBcc: other@example.org";
    assert_eq!(
        broken(|letter| letter.subject = "x\r\nBcc: y@example.org".into()),
        ComposeError::Control("subject")
    );
    assert_eq!(broken(|letter| letter.message_id = "a\nb".into()), ComposeError::Control("Message-ID"));
    assert_eq!(
        broken(|letter| letter.attachments[0].file_name = "a\nb".into()),
        ComposeError::Control("file name")
    );
    assert_eq!(broken(|letter| letter.to = "a@b.example, c@d.example".into()), ComposeError::Recipient);
    let mut sender = sender();
    sender.name = injection.to_owned();
    assert_eq!(compose(&pack("d1"), &sender).unwrap_err(), ComposeError::Control("sender's name"));
}

#[test]
fn a_letter_on_behalf_of_somebody_shows_their_name_and_is_answered_to_them() {
    let mut letter = pack("d1");
    letter.on_behalf_of = Some(OnBehalfOf {
        name: "Ridgeway Placements".to_owned(),
        reply_to: "office@ridgeway.example".to_owned(),
    });
    let composed = String::from_utf8(compose(&letter, &sender()).unwrap().formatted()).unwrap();
    assert!(composed.contains("From: \"Ridgeway Placements\" <placements@hub.example>\r\n"), "{composed}");
    assert!(composed.contains("Reply-To: office@ridgeway.example\r\n"), "{composed}");
    assert_eq!(composed.matches("Reply-To").count(), 1);
}

#[test]
fn a_message_id_is_new_and_at_the_senders_domain() {
    let ids = CountedIds::default();
    let first = new_message_id(&ids, "placements@hub.example");
    assert!(first.ends_with("@hub.example"));
    assert_ne!(first, new_message_id(&ids, "placements@hub.example"));
}

#[test]
fn what_can_be_stopped_says_where_and_mail_programs_post_to_https_only() {
    let headers = |address: Option<&str>| {
        let letter = placewell::mail::Outgoing { unsubscribe: address.map(str::to_owned), ..pack("d1") };
        let letter = String::from_utf8(compose(&letter, &sender()).unwrap().formatted()).unwrap();
        let (headers, _) = letter.split_once("\r\n\r\n").unwrap();
        headers.lines().filter(|line| line.starts_with("List-")).map(str::to_owned).collect::<Vec<_>>()
    };
    let secure = "https://placewell.example/visit/stop/pwn.0a000000-0000-7000-8000-000000000001.".to_owned()
        + &"x".repeat(43);
    assert_eq!(
        headers(Some(&secure)),
        [
            format!("List-Unsubscribe: <{secure}>"),
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click".to_owned()
        ]
    );
    assert_eq!(headers(Some("http://a.example/x")), ["List-Unsubscribe: <http://a.example/x>"]);
    assert_eq!(headers(None), Vec::<String>::new());
}
