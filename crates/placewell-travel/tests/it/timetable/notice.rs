//! Rides that do not simply come: booked, asked for, or only every so often.

use placewell_travel::gtfs::Booking;
use placewell_travel::{ModeAnswer, Note, Profile, State};
use rstest::rstest;

use super::feed::Small;
use super::model::{Case, rider, timetable};
use super::{Ask, at};

const TIMES: &str = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n";

fn told(small: &Small, profile: Profile, minute: &str) -> ModeAnswer {
    Case { timetable: timetable(small), ..Case::new(profile) }.out(2, minute)
}

#[rstest]
#[case::scheduled("0", "0", "3", Booking::None)]
#[case::booked_to_board("2", "0", "3", Booking::Operator)]
#[case::booked_to_alight("0", "2", "3", Booking::Operator)]
#[case::asked_of_the_driver("0", "3", "3", Booking::Driver)]
#[case::both("3", "2", "3", Booking::Operator)]
#[case::a_demand_responsive_bus("0", "0", "715", Booking::Operator)]
#[case::a_shared_taxi("0", "0", "1501", Booking::Operator)]
fn a_ride_that_must_be_booked_says_so(
    #[case] pickup: &str,
    #[case] drop_off: &str,
    #[case] kind: &str,
    #[case] booking: Booking,
) {
    let times =
        format!("{TIMES}t1,08:30:00,08:30:00,a,1,{pickup},0\nt1,08:50:00,08:50:00,c,2,0,{drop_off}\n");
    let routes = format!("route_id,route_short_name,route_type\none,1,{kind}\n");
    let small = Small::new("t1,\n").with("stop_times.txt", &times).with("routes.txt", &routes);
    let answer = told(&small, rider(), "09:00");
    let note = match booking {
        Booking::None => None,
        Booking::Driver => Some(Note::AskDriver { rides: 1 }),
        Booking::Operator => Some(Note::BookRide { rides: 1 }),
    };
    assert_eq!((answer.state, answer.notes), (State::Within, note.into_iter().collect()));
    assert_eq!(answer.journey.unwrap().rides().next().unwrap().booking, booking);
}

/// A ride of 15 minutes, every 20 minutes from eight to nine.
fn every_twenty(exact: &str) -> Small {
    Small::new("t1,00:00:00,00:00:00,a,1\nt1,00:05:00,00:05:00,b,2\nt1,00:15:00,00:15:00,c,3\n").with(
        "frequencies.txt",
        &format!("trip_id,start_time,end_time,headway_secs,exact_times\nt1,08:00:00,09:00:00,1200,{exact}\n"),
    )
}

#[test]
fn a_headway_is_planned_by_its_worst_wait() {
    let answer = told(&every_twenty("0"), rider(), "09:00");
    let journey = answer.journey.unwrap();
    assert_eq!((journey.leave, journey.arrive), (at("08:25"), at("09:00")), "20 minutes of wait, 15 of ride");
    let ride = journey.rides().next().unwrap();
    assert_eq!((ride.wait, ride.headway, ride.board), (20, Some(20), at("08:45")));
    assert_eq!(answer.notes, [Note::HeadwayOnly { minutes: 20 }]);
    let scheduled = told(&every_twenty("1"), rider(), "09:00");
    let journey = scheduled.journey.unwrap();
    assert_eq!((journey.leave, journey.arrive), (at("08:40"), at("08:55")));
    assert_eq!(scheduled.notes, []);
    let impatient = told(&every_twenty(""), Profile { wait_minutes: Some(19), ..rider() }, "09:00");
    assert_eq!(impatient.state, State::Beyond, "{:?}", impatient.notes);
}

#[test]
fn a_headway_is_found_forwards_and_backwards_and_ends_with_its_last_vehicle() {
    let network = every_twenty("0").network();
    let asked = Ask { network: &network, date: "2026-06-15", walk: 0, rides: 2, change: 2 };
    assert_eq!(asked.depart("a", "c", at("08:01")), [(0, at("08:01"), at("08:36"))]);
    assert_eq!(asked.depart("b", "c", at("07:30")), [(0, at("08:05"), at("08:35"))], "before the first");
    assert_eq!(asked.arrive_by("a", "c", at("08:36")), [(0, at("08:01"), at("08:36"))]);
    assert_eq!(asked.depart("a", "c", at("08:40")), [(0, at("08:40"), at("09:15"))]);
    assert_eq!(asked.depart("a", "c", at("08:41")), [], "the last vehicle may be gone");
    assert_eq!(asked.depart("c", "a", at("08:00")), [], "never backwards");
}

#[test]
fn a_change_to_a_headway_waits_as_long_as_it_may() {
    let times = "t1,00:00:00,00:00:00,b,1\nt1,00:10:00,00:10:00,c,2\n\
                 x1,08:00:00,08:00:00,a,1\nx1,08:10:00,08:10:00,b,2\n";
    let small = Small::new(times)
        .with("frequencies.txt", "trip_id,start_time,end_time,headway_secs\nt1,06:00:00,09:00:00,600\n");
    let answer = told(&small, rider(), "09:00");
    let journey = answer.journey.unwrap();
    assert_eq!(
        (journey.leave, journey.arrive),
        (at("08:00"), at("08:35")),
        "10, 5 to change, 10 to wait, 10"
    );
    assert_eq!(journey.rides().nth(1).unwrap().wait, 15);
    assert!(answer.notes.contains(&Note::HeadwayOnly { minutes: 10 }));
}
