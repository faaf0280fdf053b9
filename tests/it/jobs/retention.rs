//! What is too old goes by itself, by the clock and the settings.

use chrono::TimeDelta;
use diesel::prelude::*;
use placewell::clock::Clock;
use placewell::db::access_log::{self, Access};
use placewell::db::disclosures::{self, Disclosure};
use placewell::db::jobs::{self, Ending, NewJob};
use placewell::db::{Conn, DbError, Stamp, schema};
use placewell::domain::delivery::Edition;
use placewell::domain::ids::{JobId, LearnerId, PlacementId};
use placewell::domain::role::Role;
use placewell::jobs::{Retention, Task, Worker};
use rstest::rstest;
use serde_json::json;

use crate::support::app::{PASSWORD, TestApp, email, start, user};
use crate::support::database::Engine;
use crate::support::operator;

/// Rows of each table that retention thins out.
fn rows(test: &TestApp) -> [i64; 7] {
    let count = |c: &mut Conn| -> Result<[i64; 7], DbError> {
        // Those of the test's own people are older.
        let families = schema::refresh_families::table
            .filter(schema::refresh_families::created_at.ge(Stamp::from(start())));
        Ok([
            schema::jobs::table.count().get_result(c)?,
            schema::idempotency::table.count().get_result(c)?,
            schema::changes::table.count().get_result(c)?,
            families.count().get_result(c)?,
            schema::login_failures::table.count().get_result(c)?,
            schema::access_log::table.count().get_result(c)?,
            schema::disclosures::table.count().get_result(c)?,
        ])
    };
    test.app.read(&operator(), count).unwrap()
}

/// One of each, now; a sign-in is counted by account and by place; the changes are as many as there happen to be.
fn fill(test: &TestApp) {
    let now = test.clock.now();
    let sign_in = |password: &str| {
        let body = json!({"email": email(Role::Hub), "password": password});
        test.post("/api/v1/session").json(&body).send()
    };
    sign_in(PASSWORD).expect(200);
    sign_in("not the password").expect(401);
    let employer = json!({"employer": {"name": "Bryn Baskets", "sic": "47110"}});
    let post = test.post("/api/v1/organisations").by(Role::Hub).header("Idempotency-Key", "k");
    post.json(&employer).send().expect(201);
    let look = Access {
        id: test.app.ids.next_id(),
        at: now,
        actor_id: user(Role::Provider).to_string(),
        organisation_id: "o".to_owned(),
        action: "read_learner".to_owned(),
        object_kind: "learner".to_owned(),
        object_id: "l".to_owned(),
        purpose: "placement".to_owned(),
        details: None,
    };
    let receipt = Disclosure {
        id: test.app.ids.next_id(),
        learner: LearnerId::nil(),
        placement: PlacementId::nil(),
        briefing: None,
        contact: None,
        reader: None,
        actor: user(Role::Provider),
        edition: Edition::Employer,
        purpose: "placement".to_owned(),
        basis: "agreement".to_owned(),
        fields: vec!["first_name".to_owned()],
        hash: "h".to_owned(),
        at: now,
        expires_at: None,
    };
    let id = JobId::parse(&test.app.ids.next_id()).unwrap();
    let job = NewJob { id: &id, kind: "told", subject_id: "s", dedup: None, due: now };
    test.app
        .write(&operator(), |c| {
            access_log::add(c, &test.app.keys, std::slice::from_ref(&look))?;
            disclosures::add(c, &receipt)?;
            jobs::enqueue(c, &job, now)?;
            let claimed = jobs::claim(c, &["told"], now, now + TimeDelta::minutes(1))?.unwrap();
            assert!(jobs::end(c, &id, claimed.attempts, Ending::Complete, now)?);
            Ok::<_, DbError>(())
        })
        .unwrap();
}

#[rstest]
fn each_kind_goes_when_its_own_time_is_over(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    fill(&test);
    let [_, _, changes, ..] = rows(&test);
    assert_eq!(rows(&test), [1, 1, changes, 1, 2, 1, 1]);
    assert!(changes > 0);
    let retention = Retention::new(test.app.clone());
    let after = |days: i64| {
        test.clock.advance(TimeDelta::days(days));
        retention.sweep().unwrap();
        rows(&test)
    };
    assert_eq!(after(1), [1, 1, changes, 1, 2, 1, 1], "a day takes nothing");
    assert_eq!(after(2), [1, 0, changes, 1, 2, 1, 1], "replies");
    assert_eq!(after(5), [1, 0, 0, 1, 2, 1, 1], "changes");
    assert_eq!(after(23), [0, 0, 0, 1, 0, 1, 1], "finished jobs, failed sign-ins");
    assert_eq!(after(30), [0, 0, 0, 0, 0, 1, 1], "a sign-in, thirty days after it ended");
    assert_eq!(after(2128), [0, 0, 0, 0, 0, 1, 1], "the logs stay for six years");
    assert_eq!(after(2), [0, 0, 0, 0, 0, 0, 0]);
}

#[rstest]
fn it_runs_once_a_day_however_many_workers_begin(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(test) = TestApp::new(engine) else { return };
    let retention = Retention::new(test.app.clone());
    let worker = Worker::of(&test.app);
    assert_eq!(worker.drain().unwrap(), 0, "nothing is queued before a worker begins");
    for _ in 0..3 {
        retention.begin().unwrap();
    }
    assert_eq!(worker.drain().unwrap(), 1);
    retention.begin().unwrap();
    test.clock.advance(TimeDelta::hours(23));
    assert_eq!(worker.drain().unwrap(), 0);
    test.clock.advance(TimeDelta::hours(1));
    assert_eq!(worker.drain().unwrap(), 1);
    assert_eq!(worker.drain().unwrap(), 0);
}
