//! Programmes, packs, their sendings and receipts.

use placewell::clock::IdSource;
use placewell::db::briefings::{self, Briefing};
use placewell::db::deliveries::{self, Attempt, Delivery};
use placewell::db::disclosures::{self, Disclosure};
use placewell::db::{DbError, contacts, programmes};
use placewell::domain::contact::{BounceState, ContactDetails, EmailAddress};
use placewell::domain::delivery::{BriefingState, DeliveryState, Edition};
use placewell::domain::ids::{BriefingId, ContactId, DeliveryId, PlacementId};
use rstest::rstest;

use super::world::{World, at};
use crate::generate::line;
use crate::support::database::Engine;

#[rstest]
fn programmes_are_numbered_and_the_newest_is_found(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(world) = World::new(engine, 1) else { return };
    let placement = world.add_placement().id;
    let newest = || world.read(|c| programmes::newest::<Vec<u8>>(c, world.keys(), &placement));
    assert_eq!(newest(), None);
    for days in [vec![1_u8], vec![2, 2]] {
        let added = world.write(|c| programmes::add(c, world.keys(), &placement, "hash", &days, at(5)));
        assert_eq!(added.unwrap(), i64::try_from(days.len()).unwrap());
    }
    let first = world.read(|c| programmes::get::<Vec<u8>>(c, world.keys(), &placement, 1));
    assert_eq!((first.version, first.programme), (1, vec![1]));
    let found = newest().unwrap();
    assert_eq!((found.version, found.programme, found.created_at), (2, vec![2, 2], at(5)));
}

fn briefing(world: &World, placement: &PlacementId) -> Briefing {
    let number = world.read(|c| briefings::next_number(c, placement, Edition::Employer));
    let briefing = Briefing {
        id: BriefingId::parse(&world.ids.next_id()).unwrap(),
        placement: placement.clone(),
        edition: Edition::Employer,
        number,
        state: BriefingState::Draft,
        hash: format!("hash {number}"),
        programme_version: 1,
        approved_by: None,
        approved_at: None,
        version: 1,
        created_at: at(i64::from(number)),
    };
    let bytes = vec![u8::try_from(number).unwrap(); 10];
    world.write(|c| briefings::insert(c, world.keys(), &briefing, &bytes)).unwrap();
    briefing
}

#[rstest]
fn an_approved_pack_supersedes_the_one_before(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let placement = world.add_placement().id;
    let (first, second) = (briefing(&world, &placement), briefing(&world, &placement));
    assert_eq!(world.read(|c| briefings::get(c, &first.id)), first);
    assert_eq!((first.number, second.number), (1, 2));
    let approve =
        |briefing, expected| world.write(|c| briefings::approve(c, briefing, expected, &world.user, at(50)));
    assert_eq!(approve(&first, 1).unwrap(), 2);
    assert!(matches!(approve(&first, 2), Err(DbError::Stale)), "it is no draft any more");
    assert_eq!(approve(&second, 1).unwrap(), 2);
    let both = world.read(|c| briefings::of_placement(c, &placement));
    let states: Vec<_> = both.iter().map(|pack| (pack.state, pack.version)).collect();
    assert_eq!(states, [(BriefingState::Superseded, 3), (BriefingState::Approved, 2)]);
    assert_eq!((both[1].approved_by.as_ref(), both[1].approved_at), (Some(&world.user), Some(at(50))));
    let bytes: Vec<u8> = world.read(|c| briefings::artefacts(c, world.keys(), &second.id));
    assert_eq!(bytes, [2; 10]);
}

#[rstest]
fn a_sending_says_how_it_went(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let (keys, pack) = (world.keys(), briefing(&world, &world.add_placement().id));
    let contact = ContactId::parse(&world.ids.next_id()).unwrap();
    let details = ContactDetails {
        name: line("Robin"),
        role: line("manager"),
        email: EmailAddress::parse("robin@example.org").unwrap(),
        phone: None,
    };
    world.write(|c| contacts::insert(c, keys, &contact, &world.employer, &details, at(1))).unwrap();
    let delivery = Delivery {
        id: DeliveryId::parse(&world.ids.next_id()).unwrap(),
        briefing: pack.id.clone(),
        to: (&contact).into(),
        message_id: "<1@placewell.example.org>".to_owned(),
        state: DeliveryState::Queued,
        attempt: 0,
        copies_possible: 0,
        problem: None,
        server_words: None,
        replaces: None,
        sent_at: None,
        created_at: at(60),
        updated_at: at(60),
    };
    world.write(|c| deliveries::insert(c, keys, &delivery)).unwrap();
    let read = || world.read(|c| deliveries::get(c, keys, &delivery.id));
    assert_eq!(read(), delivery);
    let note = |number, state, problem, server_words, seconds| {
        let attempt = Attempt { number, state, problem, server_words };
        world.write(|c| deliveries::note_attempt(c, keys, &delivery.id, &attempt, at(seconds))).unwrap();
    };
    note(1, DeliveryState::Retrying, Some("greylisted"), Some("451 later, robin@example.org"), 61);
    world.write(|c| deliveries::note_possible_copy(c, &delivery.id, at(62))).unwrap();
    let now = read();
    assert_eq!(now.server_words.as_deref(), Some("451 later, robin@example.org"));
    assert_eq!((now.attempt, now.copies_possible, now.sent_at), (1, 1, None));
    note(2, DeliveryState::Sent, None, Some("250 taken"), 63);
    let now = world.read(|c| deliveries::of_briefing(c, keys, &pack.id)).remove(0);
    assert_eq!((now.state, now.sent_at, now.problem), (DeliveryState::Sent, Some(at(63)), None));
    let twice = world.write(|c| {
        deliveries::insert(
            c,
            keys,
            &Delivery { id: DeliveryId::parse(&world.ids.next_id()).unwrap(), ..delivery.clone() },
        )
    });
    assert!(matches!(twice, Err(DbError::Unique { .. })), "one message, one sending");

    world.write(|c| contacts::set_bounce(c, &contact, BounceState::Bounced, at(64))).unwrap();
    let bounced = world.read(|c| contacts::get(c, keys, &contact));
    assert_eq!((bounced.bounce, bounced.version), (BounceState::Bounced, 2));
    world.write(|c| contacts::change(c, keys, &contact, 2, &details, at(65))).unwrap();
    assert_eq!(world.read(|c| contacts::get(c, keys, &contact)).bounce, BounceState::Fine);
}

#[rstest]
fn a_receipt_outlives_the_placement(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let placement = world.add_placement();
    let receipt = Disclosure {
        id: world.ids.next_id(),
        learner: placement.learner.clone(),
        placement: placement.id.clone(),
        briefing: None,
        contact: None,
        reader: None,
        actor: world.user.clone(),
        edition: Edition::Employer,
        purpose: "placement".to_owned(),
        basis: "agreement".to_owned(),
        fields: vec!["first_name".to_owned(), "adjustments".to_owned()],
        hash: "hash".to_owned(),
        at: at(70),
        expires_at: None,
    };
    world.write(|c| disclosures::add(c, &receipt)).unwrap();
    world.write(|c| placewell::db::learners::erase(c, world.keys(), &placement.learner, at(80))).unwrap();
    assert_eq!(world.read(|c| disclosures::of_learner(c, &placement.learner)), [receipt]);
}
