//! Today over all sites: who is expected when, who has arrived, and one button for whom somebody follows up.

use placewell::domain::role::Role;
use placewell::jobs::{Task, watch_arrivals};
use rstest::rstest;

use super::browser::{Browser, html};
use super::visit::{Visit, mailed};
use crate::support::database::Engine;

/// The values of the boxes on the page.
fn boxes(page: &str) -> Vec<String> {
    let marks = page.split("name=\"alert\" value=\"").skip(1);
    marks.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
}

#[rstest]
fn who_is_expected_today_and_who_has_come(#[values(Engine::Sqlite, Engine::Postgres)] engine: Engine) {
    let Some(visit) = Visit::first_day(engine) else { return };
    let test = &visit.scene.test;
    let mut staff = Browser::signed_in(test, Role::Provider);
    let early = html(&staff.get("/staff/today").expect(200));
    assert!(early.contains("1 learner is expected, 0 are known to have arrived"), "{early}");
    assert!(early.contains("not ticked yet") && boxes(&early).is_empty(), "{early}");
    let date = visit.placement()["days"][0].as_str().unwrap().to_owned();
    test.clock.set(format!("{date}T14:00:00Z").parse().unwrap());
    let mut staff = Browser::signed_in(test, Role::Provider);
    watch_arrivals(test.app.clone()).begin().unwrap();
    mailed(test);
    let late = html(&staff.get("/staff/today").expect(200));
    assert!(late.contains("not known to have arrived: ring now"), "{late}");
    let all = boxes(&late);
    assert_eq!(all.len(), 1);
    let empty = html(&staff.submit("/staff/today", &[]).expect(422));
    let first = format!("<a href=\"#alert-{}\">Select whether somebody has arrived", all[0]);
    assert!(empty.contains(&first), "{empty}");
    let done = staff.submit("/staff/today", &[("alert", &all[0])]).expect(303);
    let after = html(&staff.get(done.header("Location")).expect(200));
    assert!(after.contains("Sam Reed is dealing with it") && boxes(&after).is_empty(), "{after}");
    let stale = html(&staff.submit("/staff/today", &[("alert", &all[0])]).expect(409));
    assert!(stale.contains("One of these has changed"), "{stale}");
    let tick = [("date", date.as_str()), ("arrival", "arrived"), ("at", "14:05"), ("version", "0")];
    visit.browser().post(&format!("{}/tick", visit.path), &tick).expect(303);
    let came = html(&staff.get("/staff/today").expect(200));
    assert!(came.contains("1 is known to have arrived") && came.contains("Arrived at"), "{came}");
    Browser::signed_in(test, Role::JobCoach).get("/staff/today").expect(200);
    for role in [Role::Hub, Role::Employer, Role::Admin] {
        Browser::signed_in(test, role).get("/staff/today").expect(403);
    }
}
