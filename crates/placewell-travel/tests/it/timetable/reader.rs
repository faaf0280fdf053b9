//! Reading feeds: what is taken, what is reported, what is refused.

use placewell_travel::gtfs::{Evidence, FeedError, Problem, Table, Vehicle};
use proptest::prelude::*;

use super::feed::Small;
use super::{read, zipped};

const TWO: &str = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:11:00,b,2\n";

#[test]
fn a_feed_says_who_it_is_and_what_it_holds() {
    let (feed, report) = read(&Small::new(TWO).zip()).unwrap();
    assert_eq!((feed.name.as_str(), feed.version.as_str()), ("test", "v1"));
    assert!(feed.covers("2026-06-30".parse().unwrap()) && !feed.covers("2026-07-01".parse().unwrap()));
    assert_eq!((feed.routes[0].name.as_str(), feed.routes[0].vehicle), ("1", Vehicle::Bus));
    assert_eq!((feed.trips.len(), feed.calls.len(), report.problems.len()), (1, 2, 0));
    assert_eq!((feed.calls[1].arrive, feed.calls[1].depart), (490, 491));
}

#[test]
fn what_cannot_be_read_at_all_is_refused_in_words() {
    assert_eq!(read(b"not a zip").unwrap_err(), FeedError::NotAZip);
    let without = |name: &str| read(&Small::new(TWO).without(name).zip()).unwrap_err();
    assert_eq!(without("stops.txt"), FeedError::NoTable(Table::Stops));
    assert_eq!(without("calendar.txt").to_string(), "calendar.txt is missing");
    let nameless = Small::new(TWO).with("trips.txt", "route_id,trip_id\none,t1\n");
    assert_eq!(read(&nameless.zip()).unwrap_err().to_string(), "trips.txt has no column service_id");
}

#[test]
fn bad_rows_are_counted_by_file_and_kind_with_the_first_line() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:05:00,08:05:00,nowhere,2\nt1,08:10:00,08:10:00,b,3\n\
                 t2,8h,8h,a,1\nt2,08:00:00,08:00:00,b,2\n\
                 t3,08:10:00,08:10:00,a,1\nt3,08:00:00,08:00:00,b,2\n\
                 t4,08:10:00,08:10:00,a,1\nt4,,,b,2\n";
    let feed = Small::new(times)
        .with("trips.txt", "route_id,service_id,trip_id\none,week,t1\none,week,t2\none,week,t3\none,week,t4\none,never,t5\nnone,week,t6\n")
        .with("stop_times.txt", &format!("trip_id,arrival_time,departure_time,stop_id,stop_sequence\n{times}ghost,1,1,a,1\n"));
    let (feed, report) = read(&feed.zip()).unwrap();
    let found: Vec<(Table, Problem, u64, u64)> = report
        .problems
        .iter()
        .map(|((table, problem), met)| (*table, *problem, met.count, met.first_line))
        .collect();
    let expected = [
        (Table::StopTimes, Problem::UnknownStop, 1, 3),
        (Table::StopTimes, Problem::UnknownTrip, 1, 11),
        (Table::StopTimes, Problem::BadTime, 1, 5),
        (Table::StopTimes, Problem::TimesRunBack, 1, 7),
        (Table::StopTimes, Problem::TooFewStops, 1, 6),
        (Table::StopTimes, Problem::EndsUntimed, 1, 9),
        (Table::Trips, Problem::UnknownRoute, 1, 7),
        (Table::Trips, Problem::UnknownService, 1, 6),
    ];
    assert_eq!(found, expected);
    assert_eq!(feed.calls.len(), 2, "only the first trip is whole");
    assert!(report.lines().any(|l| l == "stop_times.txt, from line 3: names an unknown stop (1 times)"));
}

#[test]
fn byte_order_marks_spaces_folders_and_column_order_do_not_matter() {
    let stops = "\u{FEFF}stop_lon, stop_lat ,stop_name,stop_id\n -3.0 , 51.5,A, a\n-3.0,51.6,B,b \n";
    let (feed, report) = read(&Small::new(TWO).with("stops.txt", stops).zip()).unwrap();
    assert_eq!((feed.calls.len(), report.problems.len()), (2, 0));
    assert_eq!(feed.stops[0].at.map(|at| at.lat_udeg), Some(51_500_000));
}

