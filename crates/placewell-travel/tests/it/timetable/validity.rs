//! Lines whose data end on different days in one feed.

use std::sync::Arc;

use placewell_travel::batch::{Batch, Outcome, Terms, When};
use placewell_travel::network::{Network, Walking};
use placewell_travel::{Basis, ModeAnswer, Note, State};

use super::at;
use super::feed::Small;
use super::model::{Case, rider, timetable};

/// Line 1 (trips t) from a to c, line 2 (trips x) from a to e.
const TIMES: &str = "t1,08:30:00,08:30:00,a,1\nt1,08:50:00,08:50:00,c,2\n\
     x1,08:20:00,08:20:00,a,1\nx1,08:40:00,08:40:00,e,2\n";

const CALENDAR: &str =
    "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n";

/// The two lines, each with services of its own.
fn lines(calendar: &str, dates: &str, info: &str) -> Small {
    let trips = "route_id,service_id,trip_id,trip_headsign\none,one,t1,Town\ntwo,two,x1,Town\n";
    Small::new(TIMES)
        .with("trips.txt", trips)
        .with("calendar.txt", &format!("{CALENDAR}{calendar}"))
        .with("calendar_dates.txt", &format!("service_id,date,exception_type\n{dates}"))
        .with("feed_info.txt", &format!("feed_version,feed_start_date,feed_end_date\nv1,{info}\n"))
}

fn ask(small: &Small, date: &str, to: u32) -> ModeAnswer {
    let case = Case { timetable: timetable(small), date: date.parse().unwrap(), ..Case::new(rider()) };
    case.out(to, "09:00")
}

fn outcome(small: &Small, date: &str, to: &str) -> Outcome {
    let network = small.network();
    batch(&network, date).answer("a", to).outcome
}

pub(super) fn batch<'a>(network: &'a Network, date: &str) -> Batch<'a> {
    let walking = Walking { max_metres: 0, speed_mm_s: 1_000 };
    let terms = Terms {
        date: date.parse().unwrap(),
        when: When::ArriveBy(at("09:00")),
        max_changes: 2,
        max_minutes: 120,
        walking,
        max_walk_end: 0,
        change_minutes: 2,
    };
    Batch::new(network, terms)
}

const JUNE_AND_2099: &str = "one,1,1,1,1,1,0,0,20260601,20260630\ntwo,1,1,1,1,1,0,0,20260601,20991231\n";

#[test]
fn a_line_that_ends_beside_one_to_2099_is_projected_and_never_a_no() {
    for (what, small) in [
        ("beside another line", lines(JUNE_AND_2099, "", ",")),
        ("within a range stated for all", lines(JUNE_AND_2099, "", "20260601,20991231")),
        ("with a stray added date", lines("one,1,1,1,1,1,0,0,20260601,20260630\n", "one,20991006,1\n", ",")),
        ("with a stale range", lines(JUNE_AND_2099, "", "20200101,20200131")),
    ] {
        // 6 October 2026 is a Tuesday, as is 30 June.
        let answer = ask(&small, "2026-10-06", 2);
        assert_eq!(answer.state, State::Within, "{what}: {answer:?}");
        assert_eq!(answer.notes, [Note::TimetableExpired { until: "2026-06-30".parse().unwrap() }], "{what}");
        assert!(
            matches!(&answer.basis, Basis::Timetable { date, .. } if date.to_string() == "2026-06-30"),
            "{what}: {:?}",
            answer.basis
        );
        assert_ne!(outcome(&small, "2026-10-06", "c"), Outcome::NotReached, "{what}");
    }
}

#[test]
fn a_stray_date_before_a_line_begins_is_no_timetable_of_it() {
    let trips = "route_id,service_id,trip_id,trip_headsign\none,one,t1,Town\none,odd,x1,Town\n";
    let small =
        lines("one,1,1,1,1,1,0,0,20260601,20260630\n", "odd,20260310,1\n", ",").with("trips.txt", trips);
    // A Tuesday, as are the stray date and 2 June.
    let answer = ask(&small, "2026-05-12", 2);
    assert_eq!(answer.state, State::Within, "{answer:?}");
    assert_eq!(answer.notes, [Note::TimetableNotYetValid { from: "2026-06-01".parse().unwrap() }]);
}

#[test]
fn the_line_that_still_speaks_is_told_without_reserve() {
    let small = lines(JUNE_AND_2099, "", ",");
    let answer = ask(&small, "2026-10-06", 4);
    assert_eq!((answer.state, answer.notes.as_slice()), (State::Within, &[][..]));
    assert!(matches!(&answer.basis, Basis::Timetable { date, .. } if date.to_string() == "2026-10-06"));
    assert_eq!(outcome(&small, "2026-10-06", "e"), Outcome::Reached);
    assert_eq!(outcome(&small, "2026-10-06", "c"), Outcome::NoData);
}

#[test]
fn a_day_without_service_is_a_no_and_no_projection() {
    let small = lines(JUNE_AND_2099, "one,20260616,2\n", ",");
    let removed = ask(&small, "2026-06-16", 2);
    assert_eq!((removed.state, removed.notes.contains(&Note::NoJourney)), (State::Beyond, true));
    assert_eq!(outcome(&small, "2026-06-16", "c"), Outcome::NotReached);
    assert_eq!(outcome(&small, "2026-06-14", "c"), Outcome::NotReached, "nothing runs on Sundays");
    assert_eq!(
        outcome(&lines("one,1,1,1,1,1,0,0,20260601,20260630\n", "", ","), "2026-10-06", "c"),
        Outcome::OutsideValidity
    );
}

#[test]
fn a_line_with_other_services_for_other_weekdays_ends_weekday_by_weekday() {
    let calendar = "one,1,1,1,1,1,0,0,20260601,20260630\nsat,0,0,0,0,0,1,0,20260601,20991231\n";
    let trips = "route_id,service_id,trip_id,trip_headsign\none,one,t1,Town\none,sat,x1,Town\n";
    let small = lines(calendar, "", ",").with("trips.txt", trips);
    assert_eq!(ask(&small, "2026-10-06", 2).state, State::Within, "a Tuesday after its last");
    let saturday = ask(&small, "2026-10-10", 2);
    assert_eq!((saturday.state, saturday.notes.contains(&Note::NoJourney)), (State::Beyond, true));
}

#[test]
fn a_feed_of_added_dates_alone_speaks_between_them() {
    let dates: String = (1..=26).fold(String::new(), |dates, day| dates + &format!("one,202606{day:02},1\n"));
    let small = lines("", &dates, ",");
    assert_eq!(ask(&small, "2026-06-15", 2).notes, []);
    let later = ask(&small, "2026-08-12", 2);
    assert_eq!(later.notes, [Note::TimetableExpired { until: "2026-06-24".parse().unwrap() }]);
    let timetable = Arc::clone(&timetable(&small));
    assert!(timetable.network().feeds[0].covers("2026-06-20".parse().unwrap()));
}
