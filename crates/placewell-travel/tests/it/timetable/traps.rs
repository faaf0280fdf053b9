//! What real feeds do that simple readers and searches get wrong.

use super::feed::Small;
use super::{Ask, at, read};
use placewell_travel::day::{Day, TripSet};
use placewell_travel::network::Network;

const DATE: &str = "2026-06-15";

fn ask(network: &Network) -> Ask<'_> {
    Ask { network, date: DATE, walk: 0, rides: 3, change: 2 }
}

#[test]
fn walks_do_not_chain_and_follow_only_a_ride() {
    // Line 1 ends at b; c lies one walk on, d two. Line 2 leaves d.
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n\
                 x1,09:30:00,09:30:00,c,1\nx1,09:40:00,09:40:00,e,2\nx2,09:30:00,09:30:00,d,1\nx2,09:35:00,09:35:00,f,2\n";
    let network = Small::new(times).network();
    let ask = Ask { walk: 1_360, ..ask(&network) };
    // 1,000 m straight are 1,350 m of streets: 23 minutes at 1 m/s, and two to change.
    assert_eq!(ask.depart("a", "e", at("08:00"))[0], (1, at("08:00"), at("09:40")));
    assert!(ask.depart("a", "f", at("08:00")).iter().all(|found| found.2 > at("09:35")));
    let e_to_f = ask.depart("a", "f", at("08:00"));
    assert_eq!(e_to_f, [(1, at("08:00"), at("10:03"))], "by way of e, on foot from there");
}

#[test]
fn boarding_and_alighting_rules_are_kept() {
    let header = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n";
    let times = format!(
        "{header}t1,08:00:00,08:00:00,a,1,0,0\nt1,08:10:00,08:10:00,b,2,1,0\nt1,08:20:00,08:20:00,c,3,0,1\n\
         t1,08:30:00,08:30:00,d,4,0,0\n"
    );
    let network = Small::new("t1,\n").with("stop_times.txt", &times).network();
    let reaches = |from: &str, to: &str| !ask(&network).depart(from, to, at("07:00")).is_empty();
    assert!(reaches("a", "b") && reaches("a", "d") && reaches("c", "d"));
    assert!(!reaches("b", "d"), "no boarding at b");
    assert!(!reaches("a", "c"), "no alighting at c");
}

#[test]
fn overtaking_trips_are_each_found() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,09:00:00,09:00:00,b,2\n\
                 t2,08:10:00,08:10:00,a,1\nt2,08:30:00,08:30:00,b,2\n";
    let network = Small::new(times).network();
    let day =
        Day::build(&network, DATE.parse().unwrap(), &TripSet::on(&network, DATE.parse().unwrap()), &|_| true);
    assert_eq!((day.patterns(), day.trips()), (2, 2));
    assert_eq!(ask(&network).depart("a", "b", at("07:50")), [(0, at("08:10"), at("08:30"))]);
    assert_eq!(ask(&network).arrive_by("a", "b", at("09:00")), [(0, at("08:10"), at("08:30"))]);
}

#[test]
fn a_loop_calls_twice_at_one_stop() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\nt1,08:20:00,08:20:00,c,3\n\
                 t1,08:30:00,08:30:00,a,4\nt1,08:40:00,08:40:00,d,5\n";
    let network = Small::new(times).network();
    assert_eq!(ask(&network).depart("b", "a", at("08:00")), [(0, at("08:10"), at("08:30"))]);
    assert_eq!(
        ask(&network).depart("a", "d", at("08:00")),
        [(0, at("08:30"), at("08:40"))],
        "the later call"
    );
}

#[test]
fn blank_times_are_filled_in_evenly() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,,,b,2\nt1,,,c,3\nt1,08:30:00,08:30:00,d,4\n";
    let feed = read(&Small::new(times).zip()).unwrap().0;
    let minutes: Vec<u16> = feed.calls.iter().map(|call| call.arrive).collect();
    assert_eq!(minutes, [480, 490, 500, 510]);
}