#[test]
fn a_service_that_stands_twice_is_reported_and_the_first_stays() {
    let calendar = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
                    week,1,1,1,1,1,0,0,20260601,20260630\nweek,0,0,0,0,0,1,0,20200101,20200102\n";
    let (feed, report) = read(&Small::new(TWO).with("calendar.txt", calendar).zip()).unwrap();
    let met = report.problems[&(Table::Calendar, Problem::Duplicate)];
    assert_eq!((met.count, met.first_line), (1, 3));
    assert_eq!((feed.services.len(), feed.services[0].weekdays), (1, 0b1_1111));
}

#[test]
fn a_missing_position_is_reported_and_is_not_the_gulf_of_guinea() {
    let stops = "stop_id,stop_lat,stop_lon\na,0,0\nb,,\n";
    let (feed, report) = read(&Small::new(TWO).with("stops.txt", stops).zip()).unwrap();
    assert!(feed.stops.iter().all(|stop| stop.at.is_none()));
    assert_eq!(report.problems[&(Table::Stops, Problem::NoPosition)].count, 2);
}

#[test]
fn wheelchair_fields_have_three_values_and_platforms_take_their_stations() {
    let stops = "stop_id,stop_lat,stop_lon,wheelchair_boarding,parent_station\n\
                 a,51.5,-3,0,hall\nb,51.6,-3,2,hall\nc,51.7,-3,,\nhall,51.5,-3,1,\n";
    let (feed, _) = read(&Small::new(TWO).with("stops.txt", stops).zip()).unwrap();
    let told: Vec<Evidence> = feed.stops.iter().map(|stop| stop.wheelchair).collect();
    assert_eq!(told, [Evidence::Yes, Evidence::No, Evidence::Unknown, Evidence::Yes]);
    assert_eq!(feed.trips[0].wheelchair, Evidence::Unknown);
}

#[test]
fn scattered_and_unsorted_rows_make_the_same_trips() {
    let together = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\nt1,08:20:00,08:20:00,c,9\n\
                    t2,09:00:00,09:00:00,a,1\nt2,09:10:00,09:10:00,b,2\n";
    let scattered = "t1,08:20:00,08:20:00,c,9\nt2,09:00:00,09:00:00,a,1\nt1,08:00:00,08:00:00,a,1\n\
                     t2,09:10:00,09:10:00,b,2\nt1,08:10:00,08:10:00,b,2\n";
    let (a, b) =
        (read(&Small::new(together).zip()).unwrap().0, read(&Small::new(scattered).zip()).unwrap().0);
    assert_eq!((a.calls, a.trips), (b.calls, b.trips));
}

#[test]
fn a_quote_that_never_closes_does_not_fill_the_memory() {
    let endless = format!("stop_id,stop_lat,stop_lon\n\"{}", "a,51,3\n".repeat(400_000));
    let (feed, report) = read(&Small::new(TWO).with("stops.txt", &endless).zip()).unwrap();
    assert!(feed.stops.is_empty());
    assert_eq!(report.problems[&(Table::Stops, Problem::Unreadable)].count, 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_bytes_in_any_table_are_read_or_refused(
        bytes in prop::collection::vec("[ -~\u{e9}\n\",:0-9]{0,12}", 0..20),
        table in prop::sample::select(vec!["stops.txt", "trips.txt", "stop_times.txt", "calendar.txt", "routes.txt", "frequencies.txt", "transfers.txt"]),
        keep_header in any::<bool>(),
    ) {
        let header = if keep_header { "trip_id,stop_id,stop_sequence,arrival_time,departure_time,route_id,service_id,start_time,end_time,headway_secs\n" } else { "" };
        let content = format!("{header}{}", bytes.join("\n"));
        let zip = Small::new(TWO).with(table, &content).zip();
        let _ = read(&zip).map(|(feed, _)| placewell_travel::network::Network::new(vec![feed]));
        let _ = read(&zipped(&[]));
    }
}
