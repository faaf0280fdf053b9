//! The traps of real feeds once more, asked by when to be there: the mirror must keep them too.

use super::feed::Small;
use super::{Ask, at};
use placewell_travel::day::TripSet;
use placewell_travel::network::Network;
use proptest::prelude::*;

const DATE: &str = "2026-06-15";

fn ask(network: &Network) -> Ask<'_> {
    Ask { network, date: DATE, walk: 0, rides: 3, change: 2 }
}

#[test]
fn boarding_and_alighting_rules_are_kept_when_asked_backwards() {
    let times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type\n\
                 t1,08:00:00,08:00:00,a,1,0,0\nt1,08:10:00,08:10:00,b,2,1,0\nt1,08:20:00,08:20:00,c,3,0,1\n\
                 t1,08:30:00,08:30:00,d,4,0,0\n";
    let network = Small::new("t1,\n").with("stop_times.txt", times).network();
    let by_nine = |from: &str, to: &str| ask(&network).arrive_by(from, to, at("09:00"));
    assert_eq!(by_nine("a", "b"), [(0, at("08:00"), at("08:10"))]);
    assert_eq!(by_nine("c", "d"), [(0, at("08:20"), at("08:30"))]);
    assert!(by_nine("b", "d").is_empty(), "no boarding at b");
    assert!(by_nine("a", "c").is_empty(), "no alighting at c");
}

#[test]
fn a_loop_is_left_at_the_call_that_counts() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\nt1,08:20:00,08:20:00,c,3\n\
                 t1,08:30:00,08:30:00,a,4\nt1,08:40:00,08:40:00,d,5\n";
    let network = Small::new(times).network();
    let by = |from: &str, to: &str, minute: &str| ask(&network).arrive_by(from, to, at(minute));
    assert_eq!(by("a", "d", "09:00"), [(0, at("08:30"), at("08:40"))], "the later call");
    assert_eq!(by("a", "c", "08:25"), [(0, at("08:00"), at("08:20"))]);
    assert!(by("a", "c", "08:19").is_empty());
    assert_eq!(by("c", "a", "08:30"), [(0, at("08:20"), at("08:30"))]);
}

#[test]
fn calls_without_times_are_ridden_to_and_from_in_both_directions() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,,,b,2\nt1,,,c,3\nt1,08:30:00,08:30:00,d,4\n";
    let network = Small::new(times).network();
    assert_eq!(ask(&network).arrive_by("a", "c", at("08:20")), [(0, at("08:00"), at("08:20"))]);
    assert!(ask(&network).arrive_by("a", "c", at("08:19")).is_empty());
    assert_eq!(ask(&network).depart("b", "d", at("08:05")), [(0, at("08:10"), at("08:30"))]);
}

#[test]
fn headways_run_past_midnight_into_the_next_day() {
    let times = "t1,00:00:00,00:00:00,a,1\nt1,00:15:00,00:15:00,b,2\n";
    let network = Small::new(times)
        .with(
            "frequencies.txt",
            "trip_id,start_time,end_time,headway_secs,exact_times\nt1,23:30:00,25:00:00,1800,1\n",
        )
        .network();
    let asked = ask(&network);
    assert_eq!(asked.arrive_by("a", "b", at("24:50")), [(0, at("24:30"), at("24:45"))]);
    let tuesday = Ask { date: "2026-06-16", ..ask(&network) };
    assert_eq!(tuesday.depart("a", "b", at("00:10")), [(0, at("00:30"), at("00:45"))], "Monday's 24:30");
    assert_eq!(tuesday.arrive_by("a", "b", at("00:20")), [(0, at("00:00"), at("00:15"))], "Monday's 24:00");
}

#[test]
fn a_feed_with_a_service_for_every_trip_shares_the_days_that_are_alike() {
    let times = "t1,08:00:00,08:00:00,a,1\nt1,08:30:00,08:30:00,b,2\n\
                 t2,09:00:00,09:00:00,a,1\nt2,09:30:00,09:30:00,b,2\n\
                 t3,10:00:00,10:00:00,a,1\nt3,10:30:00,10:30:00,b,2\n";
    let calendar = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n\
                    s1,1,1,1,1,1,0,0,20260601,20260630\ns2,1,1,1,1,1,0,0,20260601,20260630\n\
                    s3,0,0,0,0,1,0,0,20260601,20260630\n";
    let trips = "route_id,service_id,trip_id\none,s1,t1\none,s2,t2\none,s3,t3\n";
    let network = Small::new(times).with("calendar.txt", calendar).with("trips.txt", trips).network();
    let set = |date: &str| TripSet::on(&network, date.parse().unwrap());
    let week = ["2026-06-15", "2026-06-16", "2026-06-17", "2026-06-18"].map(set);
    assert!(week.iter().all(|day| *day == week[0]));
    assert_ne!(set("2026-06-19"), week[0], "Friday has a trip more");
    let last = |date| Ask { date, ..ask(&network) }.arrive_by("a", "b", at("12:00"))[0].1;
    assert_eq!((last("2026-06-18"), last("2026-06-19")), (at("09:00"), at("10:00")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_walker_who_may_walk_further_never_leaves_earlier(
        less in 0u32..3_000, more in 0u32..2_000, deadline in 500u16..640, rides in 1usize..4,
    ) {
        // Stops 1,000 m apart; lines that meet only for those who walk between them.
        let times = "t1,08:00:00,08:00:00,a,1\nt1,08:10:00,08:10:00,b,2\n\
                     x1,08:40:00,08:40:00,c,1\nx1,08:50:00,08:50:00,d,2\n\
                     t2,09:00:00,09:00:00,a,1\nt2,09:20:00,09:20:00,e,2\n\
                     x2,09:15:00,09:15:00,d,1\nx2,09:25:00,09:25:00,f,2\n";
        let network = Small::new(times).network();
        let leave = |walk: u32, rides: usize| {
            let found = Ask { walk, rides, ..ask(&network) }.arrive_by("a", "f", deadline);
            found.into_iter().map(|(_, leave, _)| leave).max()
        };
        prop_assert!(leave(less + more, rides) >= leave(less, rides));
        prop_assert!(leave(less, rides + 1) >= leave(less, rides));
    }
}
