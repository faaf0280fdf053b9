//! transfers.txt in full: stations, lines, trips, and vehicles that one stays in.

use placewell_travel::network::Network;
use placewell_travel::{Note, Profile, State};
use rstest::rstest;

use super::feed::Small;
use super::model::{Case, rider, timetable};
use super::{Ask, at};

const HEADER: &str = "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id,to_route_id,from_trip_id,to_trip_id\n";

fn ask(network: &Network) -> Ask<'_> {
    Ask { network, date: "2026-06-15", walk: 0, rides: 3, change: 2 }
}

/// Lines 1 and 2 meet at b; a connection every ten minutes.
const AT_B: &str = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n\
     x1,08:15:00,08:15:00,b,1\nx1,08:30:00,08:30:00,c,2\nx2,08:25:00,08:25:00,b,1\nx2,08:40:00,08:40:00,c,2\n\
     x3,08:45:00,08:45:00,b,1\nx3,09:00:00,09:00:00,c,2\n";

/// When one is at c by the stated rows: forwards, and again by the mirror.
fn there(times: &str, rows: &str, stops: Option<&str>) -> Option<u16> {
    let small = Small::new(times).with("transfers.txt", &format!("{HEADER}{rows}\n"));
    let network = stops.map_or(small.clone(), |stops| small.with("stops.txt", stops)).network();
    let found = ask(&network).depart("a", "c", at("08:00")).first().map(|found| found.2);
    if let Some(arrive) = found {
        assert_eq!(ask(&network).arrive_by("a", "c", arrive).first().map(|found| found.1), Some(at("08:00")));
        assert!(ask(&network).arrive_by("a", "c", arrive - 1).is_empty(), "no sooner");
    } else {
        assert!(ask(&network).arrive_by("a", "c", at("12:00")).is_empty());
    }
    found
}

#[rstest]
#[case::nothing_stated("", Some("08:30"))]
#[case::least_at_the_stop("b,b,2,600,,,,", Some("08:40"))]
#[case::less_than_the_learners_own("b,b,2,60,,,,", Some("08:30"))]
#[case::recommended("b,b,0,,,,,", Some("08:30"))]
#[case::not_possible("b,b,3,,,,,", None)]
#[case::narrow_row_closes_only_its_trips("b,b,3,,,,t1,x1", Some("08:40"))]
#[case::narrow_row_of_lines("b,b,3,,one,two,,", None)]
#[case::narrow_row_of_other_lines("b,b,3,,two,one,,", Some("08:30"))]
#[case::one_line("b,b,2,900,,two,,", Some("08:40"))]
#[case::one_trip_before_lines("b,b,3,,one,two,,\nb,b,2,0,,,,x2", Some("08:40"))]
#[case::both_trips_before_one("b,b,3,,,,t1,\nb,b,0,,,,t1,x3", Some("09:00"))]
#[case::trip_and_line_before_trip("b,b,3,,,,t1,\nb,b,2,900,,two,t1,", Some("08:40"))]
#[case::lines_before_one_line("b,b,3,,,two,,\nb,b,0,,one,two,,", Some("08:30"))]
#[case::the_order_of_rows_does_not_matter("b,b,0,,one,two,,\nb,b,3,,,two,,", Some("08:30"))]
#[case::narrow_opens_what_is_closed("b,b,3,,,,,\nb,b,2,1200,,,t1,x3", Some("09:00"))]
#[case::elsewhere("c,c,3,,,,,", Some("08:30"))]
fn of_the_rows_that_apply_the_most_specific_decides(#[case] rows: &str, #[case] arrives: Option<&str>) {
    assert_eq!(there(AT_B, rows, None), arrives.map(at));
}

