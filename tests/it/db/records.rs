//! Logs, decisions, weights, postcodes, feeds, assignments, and sealing again.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use placewell::clock::IdSource;
use placewell::db::access_log::{self, Access, AccessRecorder};
use placewell::db::changes::ChangeKind;
use placewell::db::decisions::{self, Decision};
use placewell::db::feeds::{self, Feed};
use placewell::db::{
    Db, DbError, DbOptions, Slice, agreements, assignments, changes, learners, offers, organisations,
    placements, postcodes, programmes, reseal, users, weights,
};
use placewell::domain::agreement::AgreementScope;
use placewell::domain::place::{Coordinates, Postcode};
use rstest::rstest;

use super::world::{World, at};
use crate::generate::date;
use crate::support::database::{Engine, TestDb};

#[rstest]
fn looks_are_kept_in_order_and_leave_by_age(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let look = |seconds, object: &str| Access {
        id: world.ids.next_id(),
        at: at(seconds),
        actor_id: world.user.to_string(),
        organisation_id: world.provider.to_string(),
        action: "read_learner".to_owned(),
        object_kind: "learner".to_owned(),
        object_id: object.to_owned(),
        purpose: "matching".to_owned(),
        details: Some("profile".to_owned()),
    };
    let looks = [look(1, "a"), look(2, "b"), look(3, "a")];
    world.write(|c| access_log::add(c, world.keys(), &looks)).unwrap();
    let mut slice = Slice::first(1);
    let first = world.read(|c| access_log::of_object(c, world.keys(), "learner", "a", &slice));
    assert_eq!(first.items, looks[..1]);
    slice.after = first.next;
    let second = world.read(|c| access_log::of_object(c, world.keys(), "learner", "a", &slice));
    assert_eq!((&second.items[..], second.next), (&looks[2..], None));
    assert_eq!(world.write(|c| access_log::prune(c, at(3))).unwrap(), 2);
}

#[rstest]
fn a_decision_stands_with_its_reason(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let decision = Decision {
        id: world.ids.next_id(),
        subject_kind: "placement".to_owned(),
        subject_id: "p".to_owned(),
        kind: "vetting".to_owned(),
        outcome: "not_needed".to_owned(),
        decided_by: world.user.clone(),
        decided_at: at(4),
        note: Some("Two adults are always there.".to_owned()),
    };
    world.write(|c| decisions::add(c, world.keys(), &decision)).unwrap();
    assert_eq!(world.read(|c| decisions::about(c, world.keys(), "placement", "p")), [decision]);
    assert_eq!(world.read(|c| decisions::about(c, world.keys(), "placement", "q")), []);
}

#[rstest]
fn weights_keep_every_version(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let set = |expected, doc: &str| {
        world.write(|c| weights::set(c, &world.hub, expected, &doc, &world.user, at(5)))
    };
    assert_eq!(world.read(|c| weights::newest::<String>(c, &world.hub)), None);
    assert_eq!(set(0, "even").unwrap(), 1);
    assert!(matches!(set(0, "odd"), Err(DbError::Stale)));
    assert_eq!(set(1, "interest first").unwrap(), 2);
    let newest = world.read(|c| weights::newest::<String>(c, &world.hub));
    assert_eq!(newest, Some((2, "interest first".to_owned())));
}

#[rstest]
fn postcodes_go_in_by_the_thousand_and_move(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let postcode = |nth: i32| {
        let letters = |n: i32| char::from(b'A' + u8::try_from(n % 26).unwrap());
        let text = format!("NP{} {}{}{}", nth / 6760 + 1, nth / 676 % 10, letters(nth / 26), letters(nth));
        Postcode::parse(&text).unwrap()
    };
    let place = |nth: i32| (postcode(nth), Coordinates::new(51_000_000 + nth, -3_000_000).unwrap());
    let mut places: Vec<_> = (0..12_000).map(place).collect();
    places.push((postcode(3), Coordinates::new(52_000_000, -3_000_000).unwrap()));
    world.write(|c| postcodes::import(c, &places)).unwrap();
    assert_eq!(world.read(postcodes::count), 12_000);
    let find = |nth| world.read(|c| postcodes::find(c, &postcode(nth)));
    assert_eq!(find(11_999), Some(place(11_999).1));
    assert_eq!(find(3).unwrap().lat_udeg, 52_000_000);
    world.write(|c| postcodes::import(c, &[place(3)])).unwrap();
    assert_eq!((find(3), find(12_000)), (Some(place(3).1), None));
}

