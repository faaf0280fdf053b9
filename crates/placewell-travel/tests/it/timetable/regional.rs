//! A regional feed made of three operators' data that end on different days: it never calls a pair not
//! reachable that one operator's feed calls reachable.

use std::fmt::Write as _;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use placewell_travel::batch::{Batch, Outcome, Terms, When};
use placewell_travel::concession::PassHours;
use placewell_travel::network::{Network, Walking};
use placewell_travel::timetable::{Timetable, TimetableModel};
use placewell_travel::{Direction, Profile, State, TravelModel, TripRequest};
use proptest::prelude::*;

use super::feed::zipped;
use super::model::{rider, stop};
use super::read;

/// Last days of the three operators' data.
const ENDS: [&str; 3] = ["20260630", "20261218", "20991231"];

/// How an operator's trip departs from a plain one.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Plain,
    /// Booked to board.
    Booked,
    /// Every so many minutes, with no timetable.
    Headway(u16),
    /// One vehicle with the next trip.
    Block,
    /// In-seat to the next trip, stated by a transfer.
    InSeat,
}

#[derive(Clone, Debug)]
struct Line {
    operator: usize,
    from: usize,
    to: usize,
    start: u16,
    minutes: u16,
    kind: Kind,
}

/// A row of transfers.txt, between stops by number; 6 is the station.
#[derive(Clone, Debug)]
struct Stated {
    from: usize,
    to: usize,
    kind: u8,
    minutes: u16,
    /// For certain lines only.
    lines: Option<(usize, usize)>,
    /// Whether their first trips are named, and not the lines.
    of_trips: bool,
}

/// Six stops, of which two are platforms of one station; lines between them; stated transfers.
#[derive(Clone, Debug)]
struct Region {
    lines: Vec<Line>,
    transfers: Vec<Stated>,
}

fn regions() -> impl Strategy<Value = Region> {
    let kind = prop_oneof![
        4 => Just(Kind::Plain),
        1 => Just(Kind::Booked),
        1 => (5u16..25).prop_map(Kind::Headway),
        1 => Just(Kind::Block),
        1 => Just(Kind::InSeat),
    ];
    let line = (0usize..3, 0usize..6, 1usize..6, 420u16..520, 4u16..25, kind).prop_map(
        |(operator, from, on, start, minutes, kind)| Line {
            operator,
            from,
            to: (from + on) % 6,
            start,
            minutes,
            kind,
        },
    );
    let transfer = (
        prop::sample::select(vec![0usize, 1, 2, 3, 4, 5, 6]),
        prop::sample::select(vec![0usize, 1, 2, 3, 4, 5, 6]),
        prop::sample::select(vec![0u8, 1, 2, 2, 3]),
        1u16..12,
        prop::option::of((0usize..12, 0usize..12)),
        any::<bool>(),
    )
        .prop_map(|(from, to, kind, minutes, lines, of_trips)| Stated {
            from,
            to,
            kind,
            minutes,
            lines,
            of_trips,
        });
    (prop::collection::vec(line, 4..14), prop::collection::vec(transfer, 0..7))
        .prop_map(|(lines, transfers)| Region { lines, transfers })
}

fn clock(minute: u16) -> String {
    format!("{:02}:{:02}:00", minute / 60, minute % 60)
}