#[rstest]
#[case::nothing_stated("", Some("08:30"))]
#[case::station_to_itself("hall,hall,2,600,,,,", Some("08:40"))]
#[case::station_closed("hall,hall,3,,,,,", None)]
#[case::a_stop_before_its_station("hall,hall,3,,,,,\nb,b,0,,,,,", Some("08:30"))]
#[case::lines_at_a_station("hall,hall,2,600,one,two,,", Some("08:40"))]
fn a_station_stands_for_its_stops(#[case] rows: &str, #[case] arrives: Option<&str>) {
    let stops = "stop_id,stop_lat,stop_lon,parent_station\na,51.5,-3,\nb,51.6,-3,hall\nd,51.6,-3,hall\n\
                 hall,51.6,-3,\nc,51.7,-3,\n";
    assert_eq!(there(AT_B, rows, Some(stops)), arrives.map(at));
}

#[test]
fn between_platforms_a_walk_is_stated_for_certain_lines() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n\
                 x1,08:15:00,08:15:00,d,1\nx1,08:30:00,08:30:00,c,2\nx2,08:25:00,08:25:00,d,1\nx2,08:40:00,08:40:00,c,2\n";
    let stops = "stop_id,stop_lat,stop_lon,parent_station\na,51.5,-3,\nb,51.6,-3,hall\nd,51.6,-3,hall\n\
                 hall,51.6,-3,\nc,51.7,-3,\n";
    let arrives = |rows: &str| {
        let small =
            Small::new(times).with("stops.txt", stops).with("transfers.txt", &format!("{HEADER}{rows}\n"));
        let network = small.network();
        Ask { walk: 100, ..ask(&network) }.depart("a", "c", at("08:00")).first().map(|found| found.2)
    };
    assert_eq!(arrives(""), Some(at("08:30")));
    assert_eq!(arrives("hall,hall,2,300,,,,"), Some(at("08:40")), "five minutes' walk and two to change");
    assert_eq!(arrives("hall,hall,2,300,two,one,,"), Some(at("08:30")), "of other lines");
    assert_eq!(arrives("b,d,3,,one,,,"), None);
    assert_eq!(arrives("b,d,3,,one,,,\nb,d,0,,,,t1,x2"), Some(at("08:40")));
}

/// t1 ends at b, where x1 begins five minutes later.
const THROUGH: &str = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n\
     x1,08:15:00,08:15:00,b,1\nx1,08:30:00,08:30:00,c,2\n";

fn through(rows: &str, block: &str) -> Small {
    let trips = format!(
        "route_id,service_id,trip_id,trip_headsign,block_id\none,week,t1,Hall,{block}\ntwo,week,x1,Town,{block}\n"
    );
    Small::new(THROUGH).with("trips.txt", &trips).with("transfers.txt", &format!("{HEADER}{rows}\n"))
}

#[rstest]
#[case::another_vehicle("", "", State::Beyond)]
#[case::in_seat("b,b,4,,,,t1,x1", "", State::Within)]
#[case::in_seat_without_stops(",,4,,,,t1,x1", "", State::Within)]
#[case::a_block("", "7", State::Within)]
#[case::a_block_that_must_be_left("b,b,5,,,,t1,x1", "7", State::Beyond)]
fn who_must_not_change_may_stay_in_the_seat(#[case] rows: &str, #[case] block: &str, #[case] state: State) {
    let case = |changes: u8| Case {
        timetable: timetable(&through(rows, block)),
        ..Case::new(Profile { changes, ..rider() })
    };
    let answer = case(0).out(2, "09:00");
    assert_eq!(answer.state, state, "{:?}", answer.notes);
    if state == State::Within {
        let journey = answer.journey.unwrap();
        assert_eq!((journey.leave, journey.arrive, journey.changes()), (at("08:00"), at("08:30"), 0));
        let ride = journey.rides().next().unwrap();
        assert_eq!((ride.line.as_str(), ride.goes_on_as.as_slice()), ("1", &["2".to_owned()][..]));
        assert_eq!(answer.notes, [Note::StayOnBoard { times: 1 }]);
    }
    assert_eq!(case(1).out(2, "09:00").state, State::Within, "by a change at the latest");
    assert_eq!(case(0).out(1, "09:00").journey.unwrap().rides().next().unwrap().goes_on_as.len(), 0);
}

