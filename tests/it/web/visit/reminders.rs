//! Reminders: on their days, by day, once, no more than anybody wants, and none to whoever wants none.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use placewell::clock::Clock;
use placewell::db::{DbError, reminders as rows};
use placewell::domain::ids::PlacementId;
use placewell::domain::reminder::{ReminderOccasion, ReminderOutcome};
use placewell::domain::role::Role;
use placewell::jobs::{Task, remind};
use rstest::rstest;

use super::{CONTACT, Visit, mailed};
use crate::support::database::Engine;
use crate::support::operator;
use crate::web::browser::html;

/// Who is reminded by looks that are made at an hour of a day, one in the place of another.
fn look(visit: &Visit, date: NaiveDate, hour: &str) -> Vec<(String, String)> {
    let app = &visit.scene.test.app;
    let before = mailed(&visit.scene.test).len();
    let at: DateTime<Utc> = format!("{date}T{hour}:00Z").parse().unwrap();
    visit.scene.test.clock.set(at);
    for _ in 0..2 {
        remind(app.clone()).begin().unwrap();
        mailed(&visit.scene.test);
        visit.scene.test.clock.set(visit.scene.test.clock.now() + chrono::TimeDelta::minutes(31));
    }
    let letters = mailed(&visit.scene.test).split_off(before);
    letters.into_iter().map(|letter| (letter.to, letter.subject)).collect()
}

fn outcomes(visit: &Visit) -> Vec<(ReminderOccasion, ReminderOutcome)> {
    let id = PlacementId::parse(&visit.placed.id).unwrap();
    let all = visit.scene.test.app.read(&operator(), |c| rows::of_placement(c, &id)).unwrap();
    all.into_iter().map(|one| (one.occasion, one.outcome)).collect()
}

#[rstest]
fn reminders_have_manners(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::proposed(engine) else { return };
    visit.brief();
    let (test, mut browser) = (&visit.scene.test, visit.browser());
    let days: Vec<NaiveDate> = serde_json::from_value(visit.placement()["days"].clone()).unwrap();
    let day = |occasion: ReminderOccasion| occasion.day(&days).unwrap();
    let before = day(ReminderOccasion::Before);
    assert_eq!(look(&visit, before, "06:40"), [], "no reminder at night");
    let letters = look(&visit, before, "08:40");
    assert_eq!(letters.len(), 1, "{letters:?}");
    assert!(letters[0].0 == CONTACT && letters[0].1.ends_with(": it begins soon"), "{letters:?}");
    assert!(!letters[0].1.contains("Carys"));
    let letter = mailed(test).pop().unwrap();
    assert!(!letter.text.contains("Carys"));
    insta::assert_snapshot!("reminder", letter.text.replace(&visit.path, "/visit/[code]"));

    let first = day(ReminderOccasion::FirstDay);
    test.clock.set(format!("{first}T07:10:00Z").parse().unwrap());
    let tick = [("date", first.to_string()), ("arrival", "arrived".into()), ("version", "0".into())];
    let tick: Vec<_> = tick.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(&format!("{}/tick", visit.path), &tick).expect(303);
    assert_eq!(look(&visit, first, "08:30"), [], "a day that is ticked needs no reminder");

    let page = format!("{}/reminders", visit.path);
    let half = day(ReminderOccasion::HalfWay);
    for _ in 0..2 {
        assert!(html(&browser.get(&page).expect(200)).contains("Stop the reminders"));
    }
    let stop = letter.unsubscribe.unwrap();
    let stop = format!("/visit/{}", stop.split_once("/visit/").unwrap().1);
    browser.get(&stop).expect(404);
    assert!(html(&browser.get(&page).expect(200)).contains("Stop the reminders"), "a scanner stops nothing");
    let code = stop.rsplit('/').next().unwrap();
    browser.get(&format!("/visit/{code}")).expect(404);
    for path in
        [stop.clone(), stop.clone(), format!("{stop}x"), visit.path.replace("/visit/", "/visit/stop/")]
    {
        let answer = browser.post(&path, &[("List-Unsubscribe", "One-Click")]).expect(200);
        assert_eq!(html(&answer), "", "it tells nothing");
    }
    assert!(html(&browser.get(&page).expect(200)).contains("You get no more reminders"));
    assert_eq!(look(&visit, half, "09:00"), []);
    browser.post(&page, &[("reminders", "yes")]).expect(303);

    let letters = look(&visit, day(ReminderOccasion::LastDay), "09:00");
    assert!(letters.len() == 1 && letters[0].1.ends_with(": today is the last day"), "{letters:?}");
    let after = day(ReminderOccasion::After);
    test.clock.set(format!("{after}T08:00:00Z").parse().unwrap());
    let now = placewell::db::Stamp::from(test.clock.now());
    test.app
        .write(&operator(), |c| {
            use placewell::db::schema::reminders::dsl;
            let change = (dsl::outcome.eq("sent"), dsl::at.eq(now));
            diesel::update(dsl::reminders).set(change).execute(c).map_err(DbError::from)
        })
        .unwrap();
    assert_eq!(look(&visit, after, "08:30"), [], "enough is enough");
    use {ReminderOccasion as O, ReminderOutcome as R};
    let found = outcomes(&visit);
    assert_eq!(found.len(), 5, "{found:?}");
    assert!(found.contains(&(O::After, R::Capped)), "{found:?}");
}

/// What is queued goes only while it is wanted, and while its day lasts.
#[rstest]
#[case::stopped("reminders_stopped")]
#[case::too_late("day_over")]
#[case::archived("archived_since")]
fn a_reminder_that_waits_is_looked_at_again(#[case] problem: &str) {
    let visit = Visit::first_day(Engine::Sqlite).unwrap();
    let app = &visit.scene.test.app;
    let before = mailed(&visit.scene.test).len();
    placewell::services::reminders::remind(app).unwrap();
    if problem == "reminders_stopped" {
        visit.browser().post(&format!("{}/reminders", visit.path), &[("reminders", "no")]).expect(303);
    } else if problem == "archived_since" {
        visit.scene.archive(Role::Provider, &format!("/learners/{}", visit.placed.learner), "\"1\"");
    } else {
        visit.scene.test.clock.advance(chrono::TimeDelta::days(1));
    }
    assert_eq!(mailed(&visit.scene.test).len(), before);
    let letters = visit.scene.get(Role::Provider, &format!("/placements/{}/letters", visit.placed.id));
    let letters = letters.expect(200).body;
    let letter = letters.as_array().unwrap().iter().find(|letter| letter["kind"] == "reminder").unwrap();
    assert_eq!(letter["problem"], problem);
    assert!(letter["advice"].as_str().unwrap().starts_with("Nothing to do"));
    assert_eq!(outcomes(&visit), [(ReminderOccasion::FirstDay, ReminderOutcome::Sent)]);
}

#[rstest]
fn nobody_is_reminded_of_an_archived_learner(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    visit.scene.archive(Role::Provider, &format!("/learners/{}", visit.placed.learner), "\"1\"");
    placewell::services::reminders::remind(&visit.scene.test.app).unwrap();
    assert_eq!(outcomes(&visit), []);
}