impl Region {
    /// The feed of some of the operators.
    fn network(&self, has: impl Fn(usize) -> bool) -> Network {
        let mut stops = "stop_id,stop_name,stop_lat,stop_lon,parent_station\n".to_owned();
        for number in 0..6 {
            let parent = if number < 2 { "s6" } else { "" };
            let lat = 51.5 + 0.008_993_2 * (number as f64);
            writeln!(stops, "s{number},Stop {number},{lat:.6},-3,{parent}").unwrap();
        }
        stops += "s6,Station,51.5,-3,\n";
        let mut routes = "route_id,route_short_name,route_type\n".to_owned();
        let mut trips = "route_id,service_id,trip_id,trip_headsign,block_id\n".to_owned();
        let mut times = "trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type\n".to_owned();
        let mut frequencies = "trip_id,start_time,end_time,headway_secs,exact_times\n".to_owned();
        let mut transfers =
            "from_stop_id,to_stop_id,transfer_type,min_transfer_time,from_route_id,to_route_id,\
                             from_trip_id,to_trip_id\n"
                .to_owned();
        let mut calendar =
            "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
                .to_owned();
        for (operator, end) in ENDS.iter().enumerate().filter(|(operator, _)| has(*operator)) {
            writeln!(calendar, "w{operator},1,1,1,1,1,0,0,20260105,{end}").unwrap();
        }
        for (number, line) in self.lines.iter().enumerate().filter(|(_, line)| has(line.operator)) {
            let Line { operator, from, to, start, minutes, kind } = line;
            writeln!(routes, "r{number},{number},3").unwrap();
            let block = if matches!(kind, Kind::Block) { format!("b{number}") } else { String::new() };
            let pickup = u8::from(matches!(kind, Kind::Booked)) * 2;
            for (trip, later) in [("a", 0), ("b", minutes + 3)] {
                let (from, to) = if trip == "a" { (from, to) } else { (to, from) };
                writeln!(trips, "r{number},w{operator},t{number}{trip},Town,{block}").unwrap();
                let (leaves, comes) = (clock(start + later), clock(start + later + minutes));
                writeln!(times, "t{number}{trip},{leaves},{leaves},s{from},1,{pickup}").unwrap();
                writeln!(times, "t{number}{trip},{comes},{comes},s{to},2,0").unwrap();
            }
            match kind {
                Kind::Headway(minutes) => {
                    let (from, until) = (clock(*start), clock(start + 90));
                    writeln!(frequencies, "t{number}a,{from},{until},{},0", minutes * 60).unwrap();
                }
                Kind::InSeat => writeln!(transfers, "s{to},s{to},4,,,,t{number}a,t{number}b").unwrap(),
                Kind::Plain | Kind::Booked | Kind::Block => {}
            }
        }
        for Stated { from, to, kind, minutes, lines, of_trips } in &self.transfers {
            let own = match lines {
                None => Some(",,,".to_owned()),
                Some((one, other)) => {
                    let known = |line: usize| self.lines.get(line).is_some_and(|line| has(line.operator));
                    let both = known(*one) && known(*other);
                    let row =
                        if *of_trips { format!(",,t{one}a,t{other}a") } else { format!("r{one},r{other},,") };
                    both.then_some(row)
                }
            };
            if let Some(own) = own {
                writeln!(transfers, "s{from},s{to},{kind},{},{own}", minutes * 60).unwrap();
            }
        }
        let agency = "agency_id,agency_name,agency_url,agency_timezone\n1,A,http://a.example,Europe/London\n";
        let zip = zipped(&[
            ("agency.txt", agency),
            ("stops.txt", &stops),
            ("routes.txt", &routes),
            ("trips.txt", &trips),
            ("stop_times.txt", &times),
            ("frequencies.txt", &frequencies),
            ("transfers.txt", &transfers),
            ("calendar.txt", &calendar),
        ]);
        let (feed, report) = read(&zip).unwrap();
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        Network::new(vec![feed])
    }
}

fn outcomes(network: &Network, date: NaiveDate, when: When) -> Vec<Outcome> {
    let walking = Walking { max_metres: 300, speed_mm_s: 1_000 };
    let terms =
        Terms { date, when, max_changes: 3, max_minutes: 180, walking, max_walk_end: 300, change_minutes: 2 };
    let mut batch = Batch::new(network, terms);
    let pairs = (0..6).flat_map(|from| (0..6).map(move |to| (from, to)));
    pairs.map(|(from, to)| batch.answer(&format!("s{from}"), &format!("s{to}")).outcome).collect()
}

fn states(network: Network, date: NaiveDate) -> Vec<State> {
    let timetable = Arc::new(Timetable::new(network));
    let profile = Profile { walk_total_metres: 100_000, soft_minutes: 300, hard_minutes: 300, ..rider() };
    let home = stop(0, 0);
    let model = TimetableModel::new(timetable, home, profile.clone(), PassHours::ALWAYS);
    let ask = |place: u32, direction: Direction, minute: u16| {
        let request = TripRequest { home, site: stop(place, 0), date, direction, minute, profile: &profile };
        model.assess(&request).state()
    };
    (1..6).flat_map(|place| [ask(place, Direction::Out, 600), ask(place, Direction::Home, 430)]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_regional_feed_reaches_whatever_a_single_operator_reaches(
        region in regions(), days in 0u64..420, depart in any::<bool>(),
    ) {
        // Weekdays from June 2026 to July 2027, so that operators are ended on some and not on others.
        let date = NaiveDate::from_ymd_opt(2026, 6, 1).unwrap() + Days::new(days / 5 * 7 + days % 5);
        let when = if depart { When::Depart(430) } else { When::ArriveBy(620) };
        let whole = outcomes(&region.network(|_| true), date, when);
        let by_model = states(region.network(|_| true), date);
        for operator in 0..3 {
            let own = outcomes(&region.network(|other| other == operator), date, when);
            for (pair, (own, whole)) in own.into_iter().zip(&whole).enumerate() {
                let lost = own == Outcome::Reached && *whole != Outcome::Reached;
                let denied = own == Outcome::OutsideValidity && *whole == Outcome::NotReached && {
                    // The operator's own timetable of its last week has the journey.
                    let last = NaiveDate::from_ymd_opt(2026, 6, 15).unwrap() + Days::new(days % 5);
                    outcomes(&region.network(|other| other == operator), last, when)[pair] == Outcome::Reached
                };
                prop_assert!(!lost && !denied, "pair {pair}, operator {operator}: {own:?}, {whole:?}");
            }
            let own = states(region.network(|other| other == operator), date);
            for (trip, (own, whole)) in own.into_iter().zip(&by_model).enumerate() {
                let lost = own != State::Beyond && own != State::NotAssessed && *whole == State::Beyond;
                prop_assert!(!lost, "trip {trip}, operator {operator}: {own:?}, {whole:?}");
            }
        }
    }
}
