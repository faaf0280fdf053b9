//! Faults of the store: told as 503 with when to come back, and over as soon as the store is well.

use std::time::{Duration, Instant};

use diesel::connection::SimpleConnection;
use placewell::config::Config;
use placewell::db::{Conn, DbError, DbOptions};
use placewell::domain::role::Role;
use rstest::rstest;
use serde_json::json;

use crate::support::app::{Answer, TestApp, home};
use crate::support::database::{Engine, TestAddress, TestDb, options};
use crate::support::operator;
use crate::support::postgres::Server;

/// Adds a contact with a token that was issued while all was well.
fn contact(test: &TestApp, token: &str, name: &str) -> Answer {
    let details =
        json!({"name": "Ann Moss", "role": "Manager", "email": "desk@shop.example", "phone": "01632 960111"});
    test.post("/api/v1/contacts")
        .bearing(token)
        .header("Idempotency-Key", name)
        .json(&json!({"employer": home(Role::Employer), "details": details}))
        .send()
}

fn told(answer: Answer, code: &str) {
    let answer = answer.expect(503);
    assert_eq!((answer.problem(), &answer.body["code"]), ("busy", &json!(code)));
    assert_eq!(answer.header("Retry-After"), "2");
}

/// Leaves a connection of the pool in a state, as a fault would.
fn spoil(test: &TestApp, setting: &str) {
    test.app.write(&operator(), |c: &mut Conn| Ok::<_, DbError>(c.batch_execute(setting)?)).unwrap();
}

#[test]
fn a_read_only_file_is_told_by_ready_and_forgotten_once_it_is_well() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    spoil(&test, "PRAGMA query_only = true");
    told(test.get("/ready").send(), "store_read_only");
    test.get("/ready").send().expect(200);
}

#[test]
fn a_full_disk_is_told_by_ready_though_little_writes_still_fit() {
    let test = TestApp::new(Engine::Sqlite).unwrap();
    let fill = |c: &mut Conn| {
        c.batch_execute("PRAGMA max_page_count = 1; CREATE TABLE filler (x BLOB)")?;
        Ok::<_, DbError>(c.batch_execute("INSERT INTO filler VALUES (zeroblob(10000000))")?)
    };
    assert!(matches!(test.app.write(&operator(), fill), Err(DbError::Full)));
    test.app.write(&operator(), |c: &mut Conn| Ok::<_, DbError>(c.batch_execute("SELECT 1")?)).unwrap();
    told(test.get("/ready").send(), "store_full");
}

fn engine_says(words: &str) -> diesel::result::Error {
    let kind = diesel::result::DatabaseErrorKind::Unknown;
    diesel::result::Error::DatabaseError(kind, Box::new(words.to_owned()))
}

#[rstest]
#[case("could not extend file: No space left on device")]
#[case("cannot use serializable mode in a hot standby")]
#[case("terminating connection due to administrator command")]
#[case("FATAL:  the database system is shutting down")]
#[case("disk I/O error")]
#[case("server closed the connection unexpectedly")]
fn a_store_that_goes_away_is_an_outage(#[case] words: &str) {
    assert!(DbError::from(engine_says(words)).is_outage(), "{words}");
}

/// The service on a server of its own.
fn on_its_own(name: &str) -> Option<(Server, TestApp)> {
    let server = Server::own(name)?;
    // What was committed must outlive the server's end.
    let options = DbOptions { wait: Duration::from_secs(2), durable: true, ..options() };
    let test = TestApp::over(TestDb::at(TestAddress::on(&server), options), Config::default());
    Some((server, test))
}

/// Asks until it is ready, for so long as it may take to get well.
fn well(test: &TestApp) -> Duration {
    let begun = Instant::now();
    while test.get("/ready").send().status != 200 {
        assert!(begun.elapsed() < Duration::from_secs(5), "it does not get well by itself");
        std::thread::yield_now();
    }
    begun.elapsed()
}

#[test]
fn a_server_that_turns_read_only_is_told_and_forgotten_once_it_is_well() {
    let Some((server, test)) = on_its_own("read_only") else { return };
    let token = test.token(Role::Hub);
    contact(&test, &token, "ann").expect(201);
    let turn = |on: &str| {
        server.execute(&format!("ALTER SYSTEM SET default_transaction_read_only = {on}"));
        server.execute("SELECT pg_reload_conf()");
    };
    turn("on");
    // The server takes the setting in on its own time.
    let (begun, mut tries) = (Instant::now(), 0);
    let refused = loop {
        tries += 1;
        let answer = contact(&test, &token, &format!("bea{tries}"));
        if answer.status != 201 {
            break answer;
        }
        assert!(begun.elapsed() < Duration::from_secs(5));
    };
    told(refused, "store_read_only");
    test.get("/health").send().expect(200);
    turn("off");
    println!("well after {:?}", well(&test));
    contact(&test, &token, "cai").expect(201);
}

#[test]
fn a_server_that_is_killed_and_started_again_is_reached_again_by_itself() {
    let Some((server, test)) = on_its_own("restarted") else { return };
    let token = test.token(Role::Hub);
    for round in 0..3 {
        contact(&test, &token, &format!("before{round}")).expect(201);
        server.kill();
        told(contact(&test, &token, &format!("while{round}")), "store_unreachable");
        told(test.get("/ready").send(), "store_unreachable");
        test.get("/live").send().expect(200);
        server.begin();
        println!("well after {:?}", well(&test));
        contact(&test, &token, &format!("while{round}")).expect(201);
    }
}