#[test]
fn seconds_are_dropped_as_the_timetable_at_the_stop_drops_them() {
    let times = "t1,08:00:59,08:00:59,a,1\nt1,08:10:59,08:10:59,b,2\nx1,08:12:01,08:12:01,b,1\nx1,08:20:00,08:20:00,c,2\n";
    let network = Small::new(times).network();
    assert_eq!(ask(&network).depart("a", "c", at("08:00")), [(1, at("08:00"), at("08:20"))]);
}

#[test]
fn yesterdays_last_trips_and_tomorrows_first_are_there() {
    let times = "t1,23:50:00,23:50:00,a,1\nt1,24:20:00,24:20:00,b,2\n\
                 t2,24:30:00,24:30:00,a,1\nt2,25:10:00,25:10:00,b,2\nt3,02:00:00,02:00:00,a,1\nt3,02:30:00,02:30:00,b,2\n";
    let network = Small::new(times).network();
    let asked = ask(&network);
    assert_eq!(asked.depart("a", "b", at("23:00")), [(0, at("23:50"), at("24:20"))]);
    assert_eq!(asked.depart("a", "b", at("24:25")), [(0, at("24:30"), at("25:10"))]);
    assert_eq!(asked.depart("a", "b", at("25:00")), [(0, at("26:00"), at("26:30"))], "tomorrow's 02:00");
    // Tuesday has Monday's 24:30; Monday 15 June has no Sunday before it.
    let tuesday = Ask { date: "2026-06-16", ..ask(&network) };
    assert_eq!(tuesday.depart("a", "b", at("00:25")), [(0, at("00:30"), at("01:10"))]);
    assert_eq!(asked.depart("a", "b", at("00:25")), [(0, at("02:00"), at("02:30"))]);
}

#[test]
fn the_night_the_clocks_change_is_an_hour_shorter_or_longer() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,b,2\nt2,25:30:00,25:30:00,a,1\nt2,25:50:00,25:50:00,b,2\n";
    let calendar = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
                    week,1,1,1,1,1,1,1,20260101,20261231\n";
    let network =
        Small::new(times).with("calendar.txt", calendar).with("feed_info.txt", "feed_version\nv\n").network();
    let on = |date: &'static str, minute: &str| Ask { date, ..ask(&network) }.depart("a", "b", at(minute))[0];
    assert_eq!(on("2026-03-29", "07:00"), (0, at("08:00"), at("08:30")), "a morning bus keeps its time");
    // Saturday's 25:30 is half past one by winter time: half past two once clocks went forward.
    assert_eq!(on("2026-03-29", "00:00"), (0, at("02:30"), at("02:50")));
    assert_eq!(on("2026-03-28", "00:00"), (0, at("01:30"), at("01:50")));
    assert_eq!(on("2026-10-25", "00:00"), (0, at("00:30"), at("00:50")));
}

#[test]
fn headways_become_departures() {
    let times = "t1,00:00:00,00:00:00,a,1\nt1,00:15:00,00:15:00,b,2\n";
    let network = Small::new(times)
        .with(
            "frequencies.txt",
            "trip_id,start_time,end_time,headway_secs,exact_times\nt1,08:00:00,09:00:00,1200,1\n",
        )
        .network();
    let asked = ask(&network);
    assert_eq!(asked.depart("a", "b", at("08:01")), [(0, at("08:20"), at("08:35"))]);
    assert_eq!(asked.depart("a", "b", at("08:41")), [], "no departure at the end itself");
    assert_eq!(
        asked.depart("a", "b", at("00:00")),
        [(0, at("08:00"), at("08:15"))],
        "the pattern trip itself does not run"
    );
}

