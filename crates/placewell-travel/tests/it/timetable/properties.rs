//! What must hold on any timetable.

use placewell_travel::day::{Day, HORIZON, TripSet};
use placewell_travel::footpaths::Footpaths;
use placewell_travel::network::{Link, Network};
use placewell_travel::planner::{Between, Journey, Planner};
use placewell_travel::search::{Query, Search};
use proptest::prelude::*;

use super::MIDNIGHT;
use super::oracle::{Timetable, timetables};

fn day(network: &Network) -> Day {
    let date = "2026-06-15".parse().unwrap();
    Day::build(network, date, &TripSet::on(network, date), &|_| true)
}

fn planner(timetable: &Timetable, network: &Network) -> Planner {
    Planner::from_parts(day(network), Footpaths::from_walks(network.stops.len(), timetable.links(network)))
}

fn here(network: &Network, stop: usize) -> Option<Vec<Link>> {
    Timetable::number(network, stop).map(|stop| vec![Link { stop, minutes: 0, metres: 0 }])
}

struct Asked {
    planner: Planner,
    from: Vec<Link>,
    to: Vec<Link>,
}

impl Asked {
    fn new(timetable: &Timetable, network: &Network) -> Option<Self> {
        let (from, to) = here(network, 0).zip(here(network, 1))?;
        Some(Self { planner: planner(timetable, network), from, to })
    }

    fn between(&self, earliest: u16, latest: u16, rides: usize) -> Between<'_> {
        Between { from: &self.from, to: &self.to, earliest, latest, rides, change: 2 }
    }

    fn last_leaving(&self, latest: u16, rides: usize) -> Option<Journey> {
        let between = self.between(MIDNIGHT, latest, rides);
        self.planner.latest_departures(&mut Search::default(), &between).into_iter().last()
    }

    fn first_arriving(&self, earliest: u16, rides: usize) -> Option<Journey> {
        let between = self.between(earliest, MIDNIGHT + 1_500, rides);
        self.planner.earliest_arrivals(&mut Search::default(), &between).into_iter().last()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn rounds_without_limit_find_what_a_scan_of_connections_finds(
        timetable in timetables(), minute in 415u16..540, change in 1u16..6,
    ) {
        let network = timetable.network();
        if let Some(access) = here(&network, 0) {
            let footpaths = Footpaths::from_walks(network.stops.len(), timetable.links(&network));
            let query = Query {
                access: &access, egress: &[], start: MIDNIGHT + minute, bound: HORIZON, rides: 20, change,
            };
            let mut search = Search::default();
            search.run(&day(&network), &footpaths, &query);
            for (stop, expected) in timetable.scan(0, minute, change).into_iter().enumerate() {
                let found = Timetable::number(&network, stop).and_then(|stop| search.arrival_at(stop));
                prop_assert_eq!(found, expected, "stop {}", stop);
            }
        }
    }

    #[test]
    fn a_day_mirrored_twice_is_itself(timetable in timetables()) {
        let day = day(&timetable.network());
        prop_assert_eq!(day.mirrored().mirrored(), day);
    }

    #[test]
    fn the_latest_departure_arrives_in_time_and_a_minute_later_does_not(
        timetable in timetables(), deadline in 440u16..620, rides in 1usize..4,
    ) {
        let network = timetable.network();
        if let Some(asked) = Asked::new(&timetable, &network) {
            let deadline = MIDNIGHT + deadline;
            let arrives = |leave: u16| asked.first_arriving(leave, rides).map(|journey| journey.arrive);
            match asked.last_leaving(deadline, rides) {
                Some(journey) => {
                    prop_assert!(arrives(journey.leave).is_some_and(|arrive| arrive <= deadline));
                    prop_assert!(arrives(journey.leave + 1).is_none_or(|arrive| arrive > deadline));
                    prop_assert!(journey.arrive <= deadline && journey.rides.len() <= rides);
                }
                None => prop_assert!(arrives(MIDNIGHT).is_none_or(|arrive| arrive > deadline)),
            }
        }
    }

    #[test]
    fn a_later_deadline_another_change_or_a_longer_walk_is_never_worse(
        timetable in timetables(), deadline in 440u16..600, more in 0u16..60, rides in 1usize..4,
    ) {
        let network = timetable.network();
        if let Some(asked) = Asked::new(&timetable, &network) {
            let leave = |asked: &Asked, deadline: u16, rides: usize| {
                asked.last_leaving(MIDNIGHT + deadline, rides).map(|journey| journey.leave)
            };
            let base = leave(&asked, deadline, rides);
            prop_assert!(leave(&asked, deadline + more, rides) >= base);
            prop_assert!(leave(&asked, deadline, rides + 1) >= base);
            let still = Timetable { walks: Vec::new(), ..timetable.clone() };
            let without = Asked::new(&still, &network).and_then(|asked| leave(&asked, deadline, rides));
            prop_assert!(base >= without);
        }
    }

    #[test]
    fn every_journey_can_be_ridden_as_told(timetable in timetables(), deadline in 440u16..620) {
        let network = timetable.network();
        if let Some(asked) = Asked::new(&timetable, &network) {
            let day = asked.planner.day();
            let between = asked.between(MIDNIGHT, MIDNIGHT + deadline, 4);
            for journey in asked.planner.latest_departures(&mut Search::default(), &between) {
                let (mut clock, mut stop) = (journey.leave, asked.from[0].stop);
                for (number, (ride, walk)) in journey.rides.iter().zip(&journey.walks).enumerate() {
                    let lane = day.lane(ride.pattern).unwrap();
                    let boarded = lane.stops[ride.board as usize];
                    prop_assert!(walk.minutes > 0 || stop == boarded);
                    let ready = clock + walk.minutes + if number == 0 { 0 } else { 2 };
                    prop_assert!(ready <= day.times(ride.pattern, ride.trip, ride.board).unwrap().1);
                    clock = day.times(ride.pattern, ride.trip, ride.alight).unwrap().0;
                    stop = lane.stops[ride.alight as usize];
                }
                prop_assert_eq!((clock, stop), (journey.arrive, asked.to[0].stop));
            }
        }
    }
}