#[test]
fn lines_to_be_known_are_all_that_the_vehicle_shows() {
    let known = |lines: &[&str]| {
        let trained_lines = lines
            .iter()
            .map(|line| placewell_travel::profile::TrainedLine { line: (*line).to_owned(), towards: None })
            .collect();
        let profile = Profile { changes: 0, trained_only: true, trained_lines, ..rider() };
        Case { timetable: timetable(&through("", "7")), ..Case::new(profile) }.out(2, "09:00").state
    };
    assert_eq!((known(&["1", "2"]), known(&["1"])), (State::Within, State::AfterTraining));
}

#[rstest]
#[case::a_block_alone("", State::Beyond)]
#[case::stated("b,d,4,,,,t1,x1", State::Within)]
fn a_block_that_goes_on_from_another_bay_promises_no_seat(#[case] rows: &str, #[case] state: State) {
    let times = THROUGH.replace("x1,08:15:00,08:15:00,b", "x1,08:15:00,08:15:00,d");
    let stops = "stop_id,stop_lat,stop_lon,parent_station\na,51.5,-3,\nb,51.508993,-3,hall\nd,51.508993,-3,hall\n\
                 hall,51.508993,-3,\nc,51.517986,-3,\n";
    let table = format!("trip_id,arrival_time,departure_time,stop_id,stop_sequence\n{times}");
    let small = through(rows, "7").with("stop_times.txt", &table).with("stops.txt", stops);
    let case = Case { timetable: timetable(&small), ..Case::new(Profile { changes: 0, ..rider() }) };
    assert_eq!(case.out(2, "09:00").state, state);
}

#[test]
fn a_block_of_a_hundred_trips_loses_none_of_them() {
    let (mut times, mut trips) =
        (String::new(), "route_id,service_id,trip_id,trip_headsign,block_id\n".to_owned());
    for trip in 0..100 {
        let (from, to) = if trip % 2 == 0 { ("a", "b") } else { ("b", "a") };
        let (leaves, comes) = (clock(360 + 10 * trip), clock(366 + 10 * trip));
        times += &format!("t{trip},{leaves},{leaves},{from},1\nt{trip},{comes},{comes},{to},2\n");
        trips += &format!("one,week,t{trip},Town,7\n");
    }
    let network = Small::new(&times).with("trips.txt", &trips).network();
    for trip in 0..100 {
        let (from, to) = if trip % 2 == 0 { ("a", "b") } else { ("b", "a") };
        let found = ask(&network).depart(from, to, 360 + 10 * trip);
        assert_eq!(found.first().map(|found| found.2), Some(366 + 10 * trip), "trip {trip}");
    }
}

#[test]
fn a_trip_that_takes_no_time_and_is_linked_to_itself_still_runs() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:00:30,08:00:30,b,2\n";
    let small = Small::new(times).with("transfers.txt", &format!("{HEADER}b,a,4,,,,t1,t1\n"));
    assert_eq!(ask(&small.network()).depart("a", "b", at("08:00")).len(), 1);
}

/// Trains that are divided and joined again, over and over: from one to another there are 2^20 ways.
#[test]
fn trains_divided_and_joined_over_and_over_all_run() {
    let (mut times, mut rows) = (String::new(), HEADER.to_owned());
    for layer in 0..20 {
        let (leaves, comes) = (clock(480 + 10 * layer), clock(488 + 10 * layer));
        for half in ["t", "x"] {
            times += &format!("{half}{layer},{leaves},{leaves},a,1\n{half}{layer},{comes},{comes},b,2\n");
            for next in ["t", "x"] {
                rows += &format!("b,a,4,,,,{half}{layer},{next}{}\n", layer + 1);
            }
        }
    }
    let network = Small::new(&times).with("transfers.txt", &rows).network();
    for layer in 0..20 {
        let found = ask(&network).depart("a", "b", 480 + 10 * layer);
        assert_eq!(found.first().map(|found| found.2), Some(488 + 10 * layer), "layer {layer}");
    }
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}:00", minute / 60, minute % 60)
}