#[test]
fn dates_with_the_same_trips_share_a_day() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,b,2\nt2,09:00:00,09:00:00,a,1\nt2,09:30:00,09:30:00,b,2\n";
    let dates = "service_id,date,exception_type\nweek,20260617,2\none,20260617,1\n";
    let network = Small::new(times).with("calendar_dates.txt", dates).network();
    let set = |date: &str| TripSet::on(&network, date.parse().unwrap());
    assert_eq!(set("2026-06-15"), set("2026-06-16"));
    assert_ne!(set("2026-06-15"), set("2026-06-17"), "removed by exception");
}

#[test]
fn a_change_takes_its_minutes_at_one_stop_and_after_a_walk() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n\
                 x1,08:14:00,08:14:00,b,1\nx1,08:20:00,08:20:00,c,2\nx2,08:24:00,08:24:00,b,1\nx2,08:30:00,08:30:00,c,2\n";
    let network = Small::new(times).network();
    let by = |change: u16| Ask { change, ..ask(&network) }.depart("a", "c", at("08:00"))[0].2;
    assert_eq!([0, 4, 5, 14].map(by), [at("08:20"), at("08:20"), at("08:30"), at("08:30")]);
    assert!(Ask { change: 15, ..ask(&network) }.depart("a", "c", at("08:00")).is_empty());
}

#[test]
fn a_stated_transfer_is_the_least_that_its_walk_takes() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n\
                 x0,08:20:00,08:20:00,c,1\nx0,08:30:00,08:30:00,e,2\n\
                 x1,08:35:00,08:35:00,c,1\nx1,08:45:00,08:45:00,e,2\nx2,09:30:00,09:30:00,c,1\nx2,09:40:00,09:40:00,e,2\n";
    let arrives = |stated: &str| {
        let header = "from_stop_id,to_stop_id,transfer_type,min_transfer_time\n";
        let network = Small::new(times).with("transfers.txt", &format!("{header}{stated}\n")).network();
        Ask { walk: 1_360, ..ask(&network) }.depart("a", "e", at("08:00")).first().map(|found| found.2)
    };
    // The walk is estimated at 23 minutes, and two are to change.
    assert_eq!(arrives(""), Some(at("08:45")));
    assert_eq!(arrives("b,c,0,"), Some(at("08:45")), "recommended, without a time");
    assert_eq!(arrives("b,c,2,1500"), Some(at("09:40")), "25 minutes at least");
    assert_eq!(arrives("b,c,2,300"), Some(at("08:45")), "five are for whoever walks faster");
    assert_eq!(arrives("c,b,2,1500"), Some(at("08:45")), "the other way");
    assert_eq!(arrives("b,c,3,"), None, "not possible");
}

#[test]
fn two_feeds_share_their_stops_by_identifier_and_place() {
    let one = Small::new("t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n").zip();
    let two = Small::new("t9,08:30:00,08:30:00,b,1\nt9,08:40:00,08:40:00,c,2\n").zip();
    let far = "stop_id,stop_lat,stop_lon\nb,40.0,-3\nc,40.1,-3\n";
    let elsewhere =
        Small::new("t9,08:30:00,08:30:00,b,1\nt9,08:40:00,08:40:00,c,2\n").with("stops.txt", far).zip();
    let join = |zips: [&[u8]; 2]| Network::new(zips.map(|zip| read(zip).unwrap().0).into());
    let (joined, apart) = (join([&one, &two]), join([&one, &elsewhere]));
    assert_eq!(ask(&joined).depart("a", "c", at("08:00")), [(1, at("08:00"), at("08:40"))]);
    assert!(ask(&apart).depart("a", "c", at("08:00")).is_empty(), "the same identifier in another country");
}

#[test]
fn a_station_is_its_platforms() {
    let stops = "stop_id,stop_lat,stop_lon,parent_station\na,51.5,-3,\nb,51.6,-3,hall\nhall,51.6,-3,\n";
    let network =
        Small::new("t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n").with("stops.txt", stops).network();
    assert_eq!(ask(&network).depart("a", "hall", at("08:00")), [(0, at("08:00"), at("08:10"))]);
}
