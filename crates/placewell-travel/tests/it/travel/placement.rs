//! One answer for a whole placement.

use chrono::NaiveDate;
use placewell_travel::estimate::Estimate;
use placewell_travel::profile::Arrangement;
use placewell_travel::{Mode, Note, PlacementTravel, PlacementTrips, Profile, State, assess_placement};

use super::{centre, north_of};

const SHIFT: (u16, u16) = (540, 960);

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, day).unwrap()
}

fn profile(modes: &[Mode]) -> Profile {
    Profile { modes: modes.iter().map(|m| (*m, Arrangement::default())).collect(), ..Profile::default() }
}

fn assess(metres: u32, profile: &Profile, days: &[(NaiveDate, u16, u16)]) -> PlacementTravel {
    let trips = PlacementTrips { home: centre(), site: north_of(centre(), metres), days, profile };
    assess_placement(&Estimate, &trips)
}

#[test]
fn one_day_that_fails_fails_the_placement_and_is_named() {
    let learner = Profile { not_after: Some(990), ..profile(&[Mode::Walk]) };
    let days = [(day(15), 540, 960), (day(16), 540, 1_000), (day(17), 540, 960)];
    let travel = assess(300, &learner, &days);
    assert_eq!(travel.state, State::Beyond);
    assert_eq!(travel.out.unwrap().way.state, State::Within);
    let home = travel.home.unwrap();
    assert_eq!(home.worst_day, day(16));
    assert!(home.way.notes.iter().any(|note| matches!(note, Note::HomeTooLate { limit: 990, .. })));
}

#[test]
fn the_way_home_may_differ_from_the_way_there() {
    let learner = Profile { not_before: Some(535), ..profile(&[Mode::Walk, Mode::FamilyCar]) };
    let travel = assess(350, &learner, &[(day(15), SHIFT.0, SHIFT.1)]);
    assert_eq!(travel.out.as_ref().unwrap().way.mode, Mode::FamilyCar, "five minutes are too few on foot");
    assert_eq!(travel.home.as_ref().unwrap().way.mode, Mode::Walk);
    assert_eq!(travel.state, State::Within);
    assert!(!travel.independent());
    assert_eq!(travel.longest_minutes(), Some(8));
}

#[test]
fn unknown_stays_unknown_and_nothing_allowed_is_a_no_with_its_reason() {
    let days = [(day(15), SHIFT.0, SHIFT.1)];
    let unknown = assess(6_000, &profile(&[Mode::Walk, Mode::PublicTransport]), &days);
    assert_eq!((unknown.state, unknown.longest_minutes()), (State::NotAssessed, None));
    assert!(unknown.independent());
    let nothing = assess(100, &profile(&[]), &days);
    assert_eq!((nothing.state, nothing.notes.as_slice()), (State::Beyond, &[Note::NoModeAllowed][..]));
    assert_eq!(assess(100, &profile(&[Mode::Walk]), &[]).state, State::NotAssessed);
}

#[test]
fn what_is_booked_is_booked_once_for_the_first_day() {
    let taxi = Arrangement { lead_days: Some(7), ..Arrangement::default() };
    let learner = Profile { modes: [(Mode::Taxi, taxi)].into(), ..Profile::default() };
    let days: Vec<_> = [22, 23, 24, 25, 26].map(|date| (day(date), SHIFT.0, SHIFT.1)).into();
    let travel = assess(4_000, &learner, &days);
    for way in [travel.out.unwrap().way, travel.home.unwrap().way] {
        assert_eq!(way.notes, [Note::BookBy { mode: Mode::Taxi, by: day(15) }, Note::DrivingAssumed]);
    }
}
