//! Rows in every dress: line ends, quotes, and trips that nobody asked for.

use std::io::Cursor;

use placewell_travel::gtfs::{Dates, Feed, FeedReport, Problem, StopTime, Table};
use proptest::prelude::*;

use super::feed::Small;
use super::read;

const PLAIN: &str = "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n\
                     t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:11:00,b,2\nt1,08:20:00,08:20:00,c,3\n";

fn calls(stop_times: &str) -> Vec<StopTime> {
    let trips = "route_id,service_id,trip_id\none,week,t1\n";
    let feed = Small::new("").with("trips.txt", trips).with("stop_times.txt", stop_times);
    read(&feed.zip()).unwrap().0.calls
}

#[test]
fn line_ends_blank_lines_and_quotes_change_nothing() {
    let plain = calls(PLAIN);
    assert_eq!(plain.len(), 3);
    for dressed in [
        PLAIN.replace('\n', "\r\n"),
        PLAIN.replace('\n', "\r"),
        PLAIN.replace('\n', "\n\n\r\n"),
        PLAIN.trim_end().to_owned(),
        PLAIN.replace("t1,", "\"t1\","),
        PLAIN.replace(",b,2", ",\"b\",\"2\""),
        PLAIN.replace("08:10:00,08", "\"08:10:00\n\",08"),
        format!("\u{FEFF}{}", PLAIN.replace("trip_id", "\"trip_id\"")),
        PLAIN.replace(",3\n", ",3,more,\"and, \"\"more\"\"\"\n"),
    ] {
        assert_eq!(calls(&dressed), plain, "{dressed:?}");
    }
}

#[test]
fn a_problem_is_on_its_own_line_whatever_the_line_ends() {
    for end in ["\n", "\r\n"] {
        let times = PLAIN.replace(",b,", ",\"b\",").replace(",c,", ",nowhere,").replace('\n', end);
        let feed = Small::new("")
            .with("trips.txt", "route_id,service_id,trip_id\none,week,t1\n")
            .with("stop_times.txt", &format!("{times}{end}{end}ghost,1,1,a,1{end}"));
        let (_, report) = read(&feed.zip()).unwrap();
        let line = |problem| report.problems[&(Table::StopTimes, problem)].first_line;
        assert_eq!((line(Problem::UnknownStop), line(Problem::UnknownTrip)), (4, 7));
    }
}

#[test]
fn a_quoted_row_of_another_trip_among_a_trip_s_rows_is_not_taken_for_its() {
    let trips = "route_id,service_id,trip_id\none,week,t1\none,week,t2\n";
    let times = |other: &str| {
        let mut rows: Vec<String> = PLAIN.lines().map(str::to_owned).collect();
        rows.insert(2, format!("{other},09:00:00,09:00:00,a,1"));
        rows.insert(4, format!("{other},09:10:00,09:10:00,b,2"));
        rows.join("\n")
    };
    let calls = |other: &str| {
        let feed = Small::new("").with("trips.txt", trips).with("stop_times.txt", &times(other));
        let (feed, report) = read(&feed.zip()).unwrap();
        assert_eq!(report.problems.len(), 0);
        feed.trips.iter().map(|trip| feed.calls_of(trip).to_vec()).collect::<Vec<_>>()
    };
    assert_eq!(calls("t2").iter().map(Vec::len).collect::<Vec<_>>(), [3, 2]);
    assert_eq!(calls("\"t2\""), calls("t2"));
}

/// Trips of as many calls as given; odd ones never run on the day asked for.
fn long(trips: &[(u16, bool)], trip_first: bool, line_end: &str) -> Small {
    let mut rows = if trip_first {
        "trip_id,stop_sequence,stop_id,arrival_time,departure_time\n".to_owned()
    } else {
        "stop_sequence,trip_id,stop_id,arrival_time,departure_time\n".to_owned()
    };
    let mut kept = "route_id,service_id,trip_id\n".to_owned();
    for (number, (count, quoted)) in trips.iter().enumerate() {
        let service = if number % 2 == 0 { "week" } else { "other" };
        kept += &format!("one,{service},trip-{number}\n");
        for place in 0..*count {
            let id = if *quoted && place % 7 == 3 {
                format!("\"trip-{number}\"")
            } else {
                format!("trip-{number}")
            };
            let (stop, minute) = (["a", "b", "c"][usize::from(place) % 3], 400 + place / 60);
            let first = if trip_first { format!("{id},{place}") } else { format!("{place},{id}") };
            rows += &format!("{first},{stop},{:02}:{:02}:00,\n", minute / 60, minute % 60);
        }
    }
    let calendar = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
                    week,1,1,1,1,1,0,0,20260601,20260630\nother,1,1,1,1,1,1,1,20250601,20250630\n";
    Small::new("")
        .with("trips.txt", &kept)
        .with("stop_times.txt", &rows.replace('\n', line_end))
        .with("calendar.txt", calendar)
}

fn running(small: &Small, dates: &Dates) -> (Vec<Vec<StopTime>>, FeedReport) {
    let date = "2026-06-15".parse().unwrap();
    let (feed, report) = Feed::read(Cursor::new(small.zip()), "test", dates, &mut |_| {}).unwrap();
    let runs = feed.trips.iter().filter(|trip| feed.services[trip.service as usize].runs_on(date));
    (runs.map(|trip| feed.calls_of(trip).to_vec()).collect(), report)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn passing_over_the_trips_of_other_days_loses_none_of_this_one(
        trips in prop::collection::vec((0u16..3_000, any::<bool>()), 1..6), trip_first in any::<bool>(),
        line_end in prop::sample::select(vec!["\n", "\r\n", "\r", "\r\n\n"]),
    ) {
        let small = long(&trips, trip_first, line_end);
        let only = Dates::Only(vec!["2026-06-15".parse().unwrap()]);
        let (whole, _) = running(&small, &Dates::All);
        prop_assert_eq!(running(&small, &only).0, whole);
    }
}