#[rstest]
fn a_hundred_thousand_rows_go_in_within_the_time_limit_of_one_write(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(store) = TestDb::new(engine) else { return };
    let places: Vec<_> = (0..100_000)
        .map(|nth: i32| {
            let letter = |n: i32| char::from(b'A' + u8::try_from(n % 26).unwrap());
            let text = format!("NP{} {}{}{}", nth / 6760 + 1, nth / 676 % 10, letter(nth / 26), letter(nth));
            (Postcode::parse(&text).unwrap(), Coordinates::new(51_000_000 + nth, -3_000_000).unwrap())
        })
        .collect();
    let db = Db::open(&store.address.url, DbOptions { durable: false, ..DbOptions::default() }).unwrap();
    let clock = Instant::now();
    db.write(|c| postcodes::import(c, &places)).unwrap();
    println!("100,000 postcodes in one write on {engine:?}: {:?}", clock.elapsed());
    assert_eq!(db.read(postcodes::count).unwrap(), 100_000);
}

#[rstest]
fn a_feed_takes_the_place_of_the_one_of_its_name(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let feed = |name: &str, hash: &str, seconds| Feed {
        id: hash.repeat(4),
        kind: "gtfs".to_owned(),
        name: name.to_owned(),
        hash: hash.to_owned(),
        valid_from: Some(date("2027-01-01")),
        valid_to: None,
        doc: "{}".to_owned(),
        created_at: at(seconds),
    };
    // Thirty megabytes that no compression and no text column would bear.
    let file: Vec<u8> =
        (0..30u32 << 20).map(|place| (place.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let (old, new, other) = (feed("buses", "1", 1), feed("buses", "2", 2), feed("trams", "3", 3));
    world.write(|c| feeds::replace(c, &old, &file)).unwrap();
    world.write(|c| feeds::replace(c, &other, b"trams")).unwrap();
    assert!(world.read(|c| feeds::file(c, &old.id)) == file, "the file comes back whole");
    assert!(matches!(
        world.write(|c| feeds::replace(c, &feed("ferries", "1", 3), b"again")),
        Err(DbError::Unique { .. })
    ));
    world.write(|c| feeds::replace(c, &new, b"newer")).unwrap();
    assert_eq!(world.read(|c| feeds::list(c, "gtfs")), [new.clone(), other.clone()]);
    assert_eq!(world.read(|c| feeds::ids(c, "gtfs")), [new.id.clone(), other.id.clone()]);
    assert_eq!(world.read(|c| feeds::file(c, &new.id)), b"newer");
    assert_eq!(world.read(|c| feeds::file(c, &other.id)), b"trams");
    assert!(matches!(world.write(|c| feeds::file(c, &old.id)), Err(DbError::NotFound)));
    assert!(world.write(|c| feeds::remove(c, "gtfs", "buses", at(4))).unwrap());
    assert!(!world.write(|c| feeds::remove(c, "gtfs", "buses", at(5))).unwrap());
    let told = world.read(|c| changes::above(c, 0));
    let told =
        told.iter().filter(|change| change.kind == ChangeKind::Feed).map(|change| change.object_id.as_str());
    assert_eq!(told.collect::<Vec<_>>(), ["1111", "3333", "2222", "2222"]);
}

#[rstest]
fn a_coach_sees_the_placements_assigned_to_them(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let (mine, other) = (world.add_placement(), world.add_placement());
    world.write(|c| assignments::assign(c, &world.user, &mine.id, at(1))).unwrap();
    let filter = placements::Filter { coach: Some(&world.user), ..Default::default() };
    let page = world.read(|c| placements::list(c, filter, &Slice::first(10)));
    assert_eq!(page.items, std::slice::from_ref(&mine));
    let coaches = |learner| world.read(|c| assignments::coaches_learner(c, &world.user, learner));
    assert_eq!((coaches(&mine.learner), coaches(&other.learner)), (true, false));
    assert_eq!(world.read(|c| assignments::coaches_of(c, &mine.id)), std::slice::from_ref(&world.user));
    world.write(|c| assignments::end(c, &world.user, &mine.id)).unwrap();
    assert!(!coaches(&mine.learner));
    assert!(!world.read(|c| agreements::stands(c, &mine.learner, AgreementScope::HubSeesMatches)));
}

#[rstest]
fn after_sealing_again_the_old_key_is_needed_no_more(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    let Some(mut world) = World::new(engine, 1) else { return };
    let placements: Vec<_> = (0..60).map(|_| world.add_placement()).collect();
    let placement = &placements[0];
    world.write(|c| programmes::add(c, world.keys(), &placement.id, "hash", &"days", at(1))).unwrap();
    let index = users::email_index(world.keys(), "wren@example.org");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys");
    let old = world.keys().active().to_owned();
    world.keys().create(&file).unwrap();
    let rotated = placewell::db::Keys::load(&file).unwrap().rotate().unwrap();
    let sealed = reseal::all(&world.store.db, &rotated).unwrap();
    assert_eq!(sealed, 60 * 4 + 3 + 1 + 1 + 1, "learners, organisations, user, offer, programme");
    assert_eq!(reseal::all(&world.store.db, &rotated).unwrap(), 0);

    rotated.replace(&file).unwrap();
    let text = std::fs::read_to_string(&file).unwrap();
    let without: String =
        text.lines().filter(|line| !line.contains(&old)).map(|line| format!("{line}\n")).collect();
    world.store.keys = placewell::db::Keys::parse(&without).unwrap();
    let keys = world.keys();
    for placement in &placements {
        world.read(|c| learners::get(c, keys, &placement.learner));
    }
    world.read(|c| organisations::get(c, keys, &world.provider));
    world.read(|c| offers::get(c, keys, &world.offer.id));
    assert!(world.read(|c| users::find_by_email_index(c, keys, &index)).is_some());
    let programme = world.read(|c| programmes::newest::<String>(c, keys, &placement.id));
    assert_eq!(programme.unwrap().programme, "days");
}

#[rstest]
fn followers_see_every_change_above_a_number(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(world) = World::new(engine, 1) else { return };
    let placement = world.add_placement();
    let earlier = world.read(|c| changes::above(c, 0)).iter().rev().nth(1).unwrap().seq;
    let seen = world.read(|c| changes::above(c, earlier));
    assert_eq!(seen[0].seq, world.read(changes::newest));
    assert_eq!(
        seen.iter().map(|change| change.object_id.as_str()).collect::<Vec<_>>(),
        [placement.id.as_str()]
    );
    assert!(world.read(|c| changes::above(c, 0)).windows(2).all(|pair| pair[0].seq < pair[1].seq));
    assert!(world.write(|c| changes::prune(c, at(30))).unwrap() >= 4);
    assert_eq!(world.read(|c| changes::above(c, 0)).len(), 1);
}

#[rstest]
fn looks_that_come_together_are_all_committed_when_their_callers_return(
    #[values(Engine::Sqlite, Engine::Postgres)] engine: Engine,
) {
    const THREADS: usize = 16;
    const EACH: usize = 10;
    let Some(world) = World::new(engine, 1) else { return };
    let keys = std::sync::Arc::new(placewell::db::Keys::generate().unwrap());
    let recorder = AccessRecorder::new(world.store.db.clone(), keys.clone());
    let look = |id: String| Access {
        id,
        at: at(1),
        actor_id: "u".to_owned(),
        organisation_id: "o".to_owned(),
        action: "read_learner".to_owned(),
        object_kind: "learner".to_owned(),
        object_id: "l".to_owned(),
        purpose: "matching".to_owned(),
        details: None,
    };
    let committed = |id: &str| {
        let all = Slice::first(1000);
        let page = world.read(|c| access_log::of_object(c, &keys, "learner", "l", &all));
        page.items.iter().any(|look| look.id == id)
    };
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                for _ in 0..EACH {
                    let id = world.ids.next_id();
                    recorder.record(look(id.clone())).unwrap();
                    assert!(committed(&id), "the caller returned before the commit");
                }
            });
        }
    });
    let taken = world.ids.next_id();
    recorder.record(look(taken.clone())).unwrap();
    let twice = recorder.record(look(taken));
    assert!(matches!(twice, Err(DbError::Unique { .. })), "a failure is its own caller's");
    recorder.record(look(world.ids.next_id())).unwrap();
    let page = world.read(|c| access_log::of_object(c, &keys, "learner", "l", &Slice::first(1000)));
    assert_eq!(page.items.len(), THREADS * EACH + 2);
}

