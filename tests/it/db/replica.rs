//! A read-only replica: real streaming replication, held back where a test wants it to lag.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query};
use placewell::caches::offers::OfferIndex;
use placewell::config::Config;
use placewell::db::{Conn, Db, DbError, DbOptions, offers};
use placewell::domain::offer::OfferFacts;
use placewell::domain::role::Role;
use serde_json::json;

use crate::api::scene::Scene;
use crate::support::app::{TestApp, home};
use crate::support::database::{TestAddress, TestDb, options};
use crate::support::operator;
use crate::support::postgres::Server;

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many offers a database holds.
fn offers_of(url: &str) -> i64 {
    let mut c = PgConnection::establish(url).unwrap();
    sql_query("SELECT count(*) AS count FROM offers").get_result::<Count>(&mut c).unwrap().count
}

/// Lets a replica catch up, and then no longer.
fn caught_up(replica: &Server, offers: i64) {
    let begun = Instant::now();
    while offers_of(&replica.url("own")) < offers {
        assert!(begun.elapsed() < Duration::from_secs(10), "the replica does not follow");
        std::thread::yield_now();
    }
    replica.execute("SELECT pg_wal_replay_pause()");
}

fn facts(scene: &Scene, index: &OfferIndex, store: &Db) -> Vec<OfferFacts> {
    let app = &scene.test.app;
    index.ready(store, &app.keys, app.clock.as_ref()).unwrap();
    let read = app.read(&operator(), |c| index.of_hub(c, &app.keys, app.clock.as_ref(), &home(Role::Hub)));
    read.unwrap().iter().map(|offer| offer.facts().clone()).collect()
}

#[test]
fn what_a_replica_lacks_is_followed_from_the_database() {
    let Some(primary) = Server::own("primary") else { return };
    let address = TestAddress::on(&primary);
    let replica = primary.replica("replica");
    let with_replica = DbOptions { replica: Some(replica.url("own")), ..options() };
    let url = address.url.clone();
    let scene = Scene::on(TestApp::over(TestDb::at(address, with_replica), Config::default()));
    let (store, alone) = (scene.test.app.store(&operator()), Db::open(&url, options()).unwrap());
    let garden = scene.offer("garden-plants");
    caught_up(&replica, 1);

    scene.confirmed();
    let mut document = scene.offer_document("garden-plants");
    document["offer"]["title"] = json!("Plants and pots");
    scene.put(Role::Employer, &format!("/offers/{garden}"), "\"1\"", &document).expect(200);
    let app = &scene.test.app;
    let held = store.read_behind(|c| Ok(offers::open_facts(c, &app.keys)?.read.len()));
    assert_eq!(held, Some(1), "it lags, and is asked");
    let expected = facts(&scene, &OfferIndex::default(), &alone);
    assert!(expected.len() > 1 && expected.iter().any(|one| !one.full.is_empty()));
    assert_eq!(facts(&scene, &OfferIndex::default(), store), expected);

    // Retention has taken changes that the replica lacks, then all there were: everything is read from the database.
    for gone in ["seq < (SELECT max(seq) FROM changes)", "true"] {
        let forget =
            |c: &mut Conn| Ok::<_, DbError>(c.batch_execute(&format!("DELETE FROM changes WHERE {gone}"))?);
        app.write(&operator(), forget).unwrap();
        assert_eq!(facts(&scene, &OfferIndex::default(), store), expected, "{gone}");
    }

    replica.kill();
    assert_eq!(store.read_behind(|c| Ok(offers::open_facts(c, &app.keys)?.read.len())), None);
    assert_eq!(facts(&scene, &OfferIndex::default(), store), expected, "the database answers in its stead");
}

#[test]
fn nothing_is_written_to_a_replica() {
    let Some(primary) = Server::own("written") else { return };
    let address = TestAddress::on(&primary);
    let with_replica = DbOptions { replica: Some(address.url.clone()), ..options() };
    let store = TestDb::at(address, with_replica);
    let written = store.db.read_behind(|c| Ok(c.batch_execute("DELETE FROM changes")?));
    assert_eq!(written, None, "even one that could be written");
}