#[test]
fn a_panic_while_looks_are_written_holds_nobody_up() {
    let (writes, panics) = (Arc::new(AtomicUsize::new(0)), 1);
    let counted = writes.clone();
    let recorder = Arc::new(AccessRecorder::writing(move |_| {
        assert!(counted.fetch_add(1, Ordering::SeqCst) >= panics, "the first write fails");
        Ok(())
    }));
    let look = Access {
        id: "a".to_owned(),
        at: at(1),
        actor_id: "b".to_owned(),
        organisation_id: "c".to_owned(),
        action: "read_learner".to_owned(),
        object_kind: "learner".to_owned(),
        object_id: "d".to_owned(),
        purpose: "matching".to_owned(),
        details: None,
    };
    let (tell, told) = channel();
    for _ in 0..4 {
        let (recorder, look, tell) = (recorder.clone(), look.clone(), tell.clone());
        thread::spawn(move || {
            let outcome = catch_unwind(AssertUnwindSafe(|| recorder.record(look).is_ok()));
            tell.send(outcome.unwrap_or(false)).unwrap();
        });
    }
    let patience = Duration::from_secs(20);
    let ended: Vec<_> =
        (0..4).map(|_| told.recv_timeout(patience).expect("somebody waits for ever")).collect();
    assert_eq!(ended.iter().filter(|ended| !**ended).count(), panics, "all others are recorded");
}
